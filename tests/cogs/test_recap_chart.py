"""The recap's picture, as it stands in the channel. The clock starts on Thursday, 1 January 2026, 00:00 UTC."""

import pytest

from domain.models.delivery import DeliveryState, Key, Topic
from tests.cogs.test_outbox import while_sending
from tests.support.cohort import Cohort
from tests.support.rooms import Kept

NAME = "last-eight-weeks.png"

BEFORE = "".join(
    f" Week until {day}: 0 opened, 0 solved, 0 still open."
    for day in ("21 Nov", "28 Nov", "5 Dec", "12 Dec", "19 Dec", "26 Dec")
)

TWO_WEEKS = (
    f"Blockers of the last eight weeks.{BEFORE}"
    " Week until 2 Jan: 1 opened, 0 solved, 1 still open."
    " Week until 9 Jan: 2 opened, 1 solved, 2 still open."
)


async def two_weeks(hub: Cohort) -> None:
    """One blocker in the first week; two in the second, in which the first is solved. The next recap is due."""
    card = await hub.ada.logs_blocker("Celery hangs")
    await hub.time_passes(hours=40)
    await hub.time_passes(hours=1)
    await hub.linus.logs_blocker("Docker burns")
    await hub.linus.logs_blocker("Redis forgets")
    await hub.ada.resolves(card)
    await hub.env.advance_time((7 * 24 - 1) * 3600)


async def test_it_shows_how_the_last_weeks_went_and_says_the_same_in_words(hub: Cohort) -> None:
    await two_weeks(hub)
    await hub.time_passes(minutes=1)

    first, second = hub.recaps
    assert first.images == {}, "one week alone is too little to draw"
    assert second.images == {NAME: TWO_WEEKS}
    assert second.contents[NAME].startswith(b"\x89PNG")


async def test_it_stands_below_all_lists(hub: Cohort) -> None:
    await two_weeks(hub)
    await hub.time_passes(minutes=1)

    [box] = hub.recaps[1].components
    told = [each.get("content", "picture") for each in box["components"]]
    assert "**Solved** (1)" in told[-3]
    assert told[-2] == "picture"
    assert told[-1].startswith("-# Stuck?")


async def test_a_preview_has_it_too(hub: Cohort) -> None:
    await two_weeks(hub)

    answer = await hub.grace.types("recap preview")

    assert answer.private
    assert answer.shown.images == {NAME: TWO_WEEKS}
    assert answer.shown.contents[NAME].startswith(b"\x89PNG")
    assert "Only you see this" in answer.text


@pytest.mark.parametrize(("status", "code"), [(400, 50035), (403, 50013), (413, 40005)])
async def test_where_discord_does_not_take_it_the_recap_comes_without(
    hub: Cohort, status: int, code: int
) -> None:
    await two_weeks(hub)
    hub.env.inject_error("POST", "/channels/*/messages", status=status, code=code, times=1)
    await hub.time_passes(minutes=1)

    recap = hub.recaps[1]
    assert "**Waiting for a hand** (2)" in recap.text
    assert f"The file `{NAME}` could not be posted." in recap.text
    assert recap.images == recap.files == {}


async def test_a_recap_whose_sending_was_not_answered_keeps_its_picture(
    hub: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    await two_weeks(hub)
    while_sending(monkeypatch, answered=False)
    await hub.time_passes(minutes=1)
    await hub.time_passes(minutes=1)

    assert len(hub.recaps) == 2
    assert hub.recaps[1].images == {NAME: TWO_WEEKS}
    delivery = await hub.bot.hub.outbox.get(hub.guild.id, Key(Topic.RECAP, "2026-01-09"))
    assert delivery
    assert (delivery.state, delivery.message_id) == (DeliveryState.SENT, hub.recaps[1].id)


async def test_it_does_not_count_what_its_readers_may_not_see(hub: Cohort) -> None:
    kept = Kept(hub)
    await kept.blocker("Payroll of Zanzibar leaks memory")
    await hub.root.types("setup hub", channel=hub.channel)
    await two_weeks(hub)

    hers = await hub.grace.types("recap preview")
    his = await hub.linus.types("recap preview")
    await hub.time_passes(minutes=1)

    assert hers.shown.images == hub.recaps[1].images == {NAME: TWO_WEEKS}
    assert his.shown.images[NAME].endswith("2 opened, 1 solved, 3 still open.")
