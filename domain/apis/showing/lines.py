"""What goes in and comes out of an operation, as a list that people can read."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from domain import text
from domain.apis.reading.models import Parameter
from domain.apis.reading.schemas import Schema, Schemas
from domain.apis.showing.words import bounds_in_words, type_in_words
from domain.apis.tree import Object, text_of

MOST: Final = 100
"""Lines of one list, at most."""

DESCRIPTION: Final = 200
"""Characters of what is said of one line."""

_LEVELS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that goes in or comes out."""

    name: str
    """Of a field with the way to it: `owner.name`, `items[].id`."""
    type: str
    """In words, such as `list of text`."""
    place: str = ""
    """Of a parameter: `query`, `path`, `header` or `cookie`."""
    is_required: bool = False
    is_deprecated: bool = False
    description: str = ""
    bounds: str = ""
    """In words, such as `1 to 100, default 20`."""


def line_of_parameter(parameter: Parameter, schemas: Schemas) -> Line:
    """A parameter as a line."""
    schema = schemas.of(parameter.schema)
    return Line(
        name=parameter.name,
        type=type_in_words(schema, schemas),
        place=parameter.location,
        is_required=parameter.is_required,
        is_deprecated=parameter.life.is_deprecated or schema.is_deprecated,
        description=shortly(parameter.description or text_of(parameter.schema.get("description"))),
        bounds=bounds_in_words(schema),
    )


def lines_of(raw: Object, schemas: Schemas, *, is_sent: bool) -> tuple[Line, ...]:
    """The fields of a body, those of inner objects right after them."""
    return tuple(islice(_Lister(schemas, is_sent).lines(raw, "", ()), MOST))


def shortly(told: str) -> str:
    """What a document says of one thing, on one line."""
    return text.shortened(text.one_line(told), DESCRIPTION)


@dataclass(frozen=True, slots=True)
class _Lister:
    schemas: Schemas
    is_sent: bool

    def lines(self, raw: Object, way: str, path: tuple[int, ...]) -> Iterator[Line]:
        """The lines within a schema; `path` holds the schemas that lead to it, so that a cycle ends."""
        named = self.schemas.named(raw)
        if id(named) in path or len(path) > _LEVELS:
            return
        schema, path = self.schemas.of(raw), (*path, id(named))
        for name, each in schema.properties.items():
            inner = self.schemas.of(each)
            if not (inner.is_read_only if self.is_sent else inner.is_write_only):
                yield self._line(f"{way}{name}", each, inner, is_required=name in schema.required)
                yield from self.lines(each, f"{way}{name}.", path)
        if schema.items is not None:
            yield from self.lines(schema.items, f"{way.removesuffix('.')}[].", path)
        if isinstance(schema.additional, dict) and not schema.properties:
            yield self._line(
                f"{way}*", schema.additional, self.schemas.of(schema.additional), is_required=False
            )
            yield from self.lines(schema.additional, f"{way}*.", path)
        if schema.variants:
            yield from self.lines(schema.variants[0], way, path)

    def _line(self, name: str, raw: Object, schema: Schema, *, is_required: bool) -> Line:
        return Line(
            name=name,
            type=type_in_words(schema, self.schemas),
            is_required=is_required,
            is_deprecated=schema.is_deprecated,
            description=shortly(text_of(raw.get("description"))),
            bounds=bounds_in_words(schema),
        )
