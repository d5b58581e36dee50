"""A server's settings, and when its next recap is due."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Self

from domain.errors import BadInput
from domain.models.entries import Member, Place
from domain.models.ladder import Ladder
from domain.models.recap import Period
from domain.models.schedule import HALF, WEEK, Schedule

CHECK_MINUTES = 30
"""From one look at an API's document to the next, unless the server set it otherwise."""

CHECKS = range(5, 1441)
"""Minutes from one look at an API's document to the next that a server can choose."""

LONGEST = 3 * WEEK
"""What one recap covers at most: so far apart can two be, when the schedule was changed again and again."""


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
class RecapHabits:
    """How a server has its weekly recap."""

    channel_id: int | None = None
    """The channel that it is posted in; None is the hub's."""
    is_paused: bool = False
    tells_quiet: bool = False
    """Whether a quiet week is told in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """What a server has set, or the defaults."""

    guild_id: int
    hub_channel_id: int
    """The channel for cards and recaps: the one that was set, else the one that was first used."""
    is_set_up: bool = False
    set_up_by: int | None = None
    """The administrator who set it up: told when a delivery cannot succeed."""
    schedule: Schedule = field(default_factory=Schedule)
    recaps: RecapHabits = RecapHabits()
    habits: Habits = Habits()
    ladder: Ladder = field(default_factory=Ladder)
    check_minutes: int = CHECK_MINUTES
    """From one look at an API's document to the next."""
    recapped_until: datetime | None = None
    """Where the week of the last recap on schedule ended; before the first one, where that begins at the latest."""
    next_recap_at: datetime

    @classmethod
    def first_used(cls, guild_id: int, channel_id: int, *, at: datetime) -> Self:
        """The defaults of a server where Nexus is used for the first time, in this channel.

        Its first recap covers all from then on, whatever is chosen of when it comes.
        """
        return cls(
            guild_id=guild_id,
            hub_channel_id=channel_id,
            recapped_until=at - HALF,
            next_recap_at=Schedule().next_due(at),
        )

    @property
    def next_period(self) -> Period:
        """What the next recap on schedule covers: all since the last one, or a week."""
        due, since = self.next_recap_at, self.recapped_until
        is_recent = since is not None and due - LONGEST <= since < due
        return Period(since if since and is_recent else self.schedule.period_start(due), due)

    @property
    def recap_channel_id(self) -> int:
        """Where recaps on schedule are posted."""
        return self.recaps.channel_id or self.hub_channel_id

    def channel_for(self, place: Place) -> int:
        """Where the card of something done at `place` goes: the hub that was set, else right there."""
        return self.hub_channel_id if self.is_set_up else place.channel_id

    def set_up(self, *, channel_id: int, by: Member) -> Self:
        """These settings with the hub that an administrator chose."""
        return replace(self, hub_channel_id=channel_id, is_set_up=True, set_up_by=by.id)

    def scheduled(self, schedule: Schedule, *, at: datetime) -> Self:
        """These settings with another schedule; a recap that is due stays so unless its time changed.

        What was planned by a clock that was ahead is planned anew.
        """
        if schedule == self.schedule and self.next_recap_at <= at + LONGEST:
            return self
        following = schedule.following(self.recapped_until, now=at)
        return replace(self, schedule=schedule, next_recap_at=following)

    def with_recaps(self, recaps: RecapHabits, *, at: datetime) -> Self:
        """These settings with other habits of recaps; of what came due during a pause, nothing is made up for."""
        resumed = self.recaps.is_paused and not recaps.is_paused and self.next_recap_at <= at
        due = self.schedule.next_due(at) if resumed else self.next_recap_at
        return replace(self, recaps=recaps, next_recap_at=due)

    def recapped(self) -> Self:
        """These settings once the recap that was due has been dealt with."""
        return replace(
            self,
            recapped_until=self.next_recap_at,
            next_recap_at=self.schedule.next_due(self.next_recap_at),
        )
