"""A search takes any text, and only what fits is offered as an answer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput, NotFound
from domain.hub import Hub
from domain.models.entries import Kind, Ref
from domain.models.search import QUERY_LIMIT, Found, Hit, Query, Reason, needed
from domain.models.sight import FULL
from tests.support.domain import (
    ADA,
    GUILD,
    LINUS,
    MONDAY_NOON,
    PLACE,
    SetClock,
    blocker_draft,
    few,
    solution_draft,
)

HIT = Hit(
    ref=Ref(Kind.SOLUTION, 1),
    title="CORS blocks my fetch",
    state="posted",
    passage="",
    author=ADA,
    created_at=MONDAY_NOON,
    card=None,
)


def answer_to(question: str, *hits: str, reason: Reason | None = None) -> Found:
    """What was found: each hit by the question's words that it has."""
    return Found(
        search_id=1,
        query=Query(question),
        words=tuple(question.split()),
        mended=(),
        hits=tuple(replace(HIT, terms=frozenset(words.split()), reason=reason) for words in hits),
        page=0,
        pages=1,
        total=len(hits),
    )


def test_a_fitting_answer_has_both_of_two_words_and_a_third_of_many() -> None:
    assert [needed(words) for words in (0, 1, 2, 3, 6, 9, 12, 24)] == [0, 1, 2, 2, 2, 3, 4, 8]


@few
@given(st.integers(1, 40))
def test_a_longer_question_never_needs_less_and_never_more_than_it_has(words: int) -> None:
    assert needed(words - 1) <= needed(words) <= words


def test_only_the_best_hit_decides_whether_there_is_an_answer() -> None:
    assert answer_to("cors fetch", "cors fetch").fits
    assert not answer_to("cors fetch", "cors").fits
    assert answer_to("cors", "cors", "").fits
    assert not answer_to("cors").fits
    assert not answer_to("", "").fits


def test_the_same_error_is_an_answer_whatever_its_words() -> None:
    assert answer_to("cors fetch blocked again", "", reason=Reason.SAME_ERROR).fits


async def test_a_search_without_words_is_refused(hub: Hub) -> None:
    with pytest.raises(BadInput, match="Type a few words, or paste the error"):
        await hub.search.ask(GUILD, Query(" \u200b\n"), by=LINUS, sight=FULL)


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
    answer = await hub.search.ask(GUILD, Query(text), by=LINUS, sight=FULL)

    assert await hub.search.query(GUILD, answer.search_id) == answer.query
    assert len(answer.query.text) <= QUERY_LIMIT


async def test_pages_stay_within_what_was_found(hub: Hub) -> None:
    for cause in range(1, 8):
        await hub.solutions.post(PLACE, solution_draft(f"CORS blocks fetch {cause}"), by=ADA, cause=cause)

    first = await hub.search.ask(GUILD, Query("cors"), by=LINUS, sight=FULL)
    last = await hub.search.page(GUILD, first.search_id, 99, sight=FULL)
    before = await hub.search.page(GUILD, first.search_id, -1, sight=FULL)

    assert (first.page, first.pages, first.total, len(first.hits)) == (0, 2, 7, 5)
    assert (last.page, len(last.hits)) == (1, 2)
    assert not {hit.ref for hit in first.hits} & {hit.ref for hit in last.hits}
    assert before.hits == first.hits


async def test_a_search_works_for_ninety_days_and_in_its_own_server_only(hub: Hub, clock: SetClock) -> None:
    asked = await hub.search.ask(GUILD, Query("cors"), by=LINUS, sight=FULL)
    with pytest.raises(NotFound):
        await hub.search.page(11, asked.search_id, 0, sight=FULL)

    clock.at += timedelta(days=90)
    assert await hub.search.forget_old() == 0
    clock.skip(seconds=1)
    assert await hub.search.forget_old() == 1
    with pytest.raises(NotFound, match="Please ask again with /search"):
        await hub.search.page(GUILD, asked.search_id, 0, sight=FULL)


TRACE = """Traceback (most recent call last):
  File "/home/ada/shop/orders/views.py", line 41, in create
    order.save()
django.db.utils.OperationalError: no such table: orders_order
secretword of another line"""


async def test_of_a_pasted_trace_only_what_tells_the_error_is_kept(hub: Hub) -> None:
    asked = await hub.search.ask(GUILD, Query(TRACE), by=LINUS, sight=FULL)
    kept = await hub.search.query(GUILD, asked.search_id)

    assert "OperationalError" in kept.text
    assert "no such table" in kept.text
    assert "secretword" not in kept.text
    assert "/home/ada" not in kept.text
    assert kept.fingerprints


async def test_a_title_is_completed_as_fast_however_often_a_word_is_typed(hub: Hub) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)

    often = await hub.search.titles(GUILD, "cors " * 300, sight=FULL)

    assert [title.title for title in often] == ["CORS blocks my fetch"]


async def test_a_solution_says_nothing_of_a_blocker_that_stands_in_another_channel(hub: Hub) -> None:
    for cause, channel in ((1, PLACE.channel_id + 1), (2, PLACE.channel_id)):
        place = replace(PLACE, channel_id=channel)
        asked = await hub.blockers.log(
            place, replace(blocker_draft("A job stops"), tried="I asked quetzalcoatl"), by=ADA, cause=cause
        )
        await hub.solutions.post(PLACE, solution_draft(), by=LINUS, cause=cause + 10, blocker=asked.ref)

    found = await hub.search.ask(GUILD, Query("quetzalcoatl"), by=LINUS, sight=FULL)

    assert {str(hit.ref) for hit in found.hits} == {"B1", "B2", "S2"}


async def test_what_the_asker_put_aside_is_still_there_for_others(hub: Hub) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)
    asked = await hub.search.ask(GUILD, Query("cors"), by=LINUS, sight=FULL)
    await hub.learning.dismiss(GUILD, asked.search_id, Ref(Kind.SOLUTION, 1), by=LINUS)

    own = await hub.search.page(GUILD, asked.search_id, 0, sight=FULL, by=LINUS)
    others = await hub.search.page(GUILD, asked.search_id, 0, sight=FULL, by=ADA)

    assert (own.total, others.total) == (0, 1)
