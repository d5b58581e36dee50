"""What a query asks for: concepts, each with the ways in which an entry may say it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from domain.retrieval.indexing import said, telling
from domain.retrieval.stop_words import STOP_WORDS
from domain.retrieval.synonyms import Synonyms
from domain.retrieval.weights import JOINED, MENDED, PIECE, SYNONYM
from domain.retrieval.words import Name, names_in, stem

CONCEPTS_LIMIT: Final = 24
"""Concepts of a query that are looked up: the first ones."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to say a concept."""

    stems: tuple[str, ...]
    """The words that an entry must have for it, all of them."""
    weight: float
    """What it counts beside the words that were typed."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that a query asks for."""

    form: str
    """The word as it was typed, in lower case."""
    ways: tuple[Way, ...]
    """How it may be said: first as it was typed, unless that was mended."""
    weight: float = 1.0
    """What it counts; less than 1 for what only stands beside another, such as the pieces of a name."""

    @property
    def stem(self) -> str:
        """The stem of what was typed."""
        return stem(self.form)

    @property
    def stems(self) -> Iterable[str]:
        """All words of all ways."""
        return (word for way in self.ways for word in way.stems)

    def meaning(self, form: str) -> "Concept":
        """This concept as a word that was meant by it."""
        return replace(self, ways=(*self.ways, Way((stem(form),), MENDED)))


def concepts_of(text: str, synonyms: Synonyms) -> tuple[Concept, ...]:
    """What a text asks for, each thing once, in its order; words that tell nothing are left out."""
    names = list(names_in(text))
    others = _others(names, synonyms)
    found: dict[str, Concept] = {}
    for place, name in enumerate(names):
        if name.whole in STOP_WORDS:
            continue
        for concept in _concepts(name, others.get(place, ())):
            found.setdefault(concept.stem, concept)
    return _with_joined(list(found.values())[:CONCEPTS_LIMIT])


def main(concepts: Iterable[Concept]) -> list[Concept]:
    """Those that stand for a word of their own."""
    return [concept for concept in concepts if concept.weight == 1]


def _concepts(name: Name, others: Iterable[Way]) -> Iterable[Concept]:
    """The concepts of one word: what is said, then the whole of a name with parts, then pieces."""
    apart = [Way(tuple(map(stem, name.pieces)), JOINED)] if name.pieces and not name.parts else []
    tells = [word for word in name.said if word not in STOP_WORDS] or name.said
    for word in name.said:
        yield Concept(word, (Way((stem(word),), 1.0), *apart, *others), 1.0 if word in tells else PIECE)
    if name.parts:
        yield Concept(name.whole, (Way((stem(name.whole),), 1.0),), PIECE)
    for piece in name.pieces:
        if piece not in STOP_WORDS:
            yield Concept(piece, (Way((stem(piece),), 1.0),), PIECE)


def _others(names: Sequence[Name], synonyms: Synonyms) -> dict[int, list[Way]]:
    """By a word's place: how else it can be said, by itself or with its neighbours."""
    others: dict[int, list[Way]] = {}
    for places, phrase in synonyms.within([name.form for name in names]):
        stems = tuple(said(telling(" ".join(phrase))))
        for place in places:
            if stems:
                others.setdefault(place, []).append(Way(stems, SYNONYM))
    return others


def _with_joined(concepts: Sequence[Concept]) -> tuple[Concept, ...]:
    """The concepts, where two neighbours may also be written as one word: `back end` as `backend`."""
    joined: dict[str, list[Way]] = defaultdict(list)
    for first, second in pairwise(main(concepts)):
        word = first.form + second.form
        if word.isalpha():
            way = Way((stem(word),), JOINED)
            joined[first.form].append(way)
            joined[second.form].append(way)
    return tuple(
        replace(each, ways=(*each.ways, *joined[each.form])) if each.form in joined else each
        for each in concepts
    )
