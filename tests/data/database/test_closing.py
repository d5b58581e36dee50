"""Closing lets everybody finish, and turns away whoever comes later."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from data.database import Database, DatabaseClosed
from data.migrations import DatabaseProblem
from tests.data.database.notes import ADD, NOON, add, files_beside, has_left_no_threads, notes

if TYPE_CHECKING:
    from pathlib import Path


class TestClosing:
    async def test_waits_for_the_transaction_that_runs_and_those_that_wait(
        self, db: Database, path: Path
    ) -> None:
        async with db.transaction() as connection:
            waits = asyncio.create_task(add(db, "second"))
            await connection.run(ADD, text="first")
            closing_ = asyncio.create_task(db.close())
            await connection.run(ADD, text="first again")
            assert not closing_.done()
        await asyncio.gather(waits, closing_)

        with closing(sqlite3.connect(path)) as reopened:
            assert reopened.execute("SELECT count(*) FROM notes").fetchone() == (3,)

    async def test_waits_for_the_reads_that_run(self, db: Database) -> None:
        async with db.reading() as connection:
            closing_ = asyncio.create_task(db.close())
            for _ in range(20):
                assert await connection.all("SELECT text FROM notes") == []
            assert not closing_.done()
        await closing_

    async def test_turns_away_whoever_asks_later(self, db: Database) -> None:
        async with db.reading():
            closing_ = asyncio.create_task(db.close())
            await asyncio.sleep(0)
            late = [asyncio.create_task(work) for work in (add(db, "late"), notes(db), notes(db), notes(db))]
        await closing_
        await asyncio.wait(late)

        assert all(isinstance(task.exception(), DatabaseClosed) for task in late)

    async def test_leaves_one_file_and_no_threads(self, db: Database, path: Path) -> None:
        await add(db, "kept")
        await db.close()

        assert files_beside(path) == {"nexus.db"}
        assert has_left_no_threads()

    async def test_can_be_done_twice_also_at_the_same_time_and_before_opening(
        self, db: Database, path: Path, schema: Path
    ) -> None:
        await asyncio.gather(db.close(), db.close())
        await db.close()
        await Database(path, now=lambda: NOON, schema=schema).close()

    async def test_a_closed_database_says_so(self, db: Database) -> None:
        await db.close()

        for use in (add(db, "late"), notes(db), db.version()):
            with pytest.raises(DatabaseProblem, match="not open"):
                await use

    async def test_a_closed_database_can_be_opened_again(self, db: Database) -> None:
        await add(db, "kept")
        await db.close()
        await db.open()

        assert await notes(db) == ["kept"]

    async def test_from_inside_a_transaction_fails_at_once(self, db: Database) -> None:
        async with db.transaction():
            with pytest.raises(RuntimeError, match="already"):
                await db.close()

    async def test_cancelled_while_it_waits_it_can_be_tried_again(self, db: Database) -> None:
        async with db.transaction() as connection:
            closing_ = asyncio.create_task(db.close())
            await asyncio.sleep(0)
            closing_.cancel()
            await connection.run(ADD, text="kept")
        await asyncio.wait([closing_])

        assert await notes(db) == ["kept"]
        await db.close()
