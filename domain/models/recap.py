"""A weekly recap: what was solved, what still waits, what is new."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol, TypeVar

from domain.models.entries import Spot

NOTABLY = timedelta(hours=1)
"""From then on a recap says that it comes late."""


NOW = "now-"
"""How the keys of recaps begin that somebody asked for."""


PREVIEW = "preview"
"""The key of what is only looked at: the last seven days."""


class RecapState(Enum):
    """What became of a week's recap; the value is what the store keeps."""

    POSTED = "posted"
    QUIET = "quiet"
    """Nothing happened, nothing was posted."""
    LATE = "late"
    """It could not be posted for too long after it was due, or recaps were paused."""


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a recap covers: from `start`, up to but without `end`."""

    start: datetime
    end: datetime

    @property
    def before(self) -> "Period":
        """The one before it, as long."""
        return Period(self.start - (self.end - self.start), self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """How a week went for blockers, by what is known of them now: one that was reopened has not ended."""

    period: Period
    opened: int
    """How many were logged."""
    solved: int
    still_open: int
    """How many were not at their end when it was over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapRecord:
    """That a server's recap was dealt with: once for each key."""

    guild_id: int
    key: str
    """The recap's local day, or the interaction that asked for it now."""
    period: Period
    state: RecapState
    created_at: datetime
    spot: Spot | None = None
    """Where its message stands; None where it has none, or none any more."""
    is_deleted: bool = False
    """Whether its message was deleted."""
    is_owed: bool = False
    """Whether it is still to be posted."""

    @property
    def is_asked_for(self) -> bool:
        """Whether somebody asked for it, beside the schedule."""
        return self.key.startswith(NOW)

    def is_late(self, now: datetime) -> bool:
        """Whether it was made, or is only posted now, so long after it was due that its readers may wonder."""
        posted_at = self.created_at if self.spot else now
        return posted_at - self.period.end >= NOTABLY


class Section(Protocol):
    """What one feature has to tell of a period."""

    @property
    def is_quiet(self) -> bool:
        """Whether that is nothing."""
        ...


S = TypeVar("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """What a recap says."""

    key: str
    period: Period
    sections: tuple[Section, ...]
    """In the order in which they are read."""
    is_late: bool = False
    """Whether it was made hours after it was due."""
    tells_quiet: bool = False
    """Whether it is posted even where it says nothing."""

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was solved, posted or shared, and nothing waits."""
        return all(section.is_quiet for section in self.sections)

    def section(self, kind: type[S]) -> S:
        """The section of that kind, of which each recap has one."""
        return next(section for section in self.sections if isinstance(section, kind))
