"""A file is never changed without a copy of what was there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from data.migrations import CopyFailed
from tests.data.migrations.versions import FIRST, NOON, SECOND, run_in

if TYPE_CHECKING:
    from tests.data.migrations.versions import Versions


class TestCopies:
    def test_an_existing_file_is_copied_before_it_changes(self, nexus: Versions) -> None:
        nexus.starts()
        nexus.runs("INSERT INTO notes (text) VALUES ('mine')")
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND, _0003_more="CREATE TABLE more (id INTEGER);")
        nexus.starts()

        assert nexus.files() == ["nexus.db", "nexus.db.before-0002"]
        copy = nexus.path.with_name("nexus.db.before-0002")
        assert run_in(copy, "SELECT * FROM notes") == [(1, "mine")]
        assert run_in(copy, "SELECT version FROM migrations") == [(1,)]

    def test_what_only_the_log_holds_is_copied_too(self, nexus: Versions) -> None:
        nexus.starts()
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        with closing(sqlite3.connect(nexus.path, isolation_level=None)) as other:
            other.execute("PRAGMA wal_autocheckpoint = 0")
            other.execute("INSERT INTO notes (text) VALUES ('in the log')")
            nexus.starts()

        copy = nexus.path.with_name("nexus.db.before-0002")
        assert run_in(copy, "SELECT text FROM notes") == [("in the log",)]

    def test_a_restored_copy_can_be_used_and_migrated_again(self, nexus: Versions) -> None:
        nexus.starts()
        nexus.runs("INSERT INTO notes (text) VALUES ('mine')")
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        nexus.starts()
        nexus.path.with_name("nexus.db.before-0002").replace(nexus.path)
        nexus.starts()

        assert nexus.runs("SELECT text, stars FROM notes") == [("mine", 0)]

    def test_a_copy_that_is_there_already_is_kept_and_the_next_has_its_time(self, nexus: Versions) -> None:
        nexus.starts()
        earlier = nexus.path.with_name("nexus.db.before-0002")
        earlier.write_text("precious")
        nexus.now = NOON.astimezone(timezone(timedelta(hours=3)))
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        nexus.starts()

        stamped = "nexus.db.before-0002.20260102T120000345000Z"
        assert nexus.files() == ["nexus.db", "nexus.db.before-0002", stamped]
        assert earlier.read_text() == "precious"
        assert run_in(earlier.with_name(stamped), "SELECT version FROM migrations") == [(1,)]

    def test_a_copy_can_be_read_by_nobody_who_could_not_read_the_file(self, nexus: Versions) -> None:
        nexus.starts()
        nexus.path.chmod(0o600)
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        nexus.starts()

        assert nexus.path.with_name("nexus.db.before-0002").stat().st_mode & 0o777 == 0o600

    def test_somebody_elses_database_is_copied_before_it_becomes_ours(self, nexus: Versions) -> None:
        nexus.runs("CREATE TABLE theirs (id INTEGER)")
        nexus.starts()

        assert nexus.files() == ["nexus.db", "nexus.db.before-0001"]

    def test_without_a_copy_nothing_is_migrated(self, nexus: Versions) -> None:
        nexus.starts()
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        nexus.path.with_name("nexus.db.before-0002.partial").mkdir()

        with pytest.raises(CopyFailed, match="make room"):
            nexus.starts()

        assert nexus.versions() == [1]

    def test_a_copy_that_a_power_cut_left_unfinished_is_not_taken_for_one(self, nexus: Versions) -> None:
        nexus.starts()
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        nexus.path.with_name("nexus.db.before-0002.partial").write_text("Half a database. " * 100)
        nexus.starts()

        assert nexus.files() == ["nexus.db", "nexus.db.before-0002"]
        assert run_in(nexus.path.with_name("nexus.db.before-0002"), "SELECT version FROM migrations") == [
            (1,)
        ]
