"""The schema's history: numbered SQL files, each applied once, together with its record."""

import re
import sqlite3
import time
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from data.copies import completing
from data.rows import millis

OLDEST_SQLITE: Final = (3, 37, 0)
"""The first with STRICT tables; RETURNING and the rest came before."""

PATIENCE: Final = 60.0
"""Seconds to wait for another process that migrates the same file."""

FILE_NAME: Final = re.compile(r"(\d{4})_\w+\.sql")

RECORDS: Final = """
    CREATE TABLE IF NOT EXISTS migrations (
        version INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        applied_at INTEGER NOT NULL -- milliseconds since 1970, UTC
    )
"""


class DatabaseProblem(Exception):
    """The database cannot be used. The message is for the operator: what is wrong, and what to do."""


class DatabaseUnreadable(DatabaseProblem):
    """The file cannot be opened, is no database, or is damaged."""


class DatabaseBusy(DatabaseProblem):
    """Another process holds the file."""


class DatabaseTooNew(DatabaseProblem):
    """A newer Nexus has migrated the file."""


class MigrationFailed(DatabaseProblem):
    """A migration could not be applied; the database is as it was."""


class CopyFailed(DatabaseProblem):
    """The copy before a migration could not be saved; the database is as it was."""


class SchemaBroken(DatabaseProblem):
    """The migrations that came with Nexus are missing, or not numbered 1, 2, 3 and so on."""


class SQLiteUnfit(DatabaseProblem):
    """Python's SQLite is too old, or lacks full-text search."""


@dataclass(frozen=True)
class Migration:
    """One step of the schema's history.

    Attributes:
        number: counts from 1.
        name: the file's name, `0001_start.sql`.
        script: its SQL.
    """

    number: int
    name: str
    script: str


def migrate(path: Path, schema: Traversable | Path, *, now: Callable[[], datetime]) -> None:
    """Bring the file at `path` up to the newest migration of `schema`, making it when it is missing.

    All that is pending is applied in one transaction: after a failure the file is what it was, and the Nexus that
    used it before still can. A copy of an existing file is saved beside it first. Of several processes that open the
    same file, one migrates; the others wait for it.

    Args:
        path: the database file; its folder exists.
        schema: a folder of files named like `0001_start.sql`.
        now: the clock, in aware UTC.

    Raises:
        DatabaseProblem: one of its kinds above says why the file cannot be used.
    """
    refuse_unfit_sqlite(sqlite3.sqlite_version_info, _sqlite_modules())
    migrations = migrations_in(schema)
    with (
        explained(path),
        closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as connection,
    ):
        _use_write_ahead_log(connection, path)
        # A table is rebuilt by dropping it: enforced keys would delete what refers to its rows. `_apply` checks them.
        connection.execute("PRAGMA foreign_keys = OFF")
        with connection:
            # The lock comes first: whoever waited for it must see what the one before has done.
            connection.execute("BEGIN IMMEDIATE")
            is_new = _is_empty(connection)
            pending = _pending(connection, path, migrations)
            if pending and not is_new:
                _save_copy(path, before=pending[0], at=now())
            for migration in pending:
                _apply(connection, migration, at=now())


def migrations_in(schema: Traversable | Path) -> list[Migration]:
    """The migrations of a folder, in order. Files that are not `.sql` are passed over.

    Raises:
        SchemaBroken: there is none, a name is not like `0001_start.sql`, or a number is missing or used twice.
    """
    names = sorted(file.name for file in schema.iterdir()) if schema.is_dir() else []
    migrations = [
        _migration(number, schema / name)
        for number, name in enumerate((name for name in names if name.endswith(".sql")), start=1)
    ]
    if not migrations:
        raise SchemaBroken(f"There are no migrations in {schema}: install Nexus again.")
    return migrations


def statements_of(script: str) -> Iterator[str]:
    """Cut a script into its statements, where SQLite itself says that one is complete.

    Semicolons in strings, comments and triggers do not cut. The pieces joined are the script; the last one can be
    mere space and comments, which SQLite runs as nothing.
    """
    statement = ""
    for piece in re.split(r"(?<=;)", script):
        statement += piece
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement:
        yield statement


def refuse_unfit_sqlite(version: tuple[int, int, int], modules: Collection[str]) -> None:
    """Check the SQLite that Python brings.

    Args:
        version: of the SQLite library.
        modules: the names of its virtual-table modules.

    Raises:
        SQLiteUnfit: it is older than 3.37, or has no FTS5.
    """
    if version >= OLDEST_SQLITE and "fts5" in modules:
        return
    found = ".".join(map(str, version)) + ("" if "fts5" in modules else " without FTS5")
    raise SQLiteUnfit(
        f"Nexus needs SQLite 3.37 or newer with FTS5, but this Python has SQLite {found}: use another build of Python."
    )


