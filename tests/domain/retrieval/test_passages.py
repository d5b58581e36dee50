"""The passage shows where an entry matched, its found words marked."""

from hypothesis import given
from hypothesis import strategies as st

from domain.models.search import MARK
from domain.retrieval.passages import marked_passage
from domain.retrieval.words import stem
from tests.support.domain import any_text, few

OPEN, CLOSE = MARK
UNMARKED = {ord(sign): None for sign in (OPEN, CLOSE, "…")}


def passage(body: str, *words: str, code: str = "") -> str:
    """The passage with `<` and `>` around what was found."""
    wanted = [stem(word) for word in words]
    return marked_passage(body, code, wanted).replace(OPEN, "<").replace(CLOSE, ">")


def test_a_short_text_is_shown_whole() -> None:
    assert passage("Celery does not see my task.", "tasks") == "Celery does not see my <task>."


def test_of_a_long_text_the_place_with_most_of_the_words_is_shown() -> None:
    body = "task " + "and so on " * 30 + "the Celery task sleeps " + "and so on " * 30

    shown = passage(body, "celery", "task", "sleeps")

    assert "the <Celery> <task> <sleeps>" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_a_name_is_marked_whole_where_a_part_of_it_was_found() -> None:
    assert (
        passage("Add useEffect to docker-compose", "effect", "compose")
        == "Add <useEffect> to <docker-compose>"
    )


def test_code_is_shown_where_only_the_code_has_the_words() -> None:
    assert passage("Restart it", "worker", code="celery -A shop worker") == "celery -A shop <worker>"
    assert passage("Restart it", "nothing", code="celery -A shop worker") == "Restart it"


@few
@given(any_text, any_text, st.lists(st.sampled_from(["celery", "task", "a", "é"]), max_size=3))
def test_any_text_has_a_passage_that_is_a_part_of_it(body: str, code: str, words: list[str]) -> None:
    body, code = (text.translate(UNMARKED) for text in (body, code))
    shown = marked_passage(body, code, [stem(word) for word in words])

    inner = shown.replace(OPEN, "").replace(CLOSE, "").removeprefix("…").removesuffix("…")
    assert inner in body or inner in code
    assert shown.count(OPEN) == shown.count(CLOSE)
