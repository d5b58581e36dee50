"""What somebody asks for: an endpoint that is missing."""

import re
from dataclasses import dataclass
from typing import Final, Self

from domain import text
from domain.apis.reading.matching import shape_of
from domain.errors import BadInput
from domain.models.endpoint import EXAMPLE_LIMIT, Method, path_of
from domain.models.entries import Ref

WHY_LIMIT: Final = 500
"""Characters of what a request is for, and of an answer to it."""

_PARAMETER: Final = re.compile(r"<[^<>/]*>|(?<=/):\w+")
_ADDRESS: Final = re.compile(r"https?://[^/]*|\?.*")
_NAME: Final = re.compile(r"/?([_A-Za-z]\w*)")


def called(path: str) -> str:
    """A path as calls of it look, however frameworks write parameters, without host and query: `/users/{}`."""
    return shape_of(_PARAMETER.sub("{}", _ADDRESS.sub("", path)))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which endpoint is asked for."""

    method: Method
    path: str
    """Of GraphQL the name of the field."""
    api: Ref | None = None
    """The API that is to have it; None where any will do."""

    @property
    def operation(self) -> str:
        """Method and path, as people name it."""
        return f"{self.method.value} {self.path}"

    @classmethod
    def typed(cls, method: Method, path: str, api: Ref | None = None) -> Self:
        """What was typed.

        Raises:
            BadInput: the path is none or, of GraphQL, the name.
        """
        return cls(method, asked_path(method, path), api)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDraft:
    """What a member asks for, cleaned and within limits."""

    method: Method
    path: str
    api: Ref | None
    wanted: str
    """What goes in and comes out, as examples or in words."""
    why: str

    @property
    def asked(self) -> Asked:
        """Which endpoint."""
        return Asked(self.method, self.path, self.api)

    @classmethod
    def written(cls, asked: Asked, *, wanted: str, why: str) -> Self:
        """The draft from what was typed.

        Raises:
            BadInput: a field is empty or too long.
        """
        return cls(
            method=asked.method,
            path=asked.path,
            api=asked.api,
            wanted=text.required(wanted, "description of what goes in and comes out", limit=EXAMPLE_LIMIT),
            why=text.required(why, "reason", limit=WHY_LIMIT),
        )


def asked_path(method: Method, typed: str) -> str:
    """The path that was typed or, of GraphQL, the name of the field.

    Raises:
        BadInput: it is none.
    """
    if method not in {Method.QUERY, Method.MUTATION, Method.SUBSCRIPTION}:
        return path_of(typed)
    name = _NAME.fullmatch(text.clean(typed))
    if name is None:
        raise BadInput(f"A {method.value.lower()} is asked for by its name, such as orders.")
    return name[1]


def operation_of(typed: str) -> tuple[Method, str]:
    """Method and path from what was typed on one line: `GET /orders/{id}`.

    Raises:
        BadInput: it does not begin with a method.
    """
    method, _, path = text.one_line(typed).partition(" ")
    if method.upper() not in Method.__members__:
        raise BadInput("Write the method and then the path, such as GET /orders/{id}, on one line.")
    return Method(method.upper()), path
