"""A weekly recap: what was solved, what still waits, what is new."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from domain.models.blocker import Blocker
from domain.models.endpoint import Endpoint
from domain.models.solution import Solution


class RecapState(Enum):
    """What became of a week's recap; the value is what the store keeps."""

    POSTED = "posted"
    QUIET = "quiet"
    """Nothing happened, nothing was posted."""
    LATE = "late"
    """Nexus was away for too long after it was due; nothing was posted."""


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a recap covers: from `start`, up to but without `end`."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapRecord:
    """That a server's recap was dealt with: once for each key."""

    guild_id: int
    key: str
    """The recap's local day, or the interaction that asked for it now."""
    period: Period
    state: RecapState
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """What a recap says."""

    key: str
    period: Period
    solved: tuple[Blocker, ...]
    """Solved within the period, newest first."""
    posted: tuple[Solution, ...]
    """Solutions posted within the period that came from no blocker, newest first."""
    waiting: tuple[Blocker, ...]
    """Not solved at the period's end, oldest first."""
    endpoints: tuple[Endpoint, ...]
    """Shared within the period, newest first."""

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was solved, posted or shared, and nothing waits."""
        return not (self.solved or self.posted or self.waiting or self.endpoints)
