"""OpenAPI 3.0 and 3.1 as an `Api`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from domain.apis.reading.models import Answer, Api, Content, Hook, Operation, Parameter
from domain.apis.reading.paths import (
    Written,
    about,
    calls_in,
    life_of,
    media_type,
    needs_of,
    operations_in,
    scheme_of,
)
from domain.apis.reading.references import References
from domain.apis.reading.schemas import Schemas
from domain.apis.reading.warnings import Warnings
from domain.apis.tree import NOTHING, Object, Tree, list_of, object_of, objects_in, text_of

_STYLES: Final = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}


def openapi_of(root: Object, warnings: Warnings) -> Api:
    """Understand a document of OpenAPI 3.

    Raises:
        BadInput: it has no paths.
    """
    references = References(root, warnings)
    schemas = Schemas(references)
    reader = _Reader(references, schemas, warnings)
    schemes = object_of(object_of(root.get("components")).get("securitySchemes"))
    return Api(
        operations=tuple(reader.operation(each) for each in operations_in(root, references, warnings)),
        schemas=schemas,
        servers=tuple(_server(each) for each in list_of(root.get("servers")) if isinstance(each, dict)),
        security=needs_of(root.get("security")),
        schemes={name: scheme_of(references.followed(each)) for name, each in schemes.items()},
        webhooks=tuple(reader.webhooks(root)),
        **about(root),
    )


def _server(fields: Object) -> str:
    """A server's address with the defaults of its variables."""
    address = text_of(fields.get("url"))
    for name, variable in objects_in(fields.get("variables")):
        address = address.replace("{" + name + "}", text_of(variable.get("default")))
    return address.rstrip("/")


class _Reader:
    def __init__(self, references: References, schemas: Schemas, warnings: Warnings) -> None:
        self._references = references
        self._schemas = schemas
        self._warnings = warnings

    def operation(self, written: Written) -> Operation:
        """An operation with all that goes in and comes out, and the callbacks that it leads to."""
        return replace(self._call(written), callbacks=tuple(self._callbacks(written)))

    def webhooks(self, root: Object) -> Iterator[Hook]:
        """The calls that the API makes by itself."""
        items = object_of(root.get("webhooks"))
        for each in calls_in(items, ("webhooks",), self._references, self._warnings):
            yield Hook(each.path, self._call(each))

    def _callbacks(self, written: Written) -> Iterator[Hook]:
        for name, each in objects_in(written.fields.get("callbacks")):
            steps = (*written.steps, written.path, written.method.lower(), "callbacks", name)
            addresses = self._references.followed(each)
            for call in calls_in(addresses, steps, self._references, self._warnings):
                yield Hook(name, self._call(call))

    def _call(self, written: Written) -> Operation:
        fields = written.fields
        body = fields.get("requestBody")
        return Operation(
            method=written.method,
            path=written.path,
            parameters=tuple(map(self._parameter, written.parameters_in(_STYLES, self._warnings))),
            body=self._content(self._references.followed(body)) if isinstance(body, dict) else None,
            answers=self._answers(fields.get("responses")),
            security=needs_of(fields["security"]) if "security" in fields else None,
            operation_id=text_of(fields.get("operationId")),
            life=written.life,
            **written.told,
        )

    def _parameter(self, fields: Object) -> Parameter:
        location = text_of(fields.get("in"))
        schema = _schema_of(fields)
        style = text_of(fields.get("style")) or _STYLES[location]
        exploded = fields.get("explode", style == "form")
        is_several = self._schemas.of(schema).types & {"array", "object"}
        return Parameter(
            name=text_of(fields.get("name")),
            location=location,
            is_required=fields.get("required") is True or location == "path",
            schema=schema,
            life=life_of(fields),
            style=(f"{style} exploded" if exploded else style) if is_several else "",
            description=text_of(fields.get("description")),
            example=self._example(fields),
        )

    def _content(self, fields: Object) -> Content:
        return Content(
            _by_media_type(fields.get("content")),
            is_required=fields.get("required") is True,
            examples=self._examples(fields.get("content")),
        )

    def _examples(self, content: Tree) -> Mapping[str, Tree]:
        given = {media_type(name): self._example(each) for name, each in objects_in(content)}
        return {name: example for name, example in given.items() if example is not None}

    def _example(self, fields: Object) -> Tree:
        """The one example, or the first of several; None where there is none."""
        if "example" in fields:
            return fields["example"]
        several = (self._references.followed(each) for _, each in objects_in(fields.get("examples")))
        return next((each["value"] for each in several if "value" in each), None)

    def _answers(self, responses: Tree) -> Mapping[str, Answer]:
        return {
            status.upper(): self._answer(self._references.followed(each))
            for status, each in objects_in(responses)
            if not status.startswith("x-")
        }

    def _answer(self, fields: Object) -> Answer:
        headers = {
            name.lower(): self._header(name, self._references.followed(each))
            for name, each in objects_in(fields.get("headers"))
            if name.lower() != "content-type"
        }
        links = {
            name: _link(self._references.followed(each)) for name, each in objects_in(fields.get("links"))
        }
        return Answer(self._content(fields), headers, text_of(fields.get("description")), links)

    def _header(self, name: str, fields: Object) -> Parameter:
        return Parameter(name, "header", fields.get("required") is True, _schema_of(fields), life_of(fields))


def _link(fields: Object) -> str:
    """All of a link but its words for people."""
    return json.dumps({word: each for word, each in fields.items() if word != "description"}, sort_keys=True)


def _schema_of(fields: Object) -> Object:
    """The schema of a parameter or a header, be it by its media type."""
    if isinstance(schema := fields.get("schema"), dict):
        return schema
    content = next((each for _, each in objects_in(fields.get("content"))), NOTHING)
    return object_of(content.get("schema"))


def _by_media_type(content: Tree) -> Mapping[str, Object | None]:
    return {
        media_type(name): schema if isinstance(schema := each.get("schema"), dict) else None
        for name, each in objects_in(content)
    }
