"""Around a pasted error people say what they do and where: those words are searched too, the trace is not kept."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.hub import Hub
from domain.models.search import QUERY_LIMIT, Query
from domain.models.sight import FULL
from domain.retrieval.indexing import telling
from domain.search import as_read
from tests.domain.test_same_error import KINDS
from tests.support.domain import ADA, GUILD, LINUS, PLACE, any_text, few, solution_draft
from tests.support.errors import AFTER, BEFORE, ErrorKind, stored_form_of, variants_of

TRACE = """Traceback (most recent call last):
  File "/home/ada/shop/orders/views.py", line 41, in create
    order.save()
ValueError: bad thing"""


def kept(text: str) -> str:
    return as_read(Query(text)).text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("docker-compose on Windows: ValueError: bad thing", "docker-compose on Windows: ValueError: bad thing"),
        ("docker-compose on Windows: FATAL:  the disk is full", "docker-compose on Windows: the disk is full"),
        (
            "I get `KeyError: 'email'` when I start it, why?",
            "I get KeyError: email when I start it, why?",
        ),
        (
            "docker-compose on Windows\nValueError: bad thing\nworks on Linux",
            "ValueError: bad thing\ndocker-compose on Windows\nworks on Linux",
        ),
        (
            f"docker-compose on Windows\n{TRACE}\nI restarted it twice",
            "ValueError: bad thing, in create\ndocker-compose on Windows\nI restarted it twice",
        ),
        (
            f"docker-compose on Windows\n```py\n{TRACE}\n```\nworks on Linux",
            "ValueError: bad thing, in create\ndocker-compose on Windows\nworks on Linux",
        ),
        (
            f"{TRACE}\n\nworks on Linux",
            "ValueError: bad thing, in create\nworks on Linux",
        ),
        (
            (
            "It broke\n[2025-03-01 08:11:12] INFO all is well\nCollecting django\nadded 3 packages in 2s\n"
            "Step 3/7 : RUN make\n/srv/app/x.py\nValueError: bad thing"
            ),
            "ValueError: bad thing\nIt broke",
        ),
        (TRACE.removesuffix(": bad thing"), "ValueError, in create"),
        ("psql: error: 12345", "psql error"),
        ("make: *** 1", "make"),
    ],
)  # fmt: skip
def test_what_tells_the_error_is_kept_with_the_words_around_it(text: str, words: str) -> None:
    assert kept(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "docker-compose on Windows: ValueError: bad thing",
        "Since the update it fails\nValueError: bad thing\ndocker-compose on Windows",
    ],
)
async def test_the_words_around_an_error_find_what_they_are_about(hub: Hub, text: str) -> None:
    await hub.solutions.post(
        PLACE, solution_draft("docker-compose on Windows needs the port mapped"), by=ADA, cause=1
    )

    answer = await hub.search.ask(GUILD, Query(text), by=LINUS, sight=FULL)

    assert [str(hit.ref) for hit in answer.hits] == ["S1"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_line_of_a_trace_is_kept_but_what_people_said_around_it(kind: ErrorKind) -> None:
    said = {line for text in (*BEFORE, *AFTER) for line in text.split("\n") if telling(line)}
    for text in (stored_form_of(kind), *variants_of(kind)):
        _, *around = kept(text).split("\n")
        assert set(around) <= said
        assert set(around) == {line for line in text.split("\n") if line in said}


@few
@given(any_text, st.sampled_from([TRACE, *map(stored_form_of, KINDS)]), any_text)
def test_whatever_surrounds_a_trace_its_places_are_not_kept(before: str, trace: str, after: str) -> None:
    words = kept(f"{before}\n{trace}\n{after}")

    assert 0 < len(words) <= QUERY_LIMIT
    lines = {
        line.strip() for line in trace.split("\n") if line.startswith(("  ", "\t")) and " " in line.strip()
    }
    assert not lines & set(words.split("\n"))


@few
@example("psql: error: ", "_")
@given(
    st.sampled_from(["psql: error: ", "make: *** ", "ERROR:  ", "x FATAL:  ", "KeyError: "]),
    st.from_regex(r"[\w/.:@=()-]{1,20}", fullmatch=True),
)
def test_a_query_is_never_left_without_words(start: str, rest: str) -> None:
    assert any(sign.isalnum() for sign in kept(start + rest))
