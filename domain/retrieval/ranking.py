"""The order of what was found: BM25F, then a few features that anybody can follow.

The score of a hit adds up, each between 0 and 1 and times its weight: how much it is about the words of the query; how
far its title, or an earlier wording, says just what the query says; how many words it has in the form that was typed;
how many neighbours of the query are neighbours in it; with the semantic extra, how close it is in meaning. What
members made of it multiplies that; a shared error beats everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import fmean
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.models.search import Reason, needed
from domain.retrieval.concepts import Concept, main
from domain.retrieval.indexing import LEVELS, value_of
from domain.retrieval.planning import BITS, Plan
from domain.retrieval.standing import Record, standing
from domain.retrieval.weights import NEAR, WEIGHTS, Weights

SAME: Final = 0.8
"""How far an earlier wording must agree with a query to count as the same."""

SAME_ERROR: Final = 6.0
"""What sharing the query's most telling fingerprint adds: more than anything else, even where members doubt the entry,
but for a superseded one.

Where meaning counts too, there is more to beat, and it adds more in proportion.
"""

LESS_TELLING: Final = 0.1
"""How much less the next of its fingerprints adds, and each one after that."""

NOTHING_READ: Final[Mapping[int, float]] = MappingProxyType({})
"""How close in meaning entries are where no model has read them."""

_VALUES: Final = (0.0, *map(value_of, range(LEVELS)))
_MASK: Final = (1 << BITS) - 1


class Candidate(NamedTuple):
    """An entry that has some of what was looked up, with the texts of stems that the index keeps of it."""

    entry_id: int
    levels: int
    """How much it is about each word that was looked up: 0 for not at all, else its level + 1, `BITS` bits each."""
    title: str
    body: str
    inflected: str
    aliases: Sequence[str]
    record: Record


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score, and with what it was found by."""

    entry_id: int
    score: float
    found: frozenset[str]
    """The forms of the query's words that it has, in whatever way."""
    reason: Reason | None

    @property
    def is_same_error(self) -> bool:
        """Whether it tells of the very error that the query tells of."""
        return self.reason is Reason.SAME_ERROR


@dataclass(frozen=True, slots=True)
class _Asked:
    """A concept that some entry has, ready to be held against candidates."""

    form: str
    stem: str
    telling: float
    ways: tuple[tuple[tuple[int, ...], float], ...]
    """Where each way's words stand in `Candidate.levels`, in bits, and the way's weight."""
    bits: int
    """Where in `Candidate.levels` any of those words stands."""
    is_main: bool
    inflected: str
    """What to look for among the inflected forms; empty where the form is its own stem."""
    said: str
    """What to look for in the texts where no list has it, as not all were read; empty where all were."""

    def value(self, candidate: Candidate) -> float:
        """How much an entry is about it, from 0 to 1."""
        levels = candidate.levels
        best = 0.0
        for shifts, weight in self.ways:
            value = weight * _VALUES[levels >> shifts[0] & _MASK]
            if value > best:
                for shift in shifts[1:]:
                    value = min(value, weight * _VALUES[levels >> shift & _MASK])
                best = max(best, value)
        if not best and self.said and (self.said in candidate.title or self.said in candidate.body):
            return _VALUES[1]
        return best


