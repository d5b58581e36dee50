"""One version of Nexus after another, on the same file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from data.migrations import migrate

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 1, 2, 12, 0, 0, 345_000, tzinfo=UTC)

FIRST = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL);"
SECOND = "ALTER TABLE notes ADD COLUMN stars INTEGER NOT NULL DEFAULT 0;"


class Versions:
    """One Nexus after another, on the same file: each `knows` some migrations and `starts`."""

    def __init__(self, folder: Path) -> None:
        self.schema = folder / "schema"
        self.schema.mkdir()
        self.path = folder / "var" / "nexus.db"
        self.path.parent.mkdir()
        self.now = NOON

    def knows(self, **scripts: str) -> None:
        """Replace the migrations; `_0001_notes="CREATE …"` is the file `0001_notes.sql`."""
        for file in self.schema.iterdir():
            file.unlink()
        for name, script in scripts.items():
            (self.schema / f"{name[1:]}.sql").write_text(script, encoding="utf-8")

    def starts(self) -> None:
        migrate(self.path, self.schema, now=lambda: self.now)

    def runs(self, sql: str) -> list[tuple[object, ...]]:
        return run_in(self.path, sql)

    def versions(self) -> list[object]:
        return [version for (version,) in self.runs("SELECT version FROM migrations ORDER BY version")]

    def files(self) -> list[str]:
        return sorted(file.name for file in self.path.parent.iterdir())


def run_in(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return connection.execute(sql).fetchall()
