"""From bytes to what the API promises."""

from dataclasses import dataclass

from graphql import GraphQLSchema

from domain.apis.limits import followed
from domain.apis.reading.models import Api
from domain.apis.reading.openapi import openapi_of
from domain.apis.reading.sdl import graphql_of
from domain.apis.reading.source import Format, Source, read
from domain.apis.reading.swagger import swagger_of
from domain.apis.reading.validity import warn_of_faults
from domain.apis.reading.warnings import Warnings


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read: what it promises, and what is wrong with it all the same."""

    format: Format
    api: Api | GraphQLSchema
    warnings: Warnings
    """Grows while schemas are looked at, as references are followed only then."""


def document_of(content: bytes) -> Document:
    """Read and understand a document.

    Raises:
        BadInput: it cannot be read; the sentence says where and what to do.
    """
    source, warnings = read(content), Warnings()
    with followed():
        return Document(source.format, _understood(source, warnings), warnings)


def _understood(source: Source, warnings: Warnings) -> Api | GraphQLSchema:
    if source.format.is_graphql:
        return graphql_of(source, warnings)
    warn_of_faults(source, warnings)
    make = swagger_of if source.format is Format.SWAGGER else openapi_of
    return make(source.tree, warnings)
