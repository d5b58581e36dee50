"""What OpenAPI 3.0 and Swagger 2.0 say is said in the words of OpenAPI 3.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.exporting import answered, answering, exported, named, openapi

if TYPE_CHECKING:
    from domain.apis.tree import Object

LEVEL: Object = {"enum": ["low", "high"], "type": "string"}
NOTHING: Object = {"enum": [None]}
LEVEL_REF: Object = {"$ref": "#/components/schemas/Level"}
NOTHING_REF: Object = {"$ref": "#/components/schemas/Nothing"}
NULL: Object = {"type": "null"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": False}, {"type": "string"}),
        (
            {"type": "string", "nullable": True, "enum": ["a"]},
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        ({"enum": ["a"], "nullable": True}, {"enum": ["a", None]}),
        ({"nullable": True}, {}),
        ({"properties": {}, "nullable": True}, {"properties": {}, "type": ["object", "null"]}),
        ({"items": {}, "nullable": True}, {"items": {}, "type": ["array", "null"]}),
        (
            {"allOf": [LEVEL_REF], "nullable": True, "readOnly": True},
            {"readOnly": True, "anyOf": [{"allOf": [LEVEL_REF]}, NULL]},
        ),
        ({**LEVEL_REF, "nullable": True}, {"anyOf": [LEVEL_REF, NULL]}),
        ({"oneOf": [LEVEL_REF], "nullable": True}, {"oneOf": [LEVEL_REF, NULL]}),
        ({"oneOf": [LEVEL_REF, NOTHING_REF], "nullable": True}, {"oneOf": [LEVEL_REF, NOTHING_REF]}),
        (
            {"type": "integer", "minimum": 0, "exclusiveMinimum": True},
            {"type": "integer", "exclusiveMinimum": 0},
        ),
        ({"type": "number", "maximum": 9, "exclusiveMaximum": False}, {"type": "number", "maximum": 9}),
        ({"type": "string", "example": "Ada"}, {"type": "string", "examples": ["Ada"]}),
        ({"type": "string", "format": "byte"}, {"type": "string", "contentEncoding": "base64"}),
        (
            {"type": "string", "format": "binary"},
            {"type": "string", "contentMediaType": "application/octet-stream"},
        ),
        ({"type": "string", "format": "date-time"}, {"type": "string", "format": "date-time"}),
        (
            {"type": "array", "items": [{"type": "string"}]},
            {"type": "array", "prefixItems": [{"type": "string"}]},
        ),
    ],
    ids=str,
)
def test_a_schema_of_3_0(before: Object, after: Object) -> None:
    components: Object = {"schemas": {"Level": LEVEL, "Nothing": NOTHING}}

    document = exported(named(openapi(answering(before), components=components)))

    assert document["openapi"] == "3.1.0"
    assert answered(document) == after


def swagger(operation: Object, **more: Any) -> Object:
    return {
        "swagger": "2.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/things/{id}": {"post": {"responses": {"201": {"description": "Made."}}, **operation}}},
        **more,
    }


def post_of(document: Any) -> Any:
    return document["paths"]["/things/{id}"]["post"]


def test_swaggers_host_base_path_and_schemes_are_servers() -> None:
    document = exported(
        named(swagger({}, host="shop.example.org", basePath="/api", schemes=["https", "http"]))
    )

    assert [each["url"] for each in document["servers"]] == [
        "https://shop.example.org/api",
        "http://shop.example.org/api",
    ]


def test_swaggers_body_is_what_is_consumed() -> None:
    body: Object = {"name": "data", "in": "body", "required": True, "schema": {"$ref": "#/definitions/Thing"}}
    thing: Object = {"type": "object", "properties": {"at": {"type": "string", "x-nullable": True}}}

    document = exported(
        named(
            swagger(
                {
                    "parameters": [{"$ref": "#/parameters/Data"}],
                    "consumes": ["application/json", "application/xml"],
                },
                parameters={"Data": body},
                definitions={"Thing": thing},
            )
        )
    )

    media = {"schema": {"$ref": "#/components/schemas/Thing"}}
    assert post_of(document)["requestBody"] == {
        "required": True,
        "content": {"application/json": media, "application/xml": media},
    }
    assert document["components"]["schemas"]["Thing"]["properties"] == {"at": {"type": ["string", "null"]}}


def test_swaggers_form_is_one_object_with_its_files() -> None:
    fields: list[Any] = [
        {"name": "photo", "in": "formData", "type": "file", "required": True, "description": "A picture."},
        {
            "name": "tags",
            "in": "formData",
            "type": "array",
            "items": {"type": "string"},
            "collectionFormat": "multi",
        },
    ]

    document = exported(named(swagger({"parameters": fields, "consumes": ["multipart/form-data"]})))

    assert post_of(document)["requestBody"] == {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "photo": {
                            "type": "string",
                            "contentMediaType": "application/octet-stream",
                            "description": "A picture.",
                        },
                        "tags": {"type": "array", "items": {"type": "string"}},
                    },
                    "required": ["photo"],
                },
                "encoding": {"tags": {"style": "form", "explode": True}},
            }
        },
    }


@pytest.mark.parametrize(
    ("written", "style"),
    [
        ({}, {"style": "form", "explode": False}),
        ({"collectionFormat": "csv"}, {"style": "form", "explode": False}),
        ({"collectionFormat": "multi"}, {"style": "form", "explode": True}),
        ({"collectionFormat": "ssv"}, {"style": "spaceDelimited", "explode": False}),
        ({"collectionFormat": "pipes"}, {"style": "pipeDelimited", "explode": False}),
    ],
    ids=str,
)
def test_how_swagger_writes_several_values(written: Object, style: Object) -> None:
    parameter: Object = {
        "name": "tag",
        "in": "query",
        "type": "array",
        "items": {"type": "string"},
        **written,
    }

    (there, *_) = post_of(exported(named(swagger({"parameters": [parameter]}))))["parameters"]

    assert there == {
        "name": "tag",
        "in": "query",
        "schema": {"type": "array", "items": {"type": "string"}},
        **style,
    }


def test_swaggers_answers_have_what_is_produced_with_examples_and_headers() -> None:
    answer: Object = {
        "description": "Fine.",
        "schema": {"type": "string"},
        "examples": {"text/plain": "hello"},
        "headers": {"X-Total": {"type": "integer", "description": "How many."}},
    }

    document = exported(
        named(
            swagger(
                {"responses": {"200": {"$ref": "#/responses/Fine"}}},
                produces=["text/plain"],
                responses={"Fine": answer},
            )
        )
    )

    assert post_of(document)["responses"]["200"] == {
        "description": "Fine.",
        "content": {"text/plain": {"schema": {"type": "string"}, "example": "hello"}},
        "headers": {"X-Total": {"description": "How many.", "schema": {"type": "integer"}}},
    }


def test_swaggers_security() -> None:
    definitions: Object = {
        "Basic": {"type": "basic"},
        "Key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "Login": {
            "type": "oauth2",
            "flow": "accessCode",
            "authorizationUrl": "https://a.example.org/in",
            "tokenUrl": "https://a.example.org/token",
            "scopes": {"read": "Look around."},
        },
    }

    document = exported(named(swagger({"security": [{"Login": ["read"]}]}, securityDefinitions=definitions)))

    assert post_of(document)["security"] == [{"Login": ["read"]}]
    assert document["components"]["securitySchemes"] == {
        "Basic": {"type": "http", "scheme": "basic"},
        "Key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "Login": {
            "type": "oauth2",
            "flows": {
                "authorizationCode": {
                    "authorizationUrl": "https://a.example.org/in",
                    "tokenUrl": "https://a.example.org/token",
                    "scopes": {"read": "Look around."},
                }
            },
        },
    }


def test_swaggers_discriminator_is_an_object() -> None:
    pet: Object = {"type": "object", "discriminator": "kind", "properties": {"kind": {"type": "string"}}}

    document = exported(named(swagger({}, definitions={"Pet": pet})))

    assert document["components"]["schemas"]["Pet"]["discriminator"] == {"propertyName": "kind"}
