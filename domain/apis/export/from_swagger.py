"""Swagger 2.0 as a tree of OpenAPI 3: bodies, forms and media types where version 3 has them.

References to schemas stay as they are, since they are followed in the document that was.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from domain.apis.export.grammar import METHODS
from domain.apis.reading.paths import media_type
from domain.apis.reading.references import References
from domain.apis.reading.swagger import FORMS, VALUE_WORDS, addresses_of, media_types_of
from domain.apis.reading.warnings import Warnings
from domain.apis.tree import Object, Tree, list_of, object_of, objects_in, pick, text_of

_STYLES: Final[Mapping[str, Object]] = {
    "multi": {"style": "form", "explode": True},
    "ssv": {"style": "spaceDelimited", "explode": False},
    "pipes": {"style": "pipeDelimited", "explode": False},
}
"""How several values are written; version 3 has no word for tabs."""

_FLOWS: Final = {"application": "clientCredentials", "accessCode": "authorizationCode"}


def openapi_3_of(root: Object) -> Object:
    """The document with the objects of OpenAPI 3 in the places of version 3."""
    return _Converter(root).whole()


class _Converter:
    def __init__(self, root: Object) -> None:
        self._root = root
        self._references = References(root, Warnings())

    def whole(self) -> Object:
        """The whole document."""
        told = pick(self._root, "info", "tags", "externalDocs", "security", "definitions")
        return {
            **told,
            **{name: each for name, each in self._root.items() if name.startswith("x-")},
            "servers": [{"url": each} for each in addresses_of(self._root)],
            "paths": {path: self._path(path, each) for path, each in objects_in(self._root.get("paths"))},
            "components": {
                "schemas": object_of(self._root.get("definitions")),
                "securitySchemes": {
                    name: _scheme(each) for name, each in objects_in(self._root.get("securityDefinitions"))
                },
            },
        }

    def _path(self, path: str, raw: Object) -> Object:
        if path.startswith("x-"):
            return raw
        item = self._references.followed(raw)
        shared = [*map(self._references.followed, list_of(item.get("parameters")))]
        converted: Object = {name: each for name, each in item.items() if name.startswith("x-")}
        for method, operation in objects_in(item):
            if method in METHODS:
                converted[method] = self._operation(operation, shared)
        return converted

    def _operation(self, raw: Object, shared: Sequence[Object]) -> Object:
        own = map(self._references.followed, list_of(raw.get("parameters")))
        known = {(text_of(each.get("name")), text_of(each.get("in"))): each for each in (*shared, *own)}
        fields = [each for (name, place), each in known.items() if name and place]
        converted: Object = {
            name: each for name, each in raw.items() if name not in {"consumes", "produces", "schemes"}
        }
        converted["parameters"] = [
            _parameter(each) for each in fields if each.get("in") not in {"body", "formData"}
        ]
        body = self._body(raw, fields)
        if body is not None:
            converted["requestBody"] = body
        produced = media_types_of(raw, self._root, "produces")
        converted["responses"] = {
            status: _answer(self._references.followed(each), produced)
            for status, each in objects_in(raw.get("responses"))
        }
        return converted

    def _body(self, operation: Object, parameters: Sequence[Object]) -> Object | None:
        body = next((each for each in parameters if each.get("in") == "body"), None)
        form = [each for each in parameters if each.get("in") == "formData"]
        types = media_types_of(operation, self._root, "consumes")
        if body is not None:
            types = [each for each in types if each not in FORMS] or types
            media = pick(body, "schema")
            told = pick(body, "description", "required")
            return {**told, "content": dict.fromkeys(types, media)}
        if not form:
            return None
        types = [each for each in types if each in FORMS] or FORMS[:1]
        is_required = any(each.get("required") is True for each in form)
        return {"required": is_required, "content": {each: _form(form) for each in types}}


def _scheme(raw: Object) -> Object:
    if raw.get("type") != "oauth2":
        return raw
    told = text_of(raw.get("flow"))
    flow = pick(raw, "authorizationUrl", "tokenUrl", "scopes")
    return {**pick(raw, "type", "description"), "flows": {_FLOWS.get(told, told): flow}}


def _parameter(raw: Object) -> Object:
    told = {
        name: each for name, each in raw.items() if name not in VALUE_WORDS and name != "collectionFormat"
    }
    parameter: Object = {**told, "schema": pick(raw, *VALUE_WORDS)}
    if raw.get("type") == "array":
        parameter |= _style(raw)
    if "x-example" in told:
        parameter["example"] = parameter.pop("x-example")
    return parameter


def _style(raw: Object) -> Object:
    if raw.get("in") not in {"query", "formData"}:
        return {}
    return _STYLES.get(text_of(raw.get("collectionFormat")), {"style": "form", "explode": False})


def _form(form: Sequence[Object]) -> Object:
    """The fields of a form as one object."""
    properties: Object = {text_of(each.get("name")): pick(each, *VALUE_WORDS, "description") for each in form}
    required: list[Tree] = [each.get("name") for each in form if each.get("required") is True]
    encoding: Object = {
        text_of(each.get("name")): _style(each) for each in form if each.get("type") == "array"
    }
    schema: Object = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    return {"schema": schema, "encoding": encoding} if encoding else {"schema": schema}


def _answer(raw: Object, produced: Sequence[str]) -> Object:
    answer: Object = {
        name: each for name, each in raw.items() if name not in {"schema", "examples", "headers"}
    }
    examples = {media_type(name): each for name, each in object_of(raw.get("examples")).items()}
    if "schema" in raw:
        answer["content"] = {
            each: pick(raw, "schema") | ({"example": examples[each]} if each in examples else {})
            for each in produced
        }
    answer["headers"] = {
        name: {**pick(each, "description"), "schema": pick(each, *VALUE_WORDS)}
        for name, each in objects_in(raw.get("headers"))
    }
    return answer
