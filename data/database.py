"""The database: one writer, a few readers, and no way for two coroutines to share a transaction."""

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, LiteralString, TypeAlias, TypeVar

import aiosqlite

from data.migrations import DatabaseProblem, explained, migrate

T = TypeVar("T")

Value: TypeAlias = int | float | str | bytes | None
"""What a column holds and a parameter binds."""

# The write-ahead log is a property of the file, and `migrate` sets it. A negative cache size counts KiB.
WRITER_PRAGMAS: Final = """
    PRAGMA busy_timeout = 5000;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -16000;
"""
READER_PRAGMAS: Final = """
    PRAGMA busy_timeout = 5000;
    PRAGMA query_only = ON;
    PRAGMA cache_size = -16000;
"""


class DatabaseClosed(DatabaseProblem):
    """The database was used before `open()` or after `close()`."""


class Connection:
    """A connection on loan from the database, for the length of one `async with` block.

    SQL is constant text with named `:parameters`, bound by keyword. Each call is one hop to the connection's thread,
    about 0.1 ms, so few and full statements are the fast ones.

    Every call raises:
        sqlite3.Error: SQLite refused the statement.
        RuntimeError: the block that lent this connection has ended.
    """

    def __init__(self, raw: aiosqlite.Connection) -> None:
        self._raw: aiosqlite.Connection | None = raw

    async def all(self, sql: LiteralString, /, **parameters: Value) -> list[sqlite3.Row]:
        """Every row of the answer; also what a statement with RETURNING gives back."""
        return list(await self._live().execute_fetchall(sql, parameters))

    async def one(self, sql: LiteralString, /, **parameters: Value) -> sqlite3.Row | None:
        """The first row of the answer, or None when there is none."""
        rows = await self.all(sql, **parameters)
        return rows[0] if rows else None

    async def run(self, sql: LiteralString, /, **parameters: Value) -> int:
        """Run a statement that answers no rows.

        Returns:
            How many rows an INSERT, UPDATE, DELETE or REPLACE changed. It is 0 for every other first word: sqlite3
            does not count behind a WITH, so give that one a RETURNING and count what `all` answers.

        Raises:
            ValueError: the statement answers rows, which `all` and `one` read; its transaction is to be rolled back.
        """
        cursor = await self._live().execute(sql, parameters)
        # An answer left unread would keep the statement busy, and COMMIT would fail far from here.
        if cursor.description:
            raise ValueError("run() is for statements that answer no rows: use all() or one().")
        return max(cursor.rowcount, 0)

    async def many(self, sql: LiteralString, rows: Iterable[Mapping[str, Value]], /) -> None:
        """Run one INSERT, UPDATE, DELETE or REPLACE for each of `rows`, in one hop."""
        await self._live().executemany(sql, list(rows))

    def expire(self) -> None:
        """End the loan: who kept this object can no longer reach into somebody else's transaction."""
        self._raw = None

    def _live(self) -> aiosqlite.Connection:
        if self._raw is None:
            raise RuntimeError("This connection was used after the block that lent it: ask for a new one.")
        return self._raw


