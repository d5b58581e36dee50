"""The recap comes once a week at the local day and hour, whatever the clocks of that zone do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput
from domain.models.recap import Period
from domain.models.schedule import WEEK, Schedule, Weekday, zone_of
from domain.models.server import RecapHabits, Server
from tests.support.domain import ADA, GUILD, HUB, any_text, few

ZONES = sorted(available_timezones() - {"localtime", "Factory"})

DAY = timedelta(days=1)

schedules = st.builds(
    Schedule,
    time_zone=st.sampled_from(ZONES),
    weekday=st.sampled_from(Weekday),
    hour=st.integers(0, 23),
)
moments = st.datetimes(datetime(2021, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  (hypothesis adds the zone)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def weekly(zone: str, weekday: Weekday, hour: int) -> Schedule:
    return Schedule(time_zone=zone, weekday=weekday, hour=hour)


def is_skipped(local: datetime) -> bool:
    """Whether the clocks of its zone never show this time."""
    return local.astimezone(UTC).astimezone(local.tzinfo).replace(fold=0) != local


@few
@given(schedules, moments)
def test_the_next_recap_is_later_and_within_about_a_week(schedule: Schedule, now: datetime) -> None:
    due = schedule.next_due(now)

    assert now < due <= now + 8 * DAY
    assert due.tzinfo is UTC


@few
@given(schedules, moments)
def test_it_falls_on_the_day_and_hour_that_were_asked_for(schedule: Schedule, now: datetime) -> None:
    local = schedule.next_due(now).astimezone(ZoneInfo(schedule.time_zone))
    asked = local.replace(hour=schedule.hour, minute=0)

    assert (local.weekday(), local.hour, local.minute) == (schedule.weekday, schedule.hour, 0) or is_skipped(
        asked - timedelta(days=(local.weekday() - schedule.weekday) % 7)
    )


@few
@given(schedules, moments, st.timedeltas(timedelta(0), timedelta(days=20)))
def test_asking_later_never_gives_an_earlier_recap(
    schedule: Schedule, now: datetime, later: timedelta
) -> None:
    assert schedule.next_due(now) <= schedule.next_due(now + later)


@few
@given(schedules, moments)
def test_no_week_is_skipped_or_told_twice(schedule: Schedule, now: datetime) -> None:
    due = schedule.next_due(now)
    for _ in range(30):
        following = schedule.next_due(due)
        assert 6 * DAY <= following - due <= 8 * DAY
        assert schedule.period_start(following) == due, "each week begins where the last one ended"
        due = following


@few
@given(st.sampled_from(ZONES), st.sampled_from([str.lower, str.upper, str.title, str.swapcase]))
def test_a_zone_is_found_in_any_case(zone: str, written: Callable[[str], str]) -> None:
    assert zone_of(f"  {written(zone)} ") == zone


def test_a_zone_is_found_with_its_spaces() -> None:
    assert zone_of("america/new york") == "America/New_York"


@pytest.mark.parametrize(
    "typed", ["", "Lagos", "Europe/Atlantis", "UTC+25", "../etc/passwd", "/etc/localtime"]
)
def test_what_is_no_zone_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(BadInput, match=r"is not a time zone\. Pick one from the list, such as Africa/Lagos"):
        zone_of(typed)


@pytest.mark.parametrize("typed", ["localtime", "Factory"])
def test_a_zone_that_only_this_machine_knows_is_none(typed: str) -> None:
    with pytest.raises(BadInput, match="is not a time zone"):
        zone_of(typed)


@few
@given(any_text)
def test_any_text_is_a_zone_or_bad_input(typed: str) -> None:
    try:
        zone = zone_of(typed)
    except BadInput:
        return
    assert ZoneInfo(zone)


def test_a_schedule_reads_as_people_say_it() -> None:
    assert str(weekly("Africa/Lagos", Weekday.FRIDAY, 9)) == "Friday at 09:00, Africa/Lagos"


def test_a_server_has_sensible_defaults_from_its_first_use() -> None:
    server = Server.first_used(GUILD, HUB, at=utc("2026-01-05 12:00"))

    assert not server.is_set_up
    assert str(server.schedule) == "Friday at 16:00, UTC"
    assert server.next_recap_at == utc("2026-01-09 16:00")


def test_setting_a_server_up_keeps_what_else_it_has() -> None:
    server = Server.first_used(GUILD, HUB, at=utc("2026-01-05 12:00"))
    changed = server.set_up(channel_id=21, by=ADA)

    assert (changed.is_set_up, changed.hub_channel_id, changed.set_up_by) == (True, 21, ADA.id)
    assert changed.next_recap_at == server.next_recap_at


NEVER_CHANGED = Server.first_used(GUILD, HUB, at=utc("2026-01-05 12:00"))
"""Its recap is due on Friday, 9 January 2026, 16:00 UTC."""


def test_before_the_first_recap_another_schedule_counts_at_once() -> None:
    changed = NEVER_CHANGED.scheduled(weekly("UTC", Weekday.MONDAY, 13), at=utc("2026-01-05 12:00"))

    assert changed.next_recap_at == utc("2026-01-05 13:00")
    assert changed.recapped().next_recap_at - changed.next_recap_at == WEEK


@pytest.mark.parametrize(
    ("changed_at", "schedule", "due"),
    [
        # The last one ended on Friday 9, 16:00; the next one was due on Friday 16.
        ("2026-01-09 17:00", weekly("UTC", Weekday.FRIDAY, 18), "2026-01-16 18:00"),
        ("2026-01-09 17:00", weekly("UTC", Weekday.MONDAY, 9), "2026-01-19 09:00"),
        ("2026-01-10 12:00", weekly("UTC", Weekday.TUESDAY, 9), "2026-01-13 09:00"),
        ("2026-01-14 12:00", weekly("UTC", Weekday.THURSDAY, 9), "2026-01-15 09:00"),
        ("2026-01-16 15:00", weekly("UTC", Weekday.FRIDAY, 18), "2026-01-16 18:00"),
        # Its time has just passed: it is due at once, or the week would have none.
        ("2026-01-16 15:00", weekly("UTC", Weekday.FRIDAY, 14), "2026-01-16 14:00"),
        ("2026-01-15 12:00", weekly("UTC", Weekday.WEDNESDAY, 9), "2026-01-14 09:00"),
        ("2026-01-16 12:00", weekly("UTC", Weekday.TUESDAY, 18), "2026-01-20 18:00"),
    ],
)
def test_another_schedule_counts_at_once_and_gives_each_week_its_recap(
    changed_at: str, schedule: Schedule, due: str
) -> None:
    changed = NEVER_CHANGED.recapped().scheduled(schedule, at=utc(changed_at))

    assert changed.next_recap_at == utc(due)
    assert changed.next_period.start == utc("2026-01-09 16:00"), "nothing is left out or told twice"


def ends_of(changes: list[tuple[timedelta, Schedule]], *, since: datetime) -> list[datetime]:
    """When the recaps end, all made in time, while the schedule changes so much later each time."""
    server, now = Server.first_used(GUILD, HUB, at=since), since
    ends: list[datetime] = []
    for later, schedule in [*changes, (30 * DAY, Schedule())]:
        now += later
        while server.next_recap_at <= now:
            assert server.recapped_until in {None, server.next_period.start}, (
                "it covers all since the last one"
            )
            ends.append(server.next_recap_at)
            server = server.recapped()
        server = server.scheduled(schedule, at=now)
    return ends


laters = st.timedeltas(timedelta(0), timedelta(days=9))


@few
@given(moments, laters, schedules)
def test_a_changed_schedule_neither_skips_nor_doubles_a_week(
    since: datetime, later: timedelta, schedule: Schedule
) -> None:
    ends = ends_of([(10 * DAY + later, schedule)], since=since)

    assert all(3.5 * DAY <= after - before < 12.5 * DAY for before, after in pairwise(ends))


@few
@given(moments, st.lists(st.tuples(laters, schedules), max_size=6))
def test_however_often_the_schedule_changes_no_week_is_told_twice(
    since: datetime, changes: list[tuple[timedelta, Schedule]]
) -> None:
    ends = ends_of(changes, since=since)

    assert all(after - before >= 3.5 * DAY for before, after in pairwise(ends))


def test_a_schedule_that_is_changed_before_the_first_recap_leaves_nothing_out() -> None:
    used_on_saturday = Server.first_used(GUILD, HUB, at=utc("2026-01-03 12:00"))

    changed = used_on_saturday.scheduled(weekly("UTC", Weekday.WEDNESDAY, 16), at=utc("2026-01-10 12:00"))

    assert changed.next_recap_at == utc("2026-01-14 16:00")
    assert changed.next_period.start < utc("2026-01-03 12:00")


def test_what_a_clock_planned_that_was_ahead_is_planned_anew() -> None:
    ahead = replace(
        NEVER_CHANGED, next_recap_at=utc("2036-01-11 16:00"), recapped_until=utc("2036-01-04 16:00")
    )

    assert ahead.scheduled(ahead.schedule, at=utc("2026-01-10 12:00")).next_recap_at == utc(
        "2026-01-16 16:00"
    )


def test_one_schedule_said_twice_changes_nothing() -> None:
    late = utc("2026-01-09 17:00")  # it is due, and Nexus is busy

    assert NEVER_CHANGED.scheduled(NEVER_CHANGED.schedule, at=late) == NEVER_CHANGED


def test_after_a_clock_that_was_years_ahead_a_schedule_can_be_chosen_anew() -> None:
    ahead = replace(NEVER_CHANGED, recapped_until=utc("2036-01-04 16:00"))

    changed = ahead.scheduled(weekly("UTC", Weekday.MONDAY, 9), at=utc("2026-01-10 12:00"))

    assert changed.next_recap_at == utc("2026-01-12 09:00")
    assert changed.next_period == Period(utc("2026-01-05 09:00"), utc("2026-01-12 09:00"))


@pytest.mark.parametrize(
    ("resumed_at", "since", "due"),
    [
        ("2026-01-09 12:00", "2026-01-02 00:00", "2026-01-09 16:00"),
        ("2026-02-04 12:00", "2026-01-30 16:00", "2026-02-06 16:00"),
    ],
)
def test_resumed_recaps_come_at_their_next_time_and_make_up_for_none(
    resumed_at: str, since: str, due: str
) -> None:
    paused = NEVER_CHANGED.with_recaps(RecapHabits(is_paused=True), at=utc("2026-01-05 12:00"))
    resumed = paused.with_recaps(RecapHabits(), at=utc(resumed_at))

    assert resumed.next_recap_at == utc(due)
    assert resumed.next_period == Period(utc(since), utc(due))


def test_after_a_short_pause_the_recap_covers_all_since_the_last_one() -> None:
    paused = NEVER_CHANGED.recapped().with_recaps(RecapHabits(is_paused=True), at=utc("2026-01-15 12:00"))
    resumed = paused.with_recaps(RecapHabits(), at=utc("2026-01-17 12:00"))

    assert resumed.next_period == Period(utc("2026-01-09 16:00"), utc("2026-01-23 16:00"))
