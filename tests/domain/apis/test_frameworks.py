"""The documents that learners' frameworks write are read as they are, and what changes in them is found."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from domain.apis.comparing.comparison import compare
from domain.apis.reading.documents import Document, document_of
from domain.apis.reading.models import Api

WRITTEN = Path(__file__).parent / "written"
TODAY = date(2026, 1, 1)
FRAMEWORKS = {
    "drf_spectacular_3_0.yaml": "drf_spectacular",
    "drf_spectacular_3_1.json": "drf_spectacular",
    "drf_yasg.yaml": "drf_yasg",
    "drf_yasg.json": "drf_yasg",
    "fastapi.json": "fastapi",
    "graphene.graphql": "graphene",
    "graphene.json": "graphene",
    "strawberry.graphql": "strawberry",
}
DRF = """
    POST /attachments/
    GET /tasks/
    POST /tasks/
    GET /tasks/{id}/
    PATCH /tasks/{id}/
    DELETE /tasks/{id}/
    POST /tasks/{id}/close/
    POST /token/
    POST /token/refresh/
    GET /users/
    GET /users/{username}/
"""
FASTAPI = """
    GET /tasks
    POST /tasks
    GET /tasks/{task_id}
    PUT /tasks/{task_id}
    DELETE /tasks/{task_id}
    POST /tasks/{task_id}/close
    POST /tasks/{task_id}/attachments
    POST /token
    GET /users/{username}
"""


def written(name: str, state: str) -> Document:
    framework, ending = name.split(".")
    return document_of((WRITTEN / f"{framework}.{state}.{ending}").read_bytes())


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def expected(framework: str) -> list[tuple[str, ...]]:
    """Grade, rule, operation and place of each change."""
    text = (WRITTEN / "changes" / f"{framework}.txt").read_text(encoding="utf-8")
    return [(*re.split(r"\s{2,}", line), "")[:4] for line in lines(text)]


@pytest.mark.parametrize("name", FRAMEWORKS)
@pytest.mark.parametrize("state", ["base", "revision"])
def test_it_is_read_without_a_warning_and_is_the_same_as_itself(name: str, state: str) -> None:
    old, new = written(name, state), written(name, state)

    assert compare(old, new, today=TODAY) == []
    assert old.warnings.sentences == ()


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_the_changes_of_a_week_are_found_and_nothing_else(name: str) -> None:
    found = compare(written(name, "base"), written(name, "revision"), today=TODAY)

    told = [(each.rule.grade.value, each.rule.name, each.operation or "-", each.where) for each in found]
    assert sorted(told) == sorted(expected(FRAMEWORKS[name]))


@pytest.mark.parametrize(
    ("name", "prefix", "operations"),
    [
        ("drf_spectacular_3_0.yaml", "/api", DRF),
        ("drf_spectacular_3_1.json", "/api", DRF),
        ("drf_yasg.json", "", DRF),
        ("fastapi.json", "", FASTAPI),
    ],
)
def test_no_operation_is_missing(name: str, prefix: str, operations: str) -> None:
    api = written(name, "base").api

    assert isinstance(api, Api)
    assert sorted(each.label.replace(prefix, "") for each in api.operations) == sorted(lines(operations))


@pytest.mark.parametrize("state", ["base", "revision"])
@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("drf_spectacular_3_0.yaml", "drf_spectacular_3_1.json"),
        ("drf_yasg.yaml", "drf_yasg.json"),
        ("graphene.graphql", "graphene.json"),
    ],
)
def test_the_same_api_written_in_another_way_is_the_same(name: str, other: str, state: str) -> None:
    assert compare(written(name, state), written(other, state), today=TODAY) == []
