"""What a question is taken for, and what is learned from the answer."""

from datetime import timedelta

import pytest
from hypothesis import given

from domain.errors import BadInput
from domain.hub import Hub
from domain.models.alias import ALIAS_LIMIT
from domain.models.entries import Kind, Ref
from domain.models.search import QUERY_LIMIT, Condition, Past, Query, Title, Within
from domain.models.sight import FULL
from domain.retrieval.titles import best_first
from domain.search import as_read
from domain.wordings import is_alike, is_same
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    LINUS,
    MONDAY_NOON,
    PLACE,
    SetClock,
    any_text,
    few,
    solution_draft,
)

TRACE = """Traceback (most recent call last):
  File "/app/orders/views.py", line 3, in create
    order = by_id[customer_id]
KeyError: 'customer_id'
"""


# -------------------------------------------------------------------------------- what is asked


@pytest.mark.parametrize(
    ("text", "named", "asked"),
    [
        ("S12 · Celery sleeps", "S12", "Celery sleeps"),
        ("#s012", "S12", "#s012"),
        ("S12 ·", "S12", "S12 ·"),
        ("S12 · a · b", "S12", "a · b"),
        ("S3 bucket denied", None, "S3 bucket denied"),
        ("a · b", None, "a · b"),
        ("12", None, "12"),
    ],
)
def test_a_choice_names_an_entry_and_all_else_is_words(text: str, named: str | None, asked: str) -> None:
    query = Query(text)

    assert query.named == (Ref.parse(named) if named else None)
    assert query.asked == asked


@few
@given(any_text)
def test_what_was_asked_never_gets_lost_and_is_read_once(text: str) -> None:
    try:
        query = as_read(Query(text))
    except BadInput:
        return

    assert query.asked
    assert len(query.text) <= QUERY_LIMIT
    assert as_read(query) == query


def test_of_a_pasted_error_its_class_message_and_function_are_kept() -> None:
    query = as_read(Query(f"Why?\n{TRACE}"))

    assert query.text == "KeyError: customer_id, in create"
    assert query.fingerprints
    assert as_read(Query(query.text, fingerprints=query.fingerprints)) == query


def test_an_error_at_the_end_of_a_long_log_is_read() -> None:
    query = as_read(Query("INFO fine\n" * 1000 + TRACE))

    assert query.text == "KeyError: customer_id, in create"


def test_a_choice_whose_title_is_an_error_still_names_its_entry() -> None:
    query = as_read(Query("S7 · KeyError: 'customer_id'"))

    assert query.named == Ref(Kind.SOLUTION, 7)
    assert query.fingerprints


@pytest.mark.parametrize("state", Condition)
def test_a_state_goes_with_its_own_kind_or_with_none(state: Condition) -> None:
    Within(condition=state).check()
    Within(state.kind, condition=state).check()

    for other in set(Kind) - {state.kind}:
        with pytest.raises(
            BadInput, match=f"is never “{state.words}”: that is a state of {state.kind.word}s"
        ):
            Within(other, condition=state).check()


async def test_how_far_back_a_search_looks_is_counted_from_now(hub: Hub, clock: SetClock) -> None:
    await hub.solutions.post(PLACE, solution_draft("CORS blocks"), by=ADA, cause=1)
    clock.skip(days=8)

    lately = await hub.search.ask(GUILD, Query("cors"), by=LINUS, sight=FULL, past=Past.WEEK)
    before = await hub.search.ask(GUILD, Query("cors"), by=LINUS, sight=FULL, past=Past.MONTH)

    assert (lately.total, dict(lately.beyond)) == (0, {"time": 1})
    assert lately.query.within.since == MONDAY_NOON + timedelta(days=1)
    assert before.total == 1


# ---------------------------------------------------------------------------------- while typing


