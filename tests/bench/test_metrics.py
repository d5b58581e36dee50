"""How good a ranking is, against what was reckoned by hand, and for any ranking."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.metrics import METRICS, mean_of, ndcg, recall, reciprocal_rank

GAINS = {"a": 2.0, "b": 1.0, "c": 0.0}

RANKINGS = st.lists(st.integers(0, 30).map(str), max_size=20, unique=True)
JUDGEMENTS = st.dictionaries(st.integers(0, 30).map(str), st.sampled_from((0.0, 1.0, 2.0)), max_size=15)


def test_gains_count_less_further_down() -> None:
    best = 2 / log2(2) + 1 / log2(3)

    assert ndcg(["a", "b"], GAINS) == 1
    assert ndcg(["b", "x", "a"], GAINS) == pytest.approx((1 / log2(2) + 2 / log2(4)) / best)
    assert ndcg(["x", *"abc"], GAINS, depth=2) == pytest.approx(2 / log2(3) / best)


def test_the_first_relevant_hit_decides_the_reciprocal_rank() -> None:
    assert reciprocal_rank(["c", "x", "b", "a"], GAINS) == pytest.approx(1 / 3)
    assert reciprocal_rank([*"0123456789", "a"], GAINS) == 0


def test_recall_is_the_share_of_the_relevant_that_was_found() -> None:
    assert recall(["c", "b", "x"], GAINS, 5) == 0.5
    assert recall([*"12345", "a", "b"], GAINS, 5) == 0
    assert recall([*"12345", "a", "b"], GAINS, 10) == 1


@given(RANKINGS, JUDGEMENTS)
def test_every_figure_is_a_share_and_none_where_nothing_is_relevant(
    ranking: list[str], gains: dict[str, float]
) -> None:
    figures = {name: metric(ranking, gains) for name, metric in METRICS.items()}

    assert all(0 <= figure <= 1 + 1e-9 for figure in figures.values())
    assert figures["recall@5"] <= figures["recall@10"]
    assert any(figures.values()) == any(gains.get(each) for each in ranking[:10])


@given(RANKINGS, JUDGEMENTS.filter(lambda gains: any(gains.values())))
def test_no_order_beats_the_best_one(ranking: list[str], gains: dict[str, float]) -> None:
    best = sorted(gains, key=lambda each: -gains[each])

    assert ndcg(best, gains) == pytest.approx(1)
    assert ndcg(ranking, gains) <= 1 + 1e-9


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_resampling_stays_within_the_values_and_gives_the_same_every_time(values: list[float]) -> None:
    it = mean_of(values)

    assert min(values) - 1e-9 <= it.low <= it.high <= max(values) + 1e-9
    assert mean_of(values) == it


def test_more_questions_make_surer() -> None:
    few, many = mean_of([0.0, 1.0] * 10), mean_of([0.0, 1.0] * 200)

    assert few.mean == many.mean == 0.5
    assert few.low < many.low < 0.5 < many.high < few.high
