"""The section behind a recap's picture: how the last eight weeks went for blockers."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.hub import Hub
from domain.models.entries import Kind, Place, Ref
from domain.models.recap import Period, Week
from domain.models.schedule import WEEK, Weekday
from domain.models.sight import FULL, Sight
from domain.sections.eight_weeks import EightWeeks, weeks_until
from tests.support.domain import (
    ADA,
    GUILD,
    MONDAY_NOON,
    PLACE,
    SetClock,
    blocker_draft,
    few,
    resolution,
    solution_draft,
)

STAFF = 30

ZONES = sorted(available_timezones() - {"localtime", "Factory"})


async def log(hub: Hub, cause: int, place: Place = PLACE) -> int:
    return (await hub.blockers.log(place, blocker_draft(), by=ADA, cause=cause)).ref.number


async def solve(hub: Hub, number: int) -> None:
    await hub.resolutions.resolve(GUILD, number, resolution(), by=ADA, cause=1000 + number)


async def lately(hub: Hub, sight: Sight = FULL) -> EightWeeks:
    return (await hub.recaps.preview(GUILD, sight=sight))[0].section(EightWeeks)


def figures(weeks: EightWeeks) -> list[tuple[int, int, int]]:
    """Opened, solved and still open, week by week."""
    return [(week.opened, week.solved, week.still_open) for week in weeks.weeks]


async def test_each_week_has_what_was_opened_what_was_solved_and_what_was_open_at_its_end(
    hub: Hub, clock: SetClock
) -> None:
    clock.skip(days=1)
    first = await log(hub, 1)
    await log(hub, 2)
    clock.skip(days=7)
    await solve(hub, first)
    clock.skip(days=7)
    await log(hub, 3)
    clock.skip(hours=1)

    assert figures(await lately(hub)) == [(0, 0, 0)] * 5 + [(2, 0, 2), (0, 1, 1), (1, 0, 2)]


async def test_who_came_to_another_end_is_neither_solved_nor_still_open(hub: Hub, clock: SetClock) -> None:
    clock.skip(days=1)
    for cause in (1, 2, 3):
        await log(hub, cause)
    clock.skip(hours=1)
    await hub.blockers.drop(GUILD, 1, by=ADA)
    await hub.blockers.mark_duplicate(GUILD, 2, Ref(Kind.BLOCKER, 3), by=ADA)
    clock.skip(hours=1)

    assert figures(await lately(hub))[-1] == (3, 0, 1)


async def test_a_blocker_that_was_reopened_has_been_open_all_the_time(hub: Hub, clock: SetClock) -> None:
    clock.skip(days=1)
    await solve(hub, await log(hub, 1))
    clock.skip(days=7, hours=1)
    solved = figures(await lately(hub))
    await hub.blockers.reopen(GUILD, 1, by=ADA)
    clock.skip(days=7)

    assert solved[-2:] == [(1, 1, 0), (0, 0, 0)]
    assert figures(await lately(hub))[-3:] == [(1, 0, 1), (0, 0, 1), (0, 0, 1)]


async def test_what_stands_in_a_channel_that_is_not_seen_does_not_count(hub: Hub, clock: SetClock) -> None:
    await log(hub, 1)
    await log(hub, 2, Place(GUILD, STAFF))
    clock.skip(hours=1)
    outside = Sight(lambda channel: channel.id != STAFF)

    assert figures(await lately(hub))[-1] == (2, 0, 2)
    assert figures(await lately(hub, outside))[-1] == (1, 0, 1)


async def test_weeks_are_those_of_the_server_s_recaps_each_named_by_its_last_day_there(
    hub: Hub, clock: SetClock
) -> None:
    await hub.servers.set_up(PLACE, time_zone="Pacific/Auckland", weekday=Weekday.SATURDAY, hour=0, by=ADA)
    await log(hub, 1)
    clock.at = datetime(2026, 1, 9, 11, tzinfo=UTC)  # Saturday, 10 January, 0:00 in Auckland
    await hub.recaps.make_due()

    weeks = (await hub.recaps.get(GUILD, "2026-01-10", sight=FULL)).section(EightWeeks)

    assert [f"{weeks.last_day(week):%d.%m.}" for week in weeks.weeks[-3:]] == ["27.12.", "03.01.", "10.01."]
    assert weeks.weeks[-1].period == Period(clock.at - WEEK, clock.at)


@few
@given(
    st.datetimes(datetime(2021, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  (hypothesis adds the zone)
    st.sampled_from(ZONES),
)
def test_eight_weeks_follow_one_another_whatever_the_clocks_do(end: datetime, zone: str) -> None:
    weeks = weeks_until(end, ZoneInfo(zone))

    assert len(weeks) == 8
    assert weeks[-1].end == end
    assert all(before.end == after.start for before, after in pairwise(weeks))
    assert all(abs(each.end - each.start - WEEK) <= timedelta(hours=3) for each in weeks)
    hours = {each.start.astimezone(ZoneInfo(zone)).hour for each in weeks}
    assert len(hours) == 1 or any(is_odd(each.start, zone) for each in weeks)


def is_odd(moment: datetime, zone: str) -> bool:
    """Whether the clocks of a zone are put forward or back within hours of that moment."""
    offsets = {(moment + timedelta(hours=n)).astimezone(ZoneInfo(zone)).utcoffset() for n in (-3, 0, 3)}
    return len(offsets) > 1


@pytest.mark.parametrize(
    ("opened", "solved", "is_enough"),
    [
        ([0] * 8, [0] * 8, False),
        ([0] * 7 + [9], [0] * 7 + [9], False),
        ([0] * 6 + [1, 0], [0] * 7 + [1], True),
        ([1] + [0] * 6 + [1], [0] * 8, True),
    ],
)
def test_one_week_alone_is_too_little_to_draw(opened: list[int], solved: list[int], is_enough: bool) -> None:
    utc = ZoneInfo("UTC")
    periods = weeks_until(MONDAY_NOON, utc)
    weeks = EightWeeks(
        weeks=tuple(
            Week(period=period, opened=opened[n], solved=solved[n], still_open=5)
            for n, period in enumerate(periods)
        ),
        zone=utc,
    )

    assert weeks.is_enough is is_enough


async def test_weeks_gone_by_are_no_reason_for_a_recap(hub: Hub, clock: SetClock) -> None:
    for cause in (1, 2):
        await solve(hub, await log(hub, cause))
        clock.skip(days=7)
    clock.skip(days=7)

    recap, _ = await hub.recaps.preview(GUILD, sight=FULL)
    assert recap.section(EightWeeks).is_enough
    assert recap.is_quiet

    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=9)
    clock.skip(hours=1)
    assert not (await hub.recaps.preview(GUILD, sight=FULL))[0].is_quiet
