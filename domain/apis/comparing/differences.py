"""How two schemas differ by themselves, their children left aside."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from domain.apis.comparing.changes import Value
from domain.apis.reading.bounds import ALWAYS, LOWER, UPPER, Bound, says_nothing, width_of
from domain.apis.reading.schemas import Schema
from domain.apis.tree import Tree

_WIDER: Final = frozenset({("int32", "int64"), ("float", "double")})
_INTEGERS_OF_A_DOUBLE: Final = frozenset({"", "int32", "int64"})
"""How integers are written that are numbers of format double as well: JSON knows one sort of number."""

_INTEGER: Final = frozenset({"integer"})
_SCALARS: Final = frozenset({"string", "integer", "number", "boolean"})


@dataclass(frozen=True, slots=True)
class Difference:
    """An aspect in which two schemas differ; `step` is the field that it is about, where it is about one."""

    aspect: str
    before: Value = None
    after: Value = None
    step: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """Who reads what the schema describes."""

    is_sent: bool
    """Clients write it, the server reads it."""
    today: date
    """By which a removal was announced for later."""
    is_written_in_text: bool = False
    """It is part of an address or a header, where a number is text as well."""


def type_difference(old: Schema, new: Schema, side: Side) -> Difference | None:
    """How the types of two schemas differ, with their formats."""
    if old.seldom.encoding or new.seldom.encoding:
        old, new = replace(old, format=""), replace(new, format="")  # another encoding is told by itself
    if (was := _width(old)) and (now := _width(new)):
        old, new = replace(old, format=was), replace(new, format=now)
    if (old.types, old.format) == (new.types, new.format):
        return None
    widened, narrowed = _takes(new, old, side), _takes(old, new, side)
    if widened and narrowed:
        return None
    several = len(old.types) > 1 or len(new.types) > 1
    if widened:
        aspect = "list-of-types-widened" if several else "type-generalized"
    elif narrowed and (several or not side.is_sent):
        aspect = "list-of-types-narrowed" if several else "type-specialized"
    else:
        aspect = "type-changed"
    return Difference(aspect, type_of(old), type_of(new))


def _width(schema: Schema) -> str:
    """How wide a schema's integers are; empty where they are none, or nothing says it."""
    return width_of(schema.format, schema.bounds) if schema.types == _INTEGER else ""


def _takes(wide: Schema, narrow: Schema, side: Side) -> bool:
    """Whether all that is of the narrow type is of the wide one too."""
    if not wide.types:
        return True
    if not narrow.types:
        return False
    allowed = wide.types | ({"integer"} if "number" in wide.types else set[str]())
    if side.is_written_in_text and "string" in wide.types and not wide.format:
        allowed = allowed | _SCALARS
    if not narrow.types <= allowed:
        return False
    if wide.format in {"", narrow.format} or (narrow.format, wide.format) in _WIDER:
        return True
    return narrow.types == _INTEGER and wide.format == "double" and narrow.format in _INTEGERS_OF_A_DOUBLE


def type_of(schema: Schema) -> str:
    """A schema's types in words."""
    types = " or ".join(sorted(schema.types)) or "anything"
    return f"{types} ({schema.format})" if schema.format else types


def own_differences(old: Schema, new: Schema) -> Iterator[Difference]:
    """How two schemas of like types differ in all but type and children."""
    if old.types and new.types and old.is_nullable != new.is_nullable:
        yield Difference("became-nullable" if new.is_nullable else "became-not-nullable")
    yield from _of_values(old, new)
    yield from _of_bounds(old, new)
    if old.pattern != new.pattern:
        yield Difference(
            f"pattern-{_verb(old.pattern, new.pattern)}", old.pattern or None, new.pattern or None
        )
    if old.default != new.default:
        yield Difference(f"default-value-{_verb(old.default, new.default)}", old.default, new.default)
    if old.additional is not False and new.additional is False:
        yield Difference("additional-properties-closed")
    if old.additional is False and new.additional is not False:
        yield Difference("additional-properties-opened")


def _verb(before: str | None, after: str | None) -> str:
    if not before:
        return "added"
    return "changed" if after else "removed"


def _of_values(old: Schema, new: Schema) -> Iterator[Difference]:
    before, after = old.values, new.values
    if before is None or after is None:
        if after is not None:
            yield Difference("const-added" if new.is_constant else "became-enum", None, _listed(after))
        elif before is not None:
            yield Difference("const-removed" if old.is_constant else "enum-lifted", _listed(before), None)
        return
    if old.is_constant and new.is_constant and before.keys() != after.keys():
        yield Difference("const-changed", _listed(before), _listed(after))
        return
    for key in sorted(before.keys() - after.keys()):
        yield Difference("enum-value-removed", shown(before[key]), None)
    for key in sorted(after.keys() - before.keys()):
        yield Difference("enum-value-added", None, shown(after[key]))


def _listed(values: Mapping[str, Tree]) -> str:
    return ", ".join(sorted(values))


def shown(value: Tree) -> Value:
    """A value of a document, as JSON where it is a list or an object."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _of_bounds(old: Schema, new: Schema) -> Iterator[Difference]:
    if old.bounds == new.bounds:
        return
    was, now = _width(old), _width(new)
    for name in UPPER | LOWER:
        before, after = old.bounds.get(name), new.bounds.get(name)
        if before != after and not (says_nothing(name, before, was) and says_nothing(name, after, now)):
            yield _of_bound(name, before, after)


def _of_bound(name: str, before: Bound | None, after: Bound | None) -> Difference:
    known = after or before
    exclusive = "exclusive-" if known and known.is_exclusive else ""
    return Difference(
        f"{exclusive}{name}-{_verb_of_bound(name, before, after)}",
        before.limit if before else None,
        after.limit if after else None,
    )


def _verb_of_bound(name: str, before: Bound | None, after: Bound | None) -> str:
    """What happened to a bound; a least length that is not given is 0 all the same, as oasdiff reads it."""
    if before is None:
        return "increased" if name in ALWAYS else "set"
    if after is None:
        return "decreased" if name in ALWAYS else "unset"
    if name in UPPER:
        return "increased" if after.upper > before.upper else "decreased"
    return "increased" if after.lower > before.lower else "decreased"
