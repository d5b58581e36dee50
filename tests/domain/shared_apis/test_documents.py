"""Finding documents: hosts that let others wait keep neither Nexus nor other servers for long."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.fetching import Unreachable
from domain.shared_apis.documents import SEARCHES, Documents
from tests.support.aside import InProcess
from tests.support.documents import document
from tests.support.domain import GUILD
from tests.support.hosts import Hosts

if TYPE_CHECKING:
    from data.store import SqliteStore
    from tests.support.domain import SetClock

SHOP = "https://shop.example/openapi.json"


def slow(number: int) -> str:
    return f"https://slow{number}.example/openapi.json"


async def test_a_search_that_takes_too_long_is_given_up(store: SqliteStore, clock: SetClock) -> None:
    hosts = Hosts()
    hosts.silent.add(slow(0))
    documents = Documents(store, clock, hosts, InProcess(), search=timedelta())

    with pytest.raises(Unreachable, match="took too long"):
        await documents.at(GUILD, slow(0))


async def test_a_server_with_slow_hosts_keeps_no_other_one_waiting(
    store: SqliteStore, clock: SetClock
) -> None:
    hosts = Hosts({SHOP: document()})
    hosts.silent.update(map(slow, range(SEARCHES + 2)))
    documents = Documents(store, clock, hosts, InProcess())

    async with asyncio.TaskGroup() as group:
        searches = [group.create_task(documents.at(GUILD, slow(number))) for number in range(SEARCHES + 2)]
        await hosts.is_asked.wait()
        found = await documents.at(GUILD + 1, SHOP)
        asked = list(hosts.asked)
        for search in searches:
            search.cancel()

    assert found.host == "shop.example"
    assert asked == [*map(slow, range(SEARCHES)), SHOP]
