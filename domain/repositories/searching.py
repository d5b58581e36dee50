"""What is stored for searches: the words of entries, what was asked, and the wordings that found solutions."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from domain.models.alias import Alias
from domain.models.entries import Member, Ref
from domain.models.search import Document, Query, Title, Within
from domain.retrieval.passages import Text
from domain.retrieval.planning import Counts, Plan
from domain.retrieval.ranking import Candidate


class SearchIndex(Protocol):
    """Knows the words of entries; `hidden` are channels whose entries are as if they were not there."""

    async def put(self, document: Document) -> None:
        """Index an entry, by its words as they are now."""
        ...

    async def drop(self, guild_id: int, ref: Ref) -> None:
        """Take an entry out of the index."""
        ...

    async def counts(self, guild_id: int, words: Iterable[str], hidden: Iterable[int]) -> Counts:
        """How many entries a server has, and how many have each of the words, by level; what means the same there."""
        ...

    async def forms(self, guild_id: int, beginnings: Iterable[str]) -> Sequence[str]:
        """The words that begin so, after their length, as they were written.

        Also those of hidden entries: `seen` tells them apart.
        """
        ...

    async def seen(self, guild_id: int, forms: Iterable[str], hidden: Iterable[int]) -> Collection[str]:
        """Those of the words, as they were written, that stand in an entry which is not hidden."""
        ...

    async def candidates(
        self, guild_id: int, plan: Plan, within: Within, hidden: Iterable[int], *, limit: int
    ) -> Sequence[Candidate]:
        """The entries that have most of what is looked up, best first."""
        ...

    async def texts(self, guild_id: int, entry_ids: Iterable[int]) -> Sequence[Text]:
        """What is shown of entries, in the order of their ids."""
        ...

    async def titles(
        self, guild_id: int, words: Sequence[str], within: Within, hidden: Iterable[int], *, limit: int
    ) -> Sequence[Title]:
        """The newest entries whose title has words that begin so; of no words, the newest."""
        ...

    async def named(self, guild_id: int, ref: Ref, within: Within, hidden: Iterable[int]) -> int | None:
        """The id of an entry by its number, if a search within that may show it."""
        ...


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
