"""The operations of GraphQL: the fields that a query, a mutation or a subscription begins with."""

from collections.abc import Iterator
from typing import Any, cast

from graphql import GraphQLArgument, GraphQLField, GraphQLInputField, GraphQLSchema, get_named_type
from graphql.type import GraphQLNamedType


def root_fields(schema: GraphQLSchema) -> Iterator[tuple[str, str, GraphQLField]]:
    """Each with the word for how it is called (`QUERY`, `MUTATION` or `SUBSCRIPTION`) and its name."""
    roots = {
        "QUERY": schema.query_type,
        "MUTATION": schema.mutation_type,
        "SUBSCRIPTION": schema.subscription_type,
    }
    for word, root in roots.items():
        if root is not None:
            for name, field in root.fields.items():
                yield word, name, field


def type_of(value: GraphQLField | GraphQLInputField | GraphQLArgument) -> GraphQLNamedType:
    """The type of a field or an argument, without lists and exclamation marks around it."""
    return cast("GraphQLNamedType", get_named_type(cast("Any", value).type))
