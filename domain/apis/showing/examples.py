"""An example made from a schema, where the document gives none."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from domain.apis.reading.bounds import Bound
from domain.apis.reading.references import name_of
from domain.apis.reading.schemas import Schema, Schemas
from domain.apis.showing.patterns import allows, made_from
from domain.apis.showing.samples import FORMATS, number_named, text_named
from domain.apis.tree import Object, Tree, object_of

_LEVELS: Final = 6
"""Levels of objects within each other that are filled with all fields; below, with those that are required."""

_VALUES: Final = 300
"""Values of one example, after which only what is required is added."""

_MOST: Final = 3_000
"""Values of one example, after which even what is required stays empty: it can grow without end."""

_ITEMS: Final = 50
_FILLER: Final = "abcdefghijklmnopqrstuvwxyz"
_LONGEST: Final = 2_000
_TYPES: Final = ("object", "array", "string", "integer", "number", "boolean")


@dataclass(slots=True)
class Examples:
    """Makes examples; in what is sent, fields that the server alone writes are left out, and the other way round."""

    schemas: Schemas
    is_sent: bool
    _path: list[int] = field(default_factory=list[int])
    _made: int = 0

    def of(self, raw: Object, name: str = "") -> Tree:
        """An example of what a schema describes; the same each time.

        Args:
            raw: the schema as it is written.
            name: what the value is called, as names tell what people would write.
        """
        self._made += 1
        named = id(self.schemas.named(raw))
        schema = self.schemas.of(raw)
        is_too_much = self._made > _MOST and schema.types & {"array", "object"}
        if named in self._path or is_too_much:
            return _least(schema)
        self._path.append(named)
        try:
            return self._of(schema, name)
        finally:
            self._path.pop()

    def _of(self, schema: Schema, name: str) -> Tree:
        if schema.example is not None:
            return self._shown(json.loads(schema.example), schema)
        if schema.values is not None:
            return _listed(schema)
        default: Tree = json.loads(schema.default or "null")
        if default not in (None, "", [], {}):
            return default
        return self._of_variants(schema, name) if schema.variants else self._of_type(schema, name)

    def _of_type(self, schema: Schema, name: str) -> Tree:
        kind = next((each for each in _TYPES if each in schema.types), "")
        match kind:
            case "object":
                return self._object(schema)
            case "array":
                return self._list(schema, name)
            case "integer" | "number":
                return _number(schema, name, is_whole=kind == "integer")
            case "boolean":
                return True
            case _:
                return None if schema.is_nullable and not kind else _text(schema, name)

    def _shown(self, value: Tree, schema: Schema) -> Tree:
        """An example that the document gives, without what does not go in this direction."""
        if isinstance(value, list) and schema.items is not None:
            items = self.schemas.of(schema.items)
            return [self._shown(each, items) for each in value]
        if isinstance(value, dict):
            known = {name: self.schemas.of(raw) for name, raw in schema.properties.items()}
            return {
                name: self._shown(each, known[name]) if name in known else each
                for name, each in value.items()
                if name not in known or not self._is_hidden(known[name])
            }
        return value

    def _of_variants(self, schema: Schema, name: str) -> Tree:
        """The first variant that does not lead back here, with the schema's own fields."""
        ways = [raw for raw in schema.variants if id(self.schemas.named(raw)) not in self._path]
        variant = (ways or list(schema.variants))[0]
        value = self.of(variant, name)
        if not isinstance(value, dict):
            return value
        return {**self._object(schema), **value, **self._told_apart(schema, variant)}

    def _told_apart(self, schema: Schema, variant: Object) -> Object:
        """The field that tells which variant it is, where the variant itself leaves it open."""
        discriminator = schema.seldom.discriminator
        known = (
            self.schemas.of(variant).properties.get(discriminator.property_name) if discriminator else None
        )
        if discriminator is None or known is None or self.schemas.of(known).values is not None:
            return {}
        told = sorted(discriminator.values_of(name_of(variant), is_variant=True))
        return {discriminator.property_name: told[0]} if told else {}

    def _object(self, schema: Schema) -> Object:
        made: Object = {}
        for name, raw in self._wanted(schema):
            made[name] = self.of(raw, name)
        if isinstance(schema.additional, dict) and not schema.properties and not self._is_full:
            made["key"] = self.of(schema.additional, "key")
        missing = _size(schema.bounds.get("min-properties")) - len(made)
        for number in range(min(missing, _ITEMS)):
            made.setdefault(f"key{number + 1}", self.of(object_of(schema.additional), "key"))
        return made

    def _wanted(self, schema: Schema) -> Sequence[tuple[str, Object]]:
        """The fields that an example has, in their order."""
        most = _size(schema.bounds.get("max-properties"), 999)
        spare = 0 if self._is_full else most - len(schema.required)
        wanted: list[tuple[str, Object]] = []
        for name, raw in schema.properties.items():
            field_schema = self.schemas.of(raw)
            if self._is_hidden(field_schema):
                continue
            if name not in schema.required:
                if spare <= 0 or field_schema.is_deprecated or self._leads_back(raw, field_schema):
                    continue
                spare -= 1
            wanted.append((name, raw))
        return wanted

    def _leads_back(self, raw: Object, schema: Schema) -> bool:
        """Whether a field begins again what is being made, be it as one of many."""
        inner = [raw, *([schema.items] if schema.items is not None else [])]
        return any(id(self.schemas.named(each)) in self._path for each in inner)

    @property
    def _is_full(self) -> bool:
        return self._made > _VALUES or len(self._path) > _LEVELS

    def _is_hidden(self, schema: Schema) -> bool:
        """Whether it does not go in this direction."""
        return schema.is_read_only if self.is_sent else schema.is_write_only

    def _list(self, schema: Schema, name: str) -> Tree:
        least = min(_size(schema.bounds.get("min-items")), _ITEMS)
        most = _size(schema.bounds.get("max-items"), _ITEMS)
        is_cut = self._is_full or (
            schema.items is not None and id(self.schemas.named(schema.items)) in self._path
        )
        first = [self.of(each, name) for each in schema.seldom.first]
        count = min(max(least, 0 if is_cut or first else 1), most) - len(first)
        return [*first, *(self.of(schema.items or {}, name.removesuffix("s")) for _ in range(count))]


