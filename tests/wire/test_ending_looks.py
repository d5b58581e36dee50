"""Nexus ends in order while it looks at an API: the look is cut off, its connection closed, and nothing is an error."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.support.documents import document
from tests.support.domain import SetClock
from tests.support.hosts import Hosts, Watched
from tests.support.learners_host import LearnersHost, Names, Pauses, fetcher_of
from tests.wire.due import HERE, KEN
from tests.wire.inside import left_behind

if TYPE_CHECKING:
    import pytest

    from tests.wire.inside import Inside


async def test_a_look_is_cut_off(inside: Inside, caplog: pytest.LogCaptureFixture) -> None:
    fetcher = fetcher_of(Names(), Pauses())
    life = inside.begins(fetcher=fetcher)
    await life.ready()
    asked = asyncio.Event()

    async def is_silent(*_: object) -> None:
        asked.set()
        await asyncio.Event().wait()

    async with LearnersHost() as host:
        host.serves("/openapi.json", document())
        clock = SetClock(datetime.now(UTC) - timedelta(hours=1))
        async with Watched(inside.database, clock, Hosts(), fetcher=fetcher) as before:
            await before.hub.apis.sharing.share_address(HERE, host.at("/openapi.json"), by=KEN, cause=1)
        host.behaves("/openapi.json", is_silent)
        with caplog.at_level(logging.INFO):
            await life.bot.beat()
            async with asyncio.timeout(5):
                await asked.wait()
            await life.is_told_to_end()
            await life.ends()

    assert left_behind() == []
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []
    assert "Ended in order" in caplog.messages
