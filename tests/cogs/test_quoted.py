"""Whose message became part of a solution hears of it, privately and once."""

from tests.cogs.solutions import more, saved
from tests.support.cohort import Cohort
from tests.support.weather import letters


async def test_those_who_are_quoted_are_told_how_to_take_it_back(hub: Cohort) -> None:
    await saved(hub)

    for quoted in (hub.ada, hub.linus):
        [letter] = letters(quoted)
        assert f"{hub.grace.mention} made **S1 · Celery hangs** from what you wrote" in letter.text
        assert "*Take my name out* and *Take my words back*" in letter.text
        assert letter.buttons == ["Go to the card"]
    assert letters(hub.grace) == []


async def test_they_are_told_once_whatever_becomes_of_it(hub: Cohort) -> None:
    await saved(hub)
    await hub.ada.presses(hub.card("S1"), "This helped")
    await more(hub.ada, hub.card("S1"), "Take my name out")
    await hub.time_passes(days=1)
    await hub.restarts()

    assert len(letters(hub.ada)) == 1


async def test_who_saves_their_own_words_is_not_told(hub: Cohort) -> None:
    question, answer = await hub.ada.says("Why does it hang?"), await hub.grace.says("Restart it.")
    await hub.grace.uses_menu("Save as solution", question)
    await hub.grace.submits(await hub.grace.uses_menu("Save as solution", answer))

    assert letters(hub.grace) == []
    assert len(letters(hub.ada)) == 1


async def test_who_wants_no_nudges_is_not_told_and_who_snoozed_later(hub: Cohort) -> None:
    await hub.ada.types("nudges off")
    await hub.linus.types("nudges snooze", days=2)
    await saved(hub)
    assert letters(hub.ada) == letters(hub.linus) == []

    await hub.time_passes(days=2)
    await hub.time_passes(seconds=15)

    assert letters(hub.ada) == []
    assert len(letters(hub.linus)) == 1


async def test_what_was_taken_back_meanwhile_is_not_worth_a_word(hub: Cohort) -> None:
    await hub.linus.types("nudges snooze", days=2)
    await saved(hub)
    sure = await more(hub.ada, hub.card("S1"), "Take my words back")
    await hub.ada.presses(sure, "Take them back for good")

    await hub.time_passes(days=3)

    assert letters(hub.linus) == []
