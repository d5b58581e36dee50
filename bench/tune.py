"""Finding the weights of the ranking: each in turn becomes the best of a few values, until none changes any more.

The values are coarse and the same for every collection, and a new one is taken only where its gain is more than chance:
the nDCG@10 of each question with and without it is compared, and what all collections say is put together (Stouffer's
method: Stouffer et al., The American Soldier (1949), vol. 1, p. 45). Half of the questions are held out: no value is
judged by them, and both halves are shown. It starts from `START`, wherever the weights in use stand, and nothing is
drawn by chance: the same collections give the same weights again.

What the collections cannot tell follows what they can: code is read as a body is, but for its weight; an earlier
wording as a title is; tags stay as they are.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import zip_longest
from math import sqrt
from multiprocessing import get_context
from statistics import fmean, stdev
from typing import Final

from bench.cloze import hashed
from bench.collection import Collection, Question
from bench.meaning import Meanings
from bench.memory import Looked, Memory
from bench.metrics import ndcg
from domain.retrieval.weights import Field, Weights

ROUNDS: Final = 6
"""How often each weight is gone through at most."""

ENOUGH: Final = 3.0
"""How sure it must be that a new value helps, in standard errors: some forty are tried, so two would be chance."""

START: Final = Weights(
    title=Field(weight=2.0, pivot=5, slope=0.5),
    body=Field(weight=1.0, pivot=35, slope=0.75),
    code=Field(weight=0.7, pivot=35, slope=0.75),
    tags=Field(weight=2.0, pivot=3, slope=0.0),
    aliases=Field(weight=2.0, pivot=5, slope=0.5),
    saturation=1.2,
    agreement=0.4,
    exactness=0.3,
    adjacency=0.3,
    meaning=1.5,
)
"""BM25's usual constants (k1 1.2, b 0.75), and round numbers by what a first look at the collections gave."""

STRENGTHS: Final = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)

GRID: Final[Mapping[str, Sequence[float]]] = {
    "agreement": STRENGTHS,
    "exactness": STRENGTHS,
    "adjacency": STRENGTHS,
    "title.weight": (1.0, 1.5, 2.0, 2.5, 3.0, 4.0),
    "title.slope": (0.0, 0.25, 0.5, 0.75, 1.0),
    "body.slope": (0.0, 0.25, 0.5, 0.75, 1.0),
    "body.pivot": (20, 25, 35, 50, 70, 100),
    "saturation": (0.6, 0.8, 1.0, 1.2, 1.5, 2.0, 2.5),
}
"""What each weight may be, in the order in which they are gone through."""

MEANING: Final[Mapping[str, Sequence[float]]] = {"meaning": (*STRENGTHS, 1.25, 1.5, 2.0)}
"""The same where a model reads what texts mean: the weights of words must be good without one, so they stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The nDCG@10 of a collection on both halves of its questions."""

    name: str
    gains: tuple[float, ...]
    """Of each question that values are judged by."""
    held_out: float

    @property
    def tuned(self) -> float:
        """The mean of the questions that values are judged by."""
        return fmean(self.gains)


Judge = Callable[[Weights], Sequence[Shown]]
"""Says how good weights are on each of the collections, always in the same order."""


class Judged:
    """Says how good weights are on one collection, reading it again only where that changes what is read."""

    def __init__(self, collection: Collection, meanings: Meanings | None = None) -> None:
        self._collection = collection
        self._meanings = meanings
        self._read: tuple[Weights, Memory, Sequence[Looked]] | None = None

    def __call__(self, weights: Weights) -> Shown:
        """The nDCG@10 on both halves."""
        memory, questions = self._looked(weights)
        halves: tuple[list[float], list[float]] = ([], [])
        for looked in questions:
            gained = ndcg(memory.ranking(looked, weights), looked.question.gains)
            halves[is_held_out(looked.question)].append(gained)
        gains, held_out = halves
        return Shown(name=self._collection.name, gains=tuple(gains), held_out=fmean(held_out or (0.0,)))

    def _looked(self, weights: Weights) -> tuple[Memory, Sequence[Looked]]:
        reading = replace(weights, agreement=0.0, exactness=0.0, adjacency=0.0, meaning=0.0)
        if self._read is None or self._read[0] != reading:
            memory = Memory(self._collection, weights, self._meanings)
            self._read = reading, memory, [memory.looked(each) for each in self._collection.questions]
        return self._read[1:]


