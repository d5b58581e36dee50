"""The output of the frameworks that learners use is read as it is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from graphql import build_schema, introspection_from_schema

from domain.apis.comparing import compare
from domain.apis.documents import document_of

WRITTEN = Path(__file__).parent / "written"
FRAMEWORKS = ["drf_spectacular.yaml", "drf_yasg.json", "fastapi.json", "graphene.graphql"]
TODAY = date(2026, 1, 1)


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_it_is_read_without_a_warning_and_is_the_same_as_itself(name: str) -> None:
    old, new = (document_of((WRITTEN / name).read_bytes()) for _ in range(2))

    assert compare(old, new, today=TODAY) == []
    assert old.warnings.sentences == ()


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        (
            "drf_spectacular.yaml",
            "        - title\n",
            "",
            [
                ("response-property-became-optional", "GET /api/todos/", "response 200: results[].title"),
                ("response-property-became-optional", "POST /api/todos/", "response 201: title"),
                ("request-property-became-optional", "POST /api/todos/", "request body: title"),
            ],
        ),
        (
            "drf_yasg.json",
            '"maxLength": 100',
            '"maxLength": 50',
            [
                ("request-property-max-length-decreased", "POST /books/", "request body: title"),
                ("response-property-max-length-decreased", "POST /books/", "response 201: title"),
            ],
        ),
        (
            "fastapi.json",
            '"anyOf": [{"type": "string"}, {"type": "null"}], "title": "Q"',
            '"type": "string", "title": "Q"',
            [("request-parameter-became-not-nullable", "GET /items/{item_id}", "query parameter q")],
        ),
        (
            "graphene.graphql",
            "  name: String!\n  createdAt",
            "  name: String\n  createdAt",
            [("field-changed-kind", "", "CustomerType.name")],
        ),
    ],
)
def test_what_changes_in_it_is_found(
    name: str, before: str, after: str, told: list[tuple[str, str, str]]
) -> None:
    text = (WRITTEN / name).read_text(encoding="utf-8")
    assert before in text

    found = compare(
        document_of(text.encode()), document_of(text.replace(before, after).encode()), today=TODAY
    )

    assert [(each.rule.name, each.operation, each.where) for each in found] == told


def test_an_introspection_and_its_sdl_are_the_same() -> None:
    sdl = (WRITTEN / "graphene.graphql").read_text(encoding="utf-8")
    introspection = json.dumps({"data": introspection_from_schema(build_schema(sdl))})

    assert compare(document_of(sdl.encode()), document_of(introspection.encode()), today=TODAY) == []
