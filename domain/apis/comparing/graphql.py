"""What became of a GraphQL schema, by graphql-core's own findings and by what is deprecated."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from graphql import (
    BreakingChange,
    DangerousChange,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    SafeChangeType,
    SchemaChange,
    find_schema_changes,
    is_introspection_type,
)

from domain.apis.comparing.changes import Change, Value, short
from domain.apis.comparing.grades import Grade
from domain.apis.comparing.graphql_reach import Reach
from domain.apis.comparing.rules import Rule
from domain.apis.reading.graphql_roots import roots_of

_COORDINATE: Final = re.compile(r"@?\w+(?:\.\w+(?:\(\w+:\))?|\(\w+:\))")
_DEPRECATED: Final = Rule("deprecation-added", Grade.SAFE, "it is deprecated")
_REACTIVATED: Final = Rule("deprecation-removed", Grade.SAFE, "it is deprecated no longer")
_FROM_TO: Final = re.compile(r"\bfrom (.+?) to (.+?)\.?$", re.DOTALL)


def graphql_changes(old: GraphQLSchema, new: GraphQLSchema) -> Iterator[Change]:
    """All changes but those of descriptions; each rule is named as graphql-core names it."""
    roots, reach = {**_roots(old), **_roots(new)}, Reach(old, new)
    names = old.type_map.keys() | new.type_map.keys()
    for found in find_schema_changes(old, new):
        if found.type is SafeChangeType.DESCRIPTION_CHANGED:
            continue
        where = _where(found.description, names)
        before_after = _FROM_TO.search(found.description)
        before, after = before_after.groups() if before_after else (None, None)
        yield _change(_rule(found), where, (before, after), roots, reach)
    was, now = dict(deprecations(old)), dict(deprecations(new))
    for where in was.keys() & now.keys():
        before, after = was[where], now[where]
        if (before is None) != (after is None):
            rule = _DEPRECATED if before is None else _REACTIVATED
            yield _change(rule, where, (before, after), roots, reach)


def _change(
    rule: Rule, where: str, values: tuple[Value, Value], roots: Mapping[str, str], reach: Reach
) -> Change:
    """A change at a place, with the operation that it is of or those that lead to it."""
    operation = _operation(where, roots)
    reached_by = () if operation else reach.operations(re.split(r"[.(]", where)[0])
    return Change(rule, operation, where, *map(short, values), reached_by=reached_by)


def _operation(where: str, roots: Mapping[str, str]) -> str:
    """The operation that a place belongs to; empty where several may."""
    root, _, field = where.partition(".")
    return f"{roots[root]} {field.partition('(')[0]}" if field and root in roots else ""


def deprecations(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """All that can be deprecated by its place, such as `User.posts(first:)`, with the reason where it is."""
    for name, each in schema.type_map.items():
        if is_introspection_type(each):
            continue
        if isinstance(each, GraphQLEnumType):
            for value, told in each.values.items():
                yield f"{name}.{value}", told.deprecation_reason
        elif isinstance(each, GraphQLInputObjectType):
            for field, told in each.fields.items():
                yield f"{name}.{field}", told.deprecation_reason
        elif isinstance(each, GraphQLObjectType | GraphQLInterfaceType):
            for field, told in each.fields.items():
                yield f"{name}.{field}", told.deprecation_reason
                for argument, taken in told.args.items():
                    yield f"{name}.{field}({argument}:)", taken.deprecation_reason


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
    """The word that operations begin with, by the names of the types that they are fields of."""
    return {each.name: word for word, each in roots_of(schema).items()}


def _where(description: str, names: frozenset[str] | set[str]) -> str:
    """What a finding is about: a field or an argument such as `User.posts(first:)`, else a type or a directive."""
    if coordinate := _COORDINATE.search(description):
        return coordinate[0]
    words = re.findall(r"@?\w+", description)
    return next((word for word in words if word in names or word.startswith("@")), "")
