"""Solutions, as those who found one and those who look for one live them."""

import discord
import pytest
import simcord

from domain.models.entries import Member, Place
from domain.models.solution import SolutionDraft
from tests.support.cohort import Answer, Cohort
from tests.support.weather import another_server, permit, restart

WHERE = "https://docs.djangoproject.com/en/5.2/ref/settings/#secret-key"


async def test_a_posted_solution_gets_a_card(hub: Cohort) -> None:
    card = await hub.ada.posts_solution(
        "CORS errors in the browser",
        "Add django-cors-headers.",
        code="CORS_ALLOWED_ORIGINS = []",
        link=WHERE,
        tags="django, cors",
    )

    assert card.text.startswith("### S1 · CORS errors in the browser\n")
    for said in ("Add django-cors-headers.", "```", "CORS_ALLOWED_ORIGINS = []", WHERE, "`#django` `#cors`"):
        assert said in card.text
    assert hub.ada.mention in card.text


async def test_whoever_posts_one_is_led_to_its_card(hub: Cohort) -> None:
    form = await hub.ada.types("solution post")
    assert form.form.title == "Post a solution"
    answer = await hub.ada.submits(form, problem="It hangs", solution="Restart it")

    assert answer.private
    assert "**S1 · It hangs** is posted, and /search finds it from now on." in answer.text
    assert str(hub.card("S1").message.id) in answer.shown.links[0]


async def test_a_form_that_discord_hands_out_twice_is_posted_once(hub: Cohort) -> None:
    place, ada = Place(hub.guild.id, hub.channel.id), Member(hub.ada.id, "ada")
    draft = SolutionDraft.written(problem="It hangs", fix="Restart it")

    twice = [await hub.bot.hub.solutions.post(place, draft, by=ada, cause=7) for _ in range(2)]
    await hub.time_passes(seconds=5)

    assert [str(solution.ref) for solution in twice] == ["S1", "S1"]
    assert len(hub.posts) == 1


async def test_the_next_one_finds_it(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery does not see my tasks", "Call autodiscover_tasks()")

    found = await hub.linus.types("search", query="celery tasks not seen")
    shown = await hub.linus.presses(found, "Show", near="S1")

    assert shown.private
    assert "Call autodiscover" in shown.text


@pytest.mark.parametrize(
    "link", ["docs.python.org", "javascript:alert(1)", "https://a b.org", "https://x", "[me](https://x.org)"]
)
async def test_what_is_no_link_is_refused_and_nothing_is_lost(hub: Cohort, link: str) -> None:
    form = await hub.ada.types("solution post")
    answer = await hub.ada.submits(form, problem="It hangs", solution="Restart it twice", link=link)

    assert answer.private
    assert "is not a link. Links start with https:// and have no spaces." in answer.text
    assert "Restart it twice" in answer.text, "what was written is given back"
    assert not hub.posts


@pytest.mark.parametrize("link", ["http://localhost:8000/admin/", "https://a.b/_x_/*y*?z=[1](2)#c"])
async def test_a_link_is_shown_as_it_is(hub: Cohort, link: str) -> None:
    card = await hub.ada.posts_solution("It hangs", link=link)

    assert f"<{link}>" in card.text, "in brackets, no sign of it is formatting"


@pytest.mark.parametrize(("field", "named"), [("problem", "problem"), ("solution", "solution")])
async def test_a_solution_without_words_is_refused(hub: Cohort, field: str, named: str) -> None:
    form = await hub.ada.types("solution post")
    answer = await hub.ada.submits(form, **{"problem": "It hangs", "solution": "Restart it", field: "* * *"})

    assert answer.private
    assert f"The {named} has no words yet" in answer.text
    assert not hub.posts


async def test_back_ticks_in_code_do_not_end_its_block(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("It hangs", code="a = 1\n```\n@everyone # big\n```")

    assert card.text.count("```") == 2, "opened and closed once"


async def test_people_s_words_neither_ping_nor_break_the_card(hub: Cohort) -> None:
    card = await hub.ada.posts_solution(
        "@everyone **help** <@1>", "# Big\n-# small [x](https://evil.example)"
    )

    assert "@everyone" not in card.text
    assert "<@1>" not in card.text
    assert "**help**" not in card.text
    assert "\n# Big" not in card.text


async def test_a_long_solution_can_be_seen_in_full(hub: Cohort) -> None:
    card = await hub.ada.posts_solution(
        "p" * 1500, "s" * 1500, code="c" * 1500, link=f"https://a.b/{'l' * 480}"
    )
    assert "c" * 1500 not in card.text

    answer = await hub.linus.presses(card, "Show all")

    assert answer.private
    assert list(answer.shown.files) == ["S1.md"]


async def test_the_solution_of_a_blocker_leads_back_to_it(hub: Cohort) -> None:
    blocker = await hub.ada.logs_blocker("Celery does not see my tasks")
    await hub.ada.resolves(blocker, cause="autodiscover was off", fix="Turn it on")
    await restart(hub)

    solution = await hub.linus.types("solution show", number="S1")
    back = await hub.linus.presses(solution, "Show blocker B1")

    assert "autodiscover was off" in solution.text
    assert back.private
    assert back.text.startswith("### B1 · Celery does not see my tasks")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("S99", "There is no solution S99 in this server"),
        ("E1", "E1 is an endpoint; this needs a solution"),
        ("help", "“help” is not an entry's number"),
    ],
)
async def test_an_unknown_number_is_refused(hub: Cohort, typed: str, told: str) -> None:
    answer = await hub.ada.types("solution show", number=typed)

    assert answer.private
    assert told in answer.text


