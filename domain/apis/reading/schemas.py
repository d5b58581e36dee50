"""Schemas in one shape, whichever version of OpenAPI wrote them.

References are followed, `allOf` is merged, and what is written in several ways has one form: null as a type, as
`nullable` or as a branch; a constant as a list of one value; a choice of simple types as a list of types.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from domain.apis.reading.bounds import Bound, bounds_of, tightest
from domain.apis.reading.lives import Life
from domain.apis.reading.references import References
from domain.apis.reading.seldom import NOTHING_SELDOM, Seldom, format_of, seldom_of
from domain.apis.reading.wholes import Wholes
from domain.apis.tree import Object, Tree, list_of, object_of, text_of, texts_of

_OWN_WORDS: Final = frozenset({"$ref", "allOf"})

_MATCHES_ANYTHING: Final = frozenset({"", ".*", "^.*$"})


@dataclass(frozen=True, slots=True)
class Schema:
    """What a value may be. Its children are left as they are written, so that a cycle does no harm."""

    types: frozenset[str] = frozenset()
    """Without `null`; none where anything will do."""
    is_nullable: bool = False
    format: str = ""
    values: Mapping[str, Tree] | None = None
    """The only values that it may have, each by its JSON; without null."""
    is_constant: bool = False
    bounds: Mapping[str, Bound] = field(default_factory=dict[str, Bound])
    pattern: str = ""
    default: str | None = None
    """As JSON."""
    example: str | None = field(default=None, compare=False)
    """One that the document gives, as JSON; people alone read it, so it makes no difference between two schemas."""
    is_deprecated: bool = False
    sunset: str = ""
    is_read_only: bool = False
    is_write_only: bool = False
    required: frozenset[str] = frozenset()
    properties: Mapping[str, Object] = field(default_factory=dict[str, Object])
    items: Object | None = None
    additional: Object | bool = True
    """What a field that is not named may be; False where there may be none."""
    variants: Sequence[Object] = ()
    choice: str = ""
    """How one of the variants is chosen: `one-of` or `any-of`."""
    seldom: Seldom = NOTHING_SELDOM
    wholes: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    """What is compared as a whole, written out: by its word, and the field that it hangs on."""

    @property
    def life(self) -> Life:
        """Whether it is deprecated, and until when it stays."""
        return Life(self.is_deprecated, self.sunset)


ANYTHING: Final = Schema()


class Schemas:
    """All schemas of a document, each worked out once."""

    def __init__(self, references: References) -> None:
        self._references = references
        self._wholes = Wholes(references)
        self._known: dict[int, Schema] = {}
        self._working: set[int] = set()
        self._joined: dict[tuple[int, int], Object] = {}
        self._kept: list[Object] = []

    def of(self, raw: Object) -> Schema:
        """The schema that a document writes so; the object must live as long as this does."""
        raw = self.named(raw)
        known = self._known.get(id(raw))
        if known is None:
            if id(raw) in self._working:
                return ANYTHING
            self._working.add(id(raw))
            known = self._known[id(raw)] = self._merged(list(self._parts(raw, set())))
            self._working.discard(id(raw))
            self._kept.append(raw)
        return known

    def named(self, raw: Object) -> Object:
        """What a schema that is nothing but a reference refers to; any other as it is."""
        return self._references.named(raw)

    def _parts(self, raw: Object, seen: set[int]) -> Iterator[Object]:
        """What must hold at once: the schema's own words, then those that it refers to."""
        if id(raw) in seen:
            return
        seen.add(id(raw))
        if raw.keys() - _OWN_WORDS:
            yield raw
        if reference := text_of(raw.get("$ref")):
            yield from self._parts(self._references.target(reference), seen)
        for each in list_of(raw.get("allOf")):
            yield from self._parts(object_of(each), seen)

    def _merged(self, parts: list[Object]) -> Schema:
        word = next((word for word in ("oneOf", "anyOf") for part in parts if list_of(part.get(word))), "")
        branches = [
            object_of(each)
            for part in parts
            for each in list_of(part.get(word))
            if isinstance(each, dict)
        ]  # fmt: skip
        solid = [each for each in branches if not self._is_null(each)]
        if len(solid) == 1:
            parts = [*parts, *self._parts(solid[0], {id(part) for part in parts})]
        schema = self._of_parts(parts)
        if len(solid) < len(branches):
            schema = replace(schema, is_nullable=True)
        return self._with_variants(schema, solid, word) if len(solid) > 1 else schema

    def _is_null(self, raw: Object) -> bool:
        named = self._references.followed(raw) if "$ref" in raw else raw
        return named.get("type") == "null" or named.get("enum") == [None] or ("const", None) in named.items()

    def _with_variants(self, schema: Schema, branches: Sequence[Object], word: str) -> Schema:
        """The schema with its branches; simple ones are one list of types or of values."""
        each = [self.of(branch) for branch in branches]
        nullable = schema.is_nullable or any(one.is_nullable for one in each)
        bare = all(one == Schema(types=one.types, is_nullable=one.is_nullable) and one.types for one in each)
        listed = all(one == _only_values(one) for one in each)
        types = frozenset[str]().union(*(one.types for one in each))
        if bare:
            return replace(schema, types=types, is_nullable=nullable)
        if listed:
            values = {key: value for one in each for key, value in (one.values or {}).items()}
            return replace(schema, types=types, values=values, is_nullable=nullable)
        choice = "one-of" if word == "oneOf" else "any-of"
        return replace(schema, variants=tuple(branches), choice=choice, is_nullable=nullable)

    def _of_parts(self, parts: Sequence[Object]) -> Schema:
        values = _values(parts)
        types = _types(parts) or _types_told_otherwise(parts, values)
        return Schema(
            types=types,
            is_nullable=_nullable(parts),
            format=next((told for part in parts if (told := format_of(part))), ""),
            values=None
            if values is None
            else {key: each for key, each in values.items() if each is not None},
            is_constant=any("const" in part for part in parts),
            bounds=tightest(bounds_of(part) for part in parts),
            pattern=" and ".join(dict.fromkeys(_patterns(parts))),
            default=next((_json(part["default"]) for part in parts if "default" in part), None),
            example=next((_json(each) for part in parts for each in _examples(part)), None),
            is_deprecated=any(part.get("deprecated") is True for part in parts),
            sunset=next((told for part in parts if (told := text_of(part.get("x-sunset")))), ""),
            is_read_only=any(part.get("readOnly") is True for part in parts),
            is_write_only=any(part.get("writeOnly") is True for part in parts),
            required=frozenset(name for part in parts for name in texts_of(part.get("required"))),
            properties=self._properties(parts),
            items=self._all([part["items"] for part in parts if "items" in part]),
            additional=self._additional(parts),
            seldom=seldom_of(parts),
            wholes=self._wholes.of(parts),
        )

    def _properties(self, parts: Sequence[Object]) -> Mapping[str, Object]:
        found: dict[str, list[Tree]] = {}
        for part in parts:
            for name, each in object_of(part.get("properties")).items():
                found.setdefault(name, []).append(each)
        properties = {name: self._all(each) or {} for name, each in found.items()}
        for part in parts:
            for name in texts_of(part.get("required")):
                properties.setdefault(name, _ANY)
        return properties

    def _additional(self, parts: Sequence[Object]) -> Object | bool:
        told = [part["additionalProperties"] for part in parts if "additionalProperties" in part]
        if any(each is False for each in told):
            return False
        return self._all([each for each in told if isinstance(each, dict) and each]) or True

    def _all(self, raws: Sequence[Tree]) -> Object | None:
        """One schema that says all that these say."""
        objects = [each for each in raws if isinstance(each, dict)]
        if not objects:
            return _ANY if raws else None
        whole = objects[0]
        for each in objects[1:]:
            whole = self._joined.setdefault((id(whole), id(each)), {"allOf": [whole, each]})
        return whole


