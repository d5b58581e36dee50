"""Which operations of GraphQL lead to a type: those who use them are concerned when it changes."""

from collections import defaultdict
from collections.abc import Iterator

from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLSchema,
    GraphQLUnionType,
    is_introspection_type,
)
from graphql.type import GraphQLNamedType

from domain.apis.reading.graphql_roots import Typed, fields_of, root_fields, roots_of, type_of


class Reach:
    """The ways from the operations of some schemas to their types."""

    def __init__(self, *schemas: GraphQLSchema) -> None:
        self._above: dict[str, set[str]] = defaultdict(set)
        self._begins: dict[str, set[str]] = defaultdict(set)
        for schema in schemas:
            self._add(schema)

    def operations(self, name: str) -> tuple[str, ...]:
        """The operations that lead to the type of that name, such as `QUERY user`; none where none does."""
        seen, waiting = {name}, [name]
        while waiting:
            above = self._above[waiting.pop()] - seen
            seen |= above
            waiting += above
        return tuple(sorted(label for label, types in self._begins.items() if not types.isdisjoint(seen)))

    def _add(self, schema: GraphQLSchema) -> None:
        roots = {each.name for each in roots_of(schema).values()}
        for word, name, field in root_fields(schema):
            self._begins[f"{word} {name}"] |= {type_of(each).name for each in (field, *field.args.values())}
        for name, each in schema.type_map.items():
            if name not in roots and not is_introspection_type(each):
                for below in _below(each, schema):
                    self._above[below.name].add(name)


def _below(named: GraphQLNamedType, schema: GraphQLSchema) -> Iterator[GraphQLNamedType]:
    """The types that a type leads to: of its fields and what they take, and those that it may be."""
    typed: list[Typed] = [*fields_of(named).values()]
    typed += [taken for field in fields_of(named).values() for taken in field.args.values()]
    if isinstance(named, GraphQLInputObjectType):
        typed += named.fields.values()
    yield from map(type_of, typed)
    if isinstance(named, GraphQLUnionType | GraphQLInterfaceType):
        yield from schema.get_possible_types(named)
