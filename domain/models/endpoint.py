"""An endpoint: one operation of somebody's API, shared so that others can call it."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Final, Self

from domain import shell, text
from domain.auth_words import asks_for_auth, header_of
from domain.errors import BadInput, Refused
from domain.models.deeds import Deed
from domain.models.entries import Entry, Member, Ref

PATH_LIMIT = 300
"""Characters of a path or URL."""

SUMMARY_LIMIT = 200
"""Characters of what an endpoint does, and of how to authenticate."""

EXAMPLE_LIMIT = 900
"""Characters of a request or response example."""


class Method(Enum):
    """An HTTP method that an API offers (RFC 9110, section 9; PATCH is RFC 5789), or what GraphQL has for it."""

    GET = "GET"
    POST = "POST"
    PUT = "PUT"
    PATCH = "PATCH"
    DELETE = "DELETE"
    HEAD = "HEAD"
    OPTIONS = "OPTIONS"
    TRACE = "TRACE"
    QUERY = "QUERY"
    """GraphQL's, or HTTP's own of that name."""
    MUTATION = "MUTATION"
    SUBSCRIPTION = "SUBSCRIPTION"

    @property
    def is_of_graphql(self) -> bool:
        """Whether only GraphQL has it."""
        return self in {Method.MUTATION, Method.SUBSCRIPTION}


class Status(Enum):
    """How far an endpoint is; the value is what the store keeps."""

    PLANNED = "planned"
    MOCK = "mock"
    LIVE = "live"
    DEPRECATED = "deprecated"
    GONE = "gone"

    @property
    def words(self) -> str:
        """The status as people read it."""
        return {
            "planned": "planned, not there yet",
            "mock": "mock, answers with made-up data",
            "live": "live",
            "deprecated": "deprecated, do not build on it",
            "gone": "gone, not there any more",
        }[self.value]


BY_HAND: Final = (Status.PLANNED, Status.MOCK, Status.LIVE)
"""What an endpoint is that was shared by hand, one after the other; the others, its API's document tells."""


_SIGN = r"(?:[^\s\"'`<>\\]|<(?:\w+:)?\w+>)"
"""A sign of a path, or a parameter as Django's and Flask's routes have it: `<int:pk>`."""

_PATH = re.compile(rf"(?!/\w+://)(?:https?://[^\s/?#\"'`<>\\]+)?(?:/{_SIGN}*)?(?:\?{_SIGN}*)?")
_HOST_WITH_PORT = re.compile(r"[\w.-]+:\d{1,5}(?=[/?]|$)")


