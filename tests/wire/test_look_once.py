"""Killed at any step of a look at an API, and started again, Nexus keeps what is new once, and finds all of it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest

from domain.models.endpoint import Status
from tests.support.documents import ORDERS, document, order_by_id
from tests.support.domain import SetClock
from tests.support.hosts import Hosts, Watched
from tests.support.learners_host import LearnersHost, Names, Pauses, fetcher_of
from tests.wire.deaths import deaths_at_each_step
from tests.wire.discord_server import WireDiscord
from tests.wire.due import HERE, KEN
from tests.wire.nursery import LIVED, Plan

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from tests.wire.nursery import Nursery
    from tests.wire.watch import Watch

AFTER = document(paths={"/orders/{id}": order_by_id(summary="Shows a purchase", tags=[]), "/refunds": ORDERS})
"""The shop's document with an endpoint that is gone, one that is new, and one that is told otherwise."""


@pytest.fixture
async def host() -> AsyncGenerator[LearnersHost]:
    async with LearnersHost() as host:
        host.serves("/openapi.json", document())
        yield host


@pytest.fixture
async def due(blank: Path, tmp_path: Path, host: LearnersHost) -> Path:
    """A database with the shop's API, A1, which was shared a while ago, and whose document is another one now."""
    path = copyfile(blank, tmp_path / "due.db")
    async with opened(path, later=-timedelta(minutes=40)) as nexus:
        await nexus.hub.apis.sharing.share_address(HERE, host.at("/openapi.json"), by=KEN, cause=1)
    host.serves("/openapi.json", AFTER)
    return path


@asynccontextmanager
async def opened(path: Path, *, later: timedelta = timedelta()) -> AsyncGenerator[Watched]:
    """A Nexus on that database, as it is or was at another time."""
    fetcher = fetcher_of(Names(), Pauses())
    clock = SetClock(datetime.now(UTC) + later)
    async with Watched(path, clock, Hosts(), fetcher=fetcher) as nexus:
        try:
            yield nexus
        finally:
            await fetcher.close()


async def is_as_if_nothing_had_happened(path: Path, discord: WireDiscord) -> None:
    """What is new is kept once, found by its words, and shown on one card."""
    async with opened(path) as nexus:
        async with nexus.store.reading() as store:
            _, revisions = await store.revisions.listed(HERE.guild_id, 1, limit=9, offset=0)
            endpoints = await store.api_endpoints.of(HERE.guild_id, 1)
        assert await nexus.finds("purchase", guild_id=HERE.guild_id) == ["E2"]
        assert await nexus.finds("refunds", guild_id=HERE.guild_id) == ["E3"]
        assert [finding async for finding in nexus.hub.upkeep.verify()] == []
    assert revisions == 2
    assert {each.path: each.status for each in endpoints} == {
        "/orders": Status.GONE,
        "/orders/{id}": Status.LIVE,
        "/refunds": Status.LIVE,
    }
    [card] = discord.cards()
    assert "Revision 2" in card.text


async def test_killed_at_any_step_and_started_again_what_is_new_is_kept_once(
    nursery: Nursery, due: Path, watch: Watch
) -> None:
    deaths = await deaths_at_each_step(nursery, due, watch, is_as_if_nothing_had_happened, watches=True)

    assert deaths > 6, "they died on the way"


async def test_two_that_look_at_the_same_time_keep_it_once(
    nursery: Nursery, due: Path, host: LearnersHost, discord: WireDiscord
) -> None:
    asked = len(host.asked)
    both = [Plan(discord.url, str(due), minutes=minutes, watches=True) for minutes in (0, 0.5)]

    assert await nursery.live(*both) == [LIVED, LIVED]

    assert len(host.asked) == asked + 1
    await is_as_if_nothing_had_happened(due, discord)
