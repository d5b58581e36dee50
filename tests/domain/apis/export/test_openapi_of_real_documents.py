"""What frameworks write, and each case of the labelled table, is exported as a valid document that says the same."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pytest

from bench.apidiff.cases import Case, all_cases
from domain.apis.reading.documents import document_of
from tests.support.discord_contract import NOTICE, find_document
from tests.support.exporting import REAL, exported, named, says_otherwise

if TYPE_CHECKING:
    from pathlib import Path

TABLES = {table: list(cases) for table, cases in groupby(all_cases(), key=lambda case: case.table)}
GRAPHQL = [each for each in REAL if document_of(each.read_bytes()).format.is_graphql]
DESCRIBED = [each for each in REAL if each not in GRAPHQL]


@pytest.mark.parametrize("path", DESCRIBED, ids=lambda path: path.name)
def test_what_a_framework_writes_is_exported_and_says_the_same(path: Path) -> None:
    content = path.read_bytes()

    assert says_otherwise(content, exported(named(content))) == []


@pytest.mark.parametrize("path", GRAPHQL, ids=lambda path: path.name)
def test_graphql_is_exported_as_one_operation_that_tells_what_can_be_asked(path: Path) -> None:
    document = exported(named(path.read_bytes()))

    operation = document["paths"]["/graphql"]["post"]
    assert list(document["paths"]) == ["/graphql"]
    assert "```graphql\n" in operation["description"]
    assert "type Query" in operation["description"]


@pytest.mark.parametrize("cases", TABLES.values(), ids=TABLES)
def test_what_a_case_of_the_table_is_about_is_exported_and_says_the_same(cases: list[Case]) -> None:
    for content in {content for case in cases for content in (case.base, case.revision)}:
        assert says_otherwise(content, exported(named(content))) == []


def test_discords_own_document_is_exported_and_says_the_same() -> None:
    path = find_document()
    if path is None:
        pytest.skip(NOTICE)
    content = path.read_bytes()

    assert says_otherwise(content, exported(named(content))) == []


def test_all_of_them_fit_into_one_document() -> None:
    apis = [named(path.read_bytes(), f"A{number} · {path.stem}") for number, path in enumerate(REAL, 1)]

    document = exported(*apis)

    tags = [tag["name"] for tag in document["tags"]]
    assert all(any(tag.startswith(api.name) for tag in tags) for api in apis)
