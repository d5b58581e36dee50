"""Schemas in words, as a page shows them."""

import json
from collections.abc import Iterator
from typing import Final

from domain import text
from domain.apis.reading.bounds import Bound
from domain.apis.reading.references import name_of
from domain.apis.reading.schemas import Schema, Schemas
from domain.apis.tree import Object

_TYPES: Final = {"string": "text", "boolean": "true or false", "array": "list"}
_PLAIN_FORMATS: Final = frozenset({"int32", "int64", "float", "double"})
_SIZES: Final = {"length": "characters", "items": "items", "properties": "fields"}

_VALUES: Final = 8
"""Values of a list that are told, at most."""

_ALL_INTEGERS: Final = 2**31 - 1
_LIST: Final[frozenset[str]] = frozenset({"array"})
_LONGEST: Final = 60

_LEVELS: Final = 3
"""Lists of lists that are told."""


def type_in_words(schema: Schema, schemas: Schemas, levels: int = _LEVELS) -> str:
    """Such as `integer`, `text (email)`, `list of User`, `one of open, done`."""
    told = _of_values(schema) if schema.values else _of_types(schema, schemas, levels)
    return f"{told} or null" if schema.is_nullable and told != "null" else told


def _of_values(schema: Schema) -> str:
    values = list(map(_value, (schema.values or {}).values()))
    if len(values) == 1:
        return f"always {values[0]}"
    more = [f"… ({len(values)} in all)"] if len(values) > _VALUES else []
    return "one of " + ", ".join([*values[:_VALUES], *more])


def _value(value: object) -> str:
    told = value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
    return text.shortened(text.one_line(told), _LONGEST)


def _of_types(schema: Schema, schemas: Schemas, levels: int) -> str:
    if schema.variants:
        ways = dict.fromkeys(_named(each, schemas, levels) for each in schema.variants[:_VALUES])
        return "either " + " or ".join(ways)
    if schema.types == _LIST and schema.items is not None:
        return f"list of {_named(schema.items, schemas, levels)}"
    if not schema.types:
        return "null" if schema.is_nullable else "anything"
    told = " or ".join(_TYPES.get(each, each) for each in sorted(schema.types))
    return f"{told} ({schema.format})" if schema.format and schema.format not in _PLAIN_FORMATS else told


def _named(raw: Object, schemas: Schemas, levels: int) -> str:
    """The name of a schema where it has one, else its type."""
    if name := name_of(raw):
        return text.shortened(name, _LONGEST)
    return type_in_words(schemas.of(raw), schemas, levels - 1) if levels else "more"


def bounds_in_words(schema: Schema) -> str:
    """Such as `1 to 100, default 20`; empty where there are none."""
    return ", ".join(_bounds(schema))


def _bounds(schema: Schema) -> Iterator[str]:
    if schema.values is None and (told := _range(_telling(schema, "min"), _telling(schema, "max"))):
        yield told
    if schema.seldom.multiple is not None:
        yield f"a multiple of {schema.seldom.multiple}"
    if schema.seldom.is_unique:
        yield "each only once"
    for name, things in _SIZES.items():
        if told := _range(schema.bounds.get(f"min-{name}"), schema.bounds.get(f"max-{name}")):
            yield f"{told} {things}"
    if schema.pattern:
        yield f"matches {text.shortened(schema.pattern, _LONGEST)}"
    if (schema.default or "null") != "null":
        yield f"default {_value(json.loads(schema.default or ''))}"


def _telling(schema: Schema, name: str) -> Bound | None:
    """A bound; none where it is as wide as the integers of a database."""
    bound = schema.bounds.get(name)
    return None if bound is None or abs(bound.limit) >= _ALL_INTEGERS else bound


def _range(low: Bound | None, high: Bound | None) -> str:
    if low and high and not low.is_exclusive and not high.is_exclusive:
        return f"{low.limit}" if low.limit == high.limit else f"{low.limit} to {high.limit}"
    told = [f"{'more than' if low.is_exclusive else 'at least'} {low.limit}"] if low else []
    told += [f"{'less than' if high.is_exclusive else 'at most'} {high.limit}"] if high else []
    return " and ".join(told)
