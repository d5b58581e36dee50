"""The page of a field of GraphQL's query, mutation or subscription."""

from typing import Final

from graphql import GraphQLArgument, GraphQLField, GraphQLSchema, is_required_argument

from domain import text
from domain.apis.reading.graphql_roots import fields_of, root_fields, type_of, type_text
from domain.apis.showing.calls import Body, Call, Sort
from domain.apis.showing.graphql_calls import asked_of, body_of
from domain.apis.showing.lines import Line, shortly
from domain.apis.showing.literals import in_json
from domain.apis.showing.page import Page, Payload, Reply
from domain.apis.showing.snippets import snippets_of
from domain.errors import NotFound

PATH: Final = "/graphql/"
"""Where GraphQL is served, if nobody tells: what learners take over from the documentation of Graphene."""

_JSON: Final = "application/json"


def page_of_field(schema: GraphQLSchema, method: str, name: str, address: str) -> Page:
    """The page of a field.

    Raises:
        NotFound: the schema has no such field.
    """
    known = {(word, each): field for word, each, field in root_fields(schema)}
    field = known.get((method.upper(), name))
    if field is None:
        raise NotFound(f"This API has no {method.lower()} {text.shortened(name, 100)} any more.")
    asked = asked_of(name, field)
    sent = body_of(method.lower(), asked)
    call = Call(
        method="POST",
        address=address or PATH,
        body=Body(sort=Sort.JSON, media_type=_JSON, value=sent),
    )
    example = in_json({"data": {name: asked.answer}})
    result = Payload(media_type=_JSON, lines=_lines_of_result(field), example=example)
    return Page(
        method=method.upper(),
        path=name,
        summary=shortly(text.clean(field.description or "").partition("\n")[0]),
        description=text.clean(field.description or ""),
        tags=(),
        auth="",
        header="",
        is_deprecated=field.deprecation_reason is not None,
        sunset="",
        parameters=tuple(_line_of_argument(each, argument) for each, argument in field.args.items()),
        body=Payload(media_type=_JSON, lines=(), example=in_json(sent), is_required=True),
        answers=(Reply(status="200", description=f"Gives {type_text(field)}.", payload=result),),
        errors=(),
        snippets=snippets_of(call),
    )


def _line_of_argument(name: str, argument: GraphQLArgument) -> Line:
    return Line(
        name=name,
        type=type_text(argument),
        is_required=is_required_argument(argument),
        is_deprecated=argument.deprecation_reason is not None,
        description=shortly(argument.description or ""),
    )


def _lines_of_result(field: GraphQLField) -> tuple[Line, ...]:
    """The fields of the type that comes back."""
    return tuple(
        Line(
            name=name,
            type=type_text(each),
            is_deprecated=each.deprecation_reason is not None,
            description=shortly(each.description or ""),
        )
        for name, each in fields_of(type_of(field)).items()
    )
