"""The search index of a collection in memory: for trying out many weights on the same questions.

Reading, planning and ranking are the bot's own; only the lists of postings are Python's instead of SQLite's.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bench.collection import Collection, Question
from bench.filling import WRITTEN
from bench.meaning import Meanings
from domain.finding import DEPTH
from domain.retrieval.concepts import Concept, concepts_of
from domain.retrieval.indexing import indexed
from domain.retrieval.planning import Counts, Plan, plan
from domain.retrieval.ranking import NOTHING_READ, Candidate, Ranking
from domain.retrieval.standing import Record
from domain.retrieval.synonyms import Synonyms
from domain.retrieval.weights import NEAR, Weights
from domain.retrieval.words import stem

RECORD: Final = Record(WRITTEN)
"""All documents stand alike."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A question that was looked up: all that its ranking needs."""

    question: Question
    concepts: Sequence[Concept]
    plan: Plan
    candidates: Sequence[Candidate]
    closeness: Mapping[int, float]
    """By a candidate's place; nothing where no model read the collection."""


class Memory:
    """A collection, read with certain weights, and by a model too where there are `meanings`."""

    def __init__(self, collection: Collection, weights: Weights, meanings: Meanings | None = None) -> None:
        self._meanings = meanings
        self._ids = list(collection.documents)
        self._read = [indexed(document, weights) for document in collection.documents.values()]
        self._postings: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for place, read in enumerate(self._read):
            for word, level in read.levels.items():
                self._postings[word][level].append(place)

    def looked(self, question: Question) -> Looked:
        """What the index has for a question; words that it does not know are left as they are."""
        concepts = concepts_of(question.text, Synonyms.built_in(stem))
        words = {word for concept in concepts for word in concept.stems}
        counts = Counts(
            len(self._read),
            {
                word: {level: len(places) for level, places in self._postings[word].items()}
                for word in words
                if word in self._postings
            },
        )
        planned = plan(concepts, (), counts)
        candidates = self._candidates(planned)
        closeness = NOTHING_READ
        if self._meanings is not None:
            candidates, closeness = self._meant(self._meanings, question, planned, candidates)
        return Looked(question, concepts, planned, candidates, closeness)

    def ranking(self, looked: Looked, weights: Weights) -> list[str]:
        """The documents that were found, best first."""
        ranking = Ranking(
            looked.concepts,
            (),
            looked.plan,
            now=WRITTEN,
            weights=weights,
            closeness=looked.closeness,
        )
        return [self._ids[each.entry_id] for each in ranking.of(looked.candidates)]

    def _candidates(self, planned: Plan) -> list[Candidate]:
        scores: dict[int, float] = defaultdict(float)
        levels: dict[int, int] = defaultdict(int)
        for lookup in planned.lookups:
            for place in self._postings[lookup.word][lookup.level]:
                scores[place] += lookup.weight
                levels[place] += lookup.packed
        return [self._candidate(place, levels[place]) for place in best(scores)]

    def _meant(
        self, meanings: Meanings, question: Question, planned: Plan, worded: Sequence[Candidate]
    ) -> tuple[list[Candidate], Mapping[int, float]]:
        """The candidates with those that are closest in meaning, and how close each is, as in `domain.finding`."""
        from data.matrices import cosines_with  # noqa: PLC0415  (only for who searches by meaning)

        meaning = meanings.questions[question.id]
        cosines = cosines_with(meaning.vector, meanings.documents)
        closeness = {place: meaning.closeness(cosine) for place, cosine in enumerate(cosines)}
        known = {each.entry_id for each in worded}
        more = [
            self._candidate(place, self._levels(place, planned))
            for place in best(closeness)
            if place not in known
        ]
        kept = [*worded, *(each for each in more if each.levels or closeness[each.entry_id] >= NEAR)]
        return kept, {each.entry_id: closeness[each.entry_id] for each in kept}

    def _levels(self, place: int, planned: Plan) -> int:
        levels = self._read[place].levels
        return sum(each.packed for each in planned.lookups if levels.get(each.word) == each.level)

    def _candidate(self, place: int, levels: int) -> Candidate:
        read = self._read[place]
        return Candidate(place, levels, read.title, read.body, read.inflected, read.aliases, RECORD)


def best(scores: Mapping[int, float]) -> Iterable[int]:
    """The places of those that score highest; of equals the later one."""
    return sorted(scores, key=lambda place: (scores[place], place), reverse=True)[:DEPTH]
