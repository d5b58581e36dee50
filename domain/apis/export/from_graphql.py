"""GraphQL as a tree of OpenAPI 3: one operation that takes a query, with all that can be asked in its description."""

import re
from typing import Final

from graphql import print_schema

from domain.apis.reading.sdl import graphql_of
from domain.apis.reading.source import Source
from domain.apis.reading.warnings import Warnings
from domain.apis.tree import Object

_REQUEST: Final[Object] = {
    "type": "object",
    "required": ["query"],
    "properties": {
        "query": {"type": "string", "description": "What is asked, in GraphQL."},
        "variables": {"type": "object", "description": "The values of the query's variables."},
        "operationName": {"type": "string", "description": "Which operation of the query is meant."},
    },
}
_ANSWER: Final[Object] = {
    "type": "object",
    "properties": {
        "data": {"type": ["object", "null"], "description": "What was asked for, in the query's shape."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message"],
                "properties": {"message": {"type": "string"}, "path": {"type": "array"}},
            },
        },
    },
}
"""As https://graphql.github.io/graphql-over-http/draft/ has them."""

PATH: Final = "/graphql"
"""Where it is, if nobody tells."""

_ADDRESS: Final = re.compile(r"(https?://[^/?#]+)(/[^?#]*)")


def openapi_3_of_graphql(source: Source, address: str) -> Object:
    """A document with the one operation, which is at an address, as far as it is known.

    Raises:
        BadInput: it is no GraphQL.
    """
    sdl = print_schema(graphql_of(source, Warnings()))
    operation: Object = {
        "summary": "Ask and change by GraphQL",
        "description": f"What can be asked:\n\n```graphql\n{sdl}\n```",
        "requestBody": {"required": True, "content": {"application/json": {"schema": _REQUEST}}},
        "responses": {
            "200": {
                "description": "The answer; where something went wrong, with errors.",
                "content": {"application/json": {"schema": _ANSWER}},
            }
        },
    }
    known = _ADDRESS.match(address)
    if known is None:
        return {"info": {}, "paths": {PATH: {"post": operation}}}
    return {"info": {}, "servers": [{"url": known[1]}], "paths": {known[2]: {"post": operation}}}
