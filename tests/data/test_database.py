"""The database keeps its promises about transactions, readers, cancellation and closing."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from data.database import Database, DatabaseClosed, to_the_end
from data.migrations import DatabaseProblem, DatabaseUnreadable

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)

SCHEMA = """
CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE stars (note_id INTEGER NOT NULL REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED) STRICT;
"""

ADD = "INSERT INTO notes (text) VALUES (:text)"


class Oops(Exception):
    """What goes wrong in these tests."""


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    folder = tmp_path / "schema"
    folder.mkdir()
    (folder / "0001_notes.sql").write_text(SCHEMA)
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "nexus.db"


@pytest.fixture
def diary(path: Path) -> Path:
    """A file that is no database, where one is expected."""
    path.parent.mkdir()
    path.write_text("Dear diary, this is no database. " * 100)
    return path


@pytest.fixture
async def db(path: Path, schema: Path) -> AsyncGenerator[Database]:
    database = Database(path, now=lambda: NOON, schema=schema)
    await database.open()
    yield database
    await database.close()


def can_be_written_by_others(path: Path) -> bool:
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        return True


def files_beside(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()}


async def notes(db: Database) -> list[str]:
    """What anybody else can read."""
    async with db.reading() as connection:
        return [row["text"] for row in await connection.all("SELECT text FROM notes ORDER BY id")]


async def add(db: Database, *texts: str) -> None:
    async with db.transaction() as connection:
        for text in texts:
            await connection.run(ADD, text=text)


async def add_a_star_to_nothing(db: Database, *, then: Callable[[], object] = lambda: None) -> None:
    """Write a note and what only COMMIT finds wrong; `then` is called last, in the block."""
    async with db.transaction() as connection:
        await connection.run(ADD, text="undone")
        await connection.run("INSERT INTO stars (note_id) VALUES (404)")
        then()


def has_left_no_threads() -> bool:
    """Whether every connection is gone: each has a thread, which ends just after `close()` has returned."""
    threads = [thread for thread in threading.enumerate() if "_connection_worker_thread" in thread.name]
    for thread in threads:
        thread.join(timeout=5)
    return not any(thread.is_alive() for thread in threads)


class TestStatements:
    async def test_all_gives_every_row_by_the_names_of_its_columns(self, db: Database) -> None:
        async with db.transaction() as connection:
            await connection.many(ADD, ({"text": text} for text in ("one", "two")))
            rows = await connection.all("SELECT id, text FROM notes ORDER BY id")

        assert [(row["id"], row["text"]) for row in rows] == [(1, "one"), (2, "two")]

    async def test_one_gives_the_first_row_or_none(self, db: Database) -> None:
        async with db.transaction() as connection:
            row = await connection.one("INSERT INTO notes (text) VALUES (:text) RETURNING id", text="one")
            nothing = await connection.one("SELECT id FROM notes WHERE text = :text", text="none")

        assert row is not None
        assert row["id"] == 1
        assert nothing is None

    async def test_run_counts_the_rows_that_it_changed(self, db: Database) -> None:
        async with db.transaction() as connection:
            await connection.many(ADD, [{"text": "one"}, {"text": "two"}])

            assert await connection.run("UPDATE notes SET text = text || '!'") == 2
            assert await connection.run("DELETE FROM notes WHERE text = :text", text="three") == 0
            assert await connection.run("CREATE TABLE other (id INTEGER)") == 0

    async def test_run_refuses_a_statement_whose_rows_it_would_throw_away(self, db: Database) -> None:
        with pytest.raises(ValueError, match="use all"):
            async with db.transaction() as connection:
                await connection.run("INSERT INTO notes (text) VALUES ('one'), ('two') RETURNING id")

        assert await notes(db) == []

    async def test_a_parameter_may_be_called_sql(self, db: Database) -> None:
        async with db.reading() as connection:
            row = await connection.one("SELECT :sql AS answer", sql="yes")

        assert row is not None
        assert row["answer"] == "yes"

    async def test_a_connection_kept_after_its_block_is_refused(self, db: Database) -> None:
        async with db.transaction() as kept:
            pass

        async with db.transaction():
            with pytest.raises(RuntimeError, match="after the block"):
                await kept.run(ADD, text="smuggled")

        assert await notes(db) == []


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
