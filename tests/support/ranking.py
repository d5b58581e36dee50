"""Entries that were never stored, in the order in which a query finds them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from domain.models.entries import Kind, Ref
from domain.models.search import Document
from domain.retrieval.concepts import concepts_of
from domain.retrieval.indexing import Indexed, indexed, mark_of
from domain.retrieval.planning import BITS, Counts, plan
from domain.retrieval.ranking import NOTHING_READ, Candidate, Ranked, Ranking
from domain.retrieval.standing import Record
from domain.retrieval.synonyms import Synonyms
from domain.retrieval.words import stem
from tests.support.domain import GUILD, MONDAY_NOON

LONG_AGO = MONDAY_NOON - timedelta(days=3650)
OLD = Record(LONG_AGO)


def document(title: str, body: str = "", *aliases: str, fingerprints: Sequence[str] = ()) -> Document:
    return Document(
        guild_id=GUILD,
        ref=Ref(Kind.SOLUTION, 1),
        title=title,
        body=body,
        code="",
        tags=(),
        aliases=aliases,
        fingerprints=tuple(fingerprints),
    )


def ranked(
    query: str,
    *documents: Document,
    records: Sequence[Record] = (),
    fingerprints: Sequence[str] = (),
    closeness: Mapping[int, float] = NOTHING_READ,
    budget: int | None = None,
) -> list[Ranked]:
    """The documents, by their place from 0, in the order in which a query finds them."""
    read = [indexed(each) for each in documents]
    concepts = concepts_of(query, Synonyms.built_in(stem))
    marks = [mark_of(each) for each in fingerprints]
    counts = Counts(len(read), having(read))
    planned = plan(concepts, marks, counts, budget=budget)
    lists = {(each.word, each.level) for each in planned.lookups}
    candidates = [
        Candidate(
            place,
            levels_of(each, planned.words, lists),
            each.title,
            each.body,
            each.inflected,
            each.aliases,
            record,
        )
        for place, (each, record) in enumerate(zip(read, records or [OLD] * len(read), strict=True))
    ]
    return Ranking(concepts, marks, planned, now=MONDAY_NOON, closeness=closeness).of(candidates)


def having(read: Sequence[Indexed]) -> dict[str, dict[int, int]]:
    counted: dict[str, dict[int, int]] = {}
    for each in read:
        for word, its in each.levels.items():
            levels = counted.setdefault(word, {})
            levels[its] = levels.get(its, 0) + 1
    return counted


def levels_of(read: Indexed, words: Sequence[str], lists: Collection[tuple[str, int]]) -> int:
    """What the lists that were read tell of an entry."""
    held = [
        (place, read.levels[word])
        for place, word in enumerate(words)
        if (word, read.levels.get(word)) in lists
    ]
    return sum((its + 1) << BITS * place for place, its in held)


def order(query: str, *documents: Document) -> list[int]:
    return [each.entry_id for each in ranked(query, *documents)]
