"""GraphQL, by graphql-core: from SDL or an introspection's answer to a schema."""

from typing import Final, cast

from graphql import (
    GraphQLError,
    GraphQLSchema,
    IntrospectionQuery,
    build_ast_schema,
    build_client_schema,
    parse,
)
from graphql.validation.validate import validate_sdl

from domain.apis.reading.source import Format, Source
from domain.apis.reading.warnings import Warnings
from domain.errors import BadInput

TOKENS: Final = 500_000
"""Words and signs of SDL, at most."""


def graphql_of(source: Source, warnings: Warnings) -> GraphQLSchema:
    """The schema that a document of GraphQL describes.

    Raises:
        BadInput: it is no GraphQL, or names types that there are not.
    """
    try:
        if source.format is Format.INTROSPECTION:
            return build_client_schema(cast("IntrospectionQuery", source.tree), assume_valid=True)
        return _of_sdl(source.text, warnings)
    except GraphQLError as error:
        raise BadInput(_sentence(error)) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"It is no whole description in GraphQL: {error}. Export it anew.") from error


def _of_sdl(text: str, warnings: Warnings) -> GraphQLSchema:
    document = parse(text, max_tokens=TOKENS)
    for error in validate_sdl(document):
        warnings.add(_line(error), error.message)
    return build_ast_schema(document, assume_valid=True, assume_valid_sdl=True)


def _sentence(error: GraphQLError) -> str:
    where = _line(error)
    return f"It is no GraphQL: {where}{': ' if where else ''}{error.message}"


def _line(error: GraphQLError) -> str:
    """The first place that an error is about."""
    locations = error.locations or []
    return f"line {locations[0].line}, column {locations[0].column}" if locations else ""
