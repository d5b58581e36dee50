"""Blockers, as members live them: log one, offer help, hand it back, resolve it."""

import re
from itertools import cycle

import pytest

from domain.errors import BadInput
from domain.models.blocker import BlockerDraft, Urgency
from tests.support.cohort import Answer, Cohort, Person, Shown

SAYS_NOTHING = ["   ", "\n\t ", "🙂🎉", "\u200b\u200e\u2060", "***", "```", "…?!"]

MEAN = [
    "@everyone @here <@{ada}> <@!{ada}> <@&{role}> <#{channel}> help",
    "a" + "*" * 140 + "`" * 50,
    "```py\nprint('<@{ada}>')\n``` <@{ada}> @everyone ```",
    "# big\n> quoted\n-# small\n- item <@{ada}>\n1. one",
    "[free nitro](https://evil.example) <https://evil.example> </setup:1> <t:0:R> <a:x:1>",
    "\u202egnp.exe \u200b\u05e9\u05dc\u05d5\u05dd عليكم\u200d 👩\u200d💻 \x00\x07end",
    "||spoiler|| __under__ ~~gone~~ \\*escaped\\* `code` ``two``",
]
"""Texts of at most 200 characters that try to ping, or to break out of their place on a card."""


def outside_code(shown: Shown) -> str:
    """What Discord reads as Markdown: everything but blocks of code."""
    return re.sub(r"```.*?```", "", shown.text, flags=re.DOTALL)


async def logs(person: Person, **written: str) -> Answer:
    opened = await person.types("blocker log")
    return await person.submits(opened, **{"urgency": "today", **written})


# ------------------------------------------------------------------------------------------------ log


async def test_the_form_asks_for_what_a_helper_needs(hub: Cohort) -> None:
    form = (await hub.ada.types("blocker log")).form

    assert form.title == "Log a blocker"
    assert list(form.filled) == ["goal", "happened", "tried", "tags", "urgency"]