class Ranking:
    """Puts candidates for one query in order.

    `closeness` tells of those entries that a model has read how close they are in meaning, from 0 to 1. One that it has
    yet to read counts as the others do on average.
    """

    def __init__(
        self,
        concepts: Sequence[Concept],
        fingerprints: Sequence[str],
        plan: Plan,
        *,
        now: datetime,
        weights: Weights = WEIGHTS,
        closeness: Mapping[int, float] = NOTHING_READ,
    ) -> None:
        shifts = {word: BITS * place for place, word in enumerate(plan.words)}
        self._asked = _asked(concepts, plan, shifts)
        self._whole = sum(asked.telling for asked in self._asked) or 1.0
        mains = [asked for asked in self._asked if asked.is_main]
        self._main = sum(asked.telling for asked in mains) or 1.0
        self._telling = {asked.form: asked.telling for asked in mains}
        self._meant = _meant(concepts, self._telling)
        self._neighbours = [
            (
                shifts[first.stem],
                shifts[second.stem],
                f" {first.stem}  {second.stem} ",
                telling,
                bool(first.said or second.said),
            )
            for first, second in pairwise(mains)
            if first.stem in shifts and second.stem in shifts
            for telling in [min(first.telling, second.telling)]
        ]
        self._marks = [shifts[mark] for mark in fingerprints if mark in shifts]
        self._now = now
        self._weights = weights
        self._closeness = closeness
        self._usual = fmean(closeness.values()) if closeness else 0.0
        self._needed = needed(len(main(concepts)))
        words = 1 + weights.agreement + weights.exactness + weights.adjacency
        self._lift = 1 + weights.meaning / words if closeness else 1.0

    def of(self, candidates: Iterable[Candidate]) -> list[Ranked]:
        """The candidates, best first; of equals the newer one."""
        ranked = [(self._ranked(each), each.record.created_at) for each in candidates]
        ranked.sort(key=lambda pair: (pair[0].score, pair[1]), reverse=True)
        return [each for each, _ in ranked]

    def _ranked(self, candidate: Candidate) -> Ranked:
        about, exact, found = self._about(candidate)
        title = self._agreement(candidate.title)
        alias = max(map(self._agreement, candidate.aliases)) if candidate.aliases else 0.0
        shares_error = self._error(candidate.levels)
        score = about / self._whole + self._weights.agreement * max(title, alias)
        score += self._weights.exactness * exact / self._main
        score += self._weights.adjacency * self._adjacent(candidate) / self._main
        score += self._weights.meaning * self._closeness.get(candidate.entry_id, self._usual)
        score = (score + shares_error * self._lift) * standing(candidate.record, self._now)
        if shares_error:
            reason = Reason.SAME_ERROR
        elif alias > title and alias >= SAME:
            reason = Reason.FOUND_BEFORE
        else:
            reason = self._meant_the_same(candidate, len(found))
        return Ranked(candidate.entry_id, score, frozenset(found), reason)

    def _meant_the_same(self, candidate: Candidate, found: int) -> Reason | None:
        """The reason of an entry that is near in meaning, unless the words that were found in it show that it fits."""
        is_near = self._closeness.get(candidate.entry_id, 0.0) >= NEAR
        return Reason.MEANING if is_near and not 0 < self._needed <= found else None

    def _about(self, candidate: Candidate) -> tuple[float, float, list[str]]:
        """What the words tell, what those in the form that was typed tell, and which were found."""
        about = exact = 0.0
        found: list[str] = []
        for asked in self._asked:
            # Most entries lack most words, which is seen without going through the ways.
            value = asked.value(candidate) if candidate.levels & asked.bits or asked.said else 0.0
            if not value:
                continue
            about += value * asked.telling
            if asked.is_main:
                found.append(asked.form)
                if not asked.inflected or asked.inflected in candidate.inflected:
                    exact += asked.telling
        return about, exact, found

    def _agreement(self, text: str) -> float:
        """How far a short text says what the query says, and nothing else: the harmonic mean of both shares."""
        words = text.split()
        matched = [self._meant[word] for word in words if word in self._meant]
        if not matched:
            return 0.0
        said = sum([self._telling[form] for form in frozenset[str]().union(*matched)]) / self._main
        telling = len(matched) / len(words)
        return 2 * said * telling / (said + telling)

    def _adjacent(self, candidate: Candidate) -> float:
        """What the neighbours tell that are neighbours in the entry too."""
        levels, title, body = candidate.levels, candidate.title, candidate.body
        told = 0.0
        for first, second, pair, telling, is_partly in self._neighbours:
            # Most entries lack one of the two, which is seen without looking through their texts.
            has_both = levels >> first & _MASK and levels >> second & _MASK
            if (has_both or is_partly) and (pair in title or pair in body):
                told += telling
        return told

    def _error(self, levels: int) -> float:
        """What the most telling fingerprint adds that the entry shares."""
        for place, shift in enumerate(self._marks):
            if levels >> shift & _MASK:
                return SAME_ERROR * (1 - LESS_TELLING) ** place
        return 0.0


def _asked(concepts: Iterable[Concept], plan: Plan, shifts: Mapping[str, int]) -> list[_Asked]:
    """The concepts that some entry has."""
    return [
        _Asked(
            form=concept.form,
            stem=concept.stem,
            telling=plan.telling[concept.stem],
            ways=ways,
            bits=sum({_MASK << shift for shifts, _ in ways for shift in shifts}),
            is_main=concept.weight == 1,
            inflected="" if concept.stem == concept.form else f" {concept.form} ",
            said=f" {concept.stem} " if concept.stem in plan.partly else "",
        )
        for concept in concepts
        if (ways := _ways(concept, shifts))
    ]


def _ways(concept: Concept, shifts: Mapping[str, int]) -> tuple[tuple[tuple[int, ...], float], ...]:
    """Where the words of the ways stand that are looked up."""
    return tuple(
        (tuple(shifts[word] for word in way.stems), way.weight)
        for way in concept.ways
        if all(word in shifts for word in way.stems)
    )


def _meant(concepts: Iterable[Concept], telling: Mapping[str, float]) -> dict[str, frozenset[str]]:
    """By a stem: the forms of the main concepts that it says."""
    meant: dict[str, frozenset[str]] = {}
    for concept in concepts:
        if concept.form in telling:
            for word in concept.stems:
                meant[word] = meant.get(word, frozenset()) | {concept.form}
    return meant
