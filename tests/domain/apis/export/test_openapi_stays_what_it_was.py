"""A whole and valid document of OpenAPI 3.1 is exported as it is, but for its title."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from domain.apis.export.exported import Form
from domain.apis.export.forms import export
from tests.support.exporting import answered, answering, exported, named, openapi

if TYPE_CHECKING:
    from domain.apis.tree import Object

DOCS: Object = {"url": "https://docs.example.org", "description": "More."}
ORDER: Object = {
    "type": "object",
    "title": "Order",
    "description": "What was bought.",
    "required": ["id"],
    "properties": {
        "id": {"type": "integer", "readOnly": True, "minimum": 1, "examples": [7]},
        "note": {"type": ["string", "null"], "maxLength": 20, "pattern": "^[a-z]+$", "default": "none"},
        "kind": {"const": "order"},
        "items": {"type": "array", "prefixItems": [{"type": "string"}], "items": False, "uniqueItems": True},
        "parent": {"$ref": "#/components/schemas/Order"},
    },
    "patternProperties": {"^x_": {"type": "string"}},
    "dependentRequired": {"note": ["kind"]},
    "if": {"required": ["note"]},
    "then": {"not": {"required": ["parent"]}},
    "additionalProperties": False,
    "externalDocs": DOCS,
    "xml": {"name": "order", "wrapped": True},
    "x-table": "orders",
}
WHOLE: Object = {
    "openapi": "3.1.0",
    "info": {
        "title": "Everything",
        "summary": "A shop.",
        "description": "Sells things.",
        "termsOfService": "https://example.org/terms",
        "contact": {"name": "Ada", "url": "https://example.org", "email": "ada@example.org"},
        "license": {"name": "MIT", "identifier": "MIT"},
        "version": "1.2",
    },
    "servers": [
        {
            "url": "https://{host}.example.org",
            "description": "Live.",
            "variables": {"host": {"enum": ["shop"], "default": "shop", "description": "Which."}},
        }
    ],
    "security": [{"login": ["read"]}, {}],
    "tags": [{"name": "orders", "description": "What is bought.", "externalDocs": DOCS}],
    "externalDocs": DOCS,
    "webhooks": {"paid": {"post": {"requestBody": {"$ref": "#/components/requestBodies/Order"}}}},
    "x-team": "blue",
    "paths": {
        "/orders/{id}": {
            "summary": "One order",
            "description": "By its number.",
            "servers": [{"url": "https://orders.example.org"}],
            "put": {
                "tags": ["orders"],
                "summary": "Change",
                "description": "Changes it.",
                "externalDocs": DOCS,
                "operationId": "change",
                "parameters": [
                    {"$ref": "#/components/parameters/Id"},
                    {"name": "at", "in": "query", "content": {"application/json": {"schema": {}}}},
                    {
                        "name": "tag",
                        "in": "query",
                        "schema": {"type": "array", "items": {"type": "string"}},
                        "style": "pipeDelimited",
                        "explode": False,
                        "allowEmptyValue": True,
                        "allowReserved": True,
                        "examples": {"two": {"summary": "Two.", "value": ["a", "b"]}},
                    },
                ],
                "requestBody": {
                    "required": True,
                    "content": {
                        "multipart/form-data": {
                            "schema": {"type": "object"},
                            "encoding": {
                                "photo": {"contentType": "image/png", "style": "form", "explode": True}
                            },
                        }
                    },
                },
                "responses": {
                    "200": {
                        "description": "Done.",
                        "headers": {"X-Rate": {"$ref": "#/components/headers/Rate"}},
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Order"},
                                "example": {"id": 7},
                            }
                        },
                        "links": {
                            "again": {"operationId": "change", "parameters": {"id": "$response.body#/id"}}
                        },
                    },
                    "4XX": {"$ref": "#/components/responses/Wrong"},
                    "default": {"description": "Else."},
                },
                "callbacks": {"done": {"{$request.body#/url}": {"post": {"deprecated": True}}}},
                "deprecated": True,
                "security": [{"key": []}],
            },
        }
    },
    "components": {
        "schemas": {"Order": ORDER},
        "responses": {"Wrong": {"description": "Not so."}},
        "parameters": {"Id": {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}},
        "examples": {"Seven": {"value": 7}},
        "requestBodies": {"Order": {"content": {"application/json": {"schema": True}}}},
        "headers": {"Rate": {"schema": {"type": "integer"}, "required": True}},
        "securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            "id": {"type": "openIdConnect", "openIdConnectUrl": "https://id.example.org"},
            "certificate": {"type": "mutualTLS"},
            "login": {
                "type": "oauth2",
                "flows": {
                    "authorizationCode": {
                        "authorizationUrl": "https://id.example.org/in",
                        "tokenUrl": "https://id.example.org/token",
                        "refreshUrl": "https://id.example.org/again",
                        "scopes": {"read": "Look."},
                    }
                },
            },
        },
        "links": {"Again": {"operationId": "change"}},
        "callbacks": {"Done": {"{$request.body#/url}": {"post": {"summary": "Told."}}}},
        "pathItems": {"Empty": {"get": {"summary": "Nothing."}}},
    },
}


def test_a_whole_document_stays_what_it_was() -> None:
    assert exported(named(WHOLE)) == WHOLE


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        (
            {"name": "a", "in": "query", "schema": {}, "content": {"text/plain": {}}},
            {"name": "a", "in": "query", "schema": {}},
        ),
        ({"name": "a", "in": "query"}, {"name": "a", "in": "query", "schema": {}}),
        (
            {"name": "a", "in": "query", "style": "simple", "content": {"text/plain": {}, "text/csv": {}}},
            {"name": "a", "in": "query", "content": {"text/plain": {}}},
        ),
        (
            {"name": "a", "in": "header", "schema": {}, "allowReserved": True, "style": "form"},
            {"name": "a", "in": "header", "schema": {}},
        ),
        (
            {"name": "a", "in": "cookie", "schema": {}, "example": 1, "examples": {"b": {"value": 2}}},
            {"name": "a", "in": "cookie", "schema": {}, "example": 1},
        ),
    ],
    ids=str,
)
def test_a_parameter_that_says_too_much_or_too_little(written: Object, mended: Object) -> None:
    document = exported(named(openapi({"/things": {"get": {"parameters": [written]}}})))

    assert document["paths"]["/things"]["get"]["parameters"] == [mended]


def test_a_parameter_that_is_none_is_left_out_where_it_is_referred_to() -> None:
    there: Object = {"$ref": "#/components/parameters/Bad"}

    document = exported(
        named(openapi({"/things": {"get": {"parameters": [there]}}}, components={"parameters": {"Bad": {}}}))
    )

    assert document["paths"]["/things"]["get"] == {"parameters": []}


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (
            {"license": {"name": "MIT", "identifier": "MIT", "url": "https://x.org"}},
            {"name": "MIT", "identifier": "MIT"},
        ),
        ({"license": {"url": "https://x.org"}}, None),
    ],
    ids=str,
)
def test_a_license_has_a_name_and_one_way_to_find_it(told: Object, kept: Any) -> None:
    document = exported(named({**openapi({}), "info": {"title": "Shop", "version": "1", **told}}))

    assert document["info"].get("license") == kept


def test_examples_and_encodings_that_contradict_themselves_are_mended() -> None:
    paths: Any = answering({"type": "object"})
    media = paths["/things"]["get"]["responses"]["200"]["content"]["application/json"]
    media |= {
        "examples": {"far": {"value": 1, "externalValue": "https://x.org"}},
        "encoding": {"a": {"style": "simple"}},
    }

    document = exported(named(openapi(paths)))

    there = document["paths"]["/things"]["get"]["responses"]["200"]["content"]["application/json"]
    assert there == {"schema": {"type": "object"}, "examples": {"far": {"value": 1}}, "encoding": {"a": {}}}


def test_what_all_parts_of_a_schema_require_is_described_somewhere() -> None:
    base: Object = {"type": "object", "properties": {"id": {"type": "integer"}}}
    schema: Object = {"allOf": [{"$ref": "#/components/schemas/Base"}], "required": ["id", "name"]}

    document = exported(named(openapi(answering(schema), components={"schemas": {"Base": base}})))

    assert answered(document) == {**schema, "properties": {"name": {}}}


def test_a_default_stays_where_its_schema_cannot_be_used() -> None:
    schema: Object = {"type": "string", "pattern": "(?P<a", "default": "x"}

    content = export(Form.OPENAPI, "Shop", [named(openapi(answering(schema)))])

    assert answered(json.loads(content))["default"] == "x"