@contextmanager
def explained(path: Path) -> Generator[None]:
    """Turn the errors of SQLite and of the file system into a sentence about the database at `path`.

    Raises:
        DatabaseBusy: another process holds the file.
        DatabaseUnreadable: anything else that SQLite or the file system says.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        if _is_busy(error):
            raise DatabaseBusy(
                f"Another process is using {path}: stop it, then start Nexus again."
            ) from error
        raise _inaccessible(path, error) from error
    except sqlite3.DatabaseError as error:
        raise DatabaseUnreadable(
            f"{path} is no SQLite database, or a damaged one ({error}): "
            "restore a backup of it, or move it away and Nexus will start a new one."
        ) from error
    except OSError as error:
        raise _inaccessible(path, error) from error


def _inaccessible(path: Path, error: Exception) -> DatabaseUnreadable:
    return DatabaseUnreadable(
        f"Nexus cannot read and write {path} ({error}): "
        "check that its folder exists, belongs to the user who runs Nexus, and has free space."
    )


def _is_busy(error: sqlite3.Error) -> bool:
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _migration(number: int, file: Traversable | Path) -> Migration:
    match = FILE_NAME.fullmatch(file.name)
    if match is None or int(match[1]) != number:
        raise SchemaBroken(
            f"Migration {file.name} stands where number {number:04} belongs: install Nexus again."
        )
    return Migration(number, file.name, file.read_text(encoding="utf-8"))


def _sqlite_modules() -> set[str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM pragma_module_list")}


def _use_write_ahead_log(connection: sqlite3.Connection, path: Path) -> None:
    """Make the file use SQLite's write-ahead log, which it then does for good.

    When two processes do this to a new file at once, SQLite fails without waiting. So the waiting is done here.
    """
    patience_ends = time.monotonic() + PATIENCE
    while True:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > patience_ends:
                raise
            time.sleep(0.01)
        else:
            break
    if mode != "wal":
        raise DatabaseUnreadable(f"SQLite cannot keep a write-ahead log for {path}: put it on a local disk.")


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _pending(connection: sqlite3.Connection, path: Path, migrations: list[Migration]) -> list[Migration]:
    connection.execute(RECORDS)
    (version,) = connection.execute("SELECT coalesce(max(version), 0) FROM migrations").fetchone()
    if version > len(migrations):
        raise DatabaseTooNew(
            f"{path} is at version {version}, but this Nexus knows versions up to {len(migrations)} only: "
            "update Nexus, or restore a backup that is not newer."
        )
    return migrations[version:]


def _apply(connection: sqlite3.Connection, migration: Migration, *, at: datetime) -> None:
    try:
        for statement in statements_of(migration.script):
            connection.execute(statement)
            if not connection.in_transaction:
                raise MigrationFailed(
                    f"Migration {migration.name} ends the transaction it is in: take that out."
                )
        orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        raise _failed(migration, str(error)) from error
    if orphan is not None:
        raise _failed(migration, f"a row of {orphan[0]} refers to a row of {orphan[2]} that is not there")
    connection.execute(
        "INSERT INTO migrations (version, name, applied_at) VALUES (:version, :name, :applied_at)",
        {"version": migration.number, "name": migration.name, "applied_at": millis(at)},
    )


def _failed(migration: Migration, why: str) -> MigrationFailed:
    return MigrationFailed(
        f"Migration {migration.name} failed ({why}): the database is as it was, "
        "so go on with the Nexus you had before, and report this."
    )


def _save_copy(path: Path, *, before: Migration, at: datetime) -> None:
    """Save `nexus.db` as `nexus.db.before-0002` beside it, or with the time added when there is one already."""
    copy = path.with_name(f"{path.name}.before-{before.number:04}")
    if copy.exists():
        copy = copy.with_name(f"{copy.name}.{at.astimezone(UTC):%Y%m%dT%H%M%S%fZ}")
    try:
        with (
            completing(copy, like=path) as partial,
            closing(sqlite3.connect(path)) as source,
            closing(sqlite3.connect(partial)) as target,
        ):
            source.backup(target)
    except (OSError, sqlite3.Error) as error:
        raise CopyFailed(
            f"Nexus could not save a copy of {path} before updating it ({error}): make room for it beside it."
        ) from error
