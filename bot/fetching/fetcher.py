"""Implements `domain.fetching.Fetcher` over aiohttp."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from http import HTTPMethod, HTTPStatus
from ssl import SSLContext
from typing import Final

import aiohttp
from yarl import URL

from bot import __version__
from bot.fetching.connecting import LetsIn, LookUp, connector_of, look_up
from bot.fetching.internet import is_public
from bot.fetching.turns import Patience, Turns
from bot.fetching.unpacking import ACCEPTED, too_large, whole_body
from bot.fetching.urls import checked, checked_url
from domain.apis.limits import SIZE
from domain.fetching import Fetched, Unreachable, Validators, status_in_words

HEADERS: Final = {
    "User-Agent": f"Nexus/{__version__} (+API watch)",
    "Accept": "application/json, application/vnd.oai.openapi+json, application/yaml;q=0.9,"
    " application/vnd.oai.openapi;q=0.9, text/html;q=0.5, */*;q=0.1",
    "Accept-Encoding": ACCEPTED,
}

VALIDATOR: Final = 500
"""Characters of a validator, at most: without it, a document is only fetched whole again."""

_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_ASLEEP: Final = frozenset({502, 503, 504})
"""What stands before a host says while the host wakes, as on Render, Railway or Heroku."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a host is borne."""

    size: int = SIZE
    """Bytes of a body, as it comes and as it is unpacked."""
    seconds: float = 30
    """For an answer, with all redirects; waiting for a turn does not count."""
    redirects: int = 3
    waking: float = 15
    """Seconds that a host which seems to sleep is given before it is asked once more."""
    at_once: int = 4
    """Requests to all hosts together."""


@dataclass(frozen=True, slots=True)
class _Request:
    url: URL
    known: Validators
    body: bytes | None

    @property
    def host(self) -> str:
        return self.url.host or ""

    @property
    def method(self) -> HTTPMethod:
        return HTTPMethod.GET if self.body is None else HTTPMethod.POST

    def headers(self) -> dict[str, str]:
        own = {
            "If-None-Match": self.known.etag,
            "If-Modified-Since": self.known.last_modified,
            "Content-Type": "" if self.body is None else "application/json",
        }
        return HEADERS | {name: value for name, value in own.items() if value}

    def moved(self, location: str, *, status: int) -> "_Request":
        """The request to make instead.

        Raises:
            Unreachable: it may not be made.
        """
        try:
            url = checked_url(self.url.join(URL(location)))
        except ValueError as error:
            raise Unreachable(self.host, "it sends on to what is no address") from error
        if self.url.scheme == "https" and url.scheme == "http":
            raise Unreachable(self.host, "it sends on from https to http, where others can read along")
        return replace(self, url=url, body=None if status == HTTPStatus.SEE_OTHER else self.body)


class _Asleep(Unreachable):
    """It may be waking up."""

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(host, reason, later=True)


@dataclass
class WebFetcher:
    """Implements `domain.fetching.Fetcher`: no cookies, no credentials, no proxies, nothing but the open internet.

    Redirects are followed by our own hand, each checked like the first. A host that seems to sleep is asked once more.

    Attributes:
        lets_in: which addresses may be connected to.
        look_up: how the addresses of a name are found.
        pause: waits for some seconds.
        tls: whose certificates are trusted; the system's authorities if None.
    """

    lets_in: LetsIn = is_public
    look_up: LookUp = look_up
    limits: Limits = Limits()
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    tls: SSLContext | None = None
    _session: aiohttp.ClientSession | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._turns = Turns(self.limits.at_once)

    async def fetch(
        self, address: str, *, known: Validators | None = None, body: bytes | None = None
    ) -> Fetched:
        """What stands at the address now; see `Fetcher`.

        Raises:
            Unreachable: there is no answer, or none that is let in.
        """
        request = _Request(checked(address), known or Validators(), body)
        try:
            return await self._followed(request)
        except _Asleep:
            await self.pause(self.limits.waking)
            return await self._followed(request)

    async def close(self) -> None:
        """End what is under way. It can be used again."""
        if self._session:
            await self._session.close()
        self._session = None

    async def _followed(self, request: _Request) -> Fetched:
        patience = Patience(self.limits.seconds)
        for _ in range(self.limits.redirects + 1):
            answer = await self._answered(request, patience)
            if isinstance(answer, Fetched):
                return answer
            request = answer
        raise Unreachable(request.host, f"it sends on more than {self.limits.redirects} times")

    async def _answered(self, request: _Request, patience: Patience) -> "Fetched | _Request":
        """What the host says, or where it sends on to."""
        async with (
            self._turns.of(request.host),
            _plainly(request.host, self.limits),
            patience.spent(),
            self._asking(request) as response,
        ):
            location = response.headers.get("Location")
            if response.status in _MOVED and location:
                return request.moved(location, status=response.status)
            if response.status in _ASLEEP:
                raise _Asleep(request.host, f"it answers with {status_in_words(response.status)}")
            return await self._taken(request, response)

    def _asking(self, request: _Request) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        return self._opened().request(
            request.method, request.url, headers=request.headers(), data=request.body, allow_redirects=False
        )

    async def _taken(self, request: _Request, response: aiohttp.ClientResponse) -> Fetched:
        limit = self.limits.size
        if (response.content_length or 0) > limit:
            raise too_large(request.host, limit)
        packed = response.headers.getall("Content-Encoding", ())
        return Fetched(
            address=str(request.url),
            status=response.status,
            body=await whole_body(response.content.iter_any(), packed, host=request.host, limit=limit),
            content_type=response.content_type,
            validators=Validators(_said(response, "ETag"), _said(response, "Last-Modified")),
        )

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=connector_of(self.look_up, self.lets_in, self.tls),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),  # patience is ours
                auto_decompress=False,
                trust_env=False,
            )
        return self._session


def _said(response: aiohttp.ClientResponse, name: str) -> str:
    """A validator of an answer; empty where it is none that can be kept and sent back."""
    told = response.headers.get(name, "")
    return told if len(told) <= VALIDATOR and told.isascii() and told.isprintable() else ""


@asynccontextmanager
async def _plainly(host: str, limits: Limits) -> AsyncGenerator[None]:
    """What went wrong, as members understand it."""
    try:
        yield
    except TimeoutError as error:
        raise _Asleep(host, f"it did not answer within {limits.seconds:g} seconds") from error
    except aiohttp.ClientError as error:
        raise _unreachable(host, error) from error


def _unreachable(host: str, error: aiohttp.ClientError) -> Unreachable:
    match error:
        case aiohttp.InvalidURL():
            return Unreachable(host, "its host is neither a name nor a plain address")
        case aiohttp.ClientConnectorDNSError():
            advice = "Check its spelling, or try again in some minutes."
            return Unreachable(host, "nobody knows that name", later=True, advice=advice)
        case aiohttp.ClientConnectorCertificateError():
            return Unreachable(host, "its certificate is not valid for that name")
        case aiohttp.ClientSSLError():
            return Unreachable(host, "it does not speak https as it should")
        case aiohttp.ClientConnectorError():
            return Unreachable(host, "it takes no connection", later=True)
        case _:
            return Unreachable(host, "its answer broke off, or is no HTTP", later=True)
