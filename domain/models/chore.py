"""Chores: what Nexus does for the whole installation, by the hour or by the night."""

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from enum import Enum
from typing import Final

from domain.models.failures import Failures

HOUR: Final = timedelta(hours=1)

NIGHT: Final = time(3, 20)
"""When nightly chores are due, in UTC.

Recaps come at full hours of their zones, which are at full, half or quarter hours of UTC: this is none of them.
"""

LEASE: Final = timedelta(minutes=10)
"""How long whoever does a chore has it alone, unless they renew that."""

FRESH: Final = LEASE / 5
"""How long a lease is not worth renewing."""

FAR: Final = timedelta(days=2)
"""Nothing is planned for later than that: where it is, the clock was set back."""


class Duty(Enum):
    """What a chore is about; the value is what the store keeps."""

    BACKUP = "backup"
    """Save a copy of the database, nightly."""
    SEARCHES = "searches"
    """Forget searches that are too old."""
    DRAFTS = "drafts"
    """Forget drafts that are too old."""
    CHALLENGES = "challenges"
    """Forget challenges whose answer was never picked."""
    INDEX = "index"
    """Keep the search index in few pieces."""

    def next_due(self, after: datetime) -> datetime:
        """When it is due once it was done at `after`: in an hour or, where it is for the night, in the next one."""
        if self is not Duty.BACKUP:
            return after + HOUR
        due = datetime.combine(after.date(), NIGHT, after.tzinfo)
        return due if due > after else due + timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chore:
    """A duty, when it is due, and whether somebody is at it."""

    duty: Duty
    due_at: datetime
    leased_until: datetime | None = None
    failures: Failures = field(default_factory=Failures)

    def is_in_hand(self, now: datetime) -> bool:
        """Whether somebody is at it, as far as one can tell: whoever died holds nothing up for long."""
        return self.leased_until is not None and now < self.leased_until <= now + 2 * LEASE

    def is_due(self, now: datetime) -> bool:
        """Whether it is to be done now, and nobody is at it."""
        return not (now < self.due_at <= now + FAR or self.is_in_hand(now))

    def is_coming(self, now: datetime) -> bool:
        """Whether it is to be done later, and not because it failed."""
        return not (self.is_due(now) or self.is_in_hand(now) or self.failures.tries)

    def is_fresh(self, now: datetime) -> bool:
        """Whether its lease was taken just now."""
        if self.leased_until is None:
            return False
        taken_at = self.leased_until - LEASE
        return taken_at <= now < taken_at + FRESH

    def claimed(self, now: datetime) -> "Chore":
        """The same in somebody's hands, who is told from any other by when the lease ends, to the second."""
        return replace(self, leased_until=(now + LEASE).replace(microsecond=0))

    def done(self, now: datetime) -> "Chore":
        """The same once it is done: however often it was due meanwhile, it is next due later than now."""
        return Chore(duty=self.duty, due_at=self.duty.next_due(now))

    def failed(self, now: datetime, reason: str) -> "Chore":
        """The same once it could not be done: it is tried again after a pause."""
        failures = self.failures.and_another(reason)
        return Chore(duty=self.duty, due_at=now + failures.pause, failures=failures)
