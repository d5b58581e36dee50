"""What is done aside: it is found as it would be here, can be carried back, and no document is read twice for it."""

import pickle

import pytest

from bench.apidiff.cases import TODAY, all_cases
from domain.apis import work
from domain.apis.keeping.digesting import digest_of
from domain.apis.reading.documents import document_of
from domain.apis.showing.operation_pages import page_of
from domain.apis.work import compared, digested, paged
from domain.errors import BadInput
from domain.masking import Safe

QUERY = b"type Query { a: Int b: Int }"
SAFE = Safe(b"the key of an installation")


def test_all_changes_are_those_that_are_found_here_and_come_back_as_they_are() -> None:
    for case in all_cases():
        changes = compared(case.base, case.revision, TODAY)

        assert changes == tuple(case.changes()), case.name
        assert pickle.loads(pickle.dumps(changes)) == changes, case.name  # noqa: S301  (our own)


def test_a_document_that_is_kept_is_told_of_as_at_first() -> None:
    for case in all_cases():
        compared(case.revision, case.base, TODAY)

        assert compared(case.base, case.revision, TODAY) == tuple(case.changes()), case.name


def test_a_document_is_read_once_however_often_it_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []

    def noting(content: bytes) -> object:
        read.append(content)
        return document_of(content)

    monkeypatch.setattr(work, "_known", work.lru_cache(maxsize=work.KEPT)(noting))
    other = b"type Query { a: Int }"
    for _ in range(2):
        compared(bytes(bytearray(QUERY)), other, TODAY)
        compared(other, QUERY, TODAY)

    assert read == [QUERY, other]


def test_what_cannot_be_read_is_refused_each_time() -> None:
    for _ in range(2):
        with pytest.raises(BadInput, match="GraphQL"):
            compared(b"type Query {", QUERY, TODAY)


def test_a_digest_and_a_page_are_made_there_too() -> None:
    kept = digested(QUERY, SAFE)
    page = paged(kept.content, "QUERY", "b", "https://a.example/graphql/")

    assert kept == digest_of(QUERY, SAFE)
    assert page == page_of(QUERY, "QUERY", "b", address="https://a.example/graphql/")
