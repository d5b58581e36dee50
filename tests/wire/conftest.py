"""A Discord on loopback and the bot as a process that talks to it, for each test anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.wire.discord_server import WireDiscord
from tests.wire.inside import Inside
from tests.wire.nursery import Nursery
from tests.wire.process import BotProcess
from tests.wire.watch import Watch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    return Watch(output=tmp_path / "bot.log")


@pytest.fixture
async def discord(watch: Watch) -> AsyncIterator[WireDiscord]:
    async with WireDiscord(watch) as server:
        yield server
    assert not server.unknown_requests, "the bot asked for what this Discord does not have"


@pytest.fixture
async def bot(watch: Watch, discord: WireDiscord, tmp_path: Path) -> AsyncIterator[BotProcess]:
    async with BotProcess(watch, api_url=discord.url, database=tmp_path / "nexus.db") as process:
        yield process


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    with Nursery() as nursery:
        yield nursery


@pytest.fixture
async def inside(
    discord: WireDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Inside]:
    async with Inside(discord.url, tmp_path / "nexus.db", monkeypatch) as lives:
        yield lives
