"""Endpoints that members wrote by hand, as documents of OpenAPI 3.1: what they told, and no more."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

from domain.apis.export.exported import Exported
from domain.apis.reading.matching import shape_of
from domain.apis.tree import Object, Tree
from domain.auth_words import asks_for_auth, header_of
from domain.models.endpoint import Endpoint

NAME: Final = "By hand"
"""What the endpoints are called together, beside APIs."""

_ADDRESS: Final = re.compile(r"(https?://[^/?#]*)?([^?#]*)(?:\?([^#]*))?.*", re.DOTALL)
_ROUTE: Final = re.compile(r"<(?:(\w+):)?(\w+)>|(?<=/):(\w+)|\{(\w+)\}")
"""A parameter as Django and Flask, Express, and OpenAPI write it."""

_TYPES: Final[Mapping[str, Object]] = {
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "uuid": {"type": "string", "format": "uuid"},
}
_FORM: Final = re.compile(r"[\w.\[\]-]+=[^\s&]*(?:&[\w.\[\]-]+=[^\s&]*)*")


def apis_by_hand(endpoints: Iterable[Endpoint]) -> Sequence[Exported]:
    """The endpoints as documents, one for each host; of two for one operation, the second has a document of its own."""
    documents: list[_Document] = []
    for each in endpoints:
        address = _Address.of(each.path)
        fitting = (document for document in documents if document.takes(address, each))
        document = next(fitting, None)
        if document is None:
            document = _Document(address.host)
            documents.append(document)
        document.add(address, each)
    return [Exported(name=NAME, content=document.written()) for document in documents]


@dataclass(frozen=True, slots=True)
class _Address:
    host: str
    path: str
    parameters: Sequence[Tree]

    @classmethod
    def of(cls, typed: str) -> "_Address":
        """The parts of a path or URL as people type it."""
        match = _ADDRESS.fullmatch(typed)
        host, path, query = match.groups() if match else ("", typed, "")
        parameters: list[Tree] = []
        for kind, *names in _ROUTE.findall(path or "/"):
            schema = _TYPES.get(kind, {"type": "string"})
            parameters.append({"name": "".join(names), "in": "path", "required": True, "schema": schema})
        for name, value in parse_qsl(query or "", keep_blank_values=True):
            example: Object = {} if not value or _ROUTE.fullmatch(value) else {"example": value}
            parameters.append({"name": name, "in": "query", "schema": {}, **example})
        return cls(
            host or "",
            _ROUTE.sub(lambda found: f"{{{found[found.lastindex or 0]}}}", path or "/"),
            parameters,
        )


@dataclass(slots=True)
class _Document:
    host: str
    paths: dict[str, Object] = field(default_factory=dict[str, Object])
    schemes: Object = field(default_factory=dict[str, Tree])

    def takes(self, address: _Address, endpoint: Endpoint) -> bool:
        """Whether an endpoint fits in: it is of the same host, and its place is free."""
        if address.host != self.host:
            return False
        same = [path for path in self.paths if shape_of(path) == shape_of(address.path)]
        return not same or (
            same == [address.path] and endpoint.method.value.lower() not in self.paths[same[0]]
        )

    def add(self, address: _Address, endpoint: Endpoint) -> None:
        """Write an endpoint down."""
        operation = _operation(endpoint)
        if address.parameters:
            operation["parameters"] = [*address.parameters]
        if asks_for_auth(endpoint.auth):
            name, scheme = _scheme(endpoint.auth)
            self.schemes[name] = scheme
            operation["security"] = [{name: []}]
        self.paths.setdefault(address.path, {})[endpoint.method.value.lower()] = operation

    def written(self) -> bytes:
        """The document, in JSON."""
        servers: Object = {"servers": [{"url": self.host}]} if self.host else {}
        document: Object = {
            "openapi": "3.1.0",
            "info": {"title": NAME, "version": "1"},
            **servers,
            "paths": {**self.paths},
            "components": {"securitySchemes": self.schemes},
        }
        return json.dumps(document, ensure_ascii=False).encode()


def _operation(endpoint: Endpoint) -> Object:
    operation: Object = {
        "summary": endpoint.summary,
        "description": "\n\n".join(_sentences(endpoint)),
        "x-status": endpoint.status.value,
    }
    if endpoint.tags:
        operation["tags"] = [*endpoint.tags]
    if endpoint.request:
        operation["requestBody"] = {"content": _content(endpoint.request)}
    answer: Object = {"description": "The answer."}
    if endpoint.response:
        answer["content"] = _content(endpoint.response)
    operation["responses"] = {"default": answer}
    return operation


def _sentences(endpoint: Endpoint) -> Iterator[str]:
    yield f"{endpoint.ref} is {endpoint.status.words}."
    if asks_for_auth(endpoint.auth):
        yield f"Authentication: {endpoint.auth}"


def _content(example: str) -> Object:
    """An example with its media type."""
    with suppress(ValueError, RecursionError):  # it is no JSON
        return {"application/json": {"example": json.loads(example)}}
    if _FORM.fullmatch(example):
        return {
            "application/x-www-form-urlencoded": {
                "example": {**dict(parse_qsl(example, keep_blank_values=True))}
            }
        }
    is_nearly_json = example.lstrip().startswith(("{", "["))
    return {"application/json" if is_nearly_json else "text/plain": {"example": example}}


def _scheme(auth: str) -> tuple[str, Object]:
    """A security scheme with its name, as far as the words tell it."""
    name, _, scheme = header_of(auth).partition(":")
    match scheme.strip():
        case "Bearer" | "Basic" as known:
            return known.lower(), {"type": "http", "scheme": known.lower()}
        case "Token":
            return "token", {
                "type": "apiKey",
                "in": "header",
                "name": name,
                "description": "The word Token, a space, and the token.",
            }
        case _:
            return name, {"type": "apiKey", "in": "header", "name": name}
