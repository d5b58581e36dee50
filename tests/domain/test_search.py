"""A search takes any text, and only what fits is offered as an answer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput, NotFound
from domain.hub import Hub
from domain.models.entries import Kind, Ref
from domain.models.search import QUERY_LIMIT, TERMS_LIMIT, Found, Hit, Query, needed
from tests.support.domain import (
    ADA,
    GUILD,
    LINUS,
    MONDAY_NOON,
    PLACE,
    SetClock,
    any_text,
    few,
    solution_draft,
)

HIT = Hit(
    ref=Ref(Kind.SOLUTION, 1),
    title="CORS blocks my fetch",
    state="posted",
    passage="",
    found=1,
    author=ADA,
    created_at=MONDAY_NOON,
    card=None,
)


def found(question: str, *hits: int) -> Found:
    """What was found: each hit by how many of the question's words it has."""
    return Found(
        search_id=1,
        query=Query(question),
        hits=tuple(replace(HIT, found=words) for words in hits),
        page=0,
        pages=1,
        total=len(hits),
    )


@few
@given(any_text)
def test_any_text_is_a_query_of_a_few_words(text: str) -> None:
    terms = Query(text).terms

    assert len(terms) == len(set(terms)) <= TERMS_LIMIT
    assert all(term and term.isalnum() for term in terms)


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others() -> None:
    assert Query("How do I fix the CORS error with fetch?").terms == ("fix", "cors", "error", "fetch")
    assert Query("what is it?").terms == ("what", "is", "it")
    assert Query("🔥 ?!").terms == ()


def test_a_fitting_answer_has_both_of_two_words_and_a_third_of_many() -> None:
    assert [needed(terms) for terms in (0, 1, 2, 3, 6, 9, 12, 24)] == [0, 1, 2, 2, 2, 3, 4, 8]


@few
@given(st.integers(1, TERMS_LIMIT))
def test_a_longer_question_never_needs_less_and_never_more_than_it_has(terms: int) -> None:
    assert needed(terms - 1) <= needed(terms) <= terms


def test_only_the_best_hit_decides_whether_there_is_an_answer() -> None:
    assert found("CORS fetch", 2).fits
    assert not found("CORS fetch", 1).fits
    assert found("CORS", 1, 0).fits
    assert not found("CORS").fits
    assert not found("🔥").fits


async def test_a_search_without_words_is_refused(hub: Hub) -> None:
    with pytest.raises(BadInput, match="Type a few words, or paste the error"):
        await hub.search.ask(GUILD, Query(" \u200b\n"), by=LINUS)


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "AND OR NOT",
        "title:x",
        "a* (b",
        "🔥",
        "\ud800cors",
        "x" * 3000,
        "^cors -fetch",
        "Traceback (most\n  File",
    ],
)
async def test_any_text_can_be_searched_for(hub: Hub, text: str) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)
    answer = await hub.search.ask(GUILD, Query(text), by=LINUS)

    assert await hub.search.question(GUILD, answer.search_id) == answer.query.text
    assert len(answer.query.text) <= QUERY_LIMIT


async def test_pages_stay_within_what_was_found(hub: Hub) -> None:
    for cause in range(1, 8):
        await hub.solutions.post(PLACE, solution_draft(f"CORS blocks fetch {cause}"), by=ADA, cause=cause)

    first = await hub.search.ask(GUILD, Query("cors"), by=LINUS)
    last = await hub.search.page(GUILD, first.search_id, 99)

    assert (first.page, first.pages, first.total, len(first.hits)) == (0, 2, 7, 5)
    assert (last.page, len(last.hits)) == (1, 2)
    assert not {hit.ref for hit in first.hits} & {hit.ref for hit in last.hits}
    assert (await hub.search.page(GUILD, first.search_id, -1)).hits == first.hits


async def test_a_search_works_for_ninety_days_and_in_its_own_server_only(hub: Hub, clock: SetClock) -> None:
    asked = await hub.search.ask(GUILD, Query("cors"), by=LINUS)
    with pytest.raises(NotFound):
        await hub.search.page(11, asked.search_id, 0)

    clock.at += timedelta(days=90)
    assert await hub.search.forget_old() == 0
    clock.skip(seconds=1)
    assert await hub.search.forget_old() == 1
    with pytest.raises(NotFound, match="Please ask again with /search"):
        await hub.search.page(GUILD, asked.search_id, 0)
