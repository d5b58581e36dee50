"""Finding: what a query says, what is looked up for it, and what came out, best first."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.models.meaning import Meaning
from domain.models.search import MARK, Hit, Mending, Query, Within
from domain.ports import Repositories
from domain.retrieval.concepts import Concept, concepts_of, main
from domain.retrieval.indexing import mark_of
from domain.retrieval.passages import Text, marked_passage
from domain.retrieval.planning import Counts, Plan, plan
from domain.retrieval.ranking import NOTHING_READ, Candidate, Ranked, Ranking
from domain.retrieval.spelling import (
    beginnings,
    is_mendable,
    likeliest,
    may_begin_otherwise,
    nearest,
    other_beginnings,
)
from domain.retrieval.synonyms import Synonyms
from domain.retrieval.weights import NEAR
from domain.retrieval.words import stem
from domain.text import one_line

DEPTH: Final = 25
"""Candidates that are put in order, and hits of a search in all: those that come after them are seldom the answer."""

BEGINNING: Final = 40
"""Characters of a fix by which a passage is known to be of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found in a server."""

    concepts: tuple[Concept, ...]
    mended: tuple[Mending, ...]
    ranked: tuple[Ranked, ...]
    """Best first."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the query that tell something."""
        return tuple(concept.form for concept in main(self.concepts))


async def found(
    store: Repositories,
    guild_id: int,
    query: Query,
    *,
    hidden: Collection[int] = (),
    now: datetime,
    limit: int,
    meaning: Meaning | None = None,
) -> Answer:
    """The entries that answer `query` best, but for those in `hidden` channels; by `meaning` too, where it is known."""
    marks = [mark_of(each) for each in query.fingerprints]
    concepts, counts = await _understood(store, guild_id, query.text, marks, hidden)
    guesses: tuple[Mending, ...] = ()
    if not query.is_literal:
        concepts, counts, guesses = await _mended(store, guild_id, concepts, counts, hidden)
    planned = plan(concepts, marks, counts)
    candidates = await store.index.candidates(guild_id, planned, query.within, hidden, limit=DEPTH)
    closeness: Mapping[int, float] = NOTHING_READ
    if meaning is not None:
        candidates, closeness = await _meant(
            store, guild_id, meaning, planned=planned, within=query.within, hidden=hidden, worded=candidates
        )
    ranking = Ranking(concepts, marks, planned, now=now, closeness=closeness)
    ranked = ranking.of(candidates)[:limit]
    # A guess that nothing shows is no guess.
    seen = frozenset[str]().union(*(each.found for each in ranked))
    shown = tuple(guess for guess in guesses if guess.typed in seen)
    return Answer(concepts, shown, tuple(ranked))


async def hits(
    store: Repositories, guild_id: int, answer: Answer, ranked: Sequence[Ranked]
) -> tuple[Hit, ...]:
    """What is shown of some of those that were found."""
    texts = {
        text.entry_id: text for text in await store.index.texts(guild_id, [each.entry_id for each in ranked])
    }
    wanted = frozenset(_stems(answer.concepts))
    return tuple(_hit(each, texts[each.entry_id], wanted) for each in ranked if each.entry_id in texts)


def _hit(ranked: Ranked, text: Text, wanted: frozenset[str]) -> Hit:
    passage = _passage_of_endpoint(text, wanted) if text.api else _passage(text, wanted)
    return Hit(
        ref=text.ref,
        title=text.title,
        state=text.state,
        passage=passage,
        fix="" if _is_of(text.fix, passage) else text.fix,
        author=text.author,
        created_at=text.created_at,
        card=text.card,
        terms=ranked.found,
        reason=ranked.reason,
        helped=text.helped,
        unconfirmed_since=text.unconfirmed_since,
        api=text.api,
    )


def _passage(text: Text, wanted: frozenset[str]) -> str:
    # The title stands above the passage: said once more below, it would take the place of what matters.
    passage = marked_passage(text.body.removeprefix(text.title).lstrip(), text.code, wanted)
    return passage if MARK[0] in passage else marked_passage(text.body, text.code, wanted)


