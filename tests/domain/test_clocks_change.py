"""Where the clocks of a time zone are put forward or back, the recap of that day comes once, as soon as it can."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.models.schedule import WEEK, Schedule, Weekday, zones

BEGIN, END = datetime(2021, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


class Change(NamedTuple):
    """A moment from which on clocks show another time, as they are so far ahead of UTC before and after.

    What clocks show is written here as if it were UTC.
    """

    at: datetime
    before: timedelta
    after: timedelta

    def first(self, shown: datetime) -> datetime:
        """The first moment around the change at which clocks show this time, or a later one."""
        if shown - self.before < self.at:
            return shown - self.before
        return max(self.at, shown - self.after)

    @property
    def times(self) -> list[datetime]:
        """The full hours that clocks show around it, and those that they skip."""
        hour = (self.at + self.before).replace(minute=0)
        return [hour + number * HOUR for number in range(-4, 6)]


def ahead(zone: ZoneInfo, moment: datetime) -> timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


@cache
def changes(name: str) -> tuple[Change, ...]:
    """All changes of a zone's clocks in ten years, to the minute."""
    zone = ZoneInfo(name)
    found: list[Change] = []
    early = BEGIN
    while early < END:
        late = early + WEEK
        before, after = ahead(zone, early), ahead(zone, late)
        if before != after:
            found.append(Change(between(zone, early, late), before, after))
        early = late
    return tuple(found)


