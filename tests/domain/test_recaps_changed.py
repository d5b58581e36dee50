"""A recap whose schedule changes, or that is paused: no week is told twice, and none is left out unasked."""

import asyncio
from datetime import UTC, datetime, timedelta

from domain.hub import Hub
from domain.models.schedule import Weekday
from domain.models.sight import FULL
from domain.sections.solutions import Learned
from tests.domain.test_recaps import FRIDAY, made, posted, refs
from tests.support.domain import ADA, GUILD, PLACE, FakeCourier, SetClock, blocker_draft, solution_draft


async def test_a_pause_posts_nothing_and_nothing_is_made_up_for(
    hub: Hub, courier: FakeCourier, clock: SetClock
) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.servers.change_recaps(PLACE, is_paused=True)
    clock.at = FRIDAY + timedelta(days=1)
    assert await made(hub) == 0

    await hub.servers.change_recaps(PLACE, is_paused=False)
    assert await made(hub) == 0
    clock.at = FRIDAY + timedelta(days=7)
    await made(hub)

    assert await posted(hub, courier) == ["10 2026-01-16"]


async def test_a_recap_that_is_paused_in_the_very_moment_is_not_made(
    hub: Hub, courier: FakeCourier, clock: SetClock
) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    clock.at = FRIDAY

    await asyncio.gather(hub.servers.change_recaps(PLACE, is_paused=True), hub.recaps.make_due())

    assert await posted(hub, courier) == []


async def test_between_two_schedules_the_recap_covers_all_since_the_last_one(
    hub: Hub, courier: FakeCourier, clock: SetClock
) -> None:
    await hub.servers.set_up(PLACE, time_zone=None, weekday=None, hour=None, by=ADA)
    clock.at = FRIDAY
    await made(hub)
    clock.skip(hours=1)
    solution = await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)
    clock.skip(days=3)

    await hub.servers.change_recaps(PLACE, weekday=Weekday.WEDNESDAY, hour=9)
    clock.at = datetime(2026, 1, 14, 9, tzinfo=UTC)
    await made(hub)
    clock.at = datetime(2026, 1, 21, 9, tzinfo=UTC)
    await made(hub)

    recap = await hub.recaps.get(GUILD, "2026-01-14", sight=FULL)
    assert refs(recap.section(Learned).solutions) == [solution.ref]
    assert recap.period.start == FRIDAY
    assert await posted(hub, courier) == ["10 2026-01-14"], "the last week was quiet"


async def test_a_new_hour_on_the_same_day_brings_no_second_recap(
    hub: Hub, courier: FakeCourier, clock: SetClock
) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    clock.at = FRIDAY
    await made(hub)

    await hub.servers.set_up(PLACE, time_zone=None, weekday=None, hour=18, by=ADA)
    clock.skip(hours=2)
    await made(hub)

    assert await posted(hub, courier) == ["10 2026-01-09"]
