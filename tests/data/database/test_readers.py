"""Readers see what is committed, and only that."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.data.database.notes import ADD, add, notes

if TYPE_CHECKING:
    from data.database import Database


class TestReaders:
    async def test_do_not_see_what_is_not_committed(self, db: Database) -> None:
        async with db.transaction() as connection:
            await connection.run(ADD, text="new")
            before = await notes(db)
        after = await notes(db)

        assert (before, after) == ([], ["new"])

    async def test_see_the_newest_commit_with_each_statement(self, db: Database) -> None:
        async with db.reading() as connection:
            before = await connection.all("SELECT text FROM notes")
            await asyncio.create_task(add(db, "new"))
            after = await connection.all("SELECT text FROM notes")

        assert (len(before), len(after)) == (0, 1)

    async def test_cannot_write(self, db: Database) -> None:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            async with db.reading() as connection:
                await connection.run(ADD, text="never")

        assert await notes(db) == []

    async def test_read_at_the_same_time_and_then_wait_for_each_other(self, db: Database) -> None:
        together, third_read = asyncio.Barrier(3), asyncio.Event()

        async def reads_long(done: asyncio.Event) -> None:
            async with db.reading():
                await together.wait()
                await done.wait()

        async def reads_third() -> None:
            await notes(db)
            third_read.set()

        first_done, second_done = asyncio.Event(), asyncio.Event()
        readers = [asyncio.create_task(reads_long(done)) for done in (first_done, second_done)]
        await together.wait()
        third = asyncio.create_task(reads_third())
        await add(db, "writing goes on meanwhile")
        assert not third_read.is_set()

        first_done.set()
        await third
        second_done.set()
        await asyncio.gather(*readers)

    async def test_come_back_to_the_pool_after_an_error_and_a_cancellation(self, db: Database) -> None:
        for _ in range(5):
            with pytest.raises(sqlite3.OperationalError):
                async with db.reading() as connection:
                    await connection.all("SELECT nonsense")
            task = asyncio.create_task(notes(db))
            await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task])

        assert await notes(db) == []

    async def test_one_inside_another_fails_at_once(self, db: Database) -> None:
        async with db.reading():
            with pytest.raises(RuntimeError, match="already"):
                await notes(db)

    async def test_a_transaction_inside_one_fails_at_once(self, db: Database) -> None:
        async with db.reading():
            with pytest.raises(RuntimeError, match="already"):
                await add(db, "inner")