def between(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The first minute at which clocks are as they are at `late`."""
    after = ahead(zone, late)
    while late - early > MINUTE:
        middle = early + (late - early) // (2 * MINUTE) * MINUTE
        early, late = (early, middle) if ahead(zone, middle) == after else (middle, late)
    return late


def changing() -> list[str]:
    """The zones whose clocks change, without those that always do as another one."""
    return list({changes(name): name for name in zones() if changes(name)}.values())


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def weekly(zone: str, weekday: Weekday, hour: int) -> Schedule:
    return Schedule(time_zone=zone, weekday=weekday, hour=hour)


@pytest.mark.parametrize(
    ("schedule", "now", "due"),
    [
        # The clocks skip the hour: the next moment that they show.
        (weekly("Europe/London", Weekday.SUNDAY, 1), "2026-03-23 12:00", "2026-03-29 01:00"),
        (weekly("America/New_York", Weekday.SUNDAY, 2), "2026-03-02 12:00", "2026-03-08 07:00"),
        (weekly("Africa/Cairo", Weekday.FRIDAY, 0), "2026-04-20 12:00", "2026-04-23 22:00"),
        (weekly("Africa/Casablanca", Weekday.SUNDAY, 2), "2026-03-16 12:00", "2026-03-22 02:00"),
        (weekly("Australia/Lord_Howe", Weekday.SUNDAY, 2), "2026-09-28 12:00", "2026-10-03 15:30"),
        (weekly("America/Nuuk", Weekday.SATURDAY, 23), "2026-03-23 12:00", "2026-03-29 01:00"),
        (weekly("Antarctica/Troll", Weekday.SUNDAY, 1), "2026-03-23 12:00", "2026-03-29 01:00"),
        (weekly("Antarctica/Troll", Weekday.SUNDAY, 2), "2026-03-23 12:00", "2026-03-29 01:00"),
        (weekly("Pacific/Apia", Weekday.FRIDAY, 16), "2011-12-26 12:00", "2011-12-30 10:00"),
        # The hour comes twice: the first time counts.
        (weekly("Europe/London", Weekday.SUNDAY, 1), "2026-10-19 12:00", "2026-10-25 00:00"),
        (weekly("America/New_York", Weekday.SUNDAY, 1), "2026-10-26 12:00", "2026-11-01 05:00"),
        (weekly("Africa/Cairo", Weekday.THURSDAY, 23), "2026-10-26 12:00", "2026-10-29 20:00"),
        (weekly("Africa/Casablanca", Weekday.SUNDAY, 2), "2026-02-09 12:00", "2026-02-15 01:00"),
        (weekly("Australia/Lord_Howe", Weekday.SUNDAY, 2), "2026-03-30 12:00", "2026-04-04 15:30"),
        # Nothing happens to the clocks, but they stand oddly.
        (weekly("Asia/Kathmandu", Weekday.FRIDAY, 16), "2026-01-05 12:00", "2026-01-09 10:15"),
        (weekly("Pacific/Kiritimati", Weekday.FRIDAY, 0), "2026-01-05 12:00", "2026-01-08 10:00"),
        (weekly("UTC", Weekday.FRIDAY, 16), "2026-01-09 15:59", "2026-01-09 16:00"),
        (weekly("UTC", Weekday.FRIDAY, 16), "2026-01-09 16:00", "2026-01-16 16:00"),
    ],
)
def test_where_clocks_change_the_recap_still_comes(schedule: Schedule, now: str, due: str) -> None:
    assert schedule.next_due(utc(now)) == utc(due)


def test_an_hour_that_comes_twice_has_one_recap() -> None:
    schedule = weekly("America/New_York", Weekday.SUNDAY, 1)

    assert schedule.next_due(utc("2026-11-01 05:00")) == utc("2026-11-08 06:00")
    assert schedule.next_due(utc("2026-11-01 05:59")) == utc("2026-11-08 06:00")


@pytest.mark.parametrize(
    ("zone", "weekday", "before"),
    [
        ("Pacific/Apia", Weekday.FRIDAY, "2011-12-20 12:00"),  # Friday 30 December 2011 never was
        ("Pacific/Kwajalein", Weekday.SATURDAY, "1993-08-10 12:00"),  # nor Saturday 21 August 1993
    ],
)
def test_a_day_that_the_date_line_took_is_still_one_week(zone: str, weekday: Weekday, before: str) -> None:
    schedule = weekly(zone, weekday, 16)
    due = schedule.next_due(utc(before))
    for _ in range(4):
        following = schedule.next_due(due)
        assert 6 * DAY <= following - due <= 8 * DAY
        assert schedule.period_start(following) == due
        due = following


def test_the_week_of_a_recap_that_the_clocks_push_past_midnight_is_whole() -> None:
    schedule = weekly("America/Nuuk", Weekday.SATURDAY, 23)  # Saturday 28 March 2026 ends at 23:00 there

    assert schedule.period_start(utc("2026-03-29 01:00")) == utc("2026-03-22 01:00")


def test_of_all_zones_and_in_ten_years_no_change_of_clocks_loses_or_doubles_a_recap() -> None:
    looked_at = 0
    for zone in changing():
        for change in changes(zone):
            for shown in change.times:
                schedule = Schedule(time_zone=zone, weekday=Weekday(shown.weekday()), hour=shown.hour)
                due = schedule.next_due(change.at - 2 * DAY)
                assert due == change.first(shown), f"{schedule} when clocks change at {change.at}"
                following = schedule.next_due(due)
                assert 6 * DAY < following - due < 8 * DAY
                assert schedule.period_start(following) == due
                looked_at += 1
    assert looked_at > 5_000


@settings(max_examples=20, deadline=None)
@given(
    st.builds(
        Schedule,
        time_zone=st.sampled_from(zones()),
        weekday=st.sampled_from(Weekday),
        hour=st.integers(0, 23),
    )
)
def test_in_ten_years_of_any_zone_every_week_has_its_recap(schedule: Schedule) -> None:
    due = [schedule.next_due(BEGIN)]
    while due[-1] < END:
        due.append(schedule.next_due(due[-1]))

    local = [each.astimezone(ZoneInfo(schedule.time_zone)).date() for each in due]
    days = [day - (day.weekday() - schedule.weekday) % 7 * DAY for day in local]
    assert all(later - earlier == WEEK for earlier, later in pairwise(days))
    assert len(days) >= (END - BEGIN) // WEEK
    assert [schedule.period_start(each) for each in due[1:]] == due[:-1]
