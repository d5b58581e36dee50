"""APIs as a collection for Postman."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from domain.models.endpoint import Method
from tests.support.discord_contract import NOTICE, find_document
from tests.support.domain import endpoint
from tests.support.exporting import REAL, named, openapi
from tests.support.postman import collection, requests_in

if TYPE_CHECKING:
    from domain.apis.tree import Object

BEARER: Object = {"bearer": {"type": "http", "scheme": "bearer"}}


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_what_a_framework_writes_keeps_to_the_format(path: Path) -> None:
    assert list(requests_in(collection(named(path.read_bytes()))))


def test_discords_own_document_keeps_to_the_format() -> None:
    path = find_document()
    if path is None:
        pytest.skip(NOTICE)

    assert len(list(requests_in(collection(named(path.read_bytes()))))) > 200


def test_requests_stand_in_folders_of_their_first_tag() -> None:
    paths: Any = {
        "/users": {"get": {"tags": ["users"], "summary": "Lists"}, "post": {"tags": ["users", "admin"]}},
        "/health": {"get": {"deprecated": True}},
    }

    there = collection(named(openapi(paths)))

    assert there["info"]["name"] == "Everything"
    assert [each["name"] for each in there["item"]] == ["users", "GET /health (deprecated)"]
    assert [each["name"] for each in there["item"][0]["item"]] == ["Lists", "POST /users"]


def test_several_apis_have_folders_and_variables_of_their_own() -> None:
    apis = [
        named(
            openapi(
                {"/me": {"get": {"security": [{"bearer": []}]}}},
                servers=[{"url": f"https://{host}.example.org"}],
                components={"securitySchemes": BEARER},
            ),
            name,
        )
        for host, name in (("shop", "A3 · Shop"), ("bank", "A4 · Bank"))
    ]

    there = collection(*apis)

    assert [each["name"] for each in there["item"]] == ["A3 · Shop", "A4 · Bank"]
    assert [each["request"]["url"]["raw"] for each in requests_in(there)] == [
        "{{baseUrl_a3}}/me",
        "{{baseUrl_a4}}/me",
    ]
    assert {each["key"]: each["value"] for each in there["variable"]} == {
        "baseUrl_a3": "https://shop.example.org",
        "token_a3": "",
        "baseUrl_a4": "https://bank.example.org",
        "token_a4": "",
    }


def test_graphql_is_asked_field_by_field() -> None:
    sdl = b"""
    type Query { user(id: ID!): User }
    type Mutation { leave: Boolean }
    type Subscription { seen: Boolean }
    "Somebody." type User { id: ID! name: String }
    """

    there = collection(named(sdl))

    assert [each["name"] for each in there["item"]] == ["Queries", "Mutations"]
    user = there["item"][0]["item"][0]["request"]
    assert user["method"] == "POST"
    assert user["url"] == {"raw": "{{baseUrl}}", "host": ["{{baseUrl}}"]}
    assert "user(id: $id)" in user["body"]["graphql"]["query"]
    assert list(json.loads(user["body"]["graphql"]["variables"])) == ["id"]


def test_where_an_api_is_served_is_taken_from_who_shared_it_if_its_document_does_not_tell() -> None:
    api = named(openapi({"/me": {"get": {}}}), address="https://shop.example.org")

    assert collection(api)["variable"] == [{"key": "baseUrl", "value": "https://shop.example.org"}]


def test_an_endpoint_by_hand_is_a_request_with_its_example() -> None:
    shared = endpoint(
        "https://a.example.org/users/<int:pk>", Method.PUT, auth="Token", request='{"name": "Ada"}'
    )

    there = collection(by_hand=[shared])

    (item,) = requests_in(there)
    assert item["name"] == "Lists the users"
    assert item["request"]["url"]["raw"] == "{{baseUrl}}/users/:pk"
    assert item["request"]["body"]["raw"] == '{"name": "Ada"}'
    assert {each["key"]: each["value"] for each in item["request"]["auth"]["apikey"]} == {
        "key": "Authorization",
        "value": "Token {{token}}",
        "in": "header",
    }
    assert there["variable"][0] == {"key": "baseUrl", "value": "https://a.example.org"}
