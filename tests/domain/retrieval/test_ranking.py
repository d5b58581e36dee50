"""What comes before what, and how far votes, doubts and age can move an entry."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.models.search import Reason
from domain.retrieval.concepts import concepts_of
from domain.retrieval.indexing import LEVELS, indexed, level, mark_of, value_of
from domain.retrieval.planning import Counts, plan
from domain.retrieval.ranking import Candidate, Ranking
from domain.retrieval.standing import FRESH, LIFT, SUPERSEDED, UNCONFIRMED, Record, standing
from domain.retrieval.synonyms import Synonyms
from domain.retrieval.weights import NEAR, WEIGHTS
from domain.retrieval.words import stem
from tests.support.domain import MONDAY_NOON, few
from tests.support.ranking import LONG_AGO, OLD, document, having, levels_of, order, ranked

counts_of_votes = st.integers(0, 10_000)


def test_a_title_that_says_just_that_comes_before_one_that_says_more() -> None:
    precise = document("Celery sleeps")
    wide = document("Celery sleeps, Redis is full, Nginx times out and the admin is blank")

    assert order("celery sleeps", wide, precise) == [1, 0]


def test_the_form_that_was_typed_comes_before_another_form() -> None:
    assert order("migrations", document("About migrating"), document("About migrations")) == [1, 0]


def test_neighbours_come_before_the_same_words_apart() -> None:
    apart = document("Help", "The port of the container is closed when the host is there")
    together = document("Help", "The container is closed when there is the host port")

    assert order("host port", apart, together) == [1, 0]


def test_a_word_too_common_to_be_looked_up_counts_where_it_stands_all_the_same() -> None:
    common = [document("Celery sleeps", f"Reason {n}") for n in range(5)]
    found = ranked(
        "soundly celery", document("Soundly asleep"), document("Celery sleeps soundly"), *common, budget=2
    )

    assert [each.entry_id for each in found[:2]] == [1, 0]
    assert found[0].found == {"soundly", "celery"}
    assert found[1].found == {"soundly"}


def test_an_earlier_wording_lifts_what_it_found() -> None:
    plain = document("CORS blocks the form", "Allow the origin")
    known = document("Set the header", "Allow the origin", "login page refuses my fetch")

    first, *_ = ranked("my fetch is refused by the login page", plain, known)

    assert (first.entry_id, first.reason) == (1, Reason.FOUND_BEFORE)


def test_the_same_error_comes_before_whatever_words() -> None:
    words = document("OperationalError: no such table", "OperationalError no such table orders")
    same = document("Run the migrations", fingerprints=["x1", "x2"])
    looser = document("Run something", fingerprints=["x2"])

    found = ranked("OperationalError no such table", words, looser, same, fingerprints=["x1", "x2"])

    assert [each.entry_id for each in found] == [2, 1, 0]
    assert [each.reason for each in found] == [Reason.SAME_ERROR, Reason.SAME_ERROR, None]


def test_of_two_with_the_same_error_what_members_say_decides() -> None:
    told = [document("Run the migrations", fingerprints=["x1"]) for _ in range(3)]
    records = [
        Record(LONG_AGO, failed=4),
        Record(LONG_AGO, helped=4),
        Record(LONG_AGO, 9, is_superseded=True),
    ]

    found = ranked("no such table", *told, records=records, fingerprints=["x1"])

    assert [each.entry_id for each in found] == [1, 0, 2]


@few
@given(st.integers(0, 3), counts_of_votes, counts_of_votes)
def test_even_a_doubted_one_with_the_same_error_comes_before_all_others(
    place: int, helped: int, failed: int
) -> None:
    marks = ["x0", "x1", "x2", "x3"]
    doubted = document("Run it", fingerprints=[marks[place]])
    perfect = document("No such table orders", "No such table orders", fingerprints=[])
    records = [Record(LONG_AGO, failed=failed, is_unconfirmed=True), Record(MONDAY_NOON, helped=helped)]

    best, *_ = ranked("no such table orders", doubted, perfect, records=records, fingerprints=marks)

    assert (best.entry_id, best.reason) == (0, Reason.SAME_ERROR)


def test_the_same_error_is_looked_up_before_all_words() -> None:
    same = indexed(document("Run the migrations", fingerprints=["x1"]))
    concepts = concepts_of("no such table orders", Synonyms())
    words = [indexed(document("no such table orders"))] * 40
    planned = plan(concepts, [mark_of("x1")], Counts(41, having([same, *words])))

    first, *others = planned.lookups

    assert first.word == mark_of("x1")
    assert first.weight > sum(each.weight for each in others)


def test_of_equals_the_newer_comes_first() -> None:
    twins = [document("Celery sleeps")] * 2
    found = ranked("celery", *twins, records=[OLD, Record(LONG_AGO + timedelta(days=1))])

    assert [each.entry_id for each in found] == [1, 0]


def test_what_helped_comes_before_what_did_not_work() -> None:
    found = ranked(
        "celery", *[document("Celery sleeps")] * 3, records=[Record(LONG_AGO, 0, 3), OLD, Record(LONG_AGO, 3)]
    )

    assert [each.entry_id for each in found] == [2, 1, 0]


def test_what_a_document_lists_comes_after_what_somebody_wrote_unless_it_fits_better() -> None:
    listed = OLD._replace(is_of_document=True)
    twins = ranked("celery", *[document("Celery sleeps")] * 2, records=[OLD, listed])
    good, poor = document("Close a task", "Marks it as done"), document("Deploy with tasks of Gulp")
    better = ranked("close a task", poor, good, records=[OLD, listed])

    assert [each.entry_id for each in twins] == [0, 1]
    assert better[0].entry_id == 1


def test_votes_lift_no_poor_match_above_a_good_one() -> None:
    good = document("Celery does not see my tasks", "autodiscover_tasks")
    poor = document("Deploy with tasks of Gulp", "Nothing about it")
    found = ranked("celery does not see tasks", poor, good, records=[Record(MONDAY_NOON, 10_000), OLD])

    assert found[0].entry_id == 1


@few
@given(counts_of_votes, counts_of_votes, st.booleans(), st.booleans(), st.integers(-10, 5000))
def test_what_members_made_of_an_entry_moves_it_within_limits(
    helped: int, failed: int, unconfirmed: bool, superseded: bool, days: int
) -> None:
    record = Record(MONDAY_NOON - timedelta(days=days), helped, failed, unconfirmed, superseded)
    doubt = (UNCONFIRMED if unconfirmed else 1) * (SUPERSEDED if superseded else 1)

    assert (1 - LIFT) * doubt <= standing(record, MONDAY_NOON) <= (1 + LIFT + FRESH) * doubt


@few
@given(counts_of_votes, counts_of_votes)
def test_one_more_that_it_helped_never_lowers_and_one_more_failure_never_lifts(
    helped: int, failed: int
) -> None:
    record = Record(LONG_AGO, helped, failed)
    value = standing(record, MONDAY_NOON)

    assert standing(record._replace(helped=helped + 1), MONDAY_NOON) >= value
    assert standing(record._replace(failed=failed + 1), MONDAY_NOON) <= value
    assert standing(record._replace(is_unconfirmed=True), MONDAY_NOON) < value


def test_an_entry_of_which_nobody_said_anything_stands_where_its_words_put_it() -> None:
    assert standing(OLD, MONDAY_NOON) == pytest.approx(1.0, abs=1e-6)


@few
@given(st.floats(0, 1000), st.floats(0, 1000))
def test_more_of_a_word_is_never_less(counted: float, more: float) -> None:
    low, high = level(counted, WEIGHTS), level(counted + more, WEIGHTS)

    assert 0 <= low <= high < LEVELS
    assert 0 < value_of(low) <= value_of(high) < 1


def test_the_weights_of_one_query_add_up_to_what_the_ranking_says() -> None:
    """Without title, wording and neighbours, two entries are apart by their words alone."""
    bare = replace(WEIGHTS, agreement=0.0, exactness=0.0, adjacency=0.0)
    read = [indexed(document("x", "celery celery celery")), indexed(document("x", "celery"))]
    concepts = concepts_of("celery", Synonyms())
    counts = Counts(9, having(read))
    planned = plan(concepts, [], counts)
    lists = {(each.word, each.level) for each in planned.lookups}
    candidates = [
        Candidate(n, levels_of(each, planned.words, lists), each.title, each.body, each.inflected, (), OLD)
        for n, each in enumerate(read)
    ]

    found = Ranking(concepts, [], planned, now=MONDAY_NOON, weights=bare).of(candidates)

    assert [each.score for each in found] == pytest.approx(
        [value_of(each.levels[stem("celery")]) for each in read], rel=1e-6
    )


def test_what_is_closer_in_meaning_comes_first_of_what_has_the_same_words() -> None:
    same = [document("Slow page"), document("Slow page"), document("Slow page")]

    assert [each.entry_id for each in ranked("slow page", *same, closeness={0: 0.2, 1: 0.9, 2: 0.5})] == [
        1,
        2,
        0,
    ]


def test_one_that_the_model_has_yet_to_read_counts_as_the_others_do_on_average() -> None:
    same = [document("Slow page"), document("Slow page"), document("Slow page")]

    scores = {each.entry_id: each.score for each in ranked("slow page", *same, closeness={0: 0.2, 2: 0.6})}

    assert scores[1] == pytest.approx((scores[0] + scores[2]) / 2)


@few
@given(st.floats(0, 1), st.integers(0, 10_000))
def test_whatever_means_the_same_comes_after_the_same_error(closeness: float, helped: int) -> None:
    told = [document("Slow page", fingerprints=["f1"]), document("orders page fails", "orders page fails")]
    records = [Record(LONG_AGO), Record(MONDAY_NOON, helped=helped)]

    best, _ = ranked(
        "orders page fails", *told, records=records, fingerprints=["f1"], closeness={0: 0.0, 1: closeness}
    )

    assert (best.entry_id, best.reason) == (0, Reason.SAME_ERROR)


def test_meaning_is_the_reason_only_where_the_words_do_not_show_it() -> None:
    told = [document("Slow page of orders"), document("Slow cooker"), document("Slow boat")]

    hits = ranked("slow orders page", *told, closeness={0: NEAR, 1: NEAR, 2: NEAR - 0.01})

    assert {each.entry_id: each.reason for each in hits} == {0: None, 1: Reason.MEANING, 2: None}


@few
@given(st.lists(st.sampled_from(["slow", "page", "orders", "celery", "redis"]), min_size=1, max_size=4))
def test_without_a_model_no_score_changes(words: list[str]) -> None:
    told = [document("Slow page of orders"), document("Redis and celery", "slow orders")]
    query = " ".join(words)

    plain = ranked(query, *told)

    assert plain == ranked(query, *told, closeness={})
    assert plain == sorted(ranked(query, *told, closeness={0: 0.0, 1: 0.0}), key=lambda each: -each.score)
