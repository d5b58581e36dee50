"""Search: from a question in somebody's own words to the entries that answer it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.entries import CHOICES
from domain.errors import BadInput
from domain.finding import DEPTH, Answer, found, hits
from domain.learning import query_for
from domain.meaning import MeaningService
from domain.models.entries import Kind, Member
from domain.models.meaning import Meaning
from domain.models.search import EVERYTHING, QUERY_LIMIT, Found, Hit, Past, Query, Reason, Title, Within
from domain.models.sight import Sight
from domain.ports import Clock, Repositories, Store
from domain.retrieval.indexing import telling, written
from domain.retrieval.ranking import Ranked
from domain.retrieval.titles import best_first
from domain.secrets import without_secrets
from domain.sight import hidden_from
from domain.text import clean
from domain.traces import Pasted, Trouble, pasted_in
from domain.wordings import is_alike

PAGE = 5
"""Hits of one page."""

COMPLETED = 250
"""Titles among which the best are chosen while somebody types."""

WORDS = 8
"""Words of what somebody types that titles are looked up for."""

KEPT = timedelta(days=90)
"""How long a search's pages and buttons work."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search that was asked, under its number."""

    id: int
    query: Query
    by: Member | None = None
    """Who looks at what it found."""


class SearchService:
    """Answers questions from what a server knows and the asking member may see."""

    def __init__(self, store: Store, clock: Clock, meaning: MeaningService | None = None) -> None:
        self._store = store
        self._clock = clock
        self._meaning = meaning or MeaningService(store)

    async def ask(
        self, guild_id: int, query: Query, *, by: Member, sight: Sight, past: Past | None = None
    ) -> Found:
        """The first page of what fits `query` best, kept under a number so that its other pages can be read.

        Any text is a query; one without a word finds nothing. Of an error that was pasted, what tells it is kept.
        `past` narrows it to what is not older than that.

        Raises:
            BadInput: it is empty, or narrowed to a state that entries of its kind cannot be in.
        """
        query = as_read(query)
        query.within.check()
        now = self._clock.now()
        if past:
            query = replace(query, within=replace(query.within, since=now - past.span))
        async with self._store.transaction() as store:
            query = await without_secrets(store, guild_id, query)
            search_id = await store.searches.add(guild_id, query, by=by, at=now)
        # Looking takes long on a large server, and must hold up nobody who writes.
        return await self._page(guild_id, Asked(search_id, query, by), sight=sight, page=0)

    async def page(
        self, guild_id: int, search_id: int, page: int, *, sight: Sight, by: Member | None = None
    ) -> Found:
        """Another page (from 0) of a search that was asked before; the last one where there are fewer.

        `by` is who looks at it.

        Raises:
            NotFound: it was not asked in this server, or is long forgotten.
        """
        query = await self.query(guild_id, search_id, by=by)
        return await self._page(guild_id, Asked(search_id, query, by), sight=sight, page=page)

    async def as_typed(self, guild_id: int, search_id: int, *, by: Member, sight: Sight) -> Found:
        """The same search, with its words as they were typed: a search of its own.

        Raises:
            NotFound: it was not asked in this server, or is long forgotten.
        """
        query = await self.query(guild_id, search_id, by=by)
        return await self.ask(guild_id, replace(query, is_literal=True), by=by, sight=sight)

    async def everywhere(self, guild_id: int, search_id: int, *, by: Member, sight: Sight) -> Found:
        """The same search without its filters: a search of its own.

        Raises:
            NotFound: it was not asked in this server, or is long forgotten.
        """
        query = await self.query(guild_id, search_id, by=by)
        return await self.ask(guild_id, replace(query, within=query.within.widened), by=by, sight=sight)

    async def query(self, guild_id: int, search_id: int, *, by: Member | None = None) -> Query:
        """What a search asked for, as `by` goes on with it.

        Raises:
            NotFound: it was not asked in this server, or is long forgotten.
        """
        async with self._store.reading() as store:
            return await query_for(store, guild_id, search_id, by)

    async def titles(
        self, guild_id: int, typed: str, within: Within = EVERYTHING, *, sight: Sight
    ) -> Sequence[Title]:
        """Up to 25 entries whose title has words that begin with those typed so far, best first."""
        asked = Query(clean(typed)[:QUERY_LIMIT]).asked
        words = list(dict.fromkeys(written(telling(asked))))[:WORDS]
        async with self._store.reading() as store:
            hidden = await hidden_from(store, guild_id, sight)
            limit = COMPLETED if words else CHOICES
            titles = await store.index.titles(guild_id, words, within, hidden, limit=limit)
        return best_first(titles, asked)[:CHOICES] if words else titles

    async def forget_old(self) -> int:
        """Drop the searches that are older than 90 days; returns how many."""
        async with self._store.transaction() as store:
            return await store.searches.forget(self._clock.now() - KEPT)

    async def _page(self, guild_id: int, asked: Asked, *, sight: Sight, page: int) -> Found:
        meaning = await self._meaning.of(asked.query.asked)
        async with self._store.reading() as store:
            hidden = await hidden_from(store, guild_id, sight)
            answer = await self._answer(store, guild_id, asked.query, hidden, meaning=meaning)
            pages = max(1, -(-len(answer.ranked) // PAGE))
            page = min(max(page, 0), pages - 1)
            shown = await hits(store, guild_id, answer, answer.ranked[page * PAGE : (page + 1) * PAGE])
            return Found(
                search_id=asked.id,
                query=asked.query,
                words=answer.words,
                mended=answer.mended,
                hits=await _remembered(store, guild_id, asked, shown),
                page=page,
                pages=pages,
                total=len(answer.ranked),
                beyond={}
                if answer.ranked
                else await self._beyond(store, guild_id, asked.query, hidden, meaning=meaning),
            )

    async def _answer(
        self,
        store: Repositories,
        guild_id: int,
        query: Query,
        hidden: Collection[int],
        *,
        meaning: Meaning | None,
    ) -> Answer:
        """What a query found; the entry that it names comes first."""
        words = replace(query, text=query.asked)
        now = self._clock.now()
        answer = await found(store, guild_id, words, hidden=hidden, now=now, limit=DEPTH, meaning=meaning)
        named = await store.index.named(guild_id, query.named, query.within, hidden) if query.named else None
        if named is None:
            return answer
        terms = [each.found for each in answer.ranked if each.entry_id == named]
        first = Ranked(named, 0.0, terms[0] if terms else frozenset(), Reason.NAMED)
        others = [each for each in answer.ranked if each.entry_id != named]
        return replace(answer, ranked=(first, *others)[:DEPTH])

    async def _beyond(
        self,
        store: Repositories,
        guild_id: int,
        query: Query,
        hidden: Collection[int],
        *,
        meaning: Meaning | None,
    ) -> Mapping[str, int]:
        """The filters of a query without which something is found, each with how many entries that are."""
        filters = dict(query.within.filters)
        if len(filters) > 1:
            filters["filters"] = query.within.widened
        counts: dict[str, int] = {}
        for name, wider in filters.items():
            query = replace(query, within=wider)
            answer = await self._answer(store, guild_id, query, hidden, meaning=meaning)
            counts[name] = len(answer.ranked)
        return {name: count for name, count in counts.items() if count}


def as_read(query: Query) -> Query:
    """The query as it is kept: cleaned; of a pasted error, what tells it and the words around it, not the trace.

    Raises:
        BadInput: it is empty.
    """
    text = clean(query.text)
    if not text:
        raise BadInput("There is nothing to search for. Type a few words, or paste the error.")
    query = replace(query, text=text[:QUERY_LIMIT])
    pasted = None if query.fingerprints else pasted_in(text)
    if pasted is None:
        return query
    words = query.text if query.named else _words(pasted)
    return replace(query, text=words, fingerprints=pasted.trouble.fingerprints)


def _words(pasted: Pasted) -> str:
    """What tells a pasted error and, after it, what was said around it: `on Windows: ValueError: bad thing`."""
    told = _told(pasted.trouble)
    if not telling(told):
        told = pasted.label or told
    around = [line for line in pasted.around if telling(line)]
    if not (told or pasted.before or pasted.after or around):
        told = "error"
    line = " ".join(filter(None, (pasted.before, told, pasted.after)))
    return "\n".join(filter(None, (line, *around)))[:QUERY_LIMIT].rstrip()


def _told(trouble: Trouble) -> str:
    """What tells an error, as people write it: `KeyError: customer_id, in create`."""
    words, function = trouble.words, trouble.frame.partition(":")[2]
    if function and words.endswith(f" {function}"):
        words = f"{words.removesuffix(f' {function}')}, in {function}"
    rest = words.removeprefix(trouble.kind)
    return f"{trouble.kind}:{rest}" if trouble.kind and rest.startswith(" ") else words


async def _remembered(
    store: Repositories, guild_id: int, asked: Asked, shown: Sequence[Hit]
) -> tuple[Hit, ...]:
    """The hits; of those that were found with these words before, which the looking member found so."""

    async def is_own(hit: Hit) -> bool:
        if asked.by is None or hit.reason is not Reason.FOUND_BEFORE or hit.ref.kind is not Kind.SOLUTION:
            return False
        aliases = await store.aliases.of(guild_id, hit.ref.number)
        own = [alias.text for alias in aliases if alias.by.id == asked.by.id]
        return any(is_alike(text, asked.query.asked) for text in own)

    return tuple(
        [replace(hit, reason=Reason.YOU_ASKED_BEFORE) if await is_own(hit) else hit for hit in shown]
    )
