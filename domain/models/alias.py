"""Aliases: the wordings of searches that a solution answered, by which it is found from then on."""

from dataclasses import dataclass
from datetime import datetime

from domain.models.entries import Member

ALIASES_LIMIT = 12
"""Aliases of one solution; a new one takes the place of the oldest."""

MEMBER_ALIASES_LIMIT = 3
"""Aliases of one solution that came from one member: a new one takes the place of their own oldest."""

ALIAS_LIMIT = 200
"""Characters of one that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One more wording by which a solution is found."""

    id: int
    guild_id: int
    number: int
    """The solution's."""
    text: str
    fingerprints: tuple[str, ...]
    """Of the error that the search told of."""
    by: Member
    """Who searched so."""
    at: datetime
