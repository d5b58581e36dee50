"""The upkeep of the search index: what it lacks is read again, and what is apart is found."""

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from typing import Final

from domain.changes import document_of, index_entry
from domain.models.api import Api
from domain.models.blocker import Blocker
from domain.models.endpoint import Endpoint
from domain.models.entries import EntryId, Kind
from domain.models.request import Request
from domain.models.solution import Solution
from domain.models.upkeep import Finding, Wrong
from domain.ports import Repositories, Store
from domain.retrieval.indexing import READING

log = logging.getLogger(__name__)

BATCH: Final = 50
"""Entries that are read in one transaction: a tenth of a second, so that nobody who writes waits long."""

STEPS: Final = 20
"""How often pieces are merged at once, by the hour; each time is a little work."""

PIECES: Final = 4
"""From so many pieces on, the index is put into one."""

Progress = Callable[[Sequence[EntryId]], Awaitable[None]]
"""Told which entries were just dealt with, between two transactions; of none where it was something else."""

Pick = Callable[[Repositories, int], Awaitable[Sequence[EntryId]]]
"""Picks the next entries after the one of that id."""


async def unwatched(_: Sequence[EntryId]) -> None:
    """The progress that nobody follows."""


class IndexService:
    """Keeps the search index and the entries of all servers together."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._is_merging = False

    async def refill(self, progress: Progress = unwatched) -> int:
        """Read all entries again that the index lacks or has by other rules; returns how many that were."""
        count = await self._read(_unread, progress)
        if count:
            await self.merge()
            log.info("Read %s again for search", counted(count))
        return count

    async def rebuild(self, progress: Progress = unwatched) -> None:
        """Read all entries again, whatever the index has of them, and put its lists into one piece.

        Others may write meanwhile. What was read stays so when this is cut off.
        """
        await self._read(_every, progress)
        async with self._store.transaction() as store:
            if not await store.upkeep.is_sound():
                await store.upkeep.make_lists_anew()
            is_merging = await store.upkeep.merge(to_one=True)
        while is_merging:
            await progress(())
            async with self._store.transaction() as store:
                is_merging = await store.upkeep.merge()

    async def verify(self, progress: Progress = unwatched) -> AsyncGenerator[Finding]:
        """Find where an entry and its index are apart; this changes nothing."""
        servers: set[int] = set()
        async for entries in self._batches(_every):
            async with self._store.reading() as store:
                suspects = [entry for entry in entries if await _wrong(store, entry)]
            for entry in suspects:
                # Somebody may have written it between two looks; a transaction sees all as of one moment.
                async with self._store.transaction() as store:
                    wrong = await _wrong(store, entry)
                if wrong:
                    yield Finding(entry, wrong)
            servers |= {entry.guild_id for entry in entries}
            await progress(entries)
        for finding in await self._lists(sorted(servers)):
            yield finding

    async def merge(self) -> bool:
        """Do some of the work of putting the pieces that the index is in into one, so that searches stay quick.

        Returns whether there is more to do.
        """
        for _ in range(STEPS):
            async with self._store.transaction() as store:
                if not self._is_merging and await store.upkeep.pieces() < PIECES:
                    return False
                # What is under way goes on: begun again each time, that of a large index would never end.
                self._is_merging = await store.upkeep.merge(to_one=not self._is_merging)
            if not self._is_merging:
                return False
        return True

    async def last(self) -> int:
        """The id of the newest entry: about how many there are, as none is ever deleted."""
        async with self._store.reading() as store:
            return await store.entries.last()

    async def _read(self, pick: Pick, progress: Progress) -> int:
        """Read the picked entries again, each as it stands when its turn comes; returns how many there were."""
        count = 0
        async for entries in self._batches(pick):
            async with self._store.transaction() as store:
                for entry in entries:
                    await index_entry(store, await _entry(store, entry))
            count += len(entries)
            await progress(entries)
        return count

    async def _batches(self, pick: Pick) -> AsyncGenerator[Sequence[EntryId]]:
        """The picked entries of all servers, some at a time."""
        last = 0
        while True:
            async with self._store.reading() as store:
                entries = await pick(store, last)
            if not entries:
                return
            yield entries
            last = entries[-1].id

    async def _lists(self, servers: Sequence[int]) -> Sequence[Finding]:
        """What is wrong with the lists of the index."""
        async with self._store.transaction() as store:
            if await store.upkeep.is_sound():
                return []
            found = [
                Finding(entry, Wrong.OTHER_LISTS)
                for guild_id in servers
                for entry in await store.upkeep.astray(guild_id)
            ]
        return found or [Finding(None, Wrong.OTHER_LISTS)]


def counted(entries: int) -> str:
    """How many entries, in words: `1 entry`, `1,234 entries`."""
    return f"{entries:,} {'entry' if entries == 1 else 'entries'}"


async def _every(store: Repositories, after: int) -> Sequence[EntryId]:
    return await store.entries.after(after, limit=BATCH)


async def _unread(store: Repositories, after: int) -> Sequence[EntryId]:
    return await store.upkeep.unread(after, limit=BATCH)


async def _entry(store: Repositories, entry: EntryId) -> Blocker | Solution | Endpoint | Api | Request:
    match entry.ref.kind:
        case Kind.BLOCKER:
            return await store.blockers.get(entry.guild_id, entry.ref.number)
        case Kind.SOLUTION:
            return await store.solutions.get(entry.guild_id, entry.ref.number)
        case Kind.ENDPOINT:
            return await store.endpoints.get(entry.guild_id, entry.ref.number)
        case Kind.API:
            return await store.apis.get(entry.guild_id, entry.ref.number)
        case Kind.REQUEST:
            return await store.requests.get(entry.guild_id, entry.ref.number)


async def _wrong(store: Repositories, entry: EntryId) -> Wrong | None:
    """How an entry and its index are apart, if they are."""
    document = await document_of(store, await _entry(store, entry))
    if document is None:
        return None if await store.upkeep.reading(entry.guild_id, entry.ref) is None else Wrong.OUT_OF_USE
    if await store.upkeep.agrees(document):
        return None
    match await store.upkeep.reading(entry.guild_id, entry.ref):
        case None:
            return Wrong.MISSING
        case reading:
            return Wrong.OTHER_WORDS if reading == READING else Wrong.OLDER
