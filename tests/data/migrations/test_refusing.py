"""What cannot be used is left alone, and the operator is told what to do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data.migrations import (
    CopyFailed,
    DatabaseBusy,
    DatabaseProblem,
    DatabaseTooNew,
    DatabaseUnreadable,
    MigrationFailed,
    SchemaBroken,
    SQLiteUnfit,
    migrate,
    refuse_unfit_sqlite,
)
from tests.data.migrations.versions import FIRST, NOON, SECOND

if TYPE_CHECKING:
    from tests.data.migrations.versions import Versions


class TestRefusing:
    def test_a_database_from_a_newer_nexus_is_left_alone(self, nexus: Versions) -> None:
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        nexus.starts()
        before = nexus.path.read_bytes()
        nexus.knows(_0001_notes=FIRST)

        with pytest.raises(
            DatabaseTooNew, match=r"version 2, .+ up to 1 .+ update Nexus, or restore a backup"
        ):
            nexus.starts()

        assert nexus.path.read_bytes() == before
        assert nexus.files() == ["nexus.db"]

    def test_a_file_that_is_no_database_is_left_alone(self, nexus: Versions) -> None:
        nexus.path.write_text("Dear diary, this is no database. " * 100)
        before = nexus.path.read_bytes()

        with pytest.raises(DatabaseUnreadable, match=r"no SQLite database.+restore a backup"):
            nexus.starts()

        assert nexus.path.read_bytes() == before

    def test_a_damaged_database_says_so(self, nexus: Versions) -> None:
        nexus.starts()
        whole = nexus.path.read_bytes()
        nexus.path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))

        with pytest.raises(DatabaseUnreadable, match="restore a backup"):
            nexus.starts()

    def test_a_folder_instead_of_a_file_says_what_to_check(self, nexus: Versions) -> None:
        nexus.path.mkdir()

        with pytest.raises(DatabaseUnreadable, match="check that its folder exists"):
            nexus.starts()

    def test_a_place_without_a_write_ahead_log_is_refused(self, nexus: Versions) -> None:
        with pytest.raises(DatabaseUnreadable, match="local disk"):
            migrate(Path(":memory:"), nexus.schema, now=lambda: NOON)

    @pytest.mark.parametrize("mode", ["wal", "delete"])
    def test_a_file_that_another_process_keeps_locked_says_so(
        self, nexus: Versions, mode: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("data.migrations.PATIENCE", 0.0)
        nexus.runs(f"PRAGMA journal_mode = {mode}")

        with closing(sqlite3.connect(nexus.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(DatabaseBusy, match="Another process is using"):
                nexus.starts()

    def test_every_refusal_is_a_problem_of_the_database(self) -> None:
        kinds = {
            DatabaseUnreadable,
            DatabaseBusy,
            DatabaseTooNew,
            MigrationFailed,
            CopyFailed,
            SchemaBroken,
            SQLiteUnfit,
        }

        assert set(DatabaseProblem.__subclasses__()) >= kinds

    @pytest.mark.parametrize(
        ("version", "modules", "found"),
        [
            ((3, 36, 9), {"fts5"}, r"3\.36\.9:"),
            ((3, 40, 1), {"fts3"}, r"3\.40\.1 without FTS5"),
        ],
    )
    def test_a_python_with_an_unfit_sqlite_is_told_what_it_lacks(
        self, version: tuple[int, int, int], modules: set[str], found: str
    ) -> None:
        with pytest.raises(SQLiteUnfit, match=found):
            refuse_unfit_sqlite(version, modules)

    def test_a_python_with_the_oldest_fit_sqlite_will_do(self) -> None:
        refuse_unfit_sqlite((3, 37, 0), {"fts5"})
