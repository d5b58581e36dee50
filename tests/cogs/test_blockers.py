"""Logging a blocker: what the form asks, and what its card then shows."""

import re
from itertools import cycle

import pytest

from domain.errors import BadInput
from domain.models.blocker_draft import BlockerDraft, Urgency
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
    assert list(form.filled) == ["goal", "happened", "tried", "urgency", "file"]


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
    assert card.buttons == ["I can help", "Me too", "Resolve", "More…"]


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
        assert card.buttons[:4] == ["I can help", "Me too", "Resolve", "More…"]


@pytest.mark.parametrize("filling", ["*", "`", "_ ", "<@1>", "\\", "🙂"])
async def test_a_field_full_of_signs_still_makes_a_card(hub: Cohort, filling: str) -> None:
    full = ("a" + filling * 1500)[:1500]

    card = await hub.ada.logs_blocker(full[:200], happened=full, tried=full)

    assert card.buttons == ["I can help", "Me too", "Resolve", "More…", "Show all"]
    assert card.text.count("```") % 2 == 0
