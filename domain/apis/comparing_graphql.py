"""What became of a GraphQL schema, by graphql-core's own findings."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from graphql import (
    BreakingChange,
    DangerousChange,
    GraphQLSchema,
    SafeChangeType,
    SchemaChange,
    find_schema_changes,
)

from domain.apis.changes import Change, short
from domain.apis.rules import Grade, Rule

_COORDINATE: Final = re.compile(r"@?\w+(?:\.\w+(?:\(\w+:\))?|\(\w+:\))")
_FROM_TO: Final = re.compile(r"\bfrom (.+?) to (.+?)\.?$", re.DOTALL)


def graphql_changes(old: GraphQLSchema, new: GraphQLSchema) -> Iterator[Change]:
    """All changes but those of descriptions; each rule is named as graphql-core names it."""
    roots = {**_roots(old), **_roots(new)}
    names = old.type_map.keys() | new.type_map.keys()
    for found in find_schema_changes(old, new):
        if found.type is SafeChangeType.DESCRIPTION_CHANGED:
            continue
        where = _where(found.description, names)
        root, _, field = where.partition(".")
        operation = f"{roots[root]} {field.partition('(')[0]}" if field and root in roots else ""
        before_after = _FROM_TO.search(found.description)
        before, after = before_after.groups() if before_after else (None, None)
        yield Change(_rule(found), operation, where, short(before), short(after))


def _rule(found: SchemaChange) -> Rule:
    match found:
        case BreakingChange():
            grade = Grade.BREAKING
        case DangerousChange():
            grade = Grade.RISKY
        case _:
            grade = Grade.SAFE
    return Rule(found.type.name.lower().replace("_", "-"), grade, found.description.rstrip("."))


def _roots(schema: GraphQLSchema) -> Mapping[str, str]:
    """The types that operations begin with, by name, with the word that begins such an operation."""
    types = {
        "query": schema.query_type,
        "mutation": schema.mutation_type,
        "subscription": schema.subscription_type,
    }
    return {each.name: word for word, each in types.items() if each is not None}


def _where(description: str, names: frozenset[str] | set[str]) -> str:
    """What a finding is about: a field or an argument such as `User.posts(first:)`, else a type or a directive."""
    if coordinate := _COORDINATE.search(description):
        return coordinate[0]
    words = re.findall(r"@?\w+", description)
    return next((word for word in words if word in names or word.startswith("@")), "")
