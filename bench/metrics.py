"""How good a ranking is, and how sure that is."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Final

DEPTH: Final = 10
"""Hits that are looked at."""

RESAMPLES: Final = 1_000

SEED: Final = 20260105


def ndcg(ranking: Sequence[str], gains: Mapping[str, float], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain: the gains, each divided by log2(rank + 1), as a share of the best order.

    Järvelin, Kekäläinen: Cumulated Gain-based Evaluation of IR Techniques (2002). 0 where nothing is relevant.
    """
    best = _discounted(sorted(gains.values(), reverse=True)[:depth])
    return _discounted([gains.get(each, 0.0) for each in ranking[:depth]]) / best if best else 0.0


def reciprocal_rank(ranking: Sequence[str], gains: Mapping[str, float], depth: int = DEPTH) -> float:
    """1 divided by the rank of the first relevant hit; 0 where there is none."""
    ranks = (rank for rank, each in enumerate(ranking[:depth], start=1) if gains.get(each, 0) > 0)
    return 1 / next(ranks, float("inf"))


def recall(ranking: Sequence[str], gains: Mapping[str, float], depth: int) -> float:
    """The share of the relevant documents that are among the hits; 0 where nothing is relevant."""
    relevant = {each for each, gain in gains.items() if gain > 0}
    return len(relevant.intersection(ranking[:depth])) / len(relevant) if relevant else 0.0


METRICS: Final[Mapping[str, Callable[[Sequence[str], Mapping[str, float]], float]]] = {
    "ndcg@10": ndcg,
    "mrr@10": reciprocal_rank,
    "recall@5": lambda ranking, gains: recall(ranking, gains, 5),
    "recall@10": lambda ranking, gains: recall(ranking, gains, 10),
}


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over queries, with the 95% interval that resampling the queries gives."""

    mean: float
    low: float
    high: float


def mean_of(values: Sequence[float]) -> Mean:
    """The mean of at least one value, and its percentile bootstrap interval; the same one every time."""
    chance = random.Random(SEED)  # noqa: S311  (nothing here is a secret)
    count = len(values)
    means = sorted(sum(chance.choices(values, k=count)) / count for _ in range(RESAMPLES))
    cut = round(RESAMPLES * 0.025)
    return Mean(sum(values) / count, means[cut], means[-1 - cut])


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))
