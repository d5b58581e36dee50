"""All that is shown of one operation: what goes in, what comes out, and how to call it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graphql import GraphQLSchema

from domain import text
from domain.apis.limits import followed
from domain.apis.reading.documents import Document, document_of
from domain.apis.reading.matching import shape_of
from domain.apis.reading.models import Answer, Api, Content, Operation
from domain.apis.showing.auth import Token, auth_in_words, tokens_of
from domain.apis.showing.calls import call_of, easiest, example_of
from domain.apis.showing.examples import Examples
from domain.apis.showing.graphql_pages import page_of_field
from domain.apis.showing.lines import line_of_parameter, lines_of, shortly
from domain.apis.showing.literals import in_json
from domain.apis.showing.page import Page, Payload, Reply
from domain.apis.showing.snippets import snippets_of
from domain.errors import NotFound

DESCRIPTION: Final = 1_500
"""Characters of what is said of an operation on its page."""

_ERRORS: Final = ("4", "5")


def page_of(content: bytes, method: str, path: str, *, address: str = "") -> Page:
    """The page of an operation.

    Args:
        content: the document.
        method: `GET` …; of GraphQL `QUERY`, `MUTATION` or `SUBSCRIPTION`.
        path: as the document has it, whatever its parameters are called; of GraphQL the field's name.
        address: where the API is served, for a document that does not tell; of GraphQL the whole address of the API.

    Raises:
        NotFound: the document has no such operation.
        BadInput: it cannot be read.
    """
    return page_in(document_of(content), method, path, address=address)


def page_in(document: Document, method: str, path: str, *, address: str = "") -> Page:
    """The page of an operation of a document that was read already; as `page_of`."""
    with followed():
        if isinstance(document.api, GraphQLSchema):
            return page_of_field(document.api, method, path, address)
        return _page(_operation(document.api, method, path), document.api, address)


def _operation(api: Api, method: str, path: str) -> Operation:
    """The operation of that path, else one whose path looks the same to a caller."""
    found = [each for each in api.operations if each.method == method.upper()]
    exact = (each for each in found if each.path == path)
    alike = (each for each in found if shape_of(each.path) == shape_of(path))
    operation = next(exact, next(alike, None))
    if operation is None:
        raise NotFound(f"This API has no operation {method.upper()} {text.shortened(path, 100)} any more.")
    return operation


def _page(operation: Operation, api: Api, address: str) -> Page:
    needs = api.security if operation.security is None else operation.security
    answers = {status: each for status, each in operation.answers.items() if not status.startswith(_ERRORS)}
    errors = {status: each for status, each in operation.answers.items() if status.startswith(_ERRORS)}
    return Page(
        method=operation.method,
        path=operation.path,
        summary=shortly(operation.summary),
        description=text.shortened(text.clean(operation.description), DESCRIPTION),
        tags=tuple(operation.tags),
        auth=auth_in_words(needs, api.schemes),
        header=header_with(tokens_of(needs, api.schemes)),
        is_deprecated=operation.life.is_deprecated,
        sunset=operation.life.sunset,
        parameters=tuple(line_of_parameter(each, api.schemas) for each in operation.parameters),
        body=_payload(operation.body, Examples(api.schemas, is_sent=True)) if operation.body else None,
        answers=tuple(_replies(answers, api)),
        errors=tuple(_replies(errors, api)),
        snippets=snippets_of(call_of(operation, api, address=address)),
    )


def _replies(answers: Mapping[str, Answer], api: Api) -> Iterator[Reply]:
    for status, answer in sorted(answers.items()):
        payload = _payload(answer.content, Examples(api.schemas, is_sent=False))
        yield Reply(status=status, description=shortly(answer.description), payload=payload)


def _payload(content: Content, examples: Examples) -> Payload | None:
    if not content.schemas:
        return None
    media_type = easiest(content)
    raw = content.schemas[media_type]
    example = example_of(content, media_type, examples)
    return Payload(
        media_type=media_type,
        is_required=content.is_required,
        lines=() if raw is None else lines_of(raw, examples.schemas, is_sent=examples.is_sent),
        example="" if example is None else text.shown(in_json(example)),
    )


def header_with(tokens: Sequence[Token]) -> str:
    """What a call carries, with a placeholder for the secret; empty where it carries nothing."""
    first = next(iter(tokens), None)
    if first is None:
        return ""
    match first.location:
        case "cookie":
            return f"Cookie: {first.name}=$TOKEN"
        case "query":
            return f"?{first.name}=$TOKEN"
        case _:
            return f"{first.name}: {first.prefix} $TOKEN" if first.prefix else f"{first.name}: $TOKEN"
