"""A mute: a rule whose changes count no more, for one API or in a whole server, and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.models.entries import Member, Ref

REASON_LIMIT: Final = 200
"""Characters of why a rule is muted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """A rule that is muted."""

    guild_id: int
    api: Ref | None
    """The API for which it is; None where it is for all of the server."""
    rule: str
    reason: str
    by: Member
    at: datetime
