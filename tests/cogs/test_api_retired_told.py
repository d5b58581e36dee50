"""Whoever uses an API that is retired hears of it, once, unless that is taken back at once."""

from domain.models.delivery import CALM
from domain.shared_apis.retiring import GRACE
from tests.support.cohort import Cohort
from tests.support.documents import document, without_total
from tests.support.shown import Shown

MINUTES = GRACE.total_seconds() / 60


def words(hub: Cohort) -> list[Shown]:
    """What was said in the channel of its card."""
    return [post for post in hub.posts if "A1 · Shop is" in post.text]


async def test_who_uses_it_or_an_endpoint_of_it_is_called_once_where_its_card_stands(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")
    await hub.ada.presses(card, "I use this")
    await hub.grace.uses("E1")
    await hub.grace.presses(card, "I use this")

    answer = await hub.ada.types("api retire", number="A1")
    soon = int((hub.env.now() + GRACE).timestamp())
    assert f"2 members use it, and hear of that <t:{soon}:R>." in answer.text
    assert not words(hub)
    await hub.time_passes(minutes=MINUTES)
    await hub.time_passes(days=3)

    [word] = words(hub)
    assert "A1 · Shop is retired" in word.text
    assert word.pinged == {hub.linus.id, hub.grace.id}
    shown = await hub.linus.presses(word, "Show")
    mine = await hub.linus.presses(word, "What I use")
    assert "is retired" in shown.text
    assert "all of it · retired" in mine.text


async def test_it_stands_in_the_thread_of_the_api_where_there_is_one(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")
    await hub.ada.types("api refresh", number="A1", file=("shop.json", without_total()))

    await hub.ada.types("api retire", number="A1")
    await hub.time_passes(minutes=MINUTES)

    assert hub.thread_of(card).messages[-1].pinged == {hub.linus.id}
    assert "A1 · Shop is retired" in hub.thread_of(card).messages[-1].text
    assert not words(hub)


async def test_nobody_is_called_who_does_not_use_it_or_wants_no_nudges(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    for person in (hub.ada, hub.linus, hub.grace):
        await person.presses(card, "I use this")
    await hub.linus.types("nudges off")
    await hub.grace.types("nudges snooze", days=3)

    answer = await hub.ada.types("api retire", number="A1")
    await hub.time_passes(minutes=MINUTES)

    assert "hear" not in answer.text
    assert not words(hub)


async def test_what_is_taken_back_at_once_is_told_to_nobody(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")
    retired = await hub.ada.types("api retire", number="A1")

    await hub.ada.presses(retired, "Undo")
    await hub.time_passes(minutes=MINUTES)

    assert not words(hub)


async def test_retired_again_within_minutes_it_is_told_once(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")
    for _ in range(3):
        await hub.ada.presses(await hub.ada.types("api retire", number="A1"), "Undo")
        await hub.time_passes(minutes=1)
    await hub.ada.types("api retire", number="A1")

    await hub.time_passes(minutes=MINUTES)
    await hub.time_passes(days=2)

    assert len(words(hub)) == 1


async def test_what_was_told_says_that_it_is_back_and_a_day_later_that_it_is_not(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")
    await hub.ada.types("api retire", number="A1")
    await hub.time_passes(minutes=MINUTES)

    tomorrow = int((hub.env.now() + CALM).timestamp())
    await hub.ada.presses(hub.card("A1 · Shop\n"), "Bring back")
    assert ["A1 · Shop is in use again" in word.text for word in words(hub)] == [True]

    again = await hub.ada.types("api retire", number="A1")
    await hub.time_passes(minutes=MINUTES)
    assert ["A1 · Shop is retired" in word.text for word in words(hub)] == [True]
    await hub.time_passes(days=1)

    assert [word.pinged for word in words(hub)] == [{hub.linus.id}] * 2
    assert f"1 member uses it, and hears of that <t:{tomorrow}:R>." in again.text


async def test_what_broke_before_calls_nobody_once_it_is_retired(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")
    hub.env.inject_error("POST", f"/channels/{card.id}/messages", status=503, times=10)
    await hub.ada.types("api refresh", number="A1", file=("shop.json", without_total()))
    await hub.ada.types("api retire", number="A1")
    hub.env.backend.faults.clear()

    await hub.time_passes(hours=1)

    [word] = hub.thread_of(card).messages
    assert "A1 · Shop is retired" in word.text
