"""Hosts of APIs without a network: what stands at their addresses, and what they were asked for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

from data.database import Database
from data.store import SqliteStore
from domain.fetching import Fetched, Unreachable
from domain.models.search import Query
from domain.models.sight import FULL
from tests.support.documents import document
from tests.support.domain import ADA, GUILD, PLACE, FakeCourier
from tests.support.hub import hub_over

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from domain.fetching import Fetcher, Validators
    from domain.hub import Hub
    from domain.models.api import Api
    from domain.models.entries import Place
    from tests.support.domain import SetClock


class Hosts:
    """Implements `domain.fetching.Fetcher`.

    Attributes:
        contents: what each address answers with: a document, or the trouble that it makes.
        silent: the addresses that never answer.
        together: nobody is answered before so many have asked.
        asked: the addresses that were asked, in order.
        is_asked: set once there are any.
    """

    def __init__(self, contents: Mapping[str, bytes | Exception] | None = None) -> None:
        self.contents: dict[str, bytes | Exception] = dict(contents or {})
        self.silent: set[str] = set()
        self.together: asyncio.Barrier | None = None
        self.asked: list[str] = []
        self.is_asked = asyncio.Event()

    async def fetch(
        self, address: str, *, known: Validators | None = None, body: bytes | None = None
    ) -> Fetched:
        """What stands there, as a host says it that knows of no validators.

        Raises:
            Unreachable: nothing does.
        """
        del known, body
        self.asked.append(address)
        self.is_asked.set()
        if self.together:
            await self.together.wait()
        if address in self.silent:
            await asyncio.Event().wait()
        content = self.contents.get(address, Unreachable("", "it takes no connection", later=True))
        if isinstance(content, Exception):
            raise content
        return Fetched(address=address, status=200, body=content)

    async def close(self) -> None:
        """There is nothing to end."""


def everywhere(_: int) -> bool:
    """Nexus is in every server."""
    return True


class Watched:
    """A Nexus that watches APIs, on a database that others may use, too; without `fetcher`, by asking `hosts`."""

    def __init__(self, path: Path, clock: SetClock, hosts: Hosts, *, fetcher: Fetcher | None = None) -> None:
        self.database = Database(path, now=clock.now)
        self.store = SqliteStore(self.database)
        self.hosts = hosts
        self.hub: Hub = hub_over(self.store, clock, FakeCourier(), fetcher=fetcher or hosts)

    async def __aenter__(self) -> Self:
        await self.database.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.database.close()

    async def shares(self, *addresses: str, place: Place = PLACE) -> None:
        """Have APIs shared at these addresses, each of a shop of its own; the first is called Shop."""
        for number, address in enumerate(addresses):
            self.hosts.contents[address] = document(title=f"Shop {number}") if number else document()
            await self.hub.apis.sharing.share_address(place, address, by=ADA, cause=len(self.hosts.asked) + 1)
        self.hosts.asked.clear()
        self.hosts.is_asked.clear()

    async def looks(self, *, is_here: Callable[[int], bool] = everywhere) -> int:
        """Look at what is due."""
        return await self.hub.apis.watching.check_due(is_here=is_here)

    async def api(self, number: int = 1) -> Api:
        return await self.hub.apis.sharing.get(GUILD, number)

    async def finds(self, words: str, *, guild_id: int = GUILD) -> Sequence[str]:
        """The entries that a search finds."""
        answer = await self.hub.search.ask(guild_id, Query(words, is_literal=True), by=ADA, sight=FULL)
        return sorted(str(hit.ref) for hit in answer.hits)
