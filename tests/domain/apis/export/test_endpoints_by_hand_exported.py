"""Endpoints that were shared by hand are exported with what their members told, and with nothing made up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from domain.models.endpoint import Method
from tests.support.domain import endpoint
from tests.support.exporting import exported, named, openapi

if TYPE_CHECKING:
    from domain.models.endpoint import Endpoint


def operation(of: Endpoint) -> Any:
    document = exported(by_hand=[of])
    (item,) = document["paths"].values()
    return item[of.method.value.lower()]


def test_an_endpoint_says_its_summary_number_status_and_tags() -> None:
    told = operation(replace(endpoint("/api/users/"), tags=("django",)))

    assert told["summary"] == "Lists the users"
    assert told["description"] == "E7 is mock, answers with made-up data."
    assert told["x-status"] == "mock"
    assert told["tags"] == ["django"]


def test_examples_in_json_are_examples_without_a_schema() -> None:
    shared = endpoint("/users", Method.POST, request='{"name": "Ada"}')

    told = operation(replace(shared, response='{"id": 1, "name": "Ada"}'))

    assert told["requestBody"]["content"] == {"application/json": {"example": {"name": "Ada"}}}
    assert told["responses"]["default"]["content"] == {
        "application/json": {"example": {"id": 1, "name": "Ada"}}
    }


@pytest.mark.parametrize(
    ("request_", "content"),
    [
        ("name=Ada&age=36", {"application/x-www-form-urlencoded": {"example": {"name": "Ada", "age": "36"}}}),
        ('{"name": …}', {"application/json": {"example": '{"name": …}'}}),
        ("Any words at all", {"text/plain": {"example": "Any words at all"}}),
    ],
    ids=str,
)
def test_other_examples_stay_as_they_were_written(request_: str, content: Any) -> None:
    assert operation(endpoint("/users", Method.POST, request=request_))["requestBody"]["content"] == content


@pytest.mark.parametrize(
    ("typed", "path", "schema"),
    [
        ("/users/{id}/", "/users/{id}/", {"type": "string"}),
        ("/users/<int:pk>/", "/users/{pk}/", {"type": "integer"}),
        ("/users/<pk>", "/users/{pk}", {"type": "string"}),
        ("/users/<uuid:key>", "/users/{key}", {"type": "string", "format": "uuid"}),
        ("/users/:id/posts", "/users/{id}/posts", {"type": "string"}),
    ],
)
def test_parameters_of_the_path_as_frameworks_write_them(typed: str, path: str, schema: Any) -> None:
    document = exported(by_hand=[endpoint(typed)])

    (written,) = document["paths"]
    (parameter,) = document["paths"][written]["get"]["parameters"]
    assert written == path
    assert parameter["schema"] == schema
    assert parameter["in"] == "path"


def test_the_query_becomes_parameters_with_examples() -> None:
    assert operation(endpoint("/users?page=2&sort={field}"))["parameters"] == [
        {"name": "page", "in": "query", "schema": {}, "example": "2"},
        {"name": "sort", "in": "query", "schema": {}},
    ]


def test_a_url_names_its_server() -> None:
    document = exported(by_hand=[endpoint("https://api.example.org/v1/users")])

    assert document["servers"] == [{"url": "https://api.example.org"}]
    assert list(document["paths"]) == ["/v1/users"]


@pytest.mark.parametrize(
    ("auth", "scheme"),
    [
        ("Bearer token from /login", {"bearer": {"type": "http", "scheme": "bearer"}}),
        ("Basic", {"basic": {"type": "http", "scheme": "basic"}}),
        ("X-API-Key", {"X-API-Key": {"type": "apiKey", "in": "header", "name": "X-API-Key"}}),
        (
            "Token abc",
            {
                "token": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "The word Token, a space, and the token.",
                }
            },
        ),
    ],
)
def test_words_on_authentication_become_a_scheme(auth: str, scheme: Any) -> None:
    document = exported(by_hand=[endpoint("/users", auth=auth)])

    told = document["paths"]["/users"]["get"]
    assert document["components"]["securitySchemes"] == scheme
    assert told["security"] == [{name: [] for name in scheme}]
    assert f"Authentication: {auth}" in told["description"]


def test_an_endpoint_without_authentication_asks_for_none() -> None:
    assert "security" not in operation(endpoint("/users", auth="none"))


def test_two_methods_of_one_path_stand_together() -> None:
    document = exported(by_hand=[endpoint("/users"), endpoint("/users", Method.POST)])

    assert list(document["paths"]["/users"]) == ["get", "post"]


def test_the_same_operation_shared_twice_is_there_twice() -> None:
    document = exported(by_hand=[endpoint("/users"), endpoint("/users")])

    assert list(document["paths"]) == ["/users", "/users#by-hand"]


def test_they_stand_beside_apis_and_say_that_they_are_by_hand() -> None:
    document = exported(named(openapi({"/carts": {"get": {}}})), by_hand=[endpoint("/users")])

    assert document["paths"]["/users"]["get"]["tags"] == ["By hand"]
