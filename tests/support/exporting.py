"""Exports, and what must hold of each."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openapi_spec_validator import OpenAPIV31SpecValidator

from domain.apis.comparing.changes import Change
from domain.apis.comparing.comparison import compare
from domain.apis.comparing.rules import Grade
from domain.apis.export.exported import Exported, Form
from domain.apis.export.forms import export
from domain.apis.reading.documents import document_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.apis.tree import Object
    from domain.models.endpoint import Endpoint

WRITTEN = Path(__file__).parents[1] / "domain" / "apis" / "written"
REAL = sorted(each for each in WRITTEN.iterdir() if each.suffix in {".yaml", ".json", ".graphql"})
"""What frameworks really write."""

TODAY = date(2026, 1, 1)


def named(content: bytes | Object, name: str = "A3 · Shop API", *, address: str = "") -> Exported:
    """An API with a document, which may be a tree."""
    written = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Exported(name=name, content=written, address=address)


def exported(*apis: Exported, by_hand: Sequence[Endpoint] = ()) -> Any:
    """The document of OpenAPI 3.1 that these are exported as, which is valid."""
    document = json.loads(export(Form.OPENAPI, "Everything", apis, by_hand))
    assert faults(document) == []
    return document


def faults(document: Any) -> list[str]:
    """What the validator has against a document."""
    return [
        f"{error.json_path}: {error.message}" for error in OpenAPIV31SpecValidator(document).iter_errors()
    ]


def says_otherwise(content: bytes, document: Any) -> list[Change]:
    """What breaks, or may, for clients of a document who read its export instead; GraphQL cannot be compared to it."""
    original = document_of(content)
    if original.format.is_graphql:
        return []
    found = compare(original, document_of(json.dumps(document).encode()), today=TODAY)
    return [each for each in found if each.rule.grade is not Grade.SAFE]


def openapi(paths: Any, **more: Any) -> Object:
    """A whole document with these paths."""
    return {"openapi": "3.0.3", "info": {"title": "Shop", "version": "1.2"}, "paths": paths, **more}


def answering(schema: Object, **more: Any) -> Object:
    """The path `/things`, where GET answers with a schema in JSON."""
    content: Object = {"application/json": {"schema": schema}}
    return {"/things": {"get": {"responses": {"200": {"description": "Fine.", "content": content}}, **more}}}


def answered(document: Any, path: str = "/things") -> Any:
    """The schema that GET of a path answers with in JSON."""
    return document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