def _passage_of_endpoint(text: Text, wanted: frozenset[str]) -> str:
    """What a document says of an endpoint; the names of its fields only where they alone have what is wanted."""
    _, *lines = text.body.split("\n")
    said, fields = lines[:-1], "".join(lines[-1:])
    told = marked_passage(" · ".join(dict.fromkeys(said)), "", wanted)
    named = "" if MARK[0] in told else marked_passage(fields, "", wanted)
    return f"Fields: {named}" if MARK[0] in named or (named and not said) else told


def _is_of(fix: str, passage: str) -> bool:
    """Whether a passage is of a fix, or has its beginning."""
    said = one_line(passage.translate(dict.fromkeys(map(ord, (*MARK, "…")))))
    fix = one_line(fix)
    return fix[:BEGINNING] in said or (bool(said) and said in fix)


async def _meant(
    store: Repositories,
    guild_id: int,
    meaning: Meaning,
    *,
    planned: Plan,
    within: Within,
    hidden: Collection[int],
    worded: Sequence[Candidate],
) -> tuple[Sequence[Candidate], Mapping[int, float]]:
    """The candidates with those that mean what the query means, and how close they all are.

    There is always something that is the closest: one that has none of the words must be near.
    """
    close = await store.vectors.candidates(guild_id, meaning, planned, within, hidden, limit=DEPTH)
    known = {each.entry_id for each in worded}
    more = [each for each in close if each.entry_id not in known]
    entry_ids = [each.entry_id for each in (*worded, *more)]
    closeness = await store.vectors.closeness(guild_id, meaning, entry_ids)
    more = [each for each in more if each.levels or closeness.get(each.entry_id, 0.0) >= NEAR]
    kept = [*worded, *more]
    return kept, {each.entry_id: closeness[each.entry_id] for each in kept if each.entry_id in closeness}


async def _understood(
    store: Repositories, guild_id: int, text: str, marks: Sequence[str], hidden: Collection[int]
) -> tuple[tuple[Concept, ...], Counts]:
    """What a text asks for, by what means the same on the server, and how many entries have it."""
    synonyms = Synonyms.built_in(stem)
    concepts = concepts_of(text, synonyms)
    counts = await store.index.counts(guild_id, [*_stems(concepts), *marks], hidden)
    # The server's own synonyms come with the counts, for most servers have none: a search is few questions.
    if counts.synonyms:
        asked = set(_stems(concepts))
        concepts = concepts_of(text, synonyms.with_groups(counts.synonyms))
        more = set(_stems(concepts)) - asked
        counts = counts.with_more(await store.index.counts(guild_id, more, hidden))
    return concepts, counts


async def _mended(
    store: Repositories,
    guild_id: int,
    concepts: tuple[Concept, ...],
    counts: Counts,
    hidden: Collection[int],
) -> tuple[tuple[Concept, ...], Counts, tuple[Mending, ...]]:
    """The concepts, with what was probably meant by words that no entry has, or none that may be seen."""
    unknown = [each for each in main(concepts) if not counts.telling(each) and is_mendable(each.form)]
    if not unknown:
        return concepts, counts, ()
    words = [each.form for each in unknown]
    near = await _near(store, guild_id, words, beginnings)
    if left := [word for word in words if not near[word] and may_begin_otherwise(word)]:
        near |= await _near(store, guild_id, left, other_beginnings)
    guesses: Collection[str] = frozenset[str]().union(*near.values())
    if hidden:
        guesses = await store.index.seen(guild_id, guesses, hidden)
    if not guesses:
        return concepts, counts, ()
    counts = counts.with_more(await store.index.counts(guild_id, map(stem, guesses), hidden))
    likely = {typed: likeliest(each, guesses, counts) for typed, each in near.items()}
    meant = {typed: form for typed, form in likely.items() if form}
    changed = tuple(each.meaning(meant[each.form]) if each.form in meant else each for each in concepts)
    return changed, counts, tuple(Mending(typed, form) for typed, form in meant.items())


async def _near(
    store: Repositories, guild_id: int, words: Sequence[str], begin: Callable[[str], Sequence[str]]
) -> dict[str, dict[str, float]]:
    """By each word: those of the server that begin so and are near it, and how far they are away."""
    forms = await store.index.forms(guild_id, [each for word in words for each in begin(word)])
    return {word: nearest(word, forms) for word in words}


def _stems(concepts: Sequence[Concept]) -> list[str]:
    return [word for concept in concepts for word in concept.stems]