class Alone:
    """Judges by one collection, in this process."""

    def __init__(self, collection: Collection, meanings: Meanings | None = None) -> None:
        self._judged = Judged(collection, meanings)

    def __call__(self, weights: Weights) -> Sequence[Shown]:
        """The figures of the collection."""
        return [self._judged(weights)]


class Apart:
    """Judges in a process of its own for each collection."""

    def __init__(
        self, collections: Sequence[Collection], stack: ExitStack, meanings: Sequence[Meanings] = ()
    ) -> None:
        context = get_context("spawn")
        self._pools = [
            stack.enter_context(ProcessPoolExecutor(1, context, initializer=_begin, initargs=its))
            for its in zip_longest(collections, meanings)
        ]

    def __call__(self, weights: Weights) -> Sequence[Shown]:
        """The figures of each collection."""
        answers = [pool.submit(_shown, weights) for pool in self._pools]
        return [answer.result() for answer in answers]


_its_own: list[Judged] = []
"""In a process of `Apart`: what it judges by."""


def _begin(collection: Collection, meanings: Meanings | None) -> None:
    _its_own.append(Judged(collection, meanings))


def _shown(weights: Weights) -> Shown:
    return _its_own[0](weights)


def is_held_out(question: Question) -> bool:
    """Whether a question is in the half that no step is judged by; all that one document answers are in one half."""
    return bool(hashed(min(question.relevant, default=question.id)) % 2)


def sureness(figures: Sequence[Shown], before: Sequence[Shown]) -> float:
    """How sure it is that figures rose, in standard errors: what the questions of each collection say, put together."""
    each = [_sureness(now.gains, then.gains) for now, then in zip(figures, before, strict=True)]
    return sum(each) / sqrt(len(each))


def _sureness(gains: Sequence[float], before: Sequence[float]) -> float:
    risen = [now - then for now, then in zip(gains, before, strict=True)]
    spread = stdev(risen) if len(risen) > 1 else 0.0
    return fmean(risen) / spread * sqrt(len(risen)) if spread else 0.0


def tuned(
    start: Weights,
    judge: Judge,
    told: Callable[[str], None] = lambda _: None,
    *,
    grid: Mapping[str, Sequence[float]] = GRID,
) -> Weights:
    """The weights that no other value of one of them makes better for sure; `told` hears of each look."""
    judged = cache(judge)
    best = start
    for _ in range(ROUNDS):
        before = best
        for name, values in grid.items():
            sure = {each: sureness(judged(valued(best, name, each)), judged(best)) for each in values}
            other = max(sure, key=sure.__getitem__)
            is_taken = sure[other] >= ENOUGH
            told(f"{name} {other}: {sure[other]:+.1f} standard errors{', taken' if is_taken else ''}")
            best = valued(best, name, other) if is_taken else best
        if best == before:
            break
    return best


def value(weights: Weights, name: str) -> float:
    """What a weight is."""
    field, _, part = name.partition(".")
    its: float = getattr(getattr(weights, field), part) if part else getattr(weights, field)
    return its


def valued(weights: Weights, name: str, to: float) -> Weights:
    """The weights with one of them changed, and what follows it."""
    field, _, part = name.partition(".")
    if not part:
        return replace(weights, **{name: to})
    changed: Field = replace(getattr(weights, field), **{part: to})
    if field == "title":
        return replace(weights, title=changed, aliases=changed)
    return replace(weights, body=changed, code=replace(changed, weight=weights.code.weight))


def as_python(weights: Weights) -> str:
    """The weights as the class `Weights` has them, to paste."""
    pairs = [(field.name, getattr(weights, field.name)) for field in fields(weights)]
    return "\n".join(f"    {name}: {type(its).__name__} = {its!r}" for name, its in pairs)
