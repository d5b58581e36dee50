"""Migrations are applied once, in order, wholly or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.migrations import MigrationFailed
from tests.data.migrations.versions import FIRST, SECOND

if TYPE_CHECKING:
    from tests.data.migrations.versions import Versions


class TestApplying:
    def test_a_new_file_gets_every_migration_and_a_record_of_each(self, nexus: Versions) -> None:
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        nexus.starts()

        noon = 1_767_355_200_345
        assert nexus.runs("SELECT * FROM migrations") == [
            (1, "0001_notes.sql", noon),
            (2, "0002_stars.sql", noon),
        ]
        assert nexus.runs("SELECT id, text, stars FROM notes") == []

    def test_starting_again_changes_nothing(self, nexus: Versions) -> None:
        nexus.starts()
        before = nexus.path.read_bytes()
        nexus.starts()

        assert nexus.path.read_bytes() == before
        assert nexus.files() == ["nexus.db"]

    def test_only_what_is_new_is_applied_to_an_existing_file(self, nexus: Versions) -> None:
        nexus.starts()
        nexus.runs("INSERT INTO notes (text) VALUES ('mine')")
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        nexus.starts()

        assert nexus.runs("SELECT text, stars FROM notes") == [("mine", 0)]
        assert nexus.versions() == [1, 2]

    def test_the_file_keeps_a_write_ahead_log(self, nexus: Versions) -> None:
        nexus.starts()

        assert nexus.runs("PRAGMA journal_mode") == [("wal",)]

    def test_a_trigger_survives_with_its_inner_semicolons(self, nexus: Versions) -> None:
        trigger = "CREATE TRIGGER echo AFTER INSERT ON notes WHEN new.id = 1 BEGIN\n"
        trigger += (
            "  INSERT INTO notes (text) VALUES ('; END;');\n  UPDATE notes SET text = text || '!';\nEND;"
        )
        nexus.knows(
            _0001_notes=f"-- Notes; and their echo\n{FIRST}\n{trigger}\nCREATE TABLE last (id INTEGER)"
        )
        nexus.starts()
        nexus.runs("INSERT INTO notes (text) VALUES ('hello')")

        assert nexus.runs("SELECT text FROM notes") == [("hello!",), ("; END;!",)]
        assert nexus.runs("SELECT * FROM last") == []

    def test_a_table_can_be_rebuilt_under_what_refers_to_it(self, nexus: Versions) -> None:
        stars = "CREATE TABLE stars (note_id INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE);"
        rebuild = "CREATE TABLE new_notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);"
        rebuild += "INSERT INTO new_notes SELECT * FROM notes; DROP TABLE notes; ALTER TABLE new_notes RENAME TO notes;"
        nexus.knows(_0001_notes=FIRST + stars)
        nexus.starts()
        nexus.runs("INSERT INTO notes (text) VALUES ('mine')")
        nexus.runs("INSERT INTO stars VALUES (1)")
        nexus.knows(_0001_notes=FIRST + stars, _0002_unique=rebuild)
        nexus.starts()

        assert nexus.runs("SELECT text, note_id FROM notes JOIN stars ON note_id = id") == [("mine", 1)]


class TestFailing:
    @pytest.mark.parametrize(
        "broken",
        [
            "INSERT INTO nowhere VALUES (1);",
            "CREATE TABLE half (",
            "SELECT 'unfinished",
            "INSERT INTO notes (text) VALUES (NULL);",
        ],
    )
    def test_halfway_leaves_neither_the_half_nor_a_record(self, nexus: Versions, broken: str) -> None:
        nexus.starts()
        nexus.runs("INSERT INTO notes (text) VALUES ('mine')")
        nexus.knows(_0001_notes=FIRST, _0002_half=f"{SECOND} DROP TABLE notes; {FIRST} {broken}")

        with pytest.raises(MigrationFailed, match=r"0002_half\.sql failed .+ as it was"):
            nexus.starts()

        assert nexus.runs("SELECT * FROM notes") == [(1, "mine")]
        assert nexus.versions() == [1]

    def test_in_a_later_migration_leaves_the_file_to_the_nexus_that_used_it(self, nexus: Versions) -> None:
        nexus.starts()
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND, _0003_half="SELECT nonsense;")
        with pytest.raises(MigrationFailed, match="0003_half"):
            nexus.starts()
        nexus.knows(_0001_notes=FIRST)
        nexus.starts()

        assert nexus.versions() == [1]

    def test_on_a_new_file_lets_the_mended_migration_start_from_nothing(self, nexus: Versions) -> None:
        nexus.knows(_0001_notes=f"{FIRST} SELECT nonsense;")
        with pytest.raises(MigrationFailed):
            nexus.starts()
        nexus.knows(_0001_notes=FIRST)
        nexus.starts()

        assert nexus.versions() == [1]
        assert nexus.files() == ["nexus.db"]

    def test_a_migration_that_leaves_a_row_pointing_nowhere_is_refused(self, nexus: Versions) -> None:
        stars = "CREATE TABLE stars (note_id INTEGER REFERENCES notes (id)); INSERT INTO stars VALUES (404);"
        nexus.knows(_0001_notes=FIRST + stars)

        with pytest.raises(MigrationFailed, match="a row of stars refers to a row of notes"):
            nexus.starts()

    def test_a_migration_that_ends_the_transaction_is_refused(self, nexus: Versions) -> None:
        nexus.knows(_0001_notes=f"{FIRST} COMMIT;")

        with pytest.raises(MigrationFailed, match="ends the transaction"):
            nexus.starts()