def test_titles_that_begin_so_come_first_then_those_that_helped_then_the_newest() -> None:
    def title(number: int, words: str, *, days: int = 0, helped: int = 0) -> Title:
        return Title(Ref(Kind.SOLUTION, number), words, MONDAY_NOON + timedelta(days=days), helped)

    titles = [
        title(1, "My celery", days=3),
        title(2, "A celery", helped=2),
        title(3, "CELERY hangs"),
        title(4, "Celery sleeps", days=1),
    ]

    assert [each.ref.number for each in best_first(titles, " celery ")] == [4, 3, 2, 1]


# ------------------------------------------------------------------------------ what is learned


@pytest.mark.parametrize(
    ("one", "other", "same", "alike"),
    [
        ("Jobs vanish in Celery", "why do celery jobs vanish?", True, True),
        ("jobs vanish in celery with redis today", "jobs vanish in celery with redis", False, True),
        ("jobs vanish", "celery sleeps", False, False),
        ("the", "a", True, False),
    ],
)
def test_two_wordings_are_the_same_whatever_the_order_of_their_words(
    one: str, other: str, *, same: bool, alike: bool
) -> None:
    assert is_same(one, other) is same
    assert is_alike(one, other) is alike


async def test_a_wording_that_was_too_long_to_keep_whole_can_be_taken_back(hub: Hub) -> None:
    await hub.solutions.post(PLACE, solution_draft("CORS blocks"), by=ADA, cause=1)
    question = "cors " + " ".join(f"detail{number}" for number in range(ALIAS_LIMIT))
    found = await hub.search.ask(GUILD, Query(question), by=LINUS, sight=FULL)
    await hub.learning.solved(GUILD, found.search_id, 1, by=LINUS)
    assert len(await hub.learning.aliases(GUILD, 1)) == 1

    await hub.learning.not_solved(GUILD, found.search_id, 1, by=LINUS)

    assert not await hub.learning.aliases(GUILD, 1)


async def test_whoever_puts_a_hit_aside_in_anothers_search_gets_a_search_of_their_own(hub: Hub) -> None:
    await hub.solutions.post(PLACE, solution_draft("CORS blocks"), by=ADA, cause=1)
    found = await hub.search.ask(GUILD, Query("cors"), by=LINUS, sight=FULL)
    hit = found.hits[0].ref

    own = await hub.learning.dismiss(GUILD, found.search_id, hit, by=GRACE)
    again = await hub.learning.dismiss(GUILD, own, hit, by=GRACE)

    assert own == again != found.search_id
    assert (await hub.search.page(GUILD, own, 0, by=GRACE, sight=FULL)).total == 0
    assert (await hub.search.page(GUILD, found.search_id, 0, by=LINUS, sight=FULL)).total == 1
    wider = await hub.search.everywhere(GUILD, own, by=GRACE, sight=FULL)
    kept = await hub.search.query(GUILD, wider.search_id)
    assert kept.within.dismissed == (hit,), "what was not it stays aside"


async def test_a_hit_shows_the_fix_unless_its_passage_does(hub: Hub) -> None:
    problem = "CORS blocks my fetch\n" + " ".join(f"word{number}" for number in range(60)) + " preflight"
    await hub.solutions.post(PLACE, solution_draft(problem), by=ADA, cause=1)

    (far,) = (await hub.search.ask(GUILD, Query("word3 word4"), by=LINUS, sight=FULL)).hits
    (near,) = (await hub.search.ask(GUILD, Query("django headers"), by=LINUS, sight=FULL)).hits

    assert far.fix == "Install django-cors-headers"
    assert "word3" in far.passage
    assert not far.passage.startswith("CORS blocks my fetch"), "the title stands above it"
    (titled,) = (await hub.search.ask(GUILD, Query("fetch"), by=LINUS, sight=FULL)).hits
    assert near.fix == ""
    assert titled.passage.startswith("CORS blocks my \x02fetch\x03"), "nowhere else is what was found"
    assert "django-cors-headers" in near.passage.replace("\x02", "").replace("\x03", "")
