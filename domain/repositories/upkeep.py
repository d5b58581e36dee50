"""The upkeep of the search index, over all servers."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from domain.models.entries import EntryId, Ref
from domain.models.search import Document


class IndexUpkeep(Protocol):
    """Keeps the search index in order, over all servers."""

    async def unread(self, after: int, *, limit: int) -> Sequence[EntryId]:
        """The next entries, in the order of their ids, that are not in the index by the rules of today."""
        ...

    async def outdate(self, guild_id: int, endpoints: Iterable[int]) -> None:
        """Have endpoints be among the unread until they are indexed again; they are found as before meanwhile."""
        ...

    async def reading(self, guild_id: int, ref: Ref) -> int | None:
        """The version of the rules by which an entry is in the index; None where it is not."""
        ...

    async def agrees(self, document: Document) -> bool:
        """Whether the index has an entry by just these words, read by the rules of today."""
        ...

    async def is_sound(self) -> bool:
        """Whether the index's lists agree with the words that it has of the entries. Needs a transaction."""
        ...

    async def astray(self, guild_id: int) -> Sequence[EntryId]:
        """A server's entries whose words the lists do not have, or have beside others."""
        ...

    async def make_lists_anew(self) -> None:
        """Make the lists again from the words that the index has, all at once."""
        ...

    async def pieces(self) -> int:
        """How many pieces the index is in."""
        ...

    async def merge(self, *, to_one: bool = False) -> bool:
        """Put together some of the pieces that the index is in; False where there was nothing to do.

        `to_one` begins to put all into one piece; merging goes on with that then. Each call is a little work.
        """
        ...
