"""A learner's host on loopback: what it serves, how it misbehaves, and what it was asked.

Tests say what stands at a path; all else is 404. Enter it to have it served:

    async with LearnersHost() as host:
        host.serves("/openapi.json", DOCUMENT, etag='"1"')
        await fetcher.fetch(host.at("/openapi.json"))
        assert host.paths == ["/openapi.json"]
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import IPv4Address
from typing import TYPE_CHECKING, Self

import pytest

from bot.fetching.fetcher import Limits, WebFetcher
from bot.fetching.internet import is_public
from domain.fetching import Unreachable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from ssl import SSLContext
    from types import TracebackType

    from bot.fetching.internet import Address
    from domain.fetching import Fetcher

JSON = "application/json"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Asked:
    """One request that arrived; `path` with its query, headers by their name in small letters."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


Behaviour = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]
"""Writes an answer, or whatever a host does instead."""


class LearnersHost:
    """Serves while it is entered; over https with the certificate of `tls`.

    Attributes:
        asked: every request, in order of arrival.
        asleep: how many requests are still answered as a host does that wakes up.
        greeting: what is said to whoever connects, before they ask.
        most_at_once: how many requests were under way together at most.
    """

    def __init__(self, *, tls: SSLContext | None = None) -> None:
        self._tls = tls
        self.asked: list[Asked] = []
        self.asleep = 0
        self.greeting = b""
        self.most_at_once = 0
        self._behaviours: dict[str, Behaviour] = {}
        self._otherwise: Behaviour = _has_nothing
        self._under_way: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=self._tls)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for."""
        return [each.path for each in self.asked]

    def at(self, path: str = "/", *, name: str = "127.0.0.1") -> str:
        """The address of a path, by a name of the host."""
        return f"{'https' if self._tls else 'http'}://{name}:{self.port}{path}"

    def serves(
        self,
        path: str,
        content: bytes | str,
        *,
        kind: str = JSON,
        status: int = 200,
        etag: str = "",
        modified: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Put something at a path, be it anew; who knows it by its validators is told that it is unchanged."""
        body = content.encode() if isinstance(content, str) else content
        validators = {name: value for name, value in (("ETag", etag), ("Last-Modified", modified)) if value}
        more = {"Content-Type": kind} | validators | dict(headers or {})

        async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
            known = [asked.headers.get("if-none-match"), asked.headers.get("if-modified-since")]
            if (etag and etag == known[0]) or (modified and modified == known[1]):
                writer.write(_answer(304, b"", validators))
            else:
                writer.write(_answer(status, body, more))

        self.behaves(path, behave)

    def otherwise(self, content: str, *, kind: str = HTML) -> None:
        """Answer so at every path where nothing else stands, as frontends do."""

        async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:  # noqa: ARG001  (whatever is asked)
            writer.write(_answer(200, content.encode(), {"Content-Type": kind}))

        self._otherwise = behave

    def sends_on(self, path: str, to: str, *, status: int = 302) -> None:
        """Redirect a path."""
        self.serves(path, b"", status=status, headers={"Location": to})

    def is_silent(self, path: str) -> None:
        """Take requests for a path, and never answer."""

        async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:  # noqa: ARG001  (it says nothing)
            await asyncio.Event().wait()

        self.behaves(path, behave)

    def is_endless(self, path: str, *, chunk: bytes = b" " * 65536, headers: str = "") -> None:
        """Answer without end, until nobody reads any more."""

        async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:  # noqa: ARG001  (whatever is asked)
            writer.write(f"HTTP/1.1 200 OK\r\n{headers}\r\n".encode())
            while True:
                writer.write(chunk)
                await writer.drain()

        self.behaves(path, behave)

    def says(self, path: str, raw: bytes) -> None:
        """Answer with these bytes, be they HTTP or not, and hang up."""

        async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:  # noqa: ARG001  (whatever is asked)
            writer.write(raw)

        self.behaves(path, behave)

    def behaves(self, path: str, behaviour: Behaviour) -> None:
        """Answer a path in a way of one's own."""
        self._behaviours[path] = behaviour

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._served(reader, writer))
        self._under_way.add(task)
        self.most_at_once = max(self.most_at_once, len(self._under_way))
        task.add_done_callback(self._under_way.discard)

    async def _served(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            writer.write(self.greeting)
            asked = await _read(reader)
            self.asked.append(asked)
            await self._behaviour_for(asked)(asked, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return  # who asked went away
        finally:
            writer.close()

    def _behaviour_for(self, asked: Asked) -> Behaviour:
        if self.asleep:
            self.asleep -= 1
            return _wakes
        return self._behaviours.get(asked.path, self._otherwise)


@dataclass
class Names:
    """A system of names that tests decide on: each name with what it leads to, one answer after the other."""

    known: dict[str, list[Sequence[str]]] = field(default_factory=dict[str, "list[Sequence[str]]"])
    asked: list[str] = field(default_factory=list[str])

    def leads(self, name: str, *answers: Sequence[str]) -> None:
        """Let a name lead there; the last answer stays."""
        self.known[name] = list(answers)

    async def look_up(self, name: str, port: int) -> Sequence[str]:  # noqa: ARG002  (the same for each port)
        """As `bot.fetching.connecting.look_up`.

        Raises:
            OSError: the name is unknown.
        """
        self.asked.append(name)
        answers = self.known.get(name)
        if not answers:
            raise OSError(f"{name} is unknown")
        return answers.pop(0) if len(answers) > 1 else answers[0]


@dataclass
class Pauses:
    """Counts the seconds that would have been waited; `then` is what happens meanwhile."""

    taken: list[float] = field(default_factory=list[float])
    then: Callable[[], None] = lambda: None

    async def take(self, seconds: float) -> None:
        """Wait, in a way."""
        self.taken.append(seconds)
        self.then()


def lets_in_this_machine(address: Address) -> bool:
    """A policy for tests: the open internet, and the one address where hosts of tests are."""
    return is_public(address) or address == IPv4Address("127.0.0.1")


def fetcher_of(
    names: Names, pauses: Pauses, *, limits: Limits | None = None, tls: SSLContext | None = None
) -> WebFetcher:
    """The real fetcher, but for the address of tests, names and the time that it waits."""
    return WebFetcher(lets_in_this_machine, names.look_up, limits or Limits(), pauses.take, tls)


async def refusal_of(fetcher: Fetcher, address: str) -> Unreachable:
    """Why an address is not fetched."""
    with pytest.raises(Unreachable) as trouble:
        await fetcher.fetch(address)
    return trouble.value


def gzip_bomb(size: int) -> bytes:
    """So many bytes of nothing, packed."""
    return gzip.compress(bytes(size))


async def _read(reader: asyncio.StreamReader) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ")
    headers = {
        name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)
    }
    return Asked(method, path, headers, await reader.readexactly(int(headers.get("content-length", "0"))))


def _answer(status: int, body: bytes, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def _wakes(asked: Asked, writer: asyncio.StreamWriter) -> None:  # noqa: ARG001  (whatever is asked)
    writer.write(_answer(503, b"<h1>Starting...</h1>", {"Content-Type": HTML}))


async def _has_nothing(asked: Asked, writer: asyncio.StreamWriter) -> None:  # noqa: ARG001  (whatever is asked)
    writer.write(_answer(404, b"<h1>Not Found</h1>", {"Content-Type": HTML}))