class Database:
    """One SQLite file, with one connection that writes and `readers` that read.

    Args:
        path: the file; `open()` makes it, and the folders above it.
        now: the clock, in aware UTC; it dates the migrations and the copies saved before them.
        readers: how many tasks can read at the same time; another one waits for its turn.
        schema: the folder of numbered migrations; the one that comes with Nexus when None.
        patience: seconds for which a transaction tries again, after the first five, while another process writes.
    """

    def __init__(
        self,
        path: Path,
        *,
        now: Callable[[], datetime],
        readers: int = 2,
        schema: Traversable | Path | None = None,
        patience: float = 0,
    ) -> None:
        self._path = path
        self._now = now
        self._readers = readers
        self._patience = patience
        self._schema = files("data") / "schema" if schema is None else schema
        self._connections = AsyncExitStack()
        self._writer: aiosqlite.Connection | None = None
        self._idle_readers: deque[aiosqlite.Connection] = deque()
        self._write_gate = asyncio.Lock()
        self._read_gate = asyncio.Semaphore(readers)
        self._writing: set[asyncio.Task[Any] | None] = set()
        self._reading: set[asyncio.Task[Any] | None] = set()

    async def open(self) -> None:
        """Make or migrate the file and connect to it. A failure leaves nothing open.

        Raises:
            DatabaseProblem: the file cannot be used; the message says what the operator can do.
            RuntimeError: it is open already.
        """
        async with self._write_gate:
            if self._writer is not None:
                raise RuntimeError("The database is open already.")
            try:
                await to_the_end(self._connect())
            except BaseException:
                await to_the_end(self._disconnect())
                raise

    async def close(self) -> None:
        """Let the transactions and reads that were asked for finish, then disconnect. Closing twice is fine.

        Raises:
            RuntimeError: the task that closes is inside a transaction or a read, which could then never finish.
        """
        self._refuse_those_in(self._writing, self._reading)
        async with AsyncExitStack() as gates:
            await gates.enter_async_context(self._write_gate)
            for _ in range(self._readers):
                await gates.enter_async_context(self._read_gate)
            await to_the_end(self._disconnect())

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Connection]:
        """Lend the one writer: what the block changes is kept when it ends well, and undone on any error.

        Transactions run one after the other. A task cancelled inside the block undoes its changes; one cancelled
        once the block is over keeps them, on disk, before the CancelledError goes on.

        Raises:
            DatabaseClosed: the database is not open.
            RuntimeError: this task is inside a transaction or a read already, and would wait for itself.
            sqlite3.OperationalError: another process held the file for more than five seconds and the patience.
        """
        self._refuse_those_in(self._writing, self._reading)
        async with self._write_gate:
            if self._writer is None:
                raise _closed()
            writer = self._writer
            try:
                await self._begin(writer)
                with _lent(writer, self._writing) as connection:
                    yield connection
                await to_the_end(writer.execute_fetchall("COMMIT"))
            except BaseException:
                # This queues behind whatever a cancelled call left running, and does nothing outside a transaction.
                await to_the_end(writer.rollback())
                raise

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[Connection]:
        """Lend a connection that only reads, as soon as one is free.

        Each statement sees the newest commit, so two statements may see different ones: ask in one statement, or
        inside a transaction, when they must agree. Inside a transaction this sees none of its changes.

        Raises:
            DatabaseClosed: the database is not open.
            RuntimeError: this task is inside a read already, and could wait for itself.
        """
        self._refuse_those_in(self._reading)
        async with self._read_gate:
            if not self._idle_readers:
                raise _closed()
            reader = self._idle_readers.popleft()
            try:
                with _lent(reader, self._reading) as connection:
                    yield connection
            finally:
                self._idle_readers.append(reader)

    async def version(self) -> int:
        """The number of the newest migration that the file has.

        Raises:
            DatabaseClosed: the database is not open.
        """
        async with self.reading() as connection:
            rows = await connection.all("SELECT max(version) AS version FROM migrations")
        return rows[0]["version"]

    async def _begin(self, writer: aiosqlite.Connection) -> None:
        """Begin to write, as soon as no other process does."""
        until = time.monotonic() + self._patience
        while True:
            try:
                await writer.execute_fetchall("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
            else:
                return

    def _refuse_those_in(self, *borrowers: set[asyncio.Task[Any] | None]) -> None:
        """Fail at once where a task would wait for what it holds itself."""
        task = asyncio.current_task()
        if any(task in tasks for tasks in borrowers):
            raise RuntimeError("This task is inside a transaction or a read already: pass its connection on.")

    def _prepare_file(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        migrate(self._path, self._schema, now=self._now)

    async def _connect(self) -> None:
        with explained(self._path):
            await asyncio.to_thread(self._prepare_file)
            self._writer = await self._connection(WRITER_PRAGMAS)
            for _ in range(self._readers):
                self._idle_readers.append(await self._connection(READER_PRAGMAS))

    async def _connection(self, pragmas: LiteralString) -> aiosqlite.Connection:
        connecting = aiosqlite.connect(self._path, isolation_level=None)
        raw = await self._connections.enter_async_context(connecting)
        raw.row_factory = sqlite3.Row
        await raw.executescript(pragmas)
        return raw

    async def _disconnect(self) -> None:
        self._writer = None
        self._idle_readers.clear()
        await self._connections.aclose()


async def to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Finish `work` even if the task that awaits it is cancelled; the cancellation goes on afterwards.

    An error of `work` is then the cause of the CancelledError.
    """
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is None:
        return task.result()
    raise cancelled from (None if task.cancelled() else task.exception())


@contextmanager
def _lent(raw: aiosqlite.Connection, borrowers: set[asyncio.Task[Any] | None]) -> Generator[Connection]:
    """Lend `raw` to the running task, which is among the `borrowers` meanwhile."""
    task = asyncio.current_task()
    connection = Connection(raw)
    borrowers.add(task)
    try:
        yield connection
    finally:
        borrowers.remove(task)
        connection.expire()


def _closed() -> DatabaseClosed:
    return DatabaseClosed("The database is not open: open it before using it, and close it last.")
