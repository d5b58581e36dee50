"""A backup is a whole copy, saved while others write."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from data.database import Database
from data.store import SqliteStore
from domain.hub import Hub
from tests.data.backups.saving import (
    FIRST,
    alive,
    blockers_in,
    logs,
    mode,
    names,
    noting,
    of,
    slowly,
)
from tests.support.domain import GUILD, FakeCourier, SetClock
from tests.support.hub import hub_over

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_restored_backup_opens_and_has_the_entries(
    hub: Hub, database_path: Path, folder: Path, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "data.backups")
    await logs(hub, "Celery does not see my tasks", 1)
    await of(database_path, clock).save(alive)
    await logs(hub, "Written later", 2)

    assert names(folder) == [FIRST]
    assert caplog.messages == [f"Saved a backup: {folder / FIRST}"]
    restored = (folder / FIRST).rename(database_path.with_name("restored.db"))
    database = Database(restored, now=clock.now)
    await database.open()
    again = hub_over(SqliteStore(database), clock, FakeCourier())
    assert (await again.blockers.get(GUILD, 1)).title == "Celery does not see my tasks"
    await logs(again, "Life goes on", 3)
    assert (await again.blockers.get(GUILD, 2)).title == "Life goes on"
    await database.close()


async def test_others_write_meanwhile_and_it_has_what_was_there_when_it_began(
    hub: Hub, database_path: Path, folder: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch)
    begun = asyncio.Event()
    goals = ["Before"]
    await logs(hub, "Before", 1)
    async with asyncio.timeout(20):
        saving = asyncio.create_task(of(database_path, clock).save(noting(begun)))
        await begun.wait()
        while not saving.done():
            goals.append(f"Meanwhile {len(goals)}")
            await logs(hub, goals[-1], len(goals))
        await saving

    assert blockers_in(database_path) == goals
    saved = blockers_in(folder / FIRST)
    assert saved == goals[: len(saved)]
    assert 1 <= len(saved) < len(goals)


async def test_it_says_that_it_is_under_way(
    database_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch)
    said = 0

    async def counts() -> None:
        nonlocal said
        said += 1

    await of(database_path, clock).save(counts)

    assert said > 3


async def test_it_can_be_read_by_nobody_who_could_not_read_the_database(
    database_path: Path, folder: Path, clock: SetClock
) -> None:
    mode(database_path, 0o600)
    await of(database_path, clock).save(alive)

    assert mode(folder / FIRST) == 0o600
