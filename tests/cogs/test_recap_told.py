"""What a recap tells, and what can be done from it."""

import pytest

from cogs.recap.sections import told
from domain.models.sight import FULL
from tests.support.cohort import Cohort
from tests.support.weather import restart


async def test_it_tells_what_was_solved_and_by_whom_what_is_new_and_what_waits(hub: Cohort) -> None:
    solved = await hub.ada.logs_blocker("Celery hangs")
    await hub.linus.presses(solved, "I can help")
    await hub.ada.resolves(hub.card("B1"))
    await hub.ada.logs_blocker("Docker burns")
    await hub.grace.posts_solution("Redis forgets")
    await hub.grace.shares_endpoint("GET", "/api/users/")

    await hub.time_passes(hours=40)
    waiting, *rest = hub.recaps[0].text.split("**Solved** (1)")
    told = rest[0]

    assert "**Waiting for a hand** (1)" in waiting
    assert "Docker burns" in waiting
    assert f"Celery hangs → **S1**, by {hub.ada.mention} with {hub.linus.mention}" in told
    assert f"Redis forgets, by {hub.grace.mention}" in told
    assert "**New solutions** (1)" in told, "the one of the blocker is told of once"
    assert f"GET /api/users/, by {hub.grace.mention}" in told
    assert f"/{hub.card('S2').message.id})" in told, "numbers lead to the cards"


async def test_who_waits_longest_comes_first_and_can_be_helped_from_the_recap(hub: Cohort) -> None:
    await hub.ada.logs_blocker("The older one", urgency="whenever")
    await hub.time_passes(hours=1)
    await hub.linus.logs_blocker("The newer one", urgency="now")
    await hub.time_passes(hours=39)
    recap = hub.recaps[0]
    assert recap.text.index("The older one") < recap.text.index("The newer one")
    await restart(hub)

    answer = await hub.grace.presses(recap, "I can help", near="B2")
    late = await hub.margaret.presses(recap, "I can help", near="B2")

    assert answer.private
    assert "You are helping" in answer.text
    assert f"{hub.grace.mention} helps" in hub.card("B2").text
    assert "grace is helping with B2 already" in late.text


async def test_an_answer_that_waits_for_its_author_stands_apart_from_those_without_a_hand(
    hub: Cohort,
) -> None:
    card = await hub.ada.logs_blocker("Celery hangs")
    await hub.linus.presses(card, "I can help")
    await hub.linus.resolves(hub.card("B1"))
    await hub.ada.logs_blocker("Docker burns")

    await hub.time_passes(hours=40)
    waiting, answers = hub.recaps[0].text.split("**Answers that wait for their author** (1)")

    assert "**Waiting for a hand** (1)" in waiting
    assert "Celery hangs" not in waiting
    assert f"Celery hangs, by {hub.ada.mention} with an answer of {hub.linus.mention}" in answers


async def test_it_says_how_long_solving_took_beside_the_week_before(hub: Cohort) -> None:
    for hours in (1, 30):
        card = await hub.ada.logs_blocker("Celery hangs")
        await hub.time_passes(hours=hours)
        await hub.ada.resolves(card)
    await hub.time_passes(hours=9)
    assert "**Solved** (2) · half of them within 16 hours" in hub.recaps[0].text

    card = await hub.ada.logs_blocker("Docker burns")
    await hub.time_passes(days=3)
    await hub.ada.resolves(card)
    await hub.time_passes(days=4)

    assert "**Solved** (1) · within 3 days; 16 hours the time before" in hub.recaps[1].text


async def test_solutions_that_helped_come_first_and_endpoints_that_changed_are_told_of(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/api/users/", status="mock")
    await hub.time_passes(hours=40)
    await hub.ada.posts_solution("Celery hangs")
    await hub.ada.posts_solution("Docker burns")
    await hub.linus.presses(hub.card("S1"), "This helped")
    await hub.ada.presses(hub.card("E1"), "It is live now")

    await hub.time_passes(days=7)
    told = hub.recaps[1].text

    assert told.index(f"Celery hangs, by {hub.ada.mention}, helped 1") < told.index("Docker burns")
    assert "**Changed endpoints** (1)" in told
    assert f"GET /api/users/, by {hub.ada.mention}, now live" in told
    assert "**New endpoints**" not in told


async def test_it_thanks_who_helped_unless_they_do_not_want_to_be_named(hub: Cohort) -> None:
    for helper in (hub.linus, hub.grace):
        await helper.presses(await hub.ada.logs_blocker("Celery hangs"), "I can help")
        await hub.ada.resolves(hub.card("B"))
    thanked = (await hub.ada.types("recap preview")).text

    choice = await hub.linus.types("recap thanks")
    assert choice.private
    assert "thanks you by name" in choice.text
    await hub.restarts()
    chosen = await hub.linus.presses(choice, "Do not name me")
    unthanked = (await hub.ada.types("recap preview")).text

    assert f"**Thank you**: {hub.grace.mention} and {hub.linus.mention}" in thanked
    assert "do not name you" in chosen.text
    assert f"**Thank you**: {hub.grace.mention}\n" in unthanked
    assert hub.linus.mention not in unthanked
    assert chosen.buttons == ["Name me"]


async def test_each_section_can_be_told_and_a_quiet_one_says_nothing(hub: Cohort) -> None:
    recap, _ = await hub.bot.hub.recaps.preview(hub.guild.id, sight=FULL)

    assert recap.is_quiet
    assert [list(told(section)) for section in recap.sections] == [[]] * len(recap.sections)


def test_a_section_that_nobody_can_tell_says_where_to_add_it() -> None:
    with pytest.raises(TypeError, match="Nobody knows how to tell str: register it here"):
        list(told("gossip"))


async def test_titles_neither_ping_nor_break_it(hub: Cohort) -> None:
    await hub.ada.logs_blocker("@everyone **help** <@1> [x](https://evil.example)")
    await hub.time_passes(hours=40)

    text = hub.recaps[0].text
    assert "@everyone" not in text
    assert "**help**" not in text
    assert "<@1>" not in text


async def test_who_wants_no_thanks_is_not_named_beside_what_waits_either(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Celery sleeps")
    await hub.linus.presses(hub.card("B1"), "I can help")
    await hub.ada.logs_blocker("Docker is full")
    await hub.linus.presses(hub.card("B2"), "I can help")
    await hub.linus.resolves(hub.card("B2"), cause="Images.", fix="Prune them.")
    await hub.linus.presses(await hub.linus.types("recap thanks"), "Do not name me")

    recap = await hub.grace.types("recap preview")

    assert "Celery sleeps" in recap.text
    assert "Docker is full" in recap.text
    assert hub.linus.mention not in recap.text
