"""What to look up for a query, within what a search may cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Final

from domain.retrieval.concepts import Concept
from domain.retrieval.indexing import LEVELS, value_of
from domain.retrieval.synonyms import Group

BUDGET: Final = 0.5
"""Postings that one search reads at most for each entry of the server: pairs of a word and an entry that has it."""

LEAST: Final = 3_000
MOST: Final = 60_000
"""What it may read of a small server, and of a large one."""

BITS: Final = 2
"""Bits that the level of one word takes among those of an entry; 0 says that it does not have the word."""

WORDS_LIMIT: Final = 63 // BITS
"""Words that one search looks up at most: their levels fit into one integer of SQLite."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries a server has, and how many of them have each word, by how much they are about it."""

    entries: int
    having: Mapping[str, Mapping[int, int]]
    synonyms: Sequence[Group] = ()
    """What means the same on the server, on top of the table that comes with Nexus."""

    def with_more(self, counts: "Counts") -> "Counts":
        """These, and those of more words of the same server."""
        return replace(counts, having={**self.having, **counts.having})

    def knows(self, word: str) -> bool:
        """Whether any entry has the word."""
        return word in self.having

    def entries_with(self, word: str) -> int:
        """How many entries have the word."""
        return sum(self.having.get(word, {}).values())

    def rarity(self, word: str) -> float:
        """How much a word tells: BM25's inverse document frequency, which is never negative."""
        having = self.entries_with(word)
        return log(1 + (max(self.entries, having) - having + 0.5) / (having + 0.5))

    def telling(self, concept: Concept) -> float:
        """How much it tells that an entry has a concept: nothing where no entry has it."""
        if self.knows(concept.stem):
            return concept.weight * self.rarity(concept.stem)
        known = [way for way in concept.ways if all(map(self.knows, way.stems))]
        return concept.weight * max((way.weight * self.rarity(way.stems[0]) for way in known), default=0.0)


@dataclass(frozen=True, slots=True)
class LookUp:
    """One list of postings to read: the entries that are so much about a word."""

    word: str
    level: int
    entries: int
    """How many those are."""
    place: int
    """Which of the words that are looked up it is."""
    weight: float
    """What it adds to the score of each of those entries."""

    @property
    def packed(self) -> int:
        """What it adds to the levels of each of those entries."""
        return (as_today(self.level) + 1) << BITS * self.place


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look up for a query."""

    words: tuple[str, ...]
    lookups: tuple[LookUp, ...]
    partly: frozenset[str]
    """Those words of which some list is not read, because it would cost too much."""
    telling: Mapping[str, float]
    """How much each concept tells, by its stem."""


def as_today(level: int) -> int:
    """A level by the rules of today: entries that are yet to be read by them may have higher ones."""
    return min(level, LEVELS - 1)


def budget_for(entries: int) -> int:
    """The postings that one search reads at most on a server with so many entries."""
    return max(LEAST, min(MOST, int(entries * BUDGET)))


def plan(
    concepts: Sequence[Concept], fingerprints: Sequence[str], counts: Counts, *, budget: int | None = None
) -> Plan:
    """The lists of postings that tell most, as far as the budget goes; the best one whatever it costs.

    The budget is that of a server with so many entries, unless another one is given. Rare words cost little and tell
    much. Of common ones, the entries that are most about them come first.
    """
    telling = {concept.stem: counts.telling(concept) for concept in concepts}
    worth = _worth(concepts, telling, counts)
    everything = 1 + sum(worth.values())
    worth |= {mark: everything for mark in fingerprints if counts.knows(mark)}
    words = sorted(worth, key=lambda word: -worth[word])[:WORDS_LIMIT]
    lists = [
        LookUp(word, level, entries, place, worth[word] * (word in fingerprints or value_of(as_today(level))))
        for place, word in enumerate(words)
        for level, entries in counts.having[word].items()
    ]
    budget = budget_for(counts.entries) if budget is None else budget
    chosen: list[LookUp] = []
    left: set[str] = set()
    for lookup in sorted(lists, key=lambda each: -each.weight):
        if lookup.entries <= budget or not chosen:
            chosen.append(lookup)
            budget -= lookup.entries
        else:
            left.add(lookup.word)
    return Plan(tuple(words), tuple(chosen), frozenset(left), telling)


def _worth(concepts: Sequence[Concept], telling: Mapping[str, float], counts: Counts) -> dict[str, float]:
    """By each known word of the concepts: the most that it can add to a score."""
    worth: dict[str, float] = {}
    for concept in concepts:
        tells = telling[concept.stem]
        for way in concept.ways:
            if all(map(counts.knows, way.stems)):
                for word in way.stems:
                    worth[word] = max(tells * way.weight / len(way.stems), worth.get(word, 0.0))
    return worth
