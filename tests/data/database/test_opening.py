"""Opening makes the file, or says what is wrong and leaves nothing behind."""

from __future__ import annotations

import asyncio
import threading
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from data.database import Database, DatabaseClosed
from data.migrations import DatabaseUnreadable
from tests.data.database.notes import NOON, add, files_beside, has_left_no_threads, notes

if TYPE_CHECKING:
    from pathlib import Path


class TestOpening:
    async def test_makes_the_folders_and_the_file(self, db: Database, path: Path) -> None:
        assert files_beside(path) >= {"nexus.db"}
        assert await db.version() == 1

    async def test_twice_is_refused_and_harms_nothing(self, db: Database) -> None:
        with pytest.raises(RuntimeError, match="open already"):
            await db.open()

        await add(db, "still open")

    async def test_the_schema_that_comes_with_nexus_is_found(self, path: Path) -> None:
        database = Database(path, now=lambda: NOON)
        await database.open()

        assert await database.version() >= 1
        await database.close()

    async def test_a_failure_leaves_no_thread_behind(self, diary: Path, schema: Path) -> None:
        database = Database(diary, now=lambda: NOON, schema=schema)

        with pytest.raises(DatabaseUnreadable):
            await database.open()

        assert has_left_no_threads()
        with pytest.raises(DatabaseClosed):
            await notes(database)

    async def test_below_something_that_is_no_folder_says_what_to_check(
        self, tmp_path: Path, schema: Path
    ) -> None:
        (tmp_path / "var").write_text("a file")
        database = Database(tmp_path / "var" / "nexus.db", now=lambda: NOON, schema=schema)

        with pytest.raises(DatabaseUnreadable, match="check that its folder exists"):
            await database.open()

    async def test_two_at_once_on_the_same_new_file_both_succeed(self, path: Path, schema: Path) -> None:
        two = [Database(path, now=lambda: NOON, schema=schema) for _ in range(2)]
        await asyncio.gather(*(database.open() for database in two))

        await asyncio.gather(*(add(database, f"from {number}") for number, database in enumerate(two)))
        assert set(await notes(two[0])) == {"from 0", "from 1"}
        await asyncio.gather(*(database.close() for database in two))

    async def test_cancelled_while_it_migrates_it_waits_until_that_is_done(
        self, path: Path, schema: Path
    ) -> None:
        asked, answered = threading.Event(), threading.Event()

        def now() -> datetime:
            asked.set()
            answered.wait()
            return NOON

        task = asyncio.create_task(Database(path, now=now, schema=schema).open())
        await asyncio.to_thread(asked.wait)
        task.cancel()
        await asyncio.sleep(0)
        answered.set()

        with pytest.raises(asyncio.CancelledError):
            await task
        assert files_beside(path) == {"nexus.db"}

    @pytest.mark.parametrize("turns", range(20))
    async def test_cancelled_at_any_moment_it_leaves_nothing_open(
        self, path: Path, schema: Path, turns: int
    ) -> None:
        database = Database(path, now=lambda: NOON, schema=schema)
        task = asyncio.create_task(database.open())
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()

        with pytest.raises(asyncio.CancelledError):
            await task
        assert has_left_no_threads()
        await database.open()
        await database.close()
