"""A document as large as those of the largest public APIs, made up."""

from typing import Final

from domain.apis.tree import Object, Tree

RESOURCES: Final = 500
"""About 2 MB of JSON."""

FIELDS: Final = 25

GROUP: Final = 10
"""So many resources refer to each other."""


def large_document(resources: int) -> Object:
    """A document with four operations and one schema for each resource; each schema refers to three others."""
    paths: Object = {}
    schemas: Object = {}
    for number in range(resources):
        paths[f"/resource{number}"] = {"get": _listing(number), "post": _writing(number, "201")}
        paths[f"/resource{number}/{{id}}"] = {"get": _showing(number), "put": _writing(number, "200")}
        schemas[f"Resource{number}"] = _schema(number)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Large", "version": "1"},
        "servers": [{"url": "https://api.example.org"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _schema(number: int) -> Object:
    scalars: list[Tree] = [
        {"type": "string", "maxLength": 200, "description": "A text that people read."},
        {"type": ["integer", "null"], "minimum": 0, "description": "How many there are."},
        {"type": "string", "format": "date-time", "description": "When it was."},
        {"type": "string", "enum": ["open", "closed", "draft"], "description": "How far it is."},
    ]
    properties: Object = {f"field{field}": scalars[field % len(scalars)] for field in range(FIELDS)}
    for step in (1, 3, 7):
        properties[f"next{step}"] = _of(number - number % GROUP + (number + step) % GROUP)
    return {"type": "object", "required": ["field0", "field1"], "properties": properties}


def _of(number: int) -> Object:
    return {"$ref": f"#/components/schemas/Resource{number}"}


def _answers(status: str, schema: Tree) -> Object:
    return {status: {"description": "Fine.", "content": {"application/json": {"schema": schema}}}}


def _id() -> Tree:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}


def _listing(number: int) -> Object:
    page: Tree = {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}}
    listed: Tree = {"type": "array", "items": _of(number)}
    return {"operationId": f"list{number}", "parameters": [page], "responses": _answers("200", listed)}


def _showing(number: int) -> Object:
    return {
        "operationId": f"show{number}",
        "parameters": [_id()],
        "responses": _answers("200", _of(number)),
    }


def _writing(number: int, status: str) -> Object:
    body: Tree = {"required": True, "content": {"application/json": {"schema": _of(number)}}}
    return {
        "operationId": f"write{number}to{status}",
        "parameters": [_id()] if status == "200" else [],
        "requestBody": body,
        "responses": _answers(status, _of(number)),
    }
