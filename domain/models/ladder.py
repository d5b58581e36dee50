"""The ladder: whom an unanswered blocker calls, step by step, in the server's waking hours."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from datetime import time as time_of_day
from enum import IntEnum
from zoneinfo import ZoneInfo

from domain.errors import BadInput

DAY = timedelta(days=1)


class Step(IntEnum):
    """A step of the ladder, in their order."""

    FOLLOWERS = 0
    """Who follows one of the blocker's tags."""
    HELPERS = 1
    MENTORS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Whom an unanswered blocker calls, and after how many waking hours before each step.

    Waking hours are those from `wakes_at` to `sleeps_at` of the server's own days; where `sleeps_at` is not later,
    they go on into the next day, and where both are the same, nobody sleeps.
    """

    is_on: bool = True
    hours: tuple[int, int, int] = (2, 4, 8)
    helper_role_id: int | None = None
    mentor_role_id: int | None = None
    wakes_at: int = 8
    sleeps_at: int = 22

    def __post_init__(self) -> None:
        """Refuse what is no ladder.

        Raises:
            BadInput: an hour is none of a day, or a step waits for less than an hour or more than a week.
        """
        if not all(0 <= hour <= 23 for hour in (self.wakes_at, self.sleeps_at)):
            raise BadInput("The waking hours begin and end at a whole hour from 0 to 23.")
        if not all(1 <= hours <= 168 for hours in self.hours):
            raise BadInput("A step of the ladder waits for 1 to 168 waking hours.")

    def keeping(self, roles: Collection[int]) -> "Ladder":
        """This ladder with those of its roles that are among `roles`."""
        return replace(
            self,
            helper_role_id=self.helper_role_id if self.helper_role_id in roles else None,
            mentor_role_id=self.mentor_role_id if self.mentor_role_id in roles else None,
        )

    def due(self, step: int, since: datetime, time_zone: str) -> datetime | None:
        """When the step is to be taken, if nothing happens from `since` on; None where there is none, or it is off."""
        if not self.is_on or step >= len(self.hours):
            return None
        return self.awake_after(since, timedelta(hours=self.hours[step]), time_zone)

    def awake_after(self, since: datetime, span: timedelta, time_zone: str) -> datetime:
        """The moment when `span` of waking time has passed since `since`, in the zone of `since`."""
        zone = ZoneInfo(time_zone)
        day = since.astimezone(zone).date() - DAY
        while True:
            starts = datetime.combine(day, time_of_day(self.wakes_at), zone).astimezone(since.tzinfo)
            last = day if self.sleeps_at > self.wakes_at else day + DAY
            ends = datetime.combine(last, time_of_day(self.sleeps_at), zone).astimezone(since.tzinfo)
            begins = max(since, starts)
            # Where clocks are put forward over them, a day has no waking hours.
            if starts < ends and begins + span <= ends:
                return begins + span
            span -= max(ends - begins, timedelta())
            day += DAY