async def test_a_logged_blocker_stands_in_the_hub_with_all_that_was_written(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker(
        "Run tasks with Celery",
        happened="The worker ignores them.",
        tried="Restarted it.",
        tags="Celery, #redis",
        urgency="now",
    )

    for said in (
        "B1 · Run tasks with Celery",
        "The worker ignores them.",
        "Restarted it.",
        "`#celery` `#redis`",
        "cannot go on without it",
        "open, nobody helps yet",
        hub.ada.mention,
    ):
        assert said in card.text
    assert card.buttons == ["I can help", "Resolve"]


async def test_the_author_hears_privately_where_the_card_is(hub: Cohort) -> None:
    answer = await logs(hub.ada, goal="Run tasks", happened="Nothing runs.")

    assert answer.private
    assert "B1 · Run tasks" in answer.text
    place = f"{hub.guild.id}/{hub.channel.id}/{hub.card('B1').message.id}"
    assert answer.shown.links == [f"https://discord.com/channels/{place}"]


async def test_a_goal_longer_than_a_title_is_shown_in_full(hub: Cohort) -> None:
    goal = " ".join(f"word{count}" for count in range(25))

    card = await hub.ada.logs_blocker(goal)

    assert f"**Goal**\n{goal}" in card.text
    assert goal not in card.text.splitlines()[0]


async def test_a_field_that_says_nothing_is_refused_and_the_rest_given_back(hub: Cohort) -> None:
    for field, nothing in zip(cycle(["goal", "happened"]), SAYS_NOTHING):
        written = {"goal": "Run tasks", "happened": "Nothing runs.", "tried": "All of it"}
        answer = await logs(hub.ada, **{**written, field: nothing})

        assert answer.private
        assert "has no words yet. Please say it in a few." in answer.text
        assert "All of it" in answer.text
    assert hub.posts == []


@pytest.mark.parametrize(
    ("goal", "happened", "tried"), [("x" * 201, "x", ""), ("x", "x" * 1501, ""), ("x", "x", "x" * 1501)]
)
def test_more_than_fits_is_refused_with_how_much_fits(goal: str, happened: str, tried: str) -> None:
    with pytest.raises(BadInput, match=r"(200|1,500) fit\. Please keep what matters most"):
        BlockerDraft.written(goal=goal, happened=happened, tried=tried, tags="", urgency=Urgency.TODAY)


async def test_what_people_write_never_pings_and_never_breaks_the_card(hub: Cohort) -> None:
    for mean in MEAN:
        typed = mean.format(ada=hub.ada.id, role=hub.guild.default_role.id, channel=hub.channel.id)
        card = await hub.linus.logs_blocker(typed, happened=typed, tried=typed)

        heading, _, *body = outside_code(card).splitlines()
        read = "\n".join([heading, *body])
        assert not re.search(r"@(everyone|here)|<(@|#|/|a?:|t:)|(?<!\\)\[[^\]]*\]\(", read), read
        assert "\u202e" not in card.text
        assert card.text.count("```") % 2 == 0
        assert "open, nobody helps yet" in card.text.splitlines()[1]
        assert card.buttons[:2] == ["I can help", "Resolve"]


@pytest.mark.parametrize("filling", ["*", "`", "_ ", "<@1>", "\\", "🙂"])
async def test_a_field_full_of_signs_still_makes_a_card(hub: Cohort, filling: str) -> None:
    full = ("a" + filling * 1500)[:1500]

    card = await hub.ada.logs_blocker(full[:200], happened=full, tried=full)

    assert card.buttons == ["I can help", "Resolve", "Show all"]
    assert card.text.count("```") % 2 == 0


@pytest.mark.parametrize(
    ("tags", "sentence"),
    [
        ("django, <b>", "cannot be a tag"),
        ("@everyone", "cannot be a tag"),
        ("a b c d e f", "6 tags"),
        ("x" * 25, "too long"),
    ],
)
async def test_tags_that_cannot_be_are_refused_and_all_that_was_written_given_back(
    hub: Cohort, tags: str, sentence: str
) -> None:
    answer = await logs(hub.ada, goal="Run tasks", happened="Nothing runs.", tried="Restarted", tags=tags)

    assert answer.private
    assert sentence in answer.text
    for written in ("Run tasks", "Nothing runs.", "Restarted", tags):
        assert written in answer.text
    assert hub.posts == []


# ------------------------------------------------------------------------------------------ claim, hand back


async def test_a_helper_is_thanked_and_the_card_says_who_helps(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")

    answer = await hub.linus.presses(card, "I can help")

    assert answer.private
    assert "Thank you" in answer.text
    assert f"{hub.linus.mention} helps" in hub.card("B1").text
    assert hub.card("B1").buttons == ["Hand back", "Resolve"]
    assert len(hub.posts) == 1


async def test_a_second_helper_is_told_who_came_first(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Celery does not see my tasks")
    lists = [await helper.types("blocker list") for helper in (hub.linus, hub.grace)]

    await hub.linus.presses(lists[0], "I can help")
    answer = await hub.grace.presses(lists[1], "I can help")

    assert answer.private
    assert "linus" in answer.text


async def test_a_double_click_helps_once(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Run tasks")
    listed = await hub.linus.types("blocker list")

    await hub.linus.presses(listed, "I can help")
    again = await hub.linus.presses(listed, "I can help")

    assert "You are helping with B1 already." in again.text
    assert f"{hub.linus.mention} helps" in hub.card("B1").text


async def test_nobody_claims_their_own_blocker(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")

    answer = await hub.ada.presses(card, "I can help")

    assert answer.private
    assert "B1 is your own" in answer.text
    assert "open, nobody helps yet" in hub.card("B1").text


async def test_a_solved_blocker_is_not_claimed_but_leads_to_its_solution(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    stale = await hub.linus.types("blocker list")
    await hub.ada.resolves(card)

    answer = await hub.linus.presses(stale, "I can help")

    assert answer.private
    assert "B1 is solved already: see S1." in answer.text


@pytest.mark.parametrize("name", ["linus", "margaret"])
async def test_a_helper_or_a_moderator_hands_a_blocker_back(hub: Cohort, name: str) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")

    answer = await getattr(hub, name).presses(hub.card("B1"), "Hand back")

    assert answer.private
    assert "open for another helper again" in answer.text
    assert "open, nobody helps yet" in hub.card("B1").text
    await hub.grace.presses(hub.card("B1"), "I can help")
    assert f"{hub.grace.mention} helps" in hub.card("B1").text


@pytest.mark.parametrize("name", ["ada", "grace"])
async def test_nobody_else_hands_it_back(hub: Cohort, name: str) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")

    answer = await getattr(hub, name).presses(hub.card("B1"), "Hand back")

    assert answer.private
    assert "Only linus, who is helping with B1, can hand it back." in answer.text
    assert f"{hub.linus.mention} helps" in hub.card("B1").text


async def test_what_nobody_holds_cannot_be_handed_back(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")
    stale = await hub.linus.types("blocker show", number="B1")
    await hub.linus.presses(stale, "Hand back")

    again = await hub.linus.presses(stale, "Hand back")

    assert "Nobody is helping with B1 now" in again.text


# ---------------------------------------------------------------------------------------------- resolve


async def test_a_resolved_blocker_becomes_a_solution(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Celery does not see my tasks", tags="celery")
    await hub.linus.presses(card, "I can help")

    answer = await hub.linus.resolves(
        hub.card("B1"), cause="autodiscover was off", fix="Call autodiscover_tasks()"
    )

    assert "solution **S1**" in answer.text
    assert "Call autodiscover" in hub.card("B1").text
    found = await hub.grace.types("search", query="celery tasks autodiscover")
    assert "S1" in found.text


@pytest.mark.parametrize("name", ["ada", "linus", "margaret"])
async def test_author_helper_and_moderator_may_resolve(hub: Cohort, name: str) -> None:
    card = await hub.ada.logs_blocker("Run tasks", happened="Nothing runs.", tried="Restarted it.")
    await hub.linus.presses(card, "I can help")

    answer = await getattr(hub, name).resolves(hub.card("B1"), cause="A typo.", fix="Fixed it.", code="x = 1")

    assert answer.private
    solved = hub.card("B1")
    for said in ("Nothing runs.", "Restarted it.", "A typo.", "Fixed it.", "x = 1"):
        assert said in solved.text
    assert solved.buttons == ["Show S1"]
    assert len(hub.posts) == 1


async def test_a_stranger_may_not_resolve_and_gets_their_words_back(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")

    answer = await hub.grace.resolves(card, cause="Surely the broker", fix="Restart it")

    assert answer.private
    assert "Only ada or the one who helps can resolve B1" in answer.text
    assert "Surely the broker" in answer.text
    assert "open, nobody helps yet" in hub.card("B1").text


async def test_of_two_who_resolve_at_once_the_second_loses_nothing(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")
    forms = [await person.presses(hub.card("B1"), "Resolve") for person in (hub.ada, hub.linus)]

    await hub.ada.submits(forms[0], cause="A typo.", fix="Fixed it.")
    late = await hub.linus.submits(forms[1], cause="The broker was down.", fix="Started it.")

    assert late.private
    assert "B1 is solved already: see S1." in late.text
    assert "The broker was down." in late.text
    assert "A typo." in hub.card("B1").text
    assert "no solution S2" in (await hub.grace.types("solution show", number="S2")).text
