"""What the languages have in common."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote_plus

from domain.apis.showing.auth import Token
from domain.apis.showing.calls import Body, Call, Sort, written
from domain.apis.showing.literals import in_json

FILE: Final = "file.txt"
"""What a file is called that is sent; the reader names their own."""


def variables(call: Call) -> Iterator[tuple[Token, str]]:
    """The call's tokens, each with the variable that stands for it."""
    for number, token in enumerate(call.tokens, start=1):
        yield token, "TOKEN" if number == 1 else f"TOKEN_{number}"


def ends(call: Call) -> Iterator[tuple[str, str]]:
    """What the address goes on with for each token of the query, and the variable that follows it."""
    mark = "&" if "?" in call.address else "?"
    for token, variable in variables(call):
        if token.location == "query":
            yield f"{mark}{quote_plus(token.name)}=", variable
            mark = "&"


def media_type(body: Body) -> str:
    """What the header says; documents that take anything are sent JSON."""
    return body.media_type if body.media_type and "*" not in body.media_type else "application/json"


def as_text(body: Body) -> str:
    """The body as it is sent, where it is text."""
    return in_json(body.value) if body.sort is Sort.JSON else written(body.value)
