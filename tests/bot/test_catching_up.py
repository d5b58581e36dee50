"""At its start, Nexus reads for search what search does not know yet."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.app import build
from domain.models.search import Query
from domain.models.sight import FULL
from tests.bot.test_sync import run
from tests.support.domain import ADA, GUILD, PLACE, blocker_draft

if TYPE_CHECKING:
    from pathlib import Path

    from bot.client import Nexus
    from bot.config import Settings
    from tests.support.cohort import Cohort


@pytest.fixture
async def old(settings: Settings, database_path: Path) -> Settings:
    """A database with a blocker that search does not know."""
    bot = build(settings, ticking=False)
    async with run(bot):
        await bot.hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    with closing(sqlite3.connect(database_path)) as connection, connection:
        connection.execute("DELETE FROM documents")
    return settings


async def found(bot: Nexus) -> list[str]:
    answer = await bot.hub.search.ask(GUILD, Query("celery tasks"), by=ADA, sight=FULL)
    return [str(hit.ref) for hit in answer.hits]


async def test_what_was_there_before_is_found_after_the_start(
    old: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    bot = build(old)
    with caplog.at_level(logging.INFO, "domain.upkeep"):
        async with run(bot):
            assert await found(bot) == ["B1"]

    assert "Read 1 entry again for search" in caplog.messages


async def test_a_bot_that_does_not_tick_catches_up_when_it_is_told_to(old: Settings) -> None:
    bot = build(old, ticking=False)
    async with run(bot):
        assert await found(bot) == []
        await bot.catch_up()
        assert await found(bot) == ["B1"]


async def test_trouble_is_logged_and_nexus_goes_on(
    old: Settings, caplog: pytest.LogCaptureFixture, database_path: Path
) -> None:
    with closing(sqlite3.connect(database_path)) as connection, connection:
        connection.execute("DELETE FROM blockers")
    bot = build(old)
    async with run(bot):
        assert not bot.is_closed()
        assert await found(bot) == []

    assert "What Nexus does when it starts went wrong; it tries again at the next start" in caplog.messages


async def test_the_index_is_put_together_with_the_chores(hub: Cohort, database_path: Path) -> None:
    for cause in range(14):
        await hub.bot.hub.blockers.log(PLACE, blocker_draft(f"Celery {cause}"), by=ADA, cause=cause)
    with closing(sqlite3.connect(database_path)) as connection:
        count = "SELECT count(DISTINCT segid) FROM entry_terms_idx"
        before = connection.execute(count).fetchone()
        await hub.bot.do_chores()
        after = connection.execute(count).fetchone()

    assert after < before
