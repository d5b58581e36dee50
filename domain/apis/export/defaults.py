"""Defaults that their own schema forbids: a document with one is not valid."""

import json
from collections.abc import Iterable

import jsonschema_rs

from domain.apis.tree import Object, Tree


def drop_defaults_that_do_not_fit(document: Object, schemas: Iterable[Object]) -> None:
    """Take the default from each of these schemas of a document that does not allow it."""
    for schema in schemas:
        whole = schema
        if "$ref" in json.dumps(schema):
            whole = {**schema, "components": document.get("components", {})}
        if not _fits(whole, schema["default"]):
            del schema["default"]


def _fits(schema: Object, value: Tree) -> bool:
    try:
        return jsonschema_rs.Draft202012Validator(schema, validate_formats=True).is_valid(value)
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError):
        return True  # the schema itself cannot be used: not its default is to blame
