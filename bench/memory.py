"""The search index of a collection in memory: for trying out many weights on the same questions.

Reading, planning and ranking are the bot's own; only the lists of postings are Python's instead of SQLite's.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bench.collection import Collection, Question
from bench.filling import WRITTEN
from domain.finding import DEPTH
from domain.retrieval.concepts import Concept, concepts_of
from domain.retrieval.indexing import indexed
from domain.retrieval.planning import Counts, Plan, plan
from domain.retrieval.ranking import BITS, Candidate, Ranking
from domain.retrieval.standing import Record
from domain.retrieval.synonyms import Synonyms
from domain.retrieval.weights import Weights
from domain.retrieval.words import stem

RECORD: Final = Record(WRITTEN)
"""All documents stand alike."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A question that was looked up: all that its ranking needs."""

    question: Question
    concepts: Sequence[Concept]
    counts: Counts
    plan: Plan
    candidates: Sequence[Candidate]


class Memory:
    """A collection, read with certain weights."""

    def __init__(self, collection: Collection, weights: Weights) -> None:
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
        return Looked(question, concepts, counts, planned, self._candidates(planned))

    def ranking(self, looked: Looked, weights: Weights) -> list[str]:
        """The documents that were found, best first."""
        ranking = Ranking(looked.concepts, (), looked.counts, looked.plan, now=WRITTEN, weights=weights)
        return [self._ids[each.entry_id] for each in ranking.of(looked.candidates)]

    def _candidates(self, planned: Plan) -> list[Candidate]:
        scores: dict[int, float] = defaultdict(float)
        levels: dict[int, int] = defaultdict(int)
        for lookup in planned.lookups:
            value = (lookup.level + 1) << BITS * lookup.place
            for place in self._postings[lookup.word][lookup.level]:
                scores[place] += lookup.weight
                levels[place] += value
        return [self._candidate(place, levels[place]) for place in best(scores)]

    def _candidate(self, place: int, levels: int) -> Candidate:
        read = self._read[place]
        return Candidate(place, levels, read.title, read.body, read.inflected, read.aliases, RECORD)


def best(scores: dict[int, float]) -> Iterable[int]:
    """The places of those that score highest; of equals the later one."""
    return sorted(scores, key=lambda place: (scores[place], place), reverse=True)[:DEPTH]
