"""When the weekly recap comes: a day and an hour of a time zone, whatever its clocks do."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from enum import IntEnum
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from domain.errors import BadInput
from domain.text import one_line, shortened

WEEK = timedelta(days=7)

HALF = WEEK / 2
"""What lies between two recaps at least, when the schedule was changed."""

LATEST = timedelta(days=2)
"""A recap that is later than this is not posted any more."""


class Weekday(IntEnum):
    """A day of the week, as `datetime.weekday()` counts them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6

    @property
    def word(self) -> str:
        """The day's name in a sentence."""
        return self.name.capitalize()


@cache
def zones() -> tuple[str, ...]:
    """The names of all time zones, in order, without those that mean something on one machine alone."""
    return tuple(sorted(available_timezones() - {"localtime", "Factory"}))


def zone_of(typed: str) -> str:
    """The IANA name of the time zone typed, whatever its case.

    Raises:
        BadInput: there is no such zone.
    """
    wanted = one_line(typed).replace(" ", "_").casefold()
    for name in zones():
        if name.casefold() == wanted:
            return name
    raise BadInput(
        f"“{shortened(one_line(typed), 40)}” is not a time zone."
        " Pick one from the list, such as Africa/Lagos or Europe/London."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The local day and hour of a weekly recap."""

    time_zone: str = "UTC"
    weekday: Weekday = Weekday.FRIDAY
    hour: int = 16

    @property
    def zone(self) -> ZoneInfo:
        """The time zone, to reckon with."""
        return ZoneInfo(self.time_zone)

    def next_due(self, after: datetime) -> datetime:
        """The first recap time later than `after`, in UTC.

        An hour that the clocks skip falls on the next moment that they show; of one that comes twice, the first counts.
        """
        local = after.astimezone(self.zone)
        day = local.date() + timedelta(days=(self.weekday - local.weekday()) % 7)
        while (due := self._on(day)) <= after:
            day += WEEK
        return due

    def period_start(self, due: datetime) -> datetime:
        """When the week that ends at `due` began: the same local hour a week before, in UTC.

        Where the clocks skip the hour, `due` may fall on the next local day.
        """
        local = due.astimezone(self.zone)
        return self._on(local.date() - timedelta(days=(local.weekday() - self.weekday) % 7) - WEEK)

    def _on(self, day: date) -> datetime:
        """The first moment at which clocks show the hour of that local day, or a later one, in UTC."""
        zone = self.zone
        hour = datetime.combine(day, time_of_day(self.hour), zone)
        moment = hour.astimezone(UTC)
        if moment.astimezone(zone) == hour:
            return moment
        moment = hour.replace(fold=1).astimezone(UTC)  # before the clocks are put forward (PEP 495)
        while moment.astimezone(zone).replace(tzinfo=None) < hour.replace(tzinfo=None):
            moment += timedelta(minutes=1)
        return moment

    def following(self, last: datetime | None, *, now: datetime) -> datetime:
        """When the first recap by this schedule is due, after one that ended at `last`.

        It comes at least half a week after that one, so that no week is told twice; where its time has just passed,
        it is due at once, so that none is skipped. An end that is yet to come is one by a clock that was wrong.
        """
        due = self.next_due(now)
        if last is None or last > now:
            return due
        passed = self.period_start(due)
        if last + HALF <= passed and now - passed <= LATEST:
            return passed
        while due < last + HALF:
            due = self.next_due(due)
        return due

    def __str__(self) -> str:
        return f"{self.weekday.word} at {self.hour:02}:00, {self.time_zone}"
