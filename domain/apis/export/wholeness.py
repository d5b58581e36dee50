"""What an object of OpenAPI 3.1 must have, and may not have together: half-valid documents are mended."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from domain.apis.reading.references import References
from domain.apis.tree import Object, list_of, object_of, pick, text_of, texts_of

Mend = Callable[[Object], Object | None]
"""Makes an object whole; None where it cannot be."""

_STYLES: Final[Mapping[str, frozenset[str]]] = {
    "path": frozenset({"matrix", "label", "simple"}),
    "query": frozenset({"form", "spaceDelimited", "pipeDelimited", "deepObject"}),
    "header": frozenset({"simple"}),
    "cookie": frozenset({"form"}),
}

_OF_SCHEMA: Final = ("schema", "style", "explode", "allowReserved", "example", "examples")
"""What a parameter may not say beside its `content`."""


def _info(fields: Object) -> Object:
    return {**fields, "title": fields.get("title", ""), "version": fields.get("version", "")}


def _named(*names: str) -> Mend:
    """Left out where it lacks one of these fields."""
    return lambda fields: fields if all(text_of(fields.get(name)) for name in names) else None


def _license(fields: Object) -> Object | None:
    if "identifier" in fields:
        fields.pop("url", None)
    return _named("name")(fields)


def _variable(fields: Object) -> Object:
    if not list_of(fields.get("enum")):
        fields.pop("enum", None)
    return {**fields, "default": fields.get("default", "")}


def _parameter(fields: Object) -> Object | None:
    place = text_of(fields.get("in"))
    if not text_of(fields.get("name")) or place not in _STYLES:
        return None
    if place == "path":
        fields["required"] = True
    if place != "query":
        fields.pop("allowEmptyValue", None)
        fields.pop("allowReserved", None)
    return _valued(fields, _STYLES[place])


def _header(fields: Object) -> Object:
    return _valued(fields, _STYLES["header"])


def _valued(fields: Object, styles: frozenset[str]) -> Object:
    """A parameter or header with a schema or a content, and never both."""
    if text_of(fields.get("style")) not in styles:
        fields.pop("style", None)
    content = object_of(fields.get("content"))
    if content and "schema" not in fields:
        for name in _OF_SCHEMA:
            fields.pop(name, None)
        first = next(iter(content))
        return {**fields, "content": {first: content[first]}}
    fields.pop("content", None)
    return _exemplified({**fields, "schema": fields.get("schema", {})})


def _exemplified(fields: Object) -> Object:
    """With one way to give examples."""
    if "example" in fields:
        fields.pop("examples", None)
    return fields


def _body(fields: Object) -> Object:
    return {**fields, "content": fields.get("content", {})}


def _response(fields: Object) -> Object:
    return {**fields, "description": fields.get("description", "")}


def _example(fields: Object) -> Object:
    if "value" in fields:
        fields.pop("externalValue", None)
    return fields


def _link(fields: Object) -> Object | None:
    if "operationId" in fields:
        fields.pop("operationRef", None)
    return fields if fields.keys() & {"operationId", "operationRef"} else None


def _encoding(fields: Object) -> Object:
    if text_of(fields.get("style")) not in _STYLES["query"]:
        fields.pop("style", None)
    return fields


_SCHEME_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "apiKey": ("name", "in"),
    "http": ("scheme",),
    "mutualTLS": (),
    "oauth2": ("flows",),
    "openIdConnect": ("openIdConnectUrl",),
}


def _scheme(fields: Object) -> Object | None:
    kind = text_of(fields.get("type"))
    if kind == "basic":
        return _scheme({**fields, "type": "http", "scheme": "basic"})
    if kind == "oauth2":
        fields.setdefault("flows", {})
    needed = _SCHEME_FIELDS.get(kind)
    if needed is None or any(name not in fields for name in needed):
        return None
    told = [name for name in fields if name.startswith("x-")]
    if text_of(fields.get("scheme")).lower() == "bearer":
        told.append("bearerFormat")
    if kind == "apiKey" and fields["in"] not in {"query", "header", "cookie"}:
        return None
    return pick(fields, "type", "description", *needed, *told)


def _flow(*addresses: str) -> Mend:
    return lambda fields: {**dict.fromkeys(addresses, ""), "scopes": {}, **fields}


MENDS: Final[Mapping[str, Mend]] = {
    "info": _info,
    "license": _license,
    "server": _named("url"),
    "variable": _variable,
    "tag": _named("name"),
    "docs": _named("url"),
    "discriminator": _named("propertyName"),
    "parameter": _parameter,
    "header": _header,
    "body": _body,
    "media": _exemplified,
    "response": _response,
    "example": _example,
    "link": _link,
    "encoding": _encoding,
    "scheme": _scheme,
    "implicit": _flow("authorizationUrl"),
    "tokens": _flow("tokenUrl"),
    "code": _flow("authorizationUrl", "tokenUrl"),
}
"""By the kind of object."""


def with_all_that_is_required(schema: Object, raw: Object, references: References) -> Object:
    """A schema of several parts in which each required field is described somewhere, be it as anything."""
    known = set(_fields_of(raw, references, set()))
    missing: Object = {name: {} for name in texts_of(schema.get("required")) if name not in known}
    return {**schema, "properties": {**object_of(schema.get("properties")), **missing}} if missing else schema


def _fields_of(raw: Object, references: References, seen: set[int]) -> Iterator[str]:
    """The names of the fields that a schema or a part of it describes."""
    schema = references.followed(raw)
    if id(schema) in seen:
        return
    seen.add(id(schema))
    yield from object_of(schema.get("properties"))
    for word in ("allOf", "anyOf", "oneOf"):
        for each in list_of(schema.get(word)):
            yield from _fields_of(object_of(each), references, seen)
