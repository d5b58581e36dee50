"""What is stored of synonyms: the groups that servers added."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.models.entries import Member
from domain.models.synonyms import SynonymGroup
from domain.retrieval.synonyms import Group


class SynonymGroups(Protocol):
    """The synonyms of servers, on top of those that come with Nexus."""

    async def groups(self, guild_id: int) -> Sequence[Group]:
        """The words of a server's groups, oldest first: what search needs of them."""
        ...

    async def listed(self, guild_id: int) -> Sequence[SynonymGroup]:
        """A server's groups, oldest first."""
        ...

    async def add(self, guild_id: int, words: Group, *, by: Member, at: datetime) -> SynonymGroup:
        """Keep a group, under the server's next number."""
        ...

    async def remove(self, guild_id: int, number: int) -> SynonymGroup | None:
        """Drop a group; returns what it was, or None if there is none of that number."""
        ...
