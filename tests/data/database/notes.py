"""A database of notes to try promises on, and ways to look at it from outside."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from data.database import Database

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)

SCHEMA = """
CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE stars (note_id INTEGER NOT NULL REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED) STRICT;
"""

ADD = "INSERT INTO notes (text) VALUES (:text)"


class Oops(Exception):
    """What goes wrong in these tests."""


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
