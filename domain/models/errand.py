"""Errands: what Nexus does by itself at a time, unless something comes between."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from domain.models.entries import Ref
from domain.models.failures import Failures


class Task(Enum):
    """What is to be done; the value is what the store keeps."""

    CALL = "call"
    """Call for help with a blocker that nobody has claimed: the next step of the ladder."""
    LAPSE = "lapse"
    """Release a claim whose helper was silent."""
    ASK = "ask"
    """Ask an author, who was silent after an answer, whether it is solved."""
    DOUBT = "doubt"
    """See whether a solution still counts as confirmed."""
    SUNSET = "sunset"
    """Tell those who use an endpoint that it may soon be gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One task for one entry, at its time."""

    guild_id: int
    task: Task
    ref: Ref
    due_at: datetime
    failures: Failures = field(default_factory=Failures)
