"""The ladder counts waking hours alone, in the server's own time, whatever its clocks do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.errors import BadInput
from domain.models.ladder import Ladder
from tests.support.domain import MONDAY_NOON, few

GRAIN = timedelta(minutes=5)

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # its clocks change by half an hour
    "America/Havana",  # at midnight, hour 0 comes twice or not at all
    "Africa/Cairo",  # at midnight, hour 23 comes twice
    "Asia/Kathmandu",
    "Pacific/Chatham",
)

# Days on which the clocks of one of these zones change in 2026.
CHANGES = (
    "2026-03-08",
    "2026-03-29",
    "2026-04-04",
    "2026-04-23",
    "2026-10-03",
    "2026-10-25",
    "2026-10-29",
    "2026-11-01",
)


def after(day: str, steps: int) -> datetime:
    """So many times five minutes after a day begins, or before."""
    return datetime.fromisoformat(day).replace(tzinfo=UTC) + steps * GRAIN


around_changes = st.builds(after, st.sampled_from(CHANGES), st.integers(-400, 400))
all_year = st.builds(after, st.just("2026-01-01"), st.integers(0, 12 * 24 * 365))
moments = around_changes | all_year
hours = st.integers(0, 23)
spans = st.integers(0, 120).map(lambda steps: steps * GRAIN)


def is_awake(ladder: Ladder, moment: datetime, zone: ZoneInfo) -> bool:
    """Whether the clock on the wall says so; while an hour goes by again, whoever slept when it was over sleeps on."""
    while moment.astimezone(zone).fold:
        moment -= GRAIN
    hour = moment.astimezone(zone).hour
    if ladder.wakes_at < ladder.sleeps_at:
        return ladder.wakes_at <= hour < ladder.sleeps_at
    return hour >= ladder.wakes_at or hour < ladder.sleeps_at


def slowly(ladder: Ladder, since: datetime, span: timedelta, time_zone: str) -> datetime:
    """The same, five minutes by five minutes."""
    zone, moment = ZoneInfo(time_zone), since
    while span or not is_awake(ladder, moment, zone):
        if is_awake(ladder, moment, zone):
            span -= GRAIN
            if not span:
                return moment + GRAIN
        moment += GRAIN
    return moment


@few
@given(moments, spans.filter(bool), hours, hours, st.sampled_from(ZONES))
def test_waking_time_passes_as_the_clock_on_the_wall_says(
    since: datetime, span: timedelta, wakes_at: int, sleeps_at: int, zone: str
) -> None:
    ladder = Ladder(wakes_at=wakes_at, sleeps_at=sleeps_at)

    assert ladder.awake_after(since, span, zone) == slowly(ladder, since, span, zone)


@few
@given(moments, hours, hours, st.sampled_from(ZONES))
@example(after("2026-04-04", 160), 0, 3, "Pacific/Chatham")
@example(after("2026-04-23", 0), 0, 1, "Africa/Cairo")
def test_it_says_whether_people_are_awake_now(
    since: datetime, wakes_at: int, sleeps_at: int, zone: str
) -> None:
    ladder = Ladder(wakes_at=wakes_at, sleeps_at=sleeps_at)
    a_moment_ago = since - GRAIN

    awake = ladder.awake_after(since, timedelta(), zone)

    was_awake = is_awake(ladder, a_moment_ago, ZoneInfo(zone))
    assert awake == (since if was_awake else slowly(ladder, since, timedelta(), zone))


@few
@given(moments, spans, hours, st.sampled_from(ZONES))
def test_where_both_hours_are_the_same_nobody_sleeps(
    since: datetime, span: timedelta, hour: int, zone: str
) -> None:
    assert Ladder(wakes_at=hour, sleeps_at=hour).awake_after(since, span, zone) == since + span


@pytest.mark.parametrize(
    ("since", "hours", "zone", "expected"),
    [
        ("2026-01-05T12:00", 2, "UTC", "2026-01-05T14:00"),
        ("2026-01-05T21:00", 2, "UTC", "2026-01-06T09:00"),
        ("2026-01-05T23:30", 2, "UTC", "2026-01-06T10:00"),
        ("2026-01-05T20:00", 2, "UTC", "2026-01-05T22:00"),
        ("2026-01-05T12:00", 28, "UTC", "2026-01-07T12:00"),
        ("2026-01-05T21:30", 1, "Africa/Lagos", "2026-01-06T08:00"),
        ("2026-03-28T21:30", 1, "Europe/Berlin", "2026-03-29T07:00"),
    ],
)
def test_from_eight_to_ten_in_the_evening_by_default(
    since: str, hours: int, zone: str, expected: str
) -> None:
    begins = datetime.fromisoformat(since).replace(tzinfo=UTC)
    ends = datetime.fromisoformat(expected).replace(tzinfo=UTC)

    assert Ladder().awake_after(begins, timedelta(hours=hours), zone) == ends


def test_each_step_waits_for_hours_of_its_own_and_after_the_last_there_is_none() -> None:
    ladder = Ladder(hours=(1, 2, 3))

    due = [ladder.due(step, MONDAY_NOON, "UTC") for step in range(4)]

    assert due == [*(MONDAY_NOON + timedelta(hours=hours) for hours in (1, 2, 3)), None]
    assert Ladder(is_on=False).due(0, MONDAY_NOON, "UTC") is None


@pytest.mark.parametrize("hour", [-1, 24])
def test_an_hour_is_one_of_a_day(hour: int) -> None:
    with pytest.raises(BadInput, match="from 0 to 23"):
        Ladder(wakes_at=hour)
    with pytest.raises(BadInput, match="from 0 to 23"):
        Ladder(sleeps_at=hour)


@pytest.mark.parametrize("hours", [(0, 1, 1), (1, 169, 1), (1, 1, -5)])
def test_a_step_waits_for_an_hour_to_a_week(hours: tuple[int, int, int]) -> None:
    with pytest.raises(BadInput, match="1 to 168 waking hours"):
        Ladder(hours=hours)
