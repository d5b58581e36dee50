"""An option of a slash command has no line breaks: a stack that is pasted there is read all the same."""

import pytest

from domain.models.search import Query
from domain.search import as_read
from domain.traces import trouble_in, troubles_in
from tests.domain.test_same_error import KINDS, STORED, fingerprints_of
from tests.support.errors import ErrorKind, stored_form_of, variants_of

UNTOLD = {
    "build without requirements": "what Docker's build says stands in the middle of its progress",
    "a test that failed on a unique field": "pytest draws its places with lines",
    "an import that Vite does not find": "the path of its error is told by its place",
    "hydration": "Next's page has no sign between its parts",
    "a merge that conflicts": "Git's sentences begin as others do",
}
"""The kinds that cannot be told without their line breaks, and why."""


def joined(text: str) -> str:
    return " ".join(text.split("\n"))


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.name not in UNTOLD], ids=lambda kind: kind.name
)
def test_a_stack_that_lost_its_line_breaks_is_the_same_error(kind: ErrorKind) -> None:
    assert fingerprints_of(joined(stored_form_of(kind))) & STORED[kind.name]


def test_so_it_is_within_other_words() -> None:
    texts = [(kind, joined(text)) for kind in KINDS if kind.name not in UNTOLD for text in variants_of(kind)]

    known = [kind.name for kind, text in texts if fingerprints_of(text) & STORED[kind.name]]

    assert len(known) >= 0.85 * len(texts)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_nothing_of_such_a_stack_is_kept_but_what_tells_the_error(kind: ErrorKind) -> None:
    text = joined(stored_form_of(kind))
    if trouble_in(text) is None:
        return

    kept = as_read(Query(text)).text

    assert 'File "' not in kept
    assert "node_modules" not in kept


def test_a_text_with_its_line_breaks_is_left_as_it_is() -> None:
    text = 'web-1  |   File "/app/views.py", line 3, in create\nweb-1  |     order["x"]\nweb-1  | KeyError: \'x\''

    assert [each.frame for each in troubles_in(text)] == ["views.py:create"]