def path_of(typed: str) -> str:
    """The path or URL typed; a path without its first slash gets it, as `localhost:8000/` gets its `http://`.

    Raises:
        BadInput: it is empty, too long, or has signs that no address has.
    """
    path = text.with_plain_scheme(text.clean(typed))
    if not path:
        raise BadInput("The path is empty. It looks like /api/users/{id}/.")
    if _HOST_WITH_PORT.match(path):
        path = "http://" + path
    elif not path.startswith(("/", "http://", "https://")):
        path = "/" + path
    if not _PATH.fullmatch(path):
        raise BadInput(
            f"“{text.shortened(text.one_line(path), 60)}” is not a path or URL."
            " It looks like /api/users/{id}/ or https://api.example.com/users."
        )
    return text.optional(path, "path", limit=PATH_LIMIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointDraft:
    """What a member wrote, cleaned and within limits."""

    method: Method
    path: str
    summary: str
    auth: str
    request: str
    response: str
    status: Status
    tags: tuple[str, ...]
    words: str = ""
    """What else it is found by: what the document says of it."""
    fields: tuple[str, ...] = ()
    """The names of what goes in and comes out there."""
    sunset: date | None = None
    """The day after which it may be gone, by that document."""

    @classmethod
    def written(
        cls,
        *,
        method: Method,
        path: str,
        summary: str,
        status: Status,
        auth: str = "",
        request: str = "",
        response: str = "",
        tags: str = "",
    ) -> Self:
        """The draft from what was typed.

        Raises:
            BadInput: a field is empty, too long or cannot be read.
        """
        return cls(
            method=method,
            path=path_of(path),
            summary=text.required(summary, "description", limit=SUMMARY_LIMIT),
            auth=text.one_line(text.optional(auth, "authentication", limit=SUMMARY_LIMIT)),
            request=text.optional(request, "request example", limit=EXAMPLE_LIMIT),
            response=text.optional(response, "response example", limit=EXAMPLE_LIMIT),
            status=status,
            tags=text.tags_of(tags),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint(Entry):
    """An endpoint as it stands."""

    method: Method
    path: str
    summary: str
    auth: str
    request: str
    response: str
    status: Status
    api: Ref | None = None
    """The API in whose document it stands; None where it was shared by hand."""
    words: str = ""
    """What else it is found by: what the document says of it."""
    fields: tuple[str, ...] = ()
    """The names of what goes in and comes out there."""
    document_sunset: date | None = None
    """The day after which it may be gone, by its API's document."""
    owner_sunset: date | None = None
    """The same, by who shared it."""
    gone_in: int | None = None
    """The revision of its API that had it no more."""

    @property
    def sunset(self) -> date | None:
        """The day after which it may be gone, if one is known."""
        return self.document_sunset or self.owner_sunset

    @property
    def operation(self) -> str:
        """Method and path, as people name it: `GET /api/users/`."""
        return f"{self.method.value} {self.path}"

    def moved_to(self, status: Status, *, by: Member, at: datetime) -> "Endpoint":
        """This endpoint with its new status.

        Raises:
            Refused: it is not theirs to move, it has that status, or its document tells it.
        """
        self.check(Deed.MOVE, by)
        if self.api:
            raise Refused(
                f"{self.ref} stands in the document of {self.api}, which tells its status: please change it there."
            )
        if status is self.status:
            raise Refused(f"{self.ref} is {status.value} already.")
        if self.status is Status.DEPRECATED and status is not Status.GONE:
            raise Refused(f"{self.ref} is deprecated. /api sunset takes that back first.")
        if self.status is Status.GONE and self.owner_sunset:
            status = Status.DEPRECATED
        return replace(self, status=status, updated_at=at)

    def check_edit(self, by: Member) -> None:
        """Refuse what `by` may not tell anew.

        Raises:
            Refused: it is not theirs to edit, or its document tells it.
        """
        self.check(Deed.EDIT, by)
        if self.api:
            raise Refused(f"{self.ref} stands in the document of {self.api}: please change it there.")

    def edited(self, draft: EndpointDraft, *, by: Member, at: datetime) -> "Endpoint":
        """This endpoint as it is told anew; its status stays.

        Raises:
            Refused: it is not theirs to edit, or its document tells it.
        """
        self.check_edit(by)
        return replace(
            self,
            title=text.title_of(f"{draft.method.value} {draft.path}"),
            tags=draft.tags,
            method=draft.method,
            path=draft.path,
            summary=draft.summary,
            auth=draft.auth,
            request=draft.request,
            response=draft.response,
            updated_at=at,
        )

    def announced(self, day: date, *, by: Member, at: datetime) -> "Endpoint":
        """This endpoint with its last day, deprecated from now on.

        Raises:
            Refused: it is not theirs to say, its document says it, or it is not live.
        """
        self._check_sunset(by)
        if self.status not in {Status.LIVE, Status.DEPRECATED}:
            raise Refused(
                f"{self.ref} is {self.status.words}: only what is live can have a last day. Please move it on first."
            )
        return replace(self, owner_sunset=day, status=Status.DEPRECATED, updated_at=at)

    def kept(self, status: Status, *, by: Member, at: datetime) -> "Endpoint":
        """This endpoint without the last day that was said of it, as far as it is otherwise.

        Raises:
            Refused: it is not theirs to say, or nobody said one.
        """
        self._check_sunset(by)
        if self.owner_sunset is None:
            raise Refused(
                f"Nobody said a last day of {self.ref}, so there is nothing to take back. Its card shows how it stands."
            )
        status = self.status if self.status is Status.GONE else status
        return replace(self, owner_sunset=None, status=status, updated_at=at)

    def _check_sunset(self, by: Member) -> None:
        self.check(Deed.SUNSET, by)
        if self.document_sunset:
            raise Refused(
                f"The document of {self.api} says when {self.ref} may be gone: please change it there."
            )

    def curl(self) -> str:
        """A command for a POSIX shell that calls this endpoint.

        A path without a host is put behind `$BASE_URL`, and a token behind `$TOKEN`, which the reader sets. What cannot
        be seen is left out, as in the other snippets.
        """
        options: list[str] = []
        if asks_for_auth(self.auth):
            options.append(shell.token_header(f"{header_of(self.auth)} "))
        if self.request and self.method is not Method.HEAD:
            if self.request.lstrip().startswith(("{", "[")):
                options.append(shell.header("Content-Type", "application/json"))
            options.append(shell.data(self.request))
        return text.shown(shell.curl(self.method.value, self.path, options))
