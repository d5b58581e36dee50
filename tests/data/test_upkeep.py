"""Two processes write one file: who is patient gets a turn."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from data import database as module
from data.database import Database
from tests.support.domain import MONDAY_NOON

if TYPE_CHECKING:
    from pathlib import Path


async def write(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.run("INSERT INTO memory (key, value) VALUES ('a', 'b')")


async def test_who_is_patient_waits_while_another_process_writes(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasty = module.WRITER_PRAGMAS.replace("busy_timeout = 5000", "busy_timeout = 10")
    monkeypatch.setattr(module, "WRITER_PRAGMAS", hasty)
    hurried = Database(database_path, now=lambda: MONDAY_NOON)
    patient = Database(database_path, now=lambda: MONDAY_NOON, patience=5)
    await hurried.open()
    await patient.open()
    with closing(sqlite3.connect(database_path, isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            await write(hurried)
        writing = asyncio.create_task(write(patient))
        await asyncio.sleep(0.1)
        assert not writing.done()
        another.execute("COMMIT")
        await writing
        assert another.execute("SELECT value FROM memory WHERE key = 'a'").fetchone() == ("b",)
    await hurried.close()
    await patient.close()


async def test_patience_has_an_end(database_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hasty = module.WRITER_PRAGMAS.replace("busy_timeout = 5000", "busy_timeout = 10")
    monkeypatch.setattr(module, "WRITER_PRAGMAS", hasty)
    patient = Database(database_path, now=lambda: MONDAY_NOON, patience=0.05)
    await patient.open()
    with closing(sqlite3.connect(database_path, isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            await write(patient)
    await patient.close()
