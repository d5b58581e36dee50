"""What is kept of a shared document: itself without secrets, and what lists, cards and search need."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from graphql import GraphQLField, GraphQLSchema

from domain import text
from domain.apis.keeping.digest import Digest, Summary
from domain.apis.keeping.masked import masked_sdl, masked_tree
from domain.apis.keeping.names import names_of, names_of_field
from domain.apis.limits import MIB, OPERATIONS, SIZE, followed
from domain.apis.reading.documents import Document, document_of
from domain.apis.reading.graphql_roots import root_fields
from domain.apis.reading.models import Api, Operation
from domain.apis.reading.source import Format, read
from domain.apis.showing.auth import NONE, auth_in_words
from domain.errors import BadInput
from domain.masking import Safe

DESCRIPTION: Final = 500
"""Characters that are kept of what a document says of the API or of an operation."""

SUMMARY: Final = 200
"""Characters of a title or a summary."""

TAGS: Final = 20
"""Tags of an operation, at most."""

NAME: Final = 100
"""Characters of a name by which an operation is found; nobody looks for what is longer."""

NAMES: Final = 4_000
"""Characters of all names by which an operation is found, at most: many operations may share one great schema."""

SERVERS: Final = 20
"""Addresses that are kept of where an API is served, at most."""

SERVER: Final = 500
"""Characters of such an address; longer ones are none."""

WARNINGS: Final = 50
"""Warnings that are kept, at most."""


def digest_of(content: bytes, safe: Safe) -> Digest:
    """Read a document, and make of it what is kept.

    Raises:
        BadInput: it cannot be read or kept; the sentence says why and what to do.
    """
    kept = _kept(content, safe)
    document = document_of(kept)
    with followed():
        operations = tuple(_operations(document.api))
        if len(operations) > OPERATIONS:
            raise BadInput(
                f"It has {len(operations):,} operations, and at most {OPERATIONS:,} are kept. Share a part of it."
            )
    if not operations:
        document.warnings.add("", "it has no operation, so there is nothing to call yet.")
    return _digest(document, operations, kept)


def _kept(content: bytes, safe: Safe) -> bytes:
    """The document as it is kept."""
    source = read(content)
    if source.format is Format.SDL:
        document_of(content)  # says what is wrong in the words of GraphQL
        kept = masked_sdl(source.text, safe).encode()
    else:
        tree = masked_tree(source.tree, safe)
        kept = json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()
    if len(kept) > SIZE:
        raise BadInput(
            f"Written out it has {len(kept) / MIB:.1f} MiB, and at most {SIZE // MIB} are kept. Leave out examples."
        )
    return kept


def _digest(document: Document, operations: tuple[Summary, ...], kept: bytes) -> Digest:
    api = document.api
    is_graphql = isinstance(api, GraphQLSchema)
    return Digest(
        format=document.format,
        title="" if is_graphql else line_of(api.title),
        version="" if is_graphql else line_of(api.version),
        description=text_in((api.description or "") if is_graphql else api.description),
        servers=() if is_graphql else _servers(api),
        auth="" if is_graphql else _auth(api, operations),
        operations=operations,
        warnings=_warnings(document),
        content=kept,
        mark=hashlib.sha256(kept).hexdigest(),
    )


def _warnings(document: Document) -> tuple[str, ...]:
    told = [text.shortened(each, 2 * SUMMARY) for each in document.warnings.sentences]
    more = [f"… and {len(told) - WARNINGS} more."] if len(told) > WARNINGS else []
    return (*told[:WARNINGS], *more)


def _servers(api: Api) -> tuple[str, ...]:
    told = dict.fromkeys(each for each in api.servers if 0 < len(each) <= SERVER)
    return tuple(told)[:SERVERS]


def _auth(api: Api, operations: tuple[Summary, ...]) -> str:
    told = Counter(each.auth for each in operations if each.auth != NONE)
    return told.most_common(1)[0][0] if told else auth_in_words(api.security, api.schemes)


def _operations(api: Api | GraphQLSchema) -> Iterator[Summary]:
    if isinstance(api, GraphQLSchema):
        for method, name, field in root_fields(api):
            yield _of_field(method, name, field)
    else:
        for operation in api.operations:
            yield _of_operation(operation, api)


def _of_operation(operation: Operation, api: Api) -> Summary:
    needs = api.security if operation.security is None else operation.security
    return Summary(
        method=operation.method,
        path=operation.path,
        summary=line_of(operation.summary or operation.description),
        description=text_in(operation.description),
        tags=tuple(map(line_of, operation.tags[:TAGS])),
        auth=line_of(auth_in_words(needs, api.schemes)),
        fields=_short((operation.operation_id, *names_of(operation, api.schemas))),
        is_deprecated=operation.life.is_deprecated,
        sunset=operation.life.sunset,
    )


def _of_field(method: str, name: str, field: GraphQLField) -> Summary:
    return Summary(
        method=method,
        path=name,
        summary=line_of(field.description or ""),
        description=text_in(field.description or ""),
        tags=(),
        auth="",
        fields=_short(names_of_field(field)),
        is_deprecated=field.deprecation_reason is not None,
        sunset="",
    )


def _short(names: Iterable[str]) -> tuple[str, ...]:
    """The first of the names, as far as they are short enough, each on one line."""
    known = (text.one_line(each) for each in names if len(each) <= NAME)
    found: list[str] = []
    room = NAMES
    for each in filter(None, known):
        room -= len(each) + 1
        if room < 0:
            break
        found.append(each)
    return tuple(found)


def line_of(told: str) -> str:
    """The first line of what a document says, short enough for a list."""
    return text.shortened(text.one_line(text.clean(told).partition("\n")[0]), SUMMARY)


def text_in(told: str) -> str:
    """What a document says, in as many words as are shown."""
    return text.shortened(text.clean(told), DESCRIPTION)
