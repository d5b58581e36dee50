"""What is stored of searches: what was asked, and the wordings that found solutions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.models.alias import Alias
from domain.models.entries import Member, Ref
from domain.models.search import Query


class Searches(Protocol):
    """The searches that were asked, so that their pages and buttons work later."""

    async def add(self, guild_id: int, query: Query, *, by: Member, at: datetime) -> int:
        """Keep a search; returns its number."""
        ...

    async def get(self, guild_id: int, search_id: int) -> Query:
        """What was asked.

        Raises:
            NotFound: it was not asked in this server, or is long forgotten.
        """
        ...

    async def asker(self, guild_id: int, search_id: int) -> int:
        """The id of the member who asked.

        Raises:
            NotFound: it was not asked in this server, or is long forgotten.
        """
        ...

    async def dismiss(self, guild_id: int, search_id: int, ref: Ref) -> None:
        """Note that an entry was not what this search looked for."""
        ...

    async def forget(self, before: datetime) -> int:
        """Drop the searches asked before that moment; returns how many."""
        ...

    async def of_member(self, guild_id: int, member_id: int) -> Sequence[tuple[Query, datetime]]:
        """What a member asked, and when, oldest first."""
        ...

    async def forget_member(self, guild_id: int, member_id: int) -> int:
        """Drop the searches of a member, and others' later ones in the same own words; returns how many were theirs."""
        ...


class Aliases(Protocol):
    """The wordings of searches that solutions answered."""

    async def add(self, alias: Alias) -> Alias:
        """Keep a new one; returns it with its id."""
        ...

    async def of(self, guild_id: int, number: int) -> Sequence[Alias]:
        """Those of a solution, oldest first."""
        ...

    async def get(self, guild_id: int, alias_id: int) -> Alias:
        """One of them.

        Raises:
            NotFound: this server has it no more.
        """
        ...

    async def of_member(self, guild_id: int, member_id: int) -> Sequence[Alias]:
        """Those that came from a member's searches, oldest first."""
        ...

    async def worded(self, guild_id: int, texts: Sequence[str]) -> Sequence[Alias]:
        """Those in just these words, whoever's they are, oldest first."""
        ...

    async def drop(self, guild_id: int, alias_id: int) -> None:
        """Forget one."""
        ...
