"""Finding the document of an API from its base address, or from a page that shows it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from domain.apis.addresses import below, host_of, is_own_machine, web_address
from domain.apis.finding.viewers import documents_named, scripts_named
from domain.apis.reading.source import seems_a_document
from domain.errors import BadInput
from domain.fetching import Fetched, Fetcher, Unreachable, Validators

PATHS: Final = (
    "api/schema/", "openapi.json", "swagger.json", "api/openapi.json", "api/docs/", "swagger/?format=openapi",
    "redoc/", "docs", "api/schema/?format=json", "schema/", "swagger.yaml", "openapi.yaml", "v3/api-docs", "api-docs",
    "api-json", "swagger/v1/swagger.json",
)  # fmt: skip
"""Where learners' APIs have their documents, the likeliest first: drf-spectacular, FastAPI, drf-yasg, Spring, Nest."""

GRAPHQL_PATHS: Final = ("graphql/", "graphql", "api/graphql")

_NAMED_BY_A_PAGE: Final = 3
"""Addresses that are followed from one page, at most."""

_GUARDED: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})


@dataclass(frozen=True, slots=True)
class Discovered:
    """The document of an API, and how to fetch it again."""

    address: str
    content: bytes
    validators: Validators
    question: bytes | None
    """What is posted to get it, the introspection of GraphQL; None where it is only got."""


async def discover(address: str, fetcher: Fetcher) -> Discovered:
    """Find the document that stands at an address, is shown there, or has a usual place below it or its host's root.

    One request follows the other, and the first document ends the search.

    Raises:
        Unreachable: the host does not answer, or the address may not be fetched.
        BadInput: there is none; the sentence says what was tried and what to do.
    """
    given = web_address(address)
    search = _Search(fetcher)
    first = await _first(search, given)
    if found := await search.within(first):
        return found
    if "graphql" in given and (found := await search.asked(first.address)):
        return found
    base = _base(given, first.address)
    for each in _below(base, PATHS):
        if found := await search.looked_at(each):
            return found
    for each in _below(base, GRAPHQL_PATHS):
        if found := await search.asked(each):
            return found
    raise BadInput(search.in_vain(given))


async def _first(search: "_Search", given: str) -> Fetched:
    try:
        return await search.opened(given)
    except Unreachable as trouble:
        if trouble.later or not is_own_machine(given):
            raise
        raise BadInput(
            f"{host_of(given)} is your own machine, which I cannot reach. Share the document as a file: drf-spectacular"
            " writes it with python manage.py spectacular --file schema.yml, and FastAPI shows it at /openapi.json."
        ) from trouble


def _base(given: str, final: str) -> str:
    """Where to go on: behind a redirect to the same host by its other name, but not at a page of somebody else."""
    same = host_of(given).removeprefix("www.") == host_of(final).removeprefix("www.")
    return final if same else given


def _below(base: str, paths: tuple[str, ...]) -> Iterator[str]:
    folders = below(base)
    return (folder + path for path in paths for folder in folders)


def introspection() -> bytes:
    """The question by which GraphQL tells its schema."""
    from graphql import get_introspection_query  # noqa: PLC0415  (takes a while, and few APIs need it)

    return json.dumps({"query": get_introspection_query()}).encode()


class _Search:
    """Looks at one address after the other, at none twice."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._tried = 0
        self._seen: set[tuple[str, bool]] = set()
        self._guarded: str | None = None

    async def looked_at(self, address: str) -> Discovered | None:
        """The document that stands at an address or is shown there."""
        fetched = await self._fetched(address)
        return await self.within(fetched) if fetched else None

    async def asked(self, address: str) -> Discovered | None:
        """The schema that a GraphQL API tells of itself."""
        question = introspection()
        fetched = await self._fetched(address, question)
        return _document(fetched, question) if fetched else None

    async def within(self, fetched: Fetched) -> Discovered | None:
        """The document that was fetched, or that a page which was fetched shows."""
        self._seen.add((fetched.address, False))
        if found := _document(fetched):
            return found
        for each in await self._shown_by(fetched):
            shown = await self._fetched(each)
            if shown and (found := _document(shown)):
                return found
        return None

    async def opened(self, address: str, question: bytes | None = None) -> Fetched:
        """What stands there.

        Raises:
            Unreachable: nothing can, or the host has had enough of us.
        """
        self._seen.add((address, bool(question)))
        self._tried += 1
        fetched = await self._fetcher.fetch(address, body=question)
        if fetched.status == HTTPStatus.TOO_MANY_REQUESTS and fetched.trouble:
            raise fetched.trouble
        if fetched.status in _GUARDED and not question:
            self._guarded = self._guarded or address.partition("?")[0]
        return fetched

    async def _fetched(self, address: str, question: bytes | None = None) -> Fetched | None:
        """What stands there; None where nothing can, or where it was seen.

        Raises:
            Unreachable: the host does not answer any more, or has had enough of us.
        """
        if (address, bool(question)) in self._seen:
            return None
        try:
            return await self.opened(address, question)
        except Unreachable as trouble:
            if trouble.later:
                raise
            return None

    async def _shown_by(self, fetched: Fetched) -> list[str]:
        """The addresses of documents that a page names, by itself or in a script of its own."""
        if not (fetched.is_good and is_page(fetched.body)):
            return []
        page = fetched.body.decode(errors="replace")
        named = documents_named(page, fetched.address)
        for each in scripts_named(page, fetched.address)[:1]:
            if script := await self._fetched(each):
                named += documents_named(script.body.decode(errors="replace"), fetched.address)
        return named[:_NAMED_BY_A_PAGE]

    def in_vain(self, given: str) -> str:
        """What was tried, and what to do."""
        known = ", ".join(f"/{path}" for path in PATHS[:3])
        advice = (
            "Give the address of the document itself, or share the document as a file."
            " Without a document, /endpoint share shares one endpoint by hand."
        )
        if self._guarded:
            advice = f"{self._guarded} wants a login: open it to all, or share the document as a file."
        return (
            f"There is no API document at {host_of(given)}: neither at the address itself nor at {known}"
            f" and {self._tried - 4} other usual places. {advice}"
        )


def _document(fetched: Fetched, question: bytes | None = None) -> Discovered | None:
    if not (fetched.is_good and seems_a_document(fetched.body)):
        return None
    return Discovered(fetched.address, fetched.body, fetched.validators, question)


def is_page(body: bytes) -> bool:
    """Whether a body is a web page, and no document."""
    return body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