def _least(schema: Schema) -> Tree:
    """What stands where a schema would begin itself again."""
    if schema.is_nullable:
        return None
    return [] if "array" in schema.types else {}


def _listed(schema: Schema) -> Tree:
    """The default if it is one of the values that are allowed, else the first of them."""
    values = schema.values or {}
    return values.get(schema.default or "", next(iter(values.values()), None))


def _size(bound: Bound | None, default: int = 0) -> int:
    """A bound as a number of things."""
    if bound is None or not math.isfinite(bound.limit):
        return default
    return max(0, int(bound.limit))


def _text(schema: Schema, name: str) -> str:
    least = min(_size(schema.bounds.get("min-length")), _LONGEST)
    most = _size(schema.bounds.get("max-length"), _LONGEST)
    said = FORMATS.get(schema.format) or text_named(name)
    if schema.pattern:
        fitting = (text for text in _candidates(schema.pattern, said) if least <= len(text) <= most)
        return next(fitting, said)
    if len(said) < least:
        said += (_FILLER * (least // len(_FILLER) + 1))[: least - len(said)]
    return said[:most]


def _candidates(pattern: str, said: str) -> Iterator[str]:
    yield from (text for text in (said, *FORMATS.values()) if allows(pattern, text))
    yield from made_from(pattern)


def _number(schema: Schema, name: str, *, is_whole: bool) -> int | float:
    """What its name tells, moved to within its bounds."""
    value = number_named(name)
    if value is None:
        value = 1 if is_whole else 1.5
    low, high = schema.bounds.get("min"), schema.bounds.get("max")
    try:
        found = _whole(round(value), low, high) if is_whole else _broken(value, low, high)
        return (
            found
            if schema.seldom.multiple is None
            else _multiple(found, Decimal(str(schema.seldom.multiple)), high)
        )
    except (ArithmeticError, ValueError):
        return round(value)  # its bounds are beyond all numbers


def _multiple(value: float, of: Decimal, high: Bound | None) -> int | float:
    """The next multiple from a value on; where that is too much, the one before."""
    times = math.ceil(Decimal(str(value)) / of)
    if high is not None and times * of > high.limit:
        times -= 1
    found = times * of
    return int(found) if found == int(found) else float(found)


def _whole(value: int, low: Bound | None, high: Bound | None) -> int:
    if high is not None:
        value = min(value, math.ceil(high.limit) - 1 if high.is_exclusive else math.floor(high.limit))
    if low is not None:
        value = max(value, math.floor(low.limit) + 1 if low.is_exclusive else math.ceil(low.limit))
    return value


def _broken(value: float, low: Bound | None, high: Bound | None) -> int | float:
    if low is not None and high is not None:
        if not (low.limit < value < high.limit):
            return high.limit if low.limit == high.limit else low.limit + (high.limit - low.limit) / 2
    elif low is not None and value <= low.limit:
        return low.limit + 1
    elif high is not None and value >= high.limit:
        return high.limit - 1
    return value
