"""A server's settings, and when its next recap is due."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from datetime import time as time_of_day
from enum import Enum, IntEnum
from functools import cache
from typing import Self
from zoneinfo import ZoneInfo, available_timezones

from domain.errors import BadInput
from domain.models.entries import Member, Place
from domain.models.ladder import Ladder
from domain.text import one_line, shortened

WEEK = timedelta(days=7)


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

    def next_due(self, after: datetime) -> datetime:
        """The first recap time later than `after`, in UTC.

        An hour that the clocks skip falls as much later as they are put forward; one that comes twice
        counts the first time (PEP 495, fold 0).
        """
        zone = ZoneInfo(self.time_zone)
        local = after.astimezone(zone)
        day = local.date() + timedelta(days=(self.weekday - local.weekday()) % 7)
        while True:
            due = datetime.combine(day, time_of_day(self.hour), zone).astimezone(after.tzinfo)
            if due > after:
                return due
            day += WEEK

    def period_start(self, due: datetime) -> datetime:
        """When the week that ends at `due` began: the same local hour a week before, in UTC.

        Where the clocks skip the hour, `due` may fall on the next local day.
        """
        zone = ZoneInfo(self.time_zone)
        local = due.astimezone(zone)
        day = local.date() - timedelta(days=(local.weekday() - self.weekday) % 7) - WEEK
        return datetime.combine(day, time_of_day(self.hour), zone).astimezone(due.tzinfo)

    def __str__(self) -> str:
        return f"{self.weekday.word} at {self.hour:02}:00, {self.time_zone}"


class Threads(Enum):
    """When a thread for the talk opens on a blocker's card; the value is what the store keeps."""

    ALWAYS = "always"
    ON_DEMAND = "on demand"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a server deals with blockers and solutions."""

    threads: Threads = Threads.ALWAYS
    claim_hours: int = 72
    """Hours of silence after which a claim is released."""
    author_hours: int = 48
    """Hours of an author's silence after which a moderator may decide in their place."""
    quiet_hours: int = 24
    """Hours of silence after an answer, before its author is asked whether it is solved."""
    fresh_days: int = 180
    """Days after which a solution that nobody has confirmed counts as unconfirmed."""

    def __post_init__(self) -> None:
        """Refuse what nobody could mean.

        Raises:
            BadInput: a span is too short or too long.
        """
        if not all(1 <= hours <= 720 for hours in (self.claim_hours, self.author_hours, self.quiet_hours)):
            raise BadInput("A silence is from 1 to 720 hours long.")
        if not 1 <= self.fresh_days <= 3650:
            raise BadInput("A solution stays confirmed for 1 to 3,650 days.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """What a server has set, or the defaults."""

    guild_id: int
    hub_channel_id: int
    """The channel for cards and recaps: the one that was set, else the one that was first used."""
    is_set_up: bool = False
    set_up_by: int | None = None
    """The administrator who set it up: told when a delivery cannot succeed."""
    schedule: Schedule = Schedule()
    habits: Habits = Habits()
    ladder: Ladder = field(default_factory=Ladder)
    next_recap_at: datetime

    @classmethod
    def first_used(cls, guild_id: int, channel_id: int, *, at: datetime) -> Self:
        """The defaults of a server where Nexus is used for the first time, in this channel."""
        return cls(guild_id=guild_id, hub_channel_id=channel_id, next_recap_at=Schedule().next_due(at))

    def channel_for(self, place: Place) -> int:
        """Where the card of something done at `place` goes: the hub that was set, else right there."""
        return self.hub_channel_id if self.is_set_up else place.channel_id

    def set_up(self, *, channel_id: int, schedule: Schedule, by: Member, at: datetime) -> Self:
        """These settings replaced by an administrator's; a recap that is due stays so unless its time changed."""
        return replace(
            self,
            hub_channel_id=channel_id,
            is_set_up=True,
            set_up_by=by.id,
            schedule=schedule,
            next_recap_at=self.next_recap_at if schedule == self.schedule else schedule.next_due(at),
        )

    def with_next_recap(self, *, after: datetime) -> Self:
        """These settings with the first recap time later than `after` as the next one."""
        return replace(self, next_recap_at=self.schedule.next_due(after))
