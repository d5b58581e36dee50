"""Solutions, as those who found one and those who look for one live them."""

from typing import Any

import pytest

from domain.models.entries import Member, Place
from domain.models.solution_draft import SolutionDraft
from tests.support.cohort import Cohort
from tests.support.weather import another_server, restart

TOKEN = "ghp_" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3hJ6"

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
    answer = await hub.ada.submits(form, problem="It hangs", solution="Restart it twice", links=link)

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


async def test_a_fence_names_the_codes_language(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("It hangs", code="```Python\nfix()\n```")

    assert "**Code**\n```python\nfix()\n```" in card.text


async def test_the_card_says_what_it_is_true_for_and_where_to_read_more(hub: Cohort) -> None:
    card = await hub.ada.posts_solution(
        "It hangs", link=f"{WHERE} https://b.example", versions="Django 5.2; *Python* 3.12"
    )

    assert "**True for**\nDjango 5.2, \\*Python\\* 3.12" in card.text
    assert f"**Links**\n<{WHERE}>\n<https://b.example>" in card.text


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"tags": "so bad!"}, "cannot be a tag"),
        ({"blocker": "B9"}, "There is no blocker B9"),
        ({"blocker": "S1"}, "this needs a blocker"),
    ],
)
async def test_what_cannot_be_is_refused_before_anything_is_written(
    hub: Cohort, options: dict[str, Any], told: str
) -> None:
    answer = await hub.ada.types("solution post", **options)

    assert answer.private
    assert answer.result.modal is None
    assert told in answer.text


async def test_tags_are_completed_one_after_the_other(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs", tags="celery django")

    assert await hub.ada.completes("solution post", "tags", "ce") == ["celery"]
    assert await hub.ada.completes("solution post", "tags", "redis, dj") == ["redis django"]
    assert await hub.ada.completes("solution post", "tags", "celery ") == ["celery django"]
    assert await hub.ada.completes("solution post", "tags", "x" * 99 + " dj") == []


async def test_tags_can_be_given_right_after(hub: Cohort) -> None:
    form = await hub.ada.types("solution post")
    answer = await hub.ada.submits(form, problem="It hangs", solution="Restart it")

    await hub.ada.submits(await hub.ada.presses(answer, "Tags, links, versions"), tags="celery")

    assert "`#celery`" in hub.card("S1").text


async def test_another_solution_to_a_blocker_is_named_on_its_card(hub: Cohort) -> None:
    blocker = await hub.ada.logs_blocker("Celery hangs", happened="It waits for ever.")
    await hub.ada.resolves(blocker)
    assert await hub.linus.completes("solution post", "blocker", "hangs") == ["B1 · Celery hangs"]

    opened = await hub.linus.types("solution post", blocker="B1")
    assert opened.form.title == "Solve B1"
    assert opened.form.filled["problem"] == "Celery hangs\nIt waits for ever."
    await hub.linus.submits(opened, solution="Upgrade it.")

    assert "also solved by S2" in hub.card("B1").text
    assert "from B1: asked <t:" in hub.card("S2").text
    assert (await hub.grace.presses(hub.card("S2"), "Show blocker B1")).text.startswith("### B1")


async def test_of_several_secrets_the_author_is_told_to_replace_them_all(hub: Cohort) -> None:
    form = await hub.ada.types("solution post")
    database = "postgres://shop:hunter2secret@db.example.com:5432/shop"

    answer = await hub.ada.submits(
        form, problem="GitHub refuses me", solution=f"Set {TOKEN}, {TOKEN}, {database}"
    )

    assert "Masked before anything was kept: GitHub token and password." in answer.text
    assert "please revoke them now, and make new ones." in answer.text


async def test_a_secret_is_masked_and_its_author_told_what_to_do(hub: Cohort) -> None:
    form = await hub.ada.types("solution post")
    answer = await hub.ada.submits(form, problem="GitHub refuses me", solution=f"Set {TOKEN}")

    assert answer.private
    assert "Masked before anything was kept: GitHub token." in answer.text
    assert "please revoke it now, and make a new one." in answer.text
    assert TOKEN not in hub.card("S1").text.replace("\\", "")

    told = await hub.ada.submits(await hub.ada.presses(answer, "It is no secret"), value=TOKEN)
    assert "is not masked in this server any more" in told.text
    assert TOKEN in hub.card("S1").text.replace("\\", "")


async def test_it_is_no_secret_can_be_said_later_too(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("GitHub refuses me", f"Set {TOKEN}")

    assert "It is no secret" in (await hub.ada.presses(card, "More…")).buttons
    assert "It is no secret" not in (await hub.margaret.presses(card, "More…")).buttons


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


async def test_the_solution_of_a_blocker_tells_how_it_came_to_be(hub: Cohort) -> None:
    blocker = await hub.ada.logs_blocker("Celery does not see my tasks")
    await hub.linus.presses(blocker, "I can help")
    await hub.time_passes(hours=1)
    await hub.ada.resolves(blocker, cause="autodiscover was off", fix="Turn it on")
    await restart(hub)

    solution = await hub.grace.types("solution show", number="S1")
    back = await hub.grace.presses(solution, "Show blocker B1")

    assert "autodiscover was off" in solution.text
    asked, solved = int(hub.env.now().timestamp()) - 3600, int(hub.env.now().timestamp())
    assert (
        f"from B1: asked <t:{asked}:R>, solved <t:{solved}:R>, with help from {hub.linus.mention}"
        in solution.text
    )
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
