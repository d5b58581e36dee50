"""Entries have a short number per server, which people type in their own ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput
from domain.models.entries import Kind, Member, Ref
from tests.support.domain import any_text, few

kinds = st.sampled_from(Kind)
refs = st.builds(Ref, kinds, st.integers(1, 999_999_999))


@few
@given(refs)
def test_a_number_reads_back_as_it_is_written(ref: Ref) -> None:
    assert Ref.parse(str(ref)) == ref
    assert Ref.parse(str(ref), ref.kind) == ref


@few
@given(refs, st.text(max_size=80))
def test_a_number_reads_back_from_the_line_that_autocomplete_shows(ref: Ref, title: str) -> None:
    assert Ref.parse(f"{ref} · {title}") == ref


@pytest.mark.parametrize("typed", ["B12", "b12", "#B12", " b12\n", "B 12", "b-12", "B0012", "#b12 · Celery"])
def test_a_number_is_read_as_people_type_it(typed: str) -> None:
    assert Ref.parse(typed) == Ref(Kind.BLOCKER, 12)


def test_the_digits_alone_are_enough_where_the_kind_is_known() -> None:
    assert Ref.parse("40", Kind.SOLUTION) == Ref(Kind.SOLUTION, 40)
    with pytest.raises(BadInput, match="Numbers look like B12, S40 or E7"):
        Ref.parse("40")


@pytest.mark.parametrize(
    "typed",
    ["", "B", "B0", "-1", "B-1-2", "X9", "B12, S40", "B1.5", "B१२", "B9999999999", "celery", "B12 Celery"],
)
def test_what_is_no_number_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadInput, match=r"is not an entry's number\. Numbers look like B12"):
        Ref.parse(typed, Kind.BLOCKER)


@few
@given(any_text, st.lists(kinds, max_size=2))
def test_odd_text_is_never_more_than_bad_input(typed: str, kinds: list[Kind]) -> None:
    try:
        ref = Ref.parse(typed, *kinds)
    except BadInput as refused:
        sentence = refused.sentence
    else:
        sentence = f"{ref.number} was found"
    assert len(sentence.splitlines()) == 1
    assert len(sentence) < 120


def test_the_number_of_another_kind_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="E7 is an endpoint; this needs a blocker, such as B12"):
        Ref.parse("e7", Kind.BLOCKER)


def test_each_kind_reads_well_in_a_sentence() -> None:
    assert [kind.article for kind in Kind] == [
        "a blocker",
        "a solution",
        "an endpoint",
        "an API",
        "a request",
    ]


def test_a_member_is_the_same_with_and_without_a_moderators_hat() -> None:
    assert Member(1, "ada", moderator=True) == Member(1, "ada")
