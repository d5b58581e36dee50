"""A call of GraphQL, filled in: what is asked with its variables, and what could come back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    is_required_argument,
    is_required_input_field,
)
from graphql.type import GraphQLNamedType

from domain.apis.reading.graphql_roots import Typed, fields_of, is_composite, one_of, type_of, type_text
from domain.apis.showing.samples import FORMATS, number_named, text_named
from domain.apis.tree import Object, Tree

_FIELDS: Final = 8
"""Plain fields that are asked for of one object, at most."""

_OBJECTS: Final = 3
"""Objects that are asked for within one, at most."""

_LEVELS: Final = 4
"""Objects within each other that are asked for: a page of Relay's has what is meant in the third."""

_WRAPPING: Final = frozenset({"edges", "node", "nodes", "results", "items", "errors"})
"""Fields in which what is meant stands, by custom."""

_SCALARS: Final[Mapping[str, Tree]] = {
    "Boolean": True,
    "DateTime": FORMATS["date-time"],
    "Date": FORMATS["date"],
    "Time": FORMATS["time"],
    "UUID": FORMATS["uuid"],
    "Email": FORMATS["email"],
    "URL": FORMATS["url"],
    "Decimal": FORMATS["decimal"],
    "JSON": {},
    "JSONString": "{}",
    "GenericScalar": {},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A field that is asked for, and what is wanted of it."""

    name: str
    field: GraphQLField
    inner: tuple["Asked", ...] = ()

    @property
    def call(self) -> str:
        """As it stands in a query."""
        return f"{self.name} {self.selection}".rstrip()

    @property
    def selection(self) -> str:
        """What is wanted of it, in braces; of one of several types what it is, and what is wanted of the first."""
        named = type_of(self.field)
        if not is_composite(named):
            return ""
        wanted = " ".join(each.call for each in self.inner)
        if wanted and one_of(named) is not named:
            return f"{{ __typename ... on {one_of(named).name} {{ {wanted} }} }}"
        return f"{{ {wanted or '__typename'} }}"

    @property
    def answer(self) -> Tree:
        """What could come back."""
        named = type_of(self.field)
        if not is_composite(named):
            return _listed(_plain(named, self.name), self.field)
        is_told = not self.inner or one_of(named) is not named
        fields: Object = {"__typename": one_of(named).name} if is_told else {}
        return _listed(fields | {each.name: each.answer for each in self.inner}, self.field)


def asked_of(name: str, field: GraphQLField, path: tuple[str, ...] = ()) -> Asked:
    """A field with what is wanted of it; types that lead to it (`path`) are not begun again."""
    named = one_of(type_of(field))
    if not is_composite(named) or named.name in path or len(path) >= _LEVELS:
        return Asked(name, field)
    path = (*path, named.name)
    usable = {own: each for own, each in fields_of(named).items() if _can_be_asked(each)}
    plain = [own for own, each in usable.items() if not is_composite(type_of(each))][:_FIELDS]
    objects = [
        own for own, each in usable.items() if _leads_on(each, path) and (own in _WRAPPING or not plain)
    ]
    wanted = [*plain, *objects[:_OBJECTS]]
    return Asked(name, field, tuple(asked_of(own, usable[own], path) for own in wanted))


def _can_be_asked(field: GraphQLField) -> bool:
    """Whether it can be asked for without arguments, and for long."""
    return field.deprecation_reason is None and not any(map(is_required_argument, field.args.values()))


def _leads_on(field: GraphQLField, path: tuple[str, ...]) -> bool:
    return is_composite(type_of(field)) and one_of(type_of(field)).name not in path


def body_of(word: str, asked: Asked) -> Object:
    """What is posted: a `query`, and the `variables` that it must have.

    Args:
        word: `query`, `mutation` or `subscription`.
        asked: the field.
    """
    needed = {name: each for name, each in asked.field.args.items() if is_required_argument(each)}
    declared = ", ".join(f"${name}: {type_text(each)}" for name, each in needed.items())
    arguments = ", ".join(f"{name}: ${name}" for name in needed)
    begin = f"{word} ({declared})" if needed else word
    call = f"{asked.name}({arguments}) {asked.selection}".rstrip() if needed else asked.call
    body: Object = {"query": f"{begin} {{ {call} }}"}
    if needed:
        body["variables"] = {name: _value(name, each, ()) for name, each in needed.items()}
    return body


def _value(name: str, typed: Typed, path: tuple[str, ...]) -> Tree:
    """What is sent for an argument, or for a field of an input."""
    named = type_of(typed)
    if not isinstance(named, GraphQLInputObjectType):
        return _listed(_plain(named, name), typed)
    path = (*path, named.name)
    fields: Object = {
        own: _value(own, each, path)
        for own, each in named.fields.items()
        if type_of(each).name not in path
        and (is_required_input_field(each) or not isinstance(type_of(each), GraphQLInputObjectType))
    }
    return _listed(fields, typed)


def _listed(value: Tree, typed: Typed) -> Tree:
    """The value, in as many lists as its type has around it."""
    for _ in range(type_text(typed).count("[")):
        value = [value]
    return value


def _plain(named: GraphQLNamedType, name: str) -> Tree:
    """A value of a scalar or an enum."""
    if isinstance(named, GraphQLEnumType):
        return next(iter(named.values), None)
    match named.name:
        case "Int":
            return round(number_named(name) or 1)
        case "Float":
            return number_named(name) or 1.5
        case "ID":
            return "1"
        case "String":
            return text_named(name)
        case scalar:
            return _SCALARS.get(scalar, text_named(name))
