"""The names of what goes in and comes out of an operation: search finds it by them."""

from collections.abc import Iterator
from typing import Final

from graphql import GraphQLField, is_input_object_type, is_interface_type, is_object_type
from graphql.type import GraphQLNamedType

from domain.apis.reading.graphql_roots import type_of
from domain.apis.reading.models import Operation
from domain.apis.reading.schemas import Schema, Schemas
from domain.apis.tree import Object

MOST: Final = 200
"""Names of one operation, at most: those nearest to it."""

_LEVELS: Final = 4
"""Levels of types that are looked through for one operation of GraphQL, where each leads to all others."""


def names_of(operation: Operation, schemas: Schemas) -> tuple[str, ...]:
    """The names of an operation's parameters, then those of the fields of its body and of its answers."""
    names = dict.fromkeys(each.name for each in operation.parameters)
    contents = [operation.body] if operation.body else []
    contents += [each.content for each in operation.answers.values()]
    level = [raw for content in contents for raw in content.schemas.values() if raw is not None]
    seen: set[int] = set()
    while level and len(names) < MOST:
        fresh = {id(named): named for raw in level if id(named := schemas.named(raw)) not in seen}
        seen |= fresh.keys()
        found = [schemas.of(raw) for raw in fresh.values()]
        names |= dict.fromkeys(name for each in found for name in each.properties)
        level = [raw for each in found for raw in _within(each)]
    return tuple(names)[:MOST]


def _within(schema: Schema) -> Iterator[Object]:
    yield from schema.variants
    yield from schema.properties.values()
    if schema.items is not None:
        yield schema.items
    if isinstance(schema.additional, dict):
        yield schema.additional


def names_of_field(field: GraphQLField) -> tuple[str, ...]:
    """The names of a field's arguments, then those of the fields of what it takes and gives."""
    names = dict.fromkeys(field.args)
    level: list[GraphQLNamedType] = [type_of(each) for each in field.args.values()]
    level.append(type_of(field))
    seen: set[str] = set()
    for _ in range(_LEVELS):
        fresh = {each.name: each for each in level if each.name not in seen}
        seen |= fresh.keys()
        level = []
        for each in fresh.values():
            if is_object_type(each) or is_interface_type(each) or is_input_object_type(each):
                names |= dict.fromkeys(each.fields)
                level += [type_of(inner) for inner in each.fields.values()]
    return tuple(names)[:MOST]
