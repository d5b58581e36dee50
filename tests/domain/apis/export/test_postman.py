"""APIs as a collection for Postman."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from domain.apis.export.exported import Form
from domain.apis.export.forms import export
from domain.models.endpoint import Method
from tests.support.discord_contract import NOTICE, find_document
from tests.support.domain import endpoint
from tests.support.exporting import REAL, answering, named, openapi

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.apis.export.exported import Exported
    from domain.apis.tree import Object
    from domain.models.endpoint import Endpoint

FORMAT = jsonschema_rs.validator_for(
    (Path(__file__).parent / "postman-2.1.0.json").read_text(encoding="utf-8")
)
BEARER: Object = {"bearer": {"type": "http", "scheme": "bearer"}}


def collection(*apis: Exported, by_hand: Sequence[Endpoint] = ()) -> Any:
    """The collection that these are exported as, which keeps to the format."""
    read = json.loads(export(Form.POSTMAN, "Everything", apis, by_hand))
    assert [f"{error.instance_path}: {error.message}" for error in FORMAT.iter_errors(read)] == []
    return read


def requests_in(folder: Any) -> Iterator[Any]:
    for item in folder["item"]:
        if "request" in item:
            yield item
        else:
            yield from requests_in(item)


def only_request(paths: Any, **more: Any) -> Any:
    (item,) = requests_in(collection(named(openapi(paths, **more))))
    return item["request"]


def posting(media_type: str, schema: Object) -> Object:
    return {"/things": {"post": {"requestBody": {"content": {media_type: {"schema": schema}}}}}}


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


def test_parameters_of_path_query_and_header() -> None:
    parameters: list[Object] = [
        {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}, "example": 7},
        {"name": "q", "in": "query", "required": True, "schema": {"type": "string"}, "example": "x"},
        {"name": "page", "in": "query", "schema": {"type": "integer"}, "example": 2, "description": "Which."},
        {"name": "X-Trace", "in": "header", "schema": {"type": "string"}, "example": "t"},
        {"name": "theme", "in": "cookie", "required": True, "schema": {"type": "string"}, "example": "dark"},
    ]

    request = only_request({"/users/{id}/": {"get": {"parameters": parameters}}})

    assert request["url"] == {
        "raw": "{{baseUrl}}/users/:id/?q=x",
        "host": ["{{baseUrl}}"],
        "path": ["users", ":id", ""],
        "query": [
            {"key": "q", "value": "x", "description": ""},
            {"key": "page", "value": "2", "description": "Which.", "disabled": True},
        ],
        "variable": [{"key": "id", "value": "7", "description": ""}],
    }
    assert request["header"] == [
        {"key": "X-Trace", "value": "t", "description": "", "disabled": True},
        {"key": "Cookie", "value": "theme=dark", "description": ""},
    ]


def test_a_parameter_within_a_part_of_the_path_is_written_in_braces() -> None:
    parameter: Object = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}

    url = only_request({"/users/{id}.json": {"get": {"parameters": [parameter]}}})["url"]

    assert url["path"] == ["users", "{{id}}.json"]
    assert "variable" not in url


@pytest.mark.parametrize(
    ("scheme", "auth"),
    [
        (
            {"type": "http", "scheme": "bearer"},
            {"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}", "type": "string"}]},
        ),
        (
            {"type": "http", "scheme": "basic"},
            {
                "type": "basic",
                "basic": [
                    {"key": "username", "value": "{{username}}", "type": "string"},
                    {"key": "password", "value": "{{password}}", "type": "string"},
                ],
            },
        ),
        (
            {"type": "apiKey", "in": "query", "name": "key"},
            {
                "type": "apikey",
                "apikey": [
                    {"key": "key", "value": "key", "type": "string"},
                    {"key": "value", "value": "{{token}}", "type": "string"},
                    {"key": "in", "value": "query", "type": "string"},
                ],
            },
        ),
    ],
    ids=str,
)
def test_how_one_authenticates(scheme: Object, auth: Any) -> None:
    there = collection(
        named(
            openapi(
                {"/me": {"get": {}}, "/open": {"get": {"security": []}}},
                components={"securitySchemes": {"login": scheme}},
                security=[{"login": []}],
            )
        )
    )

    assert there["auth"] == auth
    mine, public = (each["request"] for each in requests_in(there))
    assert "auth" not in mine
    assert public["auth"] == {"type": "noauth"}


def test_a_key_in_a_cookie_is_a_header_and_a_second_key_is_one_more() -> None:
    schemes: Object = {
        "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
        "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRFToken"},
        "app": {"type": "apiKey", "in": "query", "name": "app"},
    }

    request = only_request(
        {"/me": {"get": {"security": [{"session": [], "csrf": [], "app": []}]}}},
        components={"securitySchemes": schemes},
    )

    assert request["header"] == [
        {"key": "Cookie", "value": "sessionid={{token}}"},
        {"key": "X-CSRFToken", "value": "{{token2}}"},
    ]
    assert request["url"]["query"] == [{"key": "app", "value": "{{token3}}"}]
    assert request["auth"] == {"type": "noauth"}


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        (
            "application/json",
            {"mode": "raw", "raw": '{"name": "Ada"}', "options": {"raw": {"language": "json"}}},
        ),
        (
            "application/x-www-form-urlencoded",
            {"mode": "urlencoded", "urlencoded": [{"key": "name", "value": "Ada"}]},
        ),
        (
            "multipart/form-data",
            {"mode": "formdata", "formdata": [{"key": "name", "value": "Ada", "type": "text"}]},
        ),
    ],
)
def test_the_body_by_its_media_type(media_type: str, body: Any) -> None:
    schema: Object = {"type": "object", "properties": {"name": {"type": "string", "example": "Ada"}}}

    assert only_request(posting(media_type, schema))["body"] == body


def test_a_form_with_a_file_lets_one_choose_it() -> None:
    photo: Object = {"type": "string", "format": "binary"}

    body = only_request(posting("multipart/form-data", {"type": "object", "properties": {"photo": photo}}))[
        "body"
    ]

    assert body["formdata"] == [{"key": "photo", "type": "file", "src": []}]


@pytest.mark.parametrize(("media_type", "mode"), [("text/plain", "raw"), ("image/png", "file")])
def test_other_bodies_say_what_they_are(media_type: str, mode: str) -> None:
    request = only_request(posting(media_type, {"type": "string"}))

    assert request["body"]["mode"] == mode
    assert request["header"] == [{"key": "Content-Type", "value": media_type}]


def test_answers_are_saved_examples() -> None:
    paths: Any = answering({"type": "object", "properties": {"id": {"type": "integer", "example": 7}}})
    paths["/things"]["get"]["responses"]["4XX"] = {"description": "Not you."}

    (item,) = requests_in(collection(named(openapi(paths))))

    assert item["response"] == [
        {
            "name": "200 Fine.",
            "code": 200,
            "status": "OK",
            "header": [{"key": "Content-Type", "value": "application/json"}],
            "body": '{"id": 7}',
        },
        {"name": "4xx Not you.", "header": [], "body": ""},
    ]


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
