"""A transaction keeps all or nothing, and two never mix."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from tests.data.database.notes import ADD, Oops, add, add_a_star_to_nothing, can_be_written_by_others, notes

if TYPE_CHECKING:
    from pathlib import Path

    from data.database import Database


class TestTransactions:
    async def test_what_the_block_changed_is_kept_when_it_ends_well(self, db: Database) -> None:
        await add(db, "kept")

        assert await notes(db) == ["kept"]

    async def test_an_error_undoes_the_whole_block(self, db: Database) -> None:
        async def fails() -> None:
            async with db.transaction() as connection:
                await connection.run(ADD, text="undone")
                raise Oops

        with pytest.raises(Oops):
            await fails()
        assert await notes(db) == []

    async def test_a_refused_statement_undoes_the_whole_block(self, db: Database) -> None:
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            await add(db, "twice", "twice")

        assert await notes(db) == []

    async def test_a_refused_commit_undoes_the_whole_block(self, db: Database) -> None:
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            await add_a_star_to_nothing(db)

        assert await notes(db) == []
        await add(db, "the writer still works")

    async def test_a_block_that_sqlite_rolled_back_itself_does_not_pass_for_committed(
        self, db: Database
    ) -> None:
        async def goes_on_regardless() -> None:
            async with db.transaction() as connection:
                await connection.run(ADD, text="twice")
                with suppress(sqlite3.IntegrityError):
                    await connection.run("INSERT OR ROLLBACK INTO notes (text) VALUES ('twice')")

        with pytest.raises(sqlite3.OperationalError, match="no transaction is active"):
            await goes_on_regardless()
        assert await notes(db) == []

    async def test_the_rollback_of_one_is_not_undone_by_the_commit_of_another(self, db: Database) -> None:
        written, failing = asyncio.Event(), asyncio.Event()

        async def fails() -> None:
            async with db.transaction() as connection:
                await connection.run(ADD, text="undone")
                written.set()
                await failing.wait()
                raise Oops

        async def succeeds() -> None:
            await written.wait()
            failing.set()
            await add(db, "kept")

        outcomes = await asyncio.gather(fails(), succeeds(), return_exceptions=True)

        assert isinstance(outcomes[0], Oops)
        assert await notes(db) == ["kept"]

    async def test_many_at_once_run_one_after_the_other(self, db: Database) -> None:
        async def count_and_add(number: int) -> int:
            async with db.transaction() as connection:
                row = await connection.one("SELECT count(*) AS seen FROM notes")
                await connection.run(ADD, text=str(number))
                assert row is not None
                return row["seen"]

        seen = await asyncio.gather(*(count_and_add(number) for number in range(20)))

        assert seen == list(range(20))

    async def test_one_inside_another_fails_at_once(self, db: Database) -> None:
        async with db.transaction() as connection:
            await connection.run(ADD, text="outer")
            with pytest.raises(RuntimeError, match="already"):
                await add(db, "inner")

        assert await notes(db) == ["outer"]

    async def test_a_task_started_inside_one_gets_its_own_turn(self, db: Database) -> None:
        async with db.transaction() as connection:
            later = asyncio.create_task(add(db, "second"))
            await connection.run(ADD, text="first")
        await later

        assert await notes(db) == ["first", "second"]

    async def test_another_process_that_holds_the_file_is_an_error_and_then_forgotten(
        self, db: Database, path: Path
    ) -> None:
        async with db.transaction() as connection:
            await connection.all("PRAGMA busy_timeout = 0")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                await add(db, "too early")

        await add(db, "kept")
        assert await notes(db) == ["kept"]

    async def test_no_other_process_can_write_between_what_a_block_reads_and_what_it_writes(
        self, db: Database, path: Path
    ) -> None:
        async with db.transaction():
            assert not can_be_written_by_others(path)

        assert can_be_written_by_others(path)

    async def test_a_commit_is_on_disk_before_it_returns(self, db: Database) -> None:
        async with db.transaction() as connection:
            row = await connection.one(
                "SELECT * FROM pragma_journal_mode, pragma_synchronous, pragma_foreign_keys"
            )

        assert row is not None
        assert tuple(row) == ("wal", 2, 1)
