"""Search: from a question in somebody's own words to the entries that answer it."""

from datetime import timedelta

from domain.errors import BadInput
from domain.models.entries import Member
from domain.models.search import QUERY_LIMIT, Found, Query
from domain.ports import Clock, SearchIndex, Store
from domain.secrets import without_secrets
from domain.text import clean

PAGE = 5
"""Hits of one page."""

DEPTH = 50
"""Hits that a search looks at in all."""

KEPT = timedelta(days=90)
"""How long a search's pages and buttons work."""


class SearchService:
    """Answers questions from what a server knows."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def ask(self, guild_id: int, query: Query, *, by: Member) -> Found:
        """The first page of what fits `query` best, kept under a number so that its other pages can be read.

        Any text is a query; one without a word finds nothing.

        Raises:
            BadInput: it is empty.
        """
        query = Query(clean(query.text)[:QUERY_LIMIT], query.kind, query.tag)
        if not query.text:
            raise BadInput("There is nothing to search for. Type a few words, or paste the error.")
        async with self._store.transaction() as store:
            query = await without_secrets(store, guild_id, query)
            search_id = await store.searches.add(guild_id, query, by=by, at=self._clock.now())
        # Looking takes long on a large server, and must hold up nobody who writes.
        async with self._store.reading() as store:
            return await _page(store.index, guild_id, query, search_id=search_id, page=0)

    async def page(self, guild_id: int, search_id: int, page: int) -> Found:
        """Another page (from 0) of a search that was asked before; the last one where there are fewer.

        Raises:
            NotFound: it was not asked in this server, or is long forgotten.
        """
        async with self._store.reading() as store:
            query = await store.searches.get(guild_id, search_id)
            return await _page(store.index, guild_id, query, search_id=search_id, page=page)

    async def question(self, guild_id: int, search_id: int) -> str:
        """The text of a search that was asked before.

        Raises:
            NotFound: it was not asked in this server, or is long forgotten.
        """
        async with self._store.reading() as store:
            return (await store.searches.get(guild_id, search_id)).text

    async def forget_old(self) -> int:
        """Drop the searches that are older than 90 days; returns how many."""
        async with self._store.transaction() as store:
            return await store.searches.forget(self._clock.now() - KEPT)


async def _page(index: SearchIndex, guild_id: int, query: Query, *, search_id: int, page: int) -> Found:
    hits = await index.find(guild_id, query, limit=DEPTH)
    pages = max(1, -(-len(hits) // PAGE))
    page = min(max(page, 0), pages - 1)
    return Found(
        search_id=search_id,
        query=query,
        hits=tuple(hits[page * PAGE : (page + 1) * PAGE]),
        page=page,
        pages=pages,
        total=len(hits),
    )
