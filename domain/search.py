"""Search: from a question in somebody's own words to the entries that answer it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.errors import BadInput
from domain.finding import found, hits
from domain.models.entries import Member, Suggestion
from domain.models.search import EVERYTHING, QUERY_LIMIT, Found, Query, Within
from domain.models.sight import Sight
from domain.ports import Clock, Repositories, Store
from domain.retrieval.indexing import telling, written
from domain.secrets import without_secrets
from domain.text import clean
from domain.traces import trouble_in

PAGE = 5
"""Hits of one page."""

DEPTH = 50
"""Hits of a search in all."""

CHOICES = 25
"""How many choices Discord shows."""

KEPT = timedelta(days=90)
"""How long a search's pages and buttons work."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search that was asked, under its number."""

    id: int
    query: Query


class SearchService:
    """Answers questions from what a server knows and the asking member may see."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def ask(self, guild_id: int, query: Query, *, by: Member, sight: Sight) -> Found:
        """The first page of what fits `query` best, kept under a number so that its other pages can be read.

        Any text is a query; one without a word finds nothing. Of an error that was pasted, what tells it is kept.

        Raises:
            BadInput: it is empty.
        """
        query = as_read(query)
        async with self._store.transaction() as store:
            query = await without_secrets(store, guild_id, query)
            search_id = await store.searches.add(guild_id, query, by=by, at=self._clock.now())
        # Looking takes long on a large server, and must hold up nobody who writes.
        async with self._store.reading() as store:
            return await self._page(store, guild_id, Asked(search_id, query), sight=sight, page=0)

    async def page(self, guild_id: int, search_id: int, page: int, *, sight: Sight) -> Found:
        """Another page (from 0) of a search that was asked before; the last one where there are fewer.

        Raises:
            NotFound: it was not asked in this server, or is long forgotten.
        """
        async with self._store.reading() as store:
            query = await store.searches.get(guild_id, search_id)
            return await self._page(store, guild_id, Asked(search_id, query), sight=sight, page=page)

    async def as_typed(self, guild_id: int, search_id: int, *, by: Member, sight: Sight) -> Found:
        """The same search, with its words as they were typed: a search of its own.

        Raises:
            NotFound: it was not asked in this server, or is long forgotten.
        """
        query = await self.query(guild_id, search_id)
        return await self.ask(guild_id, replace(query, is_literal=True), by=by, sight=sight)

    async def query(self, guild_id: int, search_id: int) -> Query:
        """What a search asked for.

        Raises:
            NotFound: it was not asked in this server, or is long forgotten.
        """
        async with self._store.reading() as store:
            return await store.searches.get(guild_id, search_id)

    async def titles(
        self, guild_id: int, typed: str, within: Within = EVERYTHING, *, sight: Sight
    ) -> Sequence[Suggestion]:
        """Up to 25 entries whose title has words that begin with those typed so far."""
        words = list(written(telling(clean(typed)[:QUERY_LIMIT])))
        async with self._store.reading() as store:
            hidden = await hidden_from(store, guild_id, sight)
            return await store.index.titles(guild_id, words, within, hidden, limit=CHOICES)

    async def forget_old(self) -> int:
        """Drop the searches that are older than 90 days; returns how many."""
        async with self._store.transaction() as store:
            return await store.searches.forget(self._clock.now() - KEPT)

    async def _page(
        self, store: Repositories, guild_id: int, asked: Asked, *, sight: Sight, page: int
    ) -> Found:
        hidden = await hidden_from(store, guild_id, sight)
        answer = await found(store, guild_id, asked.query, hidden=hidden, now=self._clock.now(), limit=DEPTH)
        pages = max(1, -(-len(answer.ranked) // PAGE))
        page = min(max(page, 0), pages - 1)
        return Found(
            search_id=asked.id,
            query=asked.query,
            words=answer.words,
            mended=answer.mended,
            hits=await hits(store, guild_id, answer, answer.ranked[page * PAGE : (page + 1) * PAGE]),
            page=page,
            pages=pages,
            total=len(answer.ranked),
        )


def as_read(query: Query) -> Query:
    """The query as it is kept: cleaned and, where it tells of an error, what tells that instead of the whole trace.

    Raises:
        BadInput: it is empty.
    """
    text = clean(query.text)[:QUERY_LIMIT]
    if not text:
        raise BadInput("There is nothing to search for. Type a few words, or paste the error.")
    trouble = trouble_in(text)
    if trouble is None:
        return replace(query, text=text)
    return replace(query, text=trouble.words, fingerprints=trouble.fingerprints)


async def hidden_from(store: Repositories, guild_id: int, sight: Sight) -> Collection[int]:
    """The channels with entries of the server that one may not see."""
    if sight.is_full:
        return ()
    return [channel for channel in await store.deliveries.channels(guild_id) if not sight.sees(channel)]
