"""Cancelled at whatever moment, the database is left whole and working."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import TYPE_CHECKING

import pytest

from data.database import to_the_end
from tests.data.database.notes import ADD, Oops, add, add_a_star_to_nothing, can_be_written_by_others, notes

if TYPE_CHECKING:
    from pathlib import Path

    from data.database import Database


class TestCancellation:
    async def test_inside_a_transaction_it_undoes_the_block(self, db: Database) -> None:
        written = asyncio.Event()

        async def waits_for_ever() -> None:
            async with db.transaction() as connection:
                await connection.run(ADD, text="undone")
                written.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(waits_for_ever())
        await written.wait()
        task.cancel()

        with pytest.raises(asyncio.CancelledError):
            await task
        await add(db, "kept")
        assert await notes(db) == ["kept"]

    async def test_again_during_the_rollback_it_waits_until_that_is_done(
        self, db: Database, path: Path
    ) -> None:
        written = asyncio.Event()

        async def waits_for_ever() -> None:
            async with db.transaction() as connection:
                await connection.run(ADD, text="undone")
                written.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(waits_for_ever())
        await written.wait()
        task.cancel()
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])

        assert can_be_written_by_others(path)
        assert await notes(db) == []

    async def test_during_a_statement_it_undoes_that_statement_too(self, db: Database) -> None:
        async def writes() -> None:
            async with db.transaction() as connection:
                asyncio.get_running_loop().call_soon(task.cancel)
                await connection.run(ADD, text="undone")

        task = asyncio.create_task(writes())

        with pytest.raises(asyncio.CancelledError):
            await task
        assert await notes(db) == []

    @pytest.mark.parametrize("times", [1, 2])
    async def test_during_the_commit_it_waits_until_the_change_is_on_disk(
        self, db: Database, times: int
    ) -> None:
        async def writes() -> None:
            async with db.transaction() as connection:
                await connection.run(ADD, text="kept")
                for _ in range(times):
                    asyncio.get_running_loop().call_soon(task.cancel)

        task = asyncio.create_task(writes())

        with pytest.raises(asyncio.CancelledError):
            await task
        assert await notes(db) == ["kept"]
        await add(db, "the writer still works")

    async def test_during_a_commit_that_fails_it_undoes_the_block(self, db: Database) -> None:
        loop = asyncio.get_running_loop()
        task = asyncio.create_task(add_a_star_to_nothing(db, then=lambda: loop.call_soon(task.cancel)))

        with pytest.raises(asyncio.CancelledError) as cancelled:
            await task
        assert isinstance(cancelled.value.__cause__, sqlite3.IntegrityError)
        assert await notes(db) == []
        await add(db, "the writer still works")

    @pytest.mark.parametrize("turns", range(30))
    async def test_at_any_moment_it_leaves_all_or_nothing_and_a_working_writer(
        self, db: Database, turns: int
    ) -> None:
        task = asyncio.create_task(add(db, "one", "two"))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])

        assert await notes(db) in ([], ["one", "two"])
        await add(db, "the writer still works")

    async def test_while_waiting_for_the_writer_it_leaves_the_queue_in_order(self, db: Database) -> None:
        async with db.transaction() as connection:
            gives_up = asyncio.create_task(add(db, "never"))
            waits = asyncio.create_task(add(db, "second"))
            await connection.run(ADD, text="first")
            gives_up.cancel()
        await asyncio.wait([gives_up, waits])

        assert await notes(db) == ["first", "second"]

    @pytest.mark.parametrize("turns", range(10))
    async def test_of_the_work_behind_the_shield_too_leaves_all_or_nothing(
        self, db: Database, turns: int
    ) -> None:
        """As at the end of `asyncio.run`, which cancels every task there is."""
        task = asyncio.create_task(add(db, "one"))
        for _ in range(turns):
            await asyncio.sleep(0)
        for every in asyncio.all_tasks() - {asyncio.current_task()}:
            every.cancel()
        await asyncio.wait([task])

        assert await notes(db) in ([], ["one"])
        await add(db, "the writer still works")

    async def test_work_done_to_the_end_gives_its_result_or_its_error(self) -> None:
        async def works() -> str:
            return "done"

        async def fails() -> None:
            raise Oops

        assert await to_the_end(works()) == "done"
        with pytest.raises(Oops):
            await to_the_end(fails())
