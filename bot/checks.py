"""Looking at what Nexus needs to run, without changing anything."""

import os
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path

from bot.clock import SystemClock
from bot.config import TOKEN_SHAPE, Settings
from bot.embedding import problem_with
from data.backups import Backups
from data.migrations import migrations_in

Line = tuple[bool, str]
"""Whether a thing is fine, and what to say of it."""


def check_lines(settings: Settings) -> list[Line]:
    """One line for each thing: settings, token, database, backups, and search by meaning where it is on."""
    lines = [
        (True, "Settings: all can be read."),
        token_line(settings),
        database_line(settings.database_path),
        backups_line(settings),
    ]
    return [*lines, meaning_line(settings)] if settings.semantic == "on" else lines


def token_line(settings: Settings) -> Line:
    """Whether the token looks like one; only Discord knows whether it is."""
    if settings.discord_token is None:
        return (
            False,
            "Token: there is none. Copy the bot's token from the developer portal into DISCORD_TOKEN.",
        )
    if not TOKEN_SHAPE.fullmatch(settings.discord_token.get_secret_value().strip()):
        return (
            False,
            "Token: this is not a bot's token (three parts with points between). Copy it anew from “Bot”.",
        )
    return True, "Token: it looks like a bot's token."


def meaning_line(settings: Settings) -> Line:
    """Whether search can go by meaning as well, now that it is to."""
    problem = problem_with(settings)
    if problem:
        return False, f"Search by meaning: {problem}"
    return True, f"Search by meaning: on, with {settings.semantic_model}."


PATIENCE = 1
"""Seconds to wait for a program that holds the database."""

BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
"""SQLite's codes for what another program holds for now."""


def database_line(path: Path) -> Line:
    """Whether the database can be read and is not from a newer Nexus, or can be made."""
    if not path.exists() or path.is_dir():
        return new_database_line(path)
    if path.is_file() and not path.stat().st_size:
        return True, f"Database: {path} is empty; it will be filled."
    try:
        version, problem = looked_into(path)
    except sqlite3.Error as error:
        is_busy = getattr(error, "sqlite_errorcode", None) in BUSY  # not every error has a code
        advice = (
            "Another program holds it: try again in a moment."
            if is_busy
            else "Restore a backup, or move it away to start anew."
        )
        return False, f"Database: {path} cannot be read ({error}). {advice}"
    newest = newest_version()
    if problem != "ok":
        return False, f"Database: {path} is damaged ({problem}). Restore a backup."
    if version > newest:
        return (
            False,
            f"Database: {path} is of a newer Nexus (version {version}, this one knows {newest}). Update Nexus.",
        )
    return True, f"Database: {path} is sound, version {version} of {newest}."


def newest_version() -> int:
    """The newest version of the database that this Nexus knows."""
    return len(migrations_in(files("data") / "schema"))


def new_database_line(path: Path) -> Line:
    """Whether the database, which is not there yet, can be made."""
    if path.is_dir():
        return (
            False,
            f"Database: {path} is a folder. Name a file in DATABASE_PATH, such as {path / 'nexus.db'}.",
        )
    above = next(parent for parent in path.absolute().parents if parent.exists())
    if not above.is_dir():
        return False, f"Database: {path} cannot be made, {above} is no folder. Change DATABASE_PATH."
    if not os.access(above, os.W_OK):
        return (
            False,
            f"Database: {path} cannot be made, {above} is read-only. Change DATABASE_PATH or the folder's rights.",
        )
    return True, f"Database: {path} is not there yet; it will be made."


def backups_line(settings: Settings) -> Line:
    """How many backups are kept where, and which is the newest, or why there can be none."""
    if not settings.backups:
        return True, "Backups: none are made by Nexus, as BACKUPS is 0."
    backups = Backups(settings.database_path, keep=settings.backups, now=SystemClock().now)
    above = next(
        each for each in (backups.folder.absolute(), *backups.folder.absolute().parents) if each.exists()
    )
    if not above.is_dir() or not os.access(above, os.W_OK):
        return (
            False,
            f"Backups: {backups.folder} cannot be written to. Mend its rights, or set BACKUPS to 0 for none.",
        )
    newest = next((copy.name for copy in backups.kept()), None)
    told = f"the newest is {newest}" if newest else "there is none yet"
    return True, f"Backups: the newest {settings.backups} are kept in {backups.folder}; {told}."


def looked_into(path: Path) -> tuple[int, str]:
    """The database's version and what SQLite's quick check says of it.

    Raises:
        sqlite3.Error: it cannot be read as a Nexus database.
    """
    with looking_at(path) as connection:
        problem: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        return version_in(connection), problem


def version_of(path: Path) -> int:
    """The database's version.

    Raises:
        sqlite3.Error: it cannot be read as a Nexus database.
    """
    with looking_at(path) as connection:
        return version_in(connection)


def version_in(connection: sqlite3.Connection) -> int:
    """The number of the newest migration that a database has."""
    version: int = connection.execute("SELECT coalesce(max(version), 0) FROM migrations").fetchone()[0]
    return version


def problem_of_looking(path: Path) -> str | None:
    """Why there is nothing to look at in a database as it is, and what to do about it; None where there is."""
    if not path.is_file():
        return f"There is no database at {path}, so there is nothing to look at."
    try:
        version, newest = version_of(path), newest_version()
    except sqlite3.Error:
        return database_line(path)[1]
    if version > newest:
        return f"{path} is of a newer Nexus (version {version}, this one knows {newest}). Update Nexus."
    if version < newest:
        return (
            f"{path} is of an older Nexus (version {version}, this one knows {newest}), and looking changes nothing."
            " Start Nexus, or run python -m bot reindex: both bring it up to date."
        )
    return None


@contextmanager
def looking_at(path: Path) -> Generator[sqlite3.Connection]:
    """A connection to the database that changes nothing, not even beside it."""
    # Where nobody uses the file, even a reader would leave a write-ahead log behind, owned by whoever looks.
    is_in_use = path.with_name(f"{path.name}-wal").exists()
    way = "mode=ro" if is_in_use else "mode=ro&immutable=1"
    with closing(
        sqlite3.connect(f"{path.absolute().as_uri()}?{way}", uri=True, timeout=PATIENCE)
    ) as connection:
        yield connection
