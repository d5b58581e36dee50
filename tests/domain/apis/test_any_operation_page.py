"""Each operation of any document that can be read has a page."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.apidiff.cases import all_cases
from bench.apidiff.mutating import mutated
from domain.apis.keeping.digesting import digest_of
from domain.apis.reading.documents import document_of
from domain.apis.showing.operation_pages import page_in, page_of
from domain.errors import BadInput
from domain.masking import Safe
from tests.support.discord_contract import NOTICE, find_document

if TYPE_CHECKING:
    from domain.apis.tree import Object

WRITTEN = sorted(path for path in (Path(__file__).parent / "written").glob("*.*") if path.suffix != ".md")
REAL: list[Object] = [json.loads(case.base) for case in all_cases() if case.base.startswith(b"{")]
SAFE = Safe(b"the key of an installation")


@pytest.mark.parametrize("path", [*WRITTEN, find_document()], ids=str)
def test_each_operation_that_frameworks_write_has_a_page_that_travels(path: Path | None) -> None:
    if path is None:
        pytest.skip(NOTICE)
    kept = digest_of(path.read_bytes(), SAFE)
    read = document_of(kept.content)

    for each in kept.operations[:50]:
        found = page_in(read, each.method, each.path)
        assert (found.method, found.path, found.auth) == (each.method, each.path, each.auth)
        assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  (our own)


@given(st.integers(0, len(REAL) - 1), st.integers(0, 10_000), st.integers(0, 30))
@settings(max_examples=60)
def test_a_document_that_is_half_right_has_pages_or_is_refused(which: int, seed: int, times: int) -> None:
    whole = json.dumps(mutated(REAL[which], seed=seed, times=times)).encode()
    try:
        operations = digest_of(whole, SAFE).operations
    except BadInput:
        return

    assert all(page_of(whole, each.method, each.path).snippets for each in operations)
