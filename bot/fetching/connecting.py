"""Connecting to nothing but what was checked: a name is looked up once, and what it leads to then is what counts."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from ssl import SSLContext
from typing import Final, TypeAlias

from aiohttp import ClientRequest, ClientTimeout, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.connector import Connection
from aiohttp.tracing import Trace

from bot.fetching.internet import Address, parsed
from domain.fetching import Unreachable

LookUp: TypeAlias = Callable[[str, int], Awaitable[Sequence[str]]]
"""Finds the addresses of a name, for a port, as sockets write them."""

LetsIn: TypeAlias = Callable[[Address], bool]
"""The policy: whether an address may be connected to."""

PRIVATE: Final = "it leads to a private address, and those are not opened"


async def look_up(name: str, port: int) -> Sequence[str]:
    """The addresses that the system knows for a name.

    Raises:
        OSError: it knows none.
    """
    # As bytes, so that a strange name is unknown rather than an error of Python's own codec for names.
    found = await asyncio.get_running_loop().getaddrinfo(name.encode(), port, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]) for *_, sockaddr in found]


def connector_of(look_up: LookUp, lets_in: LetsIn, tls: SSLContext | None) -> TCPConnector:
    """What connects only to addresses that are let in; an answer that changes has nowhere to go.

    A name is looked up once for each connection, checked, and connected to by the addresses that were checked.
    """
    connector = _CheckedConnector(
        resolver=_CheckedResolver(look_up, lets_in),
        ssl=True if tls is None else tls,
        use_dns_cache=False,
        force_close=True,
    )
    connector.lets_in = lets_in
    return connector


class _CheckedConnector(TCPConnector):
    """Checks plain addresses, which nobody looks up, and where each connection really leads."""

    lets_in: LetsIn

    async def connect(
        self,
        req: ClientRequest,
        traces: list[Trace],
        timeout: ClientTimeout,  # noqa: ASYNC109  (aiohttp calls it so)
    ) -> Connection:
        """A connection whose other end was checked; nothing was sent yet.

        Raises:
            Unreachable: it may not be there.
        """
        plain = parsed(req.host)
        if (plain or ":" in req.host) and not self._may_be(plain):
            raise Unreachable(req.host, PRIVATE)
        connection = await super().connect(req, traces, timeout)
        if not self._may_be(_peer(connection)):
            connection.close()
            raise Unreachable(req.host, PRIVATE)
        return connection

    def _may_be(self, address: Address | None) -> bool:
        return address is not None and self.lets_in(address)


def _peer(connection: Connection) -> Address | None:
    """The other end of a connection."""
    peer = connection.transport.get_extra_info("peername") if connection.transport else None
    return parsed(str(peer[0])) if peer else None


class _CheckedResolver(AbstractResolver):
    """Looks names up, and refuses one that leads anywhere it may not, be it beside good addresses."""

    def __init__(self, look_up: LookUp, lets_in: LetsIn) -> None:
        self._look_up = look_up
        self._lets_in = lets_in

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002  (each is let in, or all are refused)
    ) -> list[ResolveResult]:
        """The addresses of a name.

        Raises:
            Unreachable: one of them is not let in.
            OSError: there are none.
        """
        found = [parsed(each) for each in await self._look_up(host, port)]
        addresses = [each for each in found if each is not None and self._lets_in(each)]
        if len(addresses) < len(found):
            raise Unreachable(host, PRIVATE)
        if not addresses:
            raise OSError(f"{host} has no address")
        return [
            ResolveResult(
                hostname=host,
                host=str(each),
                port=port,
                family=socket.AF_INET if each.version == 4 else socket.AF_INET6,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for each in addresses
        ]

    async def close(self) -> None:
        """Nothing is held."""
