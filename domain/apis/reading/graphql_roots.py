"""The operations of GraphQL: the fields that a query, a mutation or a subscription begins with; and their types."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, cast

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_composite_type,
)
from graphql.type import GraphQLNamedType

Typed: TypeAlias = GraphQLField | GraphQLInputField | GraphQLArgument
"""What has a type."""


def root_fields(schema: GraphQLSchema) -> Iterator[tuple[str, str, GraphQLField]]:
    """Each with the word for how it is called and its name."""
    for word, root in roots_of(schema).items():
        for name, field in root.fields.items():
            yield word, name, field


def roots_of(schema: GraphQLSchema) -> Mapping[str, GraphQLObjectType]:
    """The types that operations begin with, by the word for how these are called."""
    types = {
        "QUERY": schema.query_type,
        "MUTATION": schema.mutation_type,
        "SUBSCRIPTION": schema.subscription_type,
    }
    return {word: each for word, each in types.items() if each is not None}


def type_of(typed: Typed) -> GraphQLNamedType:
    """The type of something, without lists and exclamation marks around it."""
    return cast("GraphQLNamedType", get_named_type(cast("Any", typed).type))


def type_text(typed: Typed) -> str:
    """The type of something as SDL writes it, such as `[User!]!`."""
    return str(cast("Any", typed).type)


def is_composite(named: GraphQLNamedType) -> bool:
    """Whether it is an object, or one of several: its fields must be asked for one by one."""
    return is_composite_type(named)


def fields_of(named: GraphQLNamedType) -> Mapping[str, GraphQLField]:
    """The fields that can be asked for of a type; a union has none of its own."""
    return named.fields if isinstance(named, GraphQLObjectType | GraphQLInterfaceType) else {}


def one_of(named: GraphQLNamedType) -> GraphQLNamedType:
    """Of a union the first of its types; any other type itself."""
    return next(iter(named.types), named) if isinstance(named, GraphQLUnionType) else named
