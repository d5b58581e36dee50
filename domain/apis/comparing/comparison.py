"""The changes between two documents."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final

from graphql import GraphQLSchema

from domain.apis.comparing.bodies import Bodies
from domain.apis.comparing.changes import Change, changed, in_order
from domain.apis.comparing.graphql import graphql_changes
from domain.apis.comparing.hooks import webhook_changes
from domain.apis.comparing.operations import added, operation_changes, removed
from domain.apis.comparing.security import global_security_changes, known_schemes
from domain.apis.limits import followed
from domain.apis.reading.documents import Document
from domain.apis.reading.matching import Matched, matched
from domain.apis.reading.models import Api
from domain.errors import BadInput

MOST: Final = 50_000
"""Changes that are told, at most."""


def compare(old: Document, new: Document, *, today: date) -> Sequence[Change]:
    """All changes from one document to another, in a fixed order.

    `today` tells whether what is gone was gone before its announced day.

    Raises:
        BadInput: the two cannot be compared.
    """
    with followed():
        changes = list(islice(_changes(old, new, today), MOST + 1))
    if len(changes) > MOST:
        raise BadInput(f"More than {MOST:,} things changed: these are two APIs, not one that changed.")
    return in_order(changes)


def _changes(old: Document, new: Document, today: date) -> Iterator[Change]:
    match old.api, new.api:
        case GraphQLSchema() as before, GraphQLSchema() as after:
            yield from graphql_changes(before, after)
        case Api() as before, Api() as after:
            yield from _api_changes(before, after, today)
        case _:
            raise BadInput(
                f"{old.format.value} and {new.format.value} cannot be compared. Take two documents of one kind."
            )


def _api_changes(old: Api, new: Api, today: date) -> Iterator[Change]:
    pairs = matched(old, new)
    yield from _server_changes(old, new, pairs)
    schemes = known_schemes(old, new)
    yield from global_security_changes(old, new, schemes)
    for operation in pairs.removed:
        yield removed(operation, is_path_gone=operation.path not in pairs.kept_paths, today=today)
    for operation in pairs.added:
        yield added(operation)
    bodies = Bodies(old.schemas, new.schemas, today)
    for before, after in pairs.both:
        yield from operation_changes(before, after, bodies, today=today)
        yield from schemes.operation_changes(before, after)
    yield from webhook_changes(old.webhooks, new.webhooks, bodies)


def _server_changes(old: Api, new: Api, pairs: Matched) -> Iterator[Change]:
    """What became of the addresses that the API is served at."""
    if pairs.is_base_path_moved:
        return
    if pairs.old_base != pairs.new_base:
        yield changed("api-base-path-changed", "", "servers", pairs.old_base or "/", pairs.new_base or "/")
        return
    for server in dict.fromkeys(old.servers):
        if server not in new.servers:
            yield changed("server-removed", "", "servers", server, None)
    for server in dict.fromkeys(new.servers):
        if server not in old.servers:
            yield changed("server-added", "", "servers", None, server)
