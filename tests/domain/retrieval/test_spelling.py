"""A word that nobody wrote is mended to the nearest one that somebody did."""

from collections.abc import Mapping
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from domain.retrieval.planning import Counts
from domain.retrieval.spelling import (
    beginnings,
    by_length,
    is_mendable,
    likeliest,
    may_begin_otherwise,
    nearest,
    other_beginnings,
    slips,
)
from domain.retrieval.words import stem
from tests.support.domain import few

NOTHING_COUNTED = Counts(0, {})

WORDS = {
    "celery": 3,
    "container": 3,
    "connection": 3,
    "migrations": 3,
    "migration": 3,
    "django": 3,
    "docker": 3,
    "postgres": 3,
    "permission": 3,
    "packages": 3,
    "build": 3,
    "deploy": 3,
}


def mended(typed: str, words: Mapping[str, int]) -> str | None:
    """What was most probably meant, where so many entries have each of the words."""
    counts = Counts(100, {stem(word): {0: entries} for word, entries in words.items()})
    return likeliest(nearest(typed, list(words)), words, counts)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("celry", "celery"),
        ("cleery", "celery"),
        ("ecelry", None),
        ("dcoker", "docker"),
        ("odcker", "docker"),
        ("conection", "connection"),
        ("connexion", "connection"),
        ("migratoins", "migrations"),
        ("pemission", "permission"),
        ("postgress", "postgres"),
        ("pakage", "packages"),
        ("biuld", "build"),
        ("deployng", "deploy"),
        ("celebrity", None),
        ("dockyard", None),
        ("zzzzz", None),
    ],
)
def test_a_slip_or_two_are_mended_and_no_more(typed: str, meant: str | None) -> None:
    assert mended(typed, WORDS) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rquest", "request"),
        ("cntainer", "container"),
        ("wrker", "worker"),
        ("pystgres", "postgres"),
        ("qeury", "query"),
        ("raect", "react"),
        ("premission", "permission"),
        ("sserver", "server"),
        ("odcker", "docker"),
        ("pakage", "packages"),
        ("migratoins", "migrations"),
    ],
)
def test_a_word_is_looked_for_by_how_people_begin_it(typed: str, meant: str) -> None:
    assert any(by_length(meant).startswith(begins) for begins in beginnings(typed))
    assert mended(typed, {meant: 1}) == meant


def test_of_words_as_near_the_one_with_the_longer_beginning_in_common_was_meant() -> None:
    assert mended("pathz", {"bathz": 1, "paths": 1}) == "paths"


def test_a_common_word_was_meant_rather_than_a_rare_one_that_begins_more_alike() -> None:
    assert mended("taks", {"take": 1, "task": 12}) == "task"


def test_of_words_alike_in_all_the_more_common_one_was_meant() -> None:
    assert mended("testz", {"tests": 1, "testy": 7}) == "testy"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ocker", "docker"),
        ("jubernetes", "kubernetes"),
        ("edeploy", "redeploy"),
        ("hjango", "django"),
        ("pckages", "packages"),
        ("nbinx", "nginx"),
    ],
)
def test_where_nothing_else_is_near_the_first_two_letters_may_be_wrong_or_missing(
    typed: str, meant: str
) -> None:
    assert may_begin_otherwise(typed)
    assert any(by_length(meant).startswith(begins) for begins in other_beginnings(typed))
    assert mended(typed, {meant: 1}) == meant


def test_of_a_short_word_the_beginning_is_taken_for_right() -> None:
    assert not may_begin_otherwise("vite")


@pytest.mark.parametrize("word", ["b12", "404", "c#", "abc", "n+1", ""])
def test_numbers_names_and_short_words_stay_as_they_are(word: str) -> None:
    assert not is_mendable(word)


@few
@given(st.text("abcdefg", min_size=5, max_size=9), st.data())
def test_one_swapped_pair_is_always_mended_and_looked_for_where_it_stands(
    word: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    typed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    assert mended(typed, {word: 1}) == word
    assert any(by_length(word).startswith(beginning) for beginning in beginnings(typed))


@few
@given(st.text("abcdefg", min_size=5, max_size=9), st.data())
def test_a_letter_wrong_missing_or_too_much_is_looked_for_wherever_it_is(
    word: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(ascii_lowercase))
    kept = data.draw(st.sampled_from((at, at + 1)))
    typed = word[:at] + data.draw(st.sampled_from(("", letter))) + word[kept:]
    looked_for = [*beginnings(typed), *(other_beginnings(typed) if may_begin_otherwise(typed) else ())]

    assert word in nearest(typed, [word]) or not is_mendable(typed)
    assert any(by_length(word).startswith(each) for each in looked_for) or (
        at < 2 and not may_begin_otherwise(typed)
    )


def test_only_what_may_be_shown_is_taken_for_what_was_meant() -> None:
    near = nearest("celry", ["celery", "celly"])

    assert likeliest(near, ["celery", "celly"], NOTHING_COUNTED) == "celery"
    assert likeliest(near, ["celly"], NOTHING_COUNTED) == "celly"
    assert likeliest(near, [], NOTHING_COUNTED) is None


@few
@given(st.text("abc", min_size=4, max_size=12), st.lists(st.text("abc", min_size=1, max_size=12), max_size=5))
def test_what_is_mended_is_one_of_the_words_and_near(typed: str, words: list[str]) -> None:
    form = mended(typed, dict.fromkeys(words, 1))

    assert form is None or form in words
    assert form is None or min(OSA.distance(typed, form), OSA.distance(stem(typed), stem(form))) <= slips(
        typed
    )