async def test_another_server_s_solutions_are_out_of_reach(hub: Cohort) -> None:
    await hub.ada.posts_solution("Our secret")
    other = another_server(hub)

    assert "There is no solution S1" in (await other.ada.types("solution show", number="S1")).text
    assert await other.ada.completes("solution show", "number", "secret") == []


# ------------------------------------------------------------------------------- from a message

HIDDEN = "There is no such message that both of us can read."


def asked_nexus(hub: Cohort, words: str) -> str:
    """A message that Nexus may read, because it is mentioned."""
    assert hub.bot.user
    return f"{hub.bot.user.mention} {words}"


def refused(answer: Answer, why: str) -> None:
    """The answer is a private sentence, and no form."""
    assert answer.result.modal is None
    assert answer.private
    assert why in answer.text


async def test_a_link_to_a_message_that_mentions_nexus_fills_the_form(hub: Cohort) -> None:
    said = await hub.linus.says(asked_nexus(hub, "set `CELERY_TIMEZONE`, then restart"))
    await restart(hub)

    form = (await hub.ada.types("solution post", message=f" {said.jump_url} ")).form

    assert form.filled["solution"] == "set `CELERY_TIMEZONE`, then restart"
    assert form.filled["link"] == said.jump_url


async def test_of_a_message_that_nexus_may_not_read_the_link_is_kept(hub: Cohort) -> None:
    said = await hub.linus.says("restart the worker")

    answer = await hub.ada.types("solution post", message=said.jump_url)
    assert answer.form.filled["solution"] == ""
    assert answer.form.filled["link"] == said.jump_url
    await hub.ada.submits(answer, problem="It hangs", solution="Restart the worker")

    assert said.jump_url in hub.card("S1").text


async def test_the_message_menu_fills_the_form(hub: Cohort) -> None:
    question = await hub.ada.says("why does it hang?")
    said = await hub.linus.says("restart the worker", reply_to=question)

    form = (await hub.grace.uses_menu("Save as solution", said)).form

    assert form.filled["solution"] == "restart the worker"
    assert form.filled["link"] == said.jump_url


async def test_a_reply_to_what_nexus_may_read_brings_the_problem_too(hub: Cohort) -> None:
    question = await hub.ada.says(asked_nexus(hub, "why does Celery hang?"))
    said = await hub.linus.says("restart the worker", reply_to=question)

    answer = await hub.ada.uses_menu("Save as solution", said)
    await hub.ada.submits(answer)

    assert answer.form.filled["problem"] == "why does Celery hang?"
    assert "restart the worker" in hub.card("S1").text


async def test_a_message_without_text_is_saved_by_its_link(hub: Cohort) -> None:
    said = await hub.linus.says("", attachments=[("screen.png", b"png")])

    form = (await hub.ada.uses_menu("Save as solution", said)).form

    assert form.filled["solution"] == ""
    assert form.filled["link"] == said.jump_url


async def test_a_message_longer_than_a_field_is_cut_to_fit_it(hub: Cohort) -> None:
    said = await hub.linus.says(asked_nexus(hub, "word " * 380))

    assert len((await hub.ada.types("solution post", message=said.jump_url)).form.filled["solution"]) == 1500


@pytest.mark.parametrize(
    "link",
    [
        "that one above",
        "https://example.com/channels/1/2/3",
        "https://discord.com/channels/@me/2/3",
        "https://discord.com/channels/1/2",
        "https://discord.com/channels/{here}/2/" + "9" * 5000,
    ],
)
async def test_what_is_no_link_to_a_message_is_refused(hub: Cohort, link: str) -> None:
    refused(await hub.ada.types("solution post", message=link.format(here=hub.guild.id)), "is not a link to")


async def test_a_link_to_another_server_is_refused(hub: Cohort) -> None:
    other = another_server(hub)
    said = await other.linus.says(asked_nexus(hub, "our secret"))

    refused(await hub.ada.types("solution post", message=said.jump_url), "a message of this server")


async def test_a_channel_of_this_server_does_not_open_another_server_s_message(hub: Cohort) -> None:
    other = another_server(hub)
    said = await other.linus.says(asked_nexus(hub, "our secret"))
    link = f"https://discord.com/channels/{hub.guild.id}/{other.channel.id}/{said.id}"

    refused(await hub.ada.types("solution post", message=link), HIDDEN)


async def test_a_message_in_a_channel_that_the_member_cannot_see_stays_hidden(hub: Cohort) -> None:
    hidden, seen = (
        discord.PermissionOverwrite(view_channel=False),
        discord.PermissionOverwrite(view_channel=True),
    )
    staff = hub.guild.create_text_channel(
        "staff", overwrites={hub.guild.default_role: hidden, hub.root.actor: seen}
    )
    await permit(hub, staff, view_channel=True)
    said = await hub.root.actor.send(staff, asked_nexus(hub, "our secret"))

    refused(await hub.ada.types("solution post", message=said.jump_url), HIDDEN)
    allowed = await hub.root.types("solution post", message=said.jump_url)
    assert allowed.form.filled["solution"] == "our secret"


async def test_a_deleted_message_is_said_to_be_gone(hub: Cohort) -> None:
    said = await hub.linus.says("restart the worker")
    await hub.linus.actor.delete(said)

    refused(await hub.ada.types("solution post", message=said.jump_url), HIDDEN)


async def test_a_message_that_discord_does_not_hand_out_now_is_kept_as_a_link(
    hub: Cohort, world: simcord.Env
) -> None:
    said = await hub.linus.says(asked_nexus(hub, "restart the worker"))
    world.inject_error("GET", f"/channels/*/messages/{said.id}", status=403, code=50013)

    form = (await hub.ada.types("solution post", message=said.jump_url)).form

    assert form.filled["link"] == said.jump_url