_ANY: Final[Object] = {}


def _only_values(schema: Schema) -> Schema | None:
    """The schema without all but its values."""
    if schema.values is None:
        return None
    return Schema(
        types=schema.types,
        values=schema.values,
        is_nullable=schema.is_nullable,
        is_constant=schema.is_constant,
    )


def _json(value: Tree) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _examples(part: Object) -> list[Tree]:
    """The examples that a part gives."""
    return [part["example"]] if "example" in part else list_of(part.get("examples"))


def _types(parts: Sequence[Object]) -> frozenset[str]:
    """The types that all parts allow."""
    told = [frozenset(_spelled(part)) - {"null"} for part in parts]
    told = [each for each in told if each]
    allowed = told[0] if told else frozenset[str]()
    for each in told[1:]:
        numbers = (
            frozenset({"integer"})
            if "number" in each | allowed and "integer" in each | allowed
            else frozenset[str]()
        )
        allowed = (allowed & each) | numbers or allowed
    return allowed


def _spelled(part: Object) -> tuple[str, ...]:
    return tuple("string" if each == "file" else each for each in texts_of(part.get("type")))


def _types_told_otherwise(parts: Sequence[Object], values: Mapping[str, Tree] | None) -> frozenset[str]:
    """The types that follow from other words, where no part names one."""
    words = frozenset(word for part in parts for word in part)
    if words & {"properties", "required", "additionalProperties"}:
        return frozenset({"object"})
    if "items" in words:
        return frozenset({"array"})
    return frozenset(_type_of(each) for each in (values or {}).values() if each is not None)


def _type_of(value: Tree) -> str:
    match value:
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def _nullable(parts: Sequence[Object]) -> bool:
    """Whether null is allowed: by the outermost word for it, else by all that name a type."""
    told = [each for part in parts if (each := _says_null(part)) is not None]
    return bool(parts) and (_says_null(parts[0]) is True or (bool(told) and all(told)))


def _says_null(part: Object) -> bool | None:
    """Whether a part allows null; None where it does not say."""
    if part.get("nullable") is True or part.get("x-nullable") is True:
        return True
    if "type" in part:
        return "null" in texts_of(part["type"])
    return True if None in list_of(part.get("enum")) else None


def _values(parts: Sequence[Object]) -> Mapping[str, Tree] | None:
    """The values that all parts allow; None where they may be any."""
    allowed: dict[str, Tree] | None = None
    for part in parts:
        told = [part["const"]] if "const" in part else list_of(part.get("enum"))
        if told:
            listed = {_json(each): each for each in told}
            allowed = listed if allowed is None else {k: v for k, v in allowed.items() if k in listed}
    return allowed


def _patterns(parts: Sequence[Object]) -> Iterator[str]:
    return (told for part in parts if (told := text_of(part.get("pattern"))) not in _MATCHES_ANYTHING)
