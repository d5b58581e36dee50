"""Operations as requests in Postman: what goes in, how one authenticates, and what comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.exporting import answering, named, openapi
from tests.support.postman import collection, only_request, requests_in

if TYPE_CHECKING:
    from domain.apis.tree import Object


def posting(media_type: str, schema: Object) -> Object:
    return {"/things": {"post": {"requestBody": {"content": {media_type: {"schema": schema}}}}}}


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
