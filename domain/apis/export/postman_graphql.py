"""GraphQL as requests of Postman's: a question for each field of the query and the mutation."""

from collections.abc import Iterator
from typing import Final

from graphql import GraphQLSchema, parse, print_ast

from domain.apis.export.postman_variables import Variables
from domain.apis.reading.graphql_roots import root_fields
from domain.apis.showing.graphql_calls import asked_of, body_of
from domain.apis.showing.literals import in_json
from domain.apis.tree import Object, Tree, object_of, text_of

_FOLDERS: Final = {"QUERY": "Queries", "MUTATION": "Mutations"}
"""Subscriptions are not asked by one request."""


def questions(schema: GraphQLSchema, variables: Variables, address: str) -> Iterator[Tree]:
    """A folder for queries and one for mutations, as far as there are any; all are posted to one address."""
    there = variables.use("baseUrl", address)
    for word, name in _FOLDERS.items():
        items = [*_items(schema, word, there)]
        if items:
            yield {"name": name, "item": items}


def _items(schema: GraphQLSchema, word: str, address: str) -> Iterator[Tree]:
    for sort, name, field in root_fields(schema):
        if sort == word:
            body = body_of(word.lower(), asked_of(name, field))
            yield {
                "name": name,
                "request": _request(body, field.description or "", address),
                "response": [],
            }


def _request(body: Object, description: str, address: str) -> Object:
    asked: Object = {
        "query": print_ast(parse(text_of(body.get("query")))),
        "variables": in_json(object_of(body.get("variables"))),
    }
    return {
        "method": "POST",
        "header": [{"key": "Content-Type", "value": "application/json"}],
        "url": {"raw": address, "host": [address]},
        "body": {"mode": "graphql", "graphql": asked},
        "description": description,
    }
