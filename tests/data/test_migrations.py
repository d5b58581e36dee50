"""Migrations are applied once, in order, wholly or not at all, and never without a copy of what was there."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

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
    migrations_in,
    refuse_unfit_sqlite,
    statements_of,
)

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 1, 2, 12, 0, 0, 345_000, tzinfo=UTC)

FIRST = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL);"
SECOND = "ALTER TABLE notes ADD COLUMN stars INTEGER NOT NULL DEFAULT 0;"


class Nexus:
    """One version of Nexus after another, on the same file: each `knows` some migrations and `starts`."""

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


@pytest.fixture
def nexus(tmp_path: Path) -> Nexus:
    nexus = Nexus(tmp_path)
    nexus.knows(_0001_notes=FIRST)
    return nexus


class TestApplying:
    def test_a_new_file_gets_every_migration_and_a_record_of_each(self, nexus: Nexus) -> None:
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        nexus.starts()

        noon = 1_767_355_200_345
        assert nexus.runs("SELECT * FROM migrations") == [
            (1, "0001_notes.sql", noon),
            (2, "0002_stars.sql", noon),
        ]
        assert nexus.runs("SELECT id, text, stars FROM notes") == []

    def test_starting_again_changes_nothing(self, nexus: Nexus) -> None:
        nexus.starts()
        before = nexus.path.read_bytes()
        nexus.starts()

        assert nexus.path.read_bytes() == before
        assert nexus.files() == ["nexus.db"]

    def test_only_what_is_new_is_applied_to_an_existing_file(self, nexus: Nexus) -> None:
        nexus.starts()
        nexus.runs("INSERT INTO notes (text) VALUES ('mine')")
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        nexus.starts()

        assert nexus.runs("SELECT text, stars FROM notes") == [("mine", 0)]
        assert nexus.versions() == [1, 2]

    def test_the_file_keeps_a_write_ahead_log(self, nexus: Nexus) -> None:
        nexus.starts()

        assert nexus.runs("PRAGMA journal_mode") == [("wal",)]

    def test_a_trigger_survives_with_its_inner_semicolons(self, nexus: Nexus) -> None:
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

    def test_a_table_can_be_rebuilt_under_what_refers_to_it(self, nexus: Nexus) -> None:
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
    def test_halfway_leaves_neither_the_half_nor_a_record(self, nexus: Nexus, broken: str) -> None:
        nexus.starts()
        nexus.runs("INSERT INTO notes (text) VALUES ('mine')")
        nexus.knows(_0001_notes=FIRST, _0002_half=f"{SECOND} DROP TABLE notes; {FIRST} {broken}")

        with pytest.raises(MigrationFailed, match=r"0002_half\.sql failed .+ as it was"):
            nexus.starts()

        assert nexus.runs("SELECT * FROM notes") == [(1, "mine")]
        assert nexus.versions() == [1]

    def test_in_a_later_migration_leaves_the_file_to_the_nexus_that_used_it(self, nexus: Nexus) -> None:
        nexus.starts()
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND, _0003_half="SELECT nonsense;")
        with pytest.raises(MigrationFailed, match="0003_half"):
            nexus.starts()
        nexus.knows(_0001_notes=FIRST)
        nexus.starts()

        assert nexus.versions() == [1]

    def test_on_a_new_file_lets_the_mended_migration_start_from_nothing(self, nexus: Nexus) -> None:
        nexus.knows(_0001_notes=f"{FIRST} SELECT nonsense;")
        with pytest.raises(MigrationFailed):
            nexus.starts()
        nexus.knows(_0001_notes=FIRST)
        nexus.starts()

        assert nexus.versions() == [1]
        assert nexus.files() == ["nexus.db"]

    def test_a_migration_that_leaves_a_row_pointing_nowhere_is_refused(self, nexus: Nexus) -> None:
        stars = "CREATE TABLE stars (note_id INTEGER REFERENCES notes (id)); INSERT INTO stars VALUES (404);"
        nexus.knows(_0001_notes=FIRST + stars)

        with pytest.raises(MigrationFailed, match="a row of stars refers to a row of notes"):
            nexus.starts()

    def test_a_migration_that_ends_the_transaction_is_refused(self, nexus: Nexus) -> None:
        nexus.knows(_0001_notes=f"{FIRST} COMMIT;")

        with pytest.raises(MigrationFailed, match="ends the transaction"):
            nexus.starts()


class TestCopies:
    def test_an_existing_file_is_copied_before_it_changes(self, nexus: Nexus) -> None:
        nexus.starts()
        nexus.runs("INSERT INTO notes (text) VALUES ('mine')")
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND, _0003_more="CREATE TABLE more (id INTEGER);")
        nexus.starts()

        assert nexus.files() == ["nexus.db", "nexus.db.before-0002"]
        copy = nexus.path.with_name("nexus.db.before-0002")
        assert run_in(copy, "SELECT * FROM notes") == [(1, "mine")]
        assert run_in(copy, "SELECT version FROM migrations") == [(1,)]

    def test_what_only_the_log_holds_is_copied_too(self, nexus: Nexus) -> None:
        nexus.starts()
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        with closing(sqlite3.connect(nexus.path, isolation_level=None)) as other:
            other.execute("PRAGMA wal_autocheckpoint = 0")
            other.execute("INSERT INTO notes (text) VALUES ('in the log')")
            nexus.starts()

        copy = nexus.path.with_name("nexus.db.before-0002")
        assert run_in(copy, "SELECT text FROM notes") == [("in the log",)]

    def test_a_restored_copy_can_be_used_and_migrated_again(self, nexus: Nexus) -> None:
        nexus.starts()
        nexus.runs("INSERT INTO notes (text) VALUES ('mine')")
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        nexus.starts()
        nexus.path.with_name("nexus.db.before-0002").replace(nexus.path)
        nexus.starts()

        assert nexus.runs("SELECT text, stars FROM notes") == [("mine", 0)]

    def test_a_copy_that_is_there_already_is_kept_and_the_next_has_its_time(self, nexus: Nexus) -> None:
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

    def test_a_copy_can_be_read_by_nobody_who_could_not_read_the_file(self, nexus: Nexus) -> None:
        nexus.starts()
        nexus.path.chmod(0o600)
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        nexus.starts()

        assert nexus.path.with_name("nexus.db.before-0002").stat().st_mode & 0o777 == 0o600

    def test_somebody_elses_database_is_copied_before_it_becomes_ours(self, nexus: Nexus) -> None:
        nexus.runs("CREATE TABLE theirs (id INTEGER)")
        nexus.starts()

        assert nexus.files() == ["nexus.db", "nexus.db.before-0001"]

    def test_without_a_copy_nothing_is_migrated(self, nexus: Nexus) -> None:
        nexus.starts()
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        nexus.path.with_name("nexus.db.before-0002.partial").mkdir()

        with pytest.raises(CopyFailed, match="make room"):
            nexus.starts()

        assert nexus.versions() == [1]

    def test_a_copy_that_a_power_cut_left_unfinished_is_not_taken_for_one(self, nexus: Nexus) -> None:
        nexus.starts()
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        nexus.path.with_name("nexus.db.before-0002.partial").write_text("Half a database. " * 100)
        nexus.starts()

        assert nexus.files() == ["nexus.db", "nexus.db.before-0002"]
        assert run_in(nexus.path.with_name("nexus.db.before-0002"), "SELECT version FROM migrations") == [
            (1,)
        ]


class TestNumbering:
    def test_the_files_are_read_in_their_order(self, nexus: Nexus) -> None:
        nexus.knows(_0002_stars="two; é", _0001_notes="one")
        (nexus.schema / "README.md").write_text("no migration")

        found = [
            (migration.number, migration.name, migration.script) for migration in migrations_in(nexus.schema)
        ]

        assert found == [(1, "0001_notes.sql", "one"), (2, "0002_stars.sql", "two; é")]

    @pytest.mark.parametrize(
        ("names", "culprit"),
        [
            (["0002_late"], "0002_late"),
            (["0001_a", "0003_c"], "0003_c"),
            (["0001_a", "0002_b", "0002_c"], "0002_c"),
            (["0000_zero", "0001_a"], "0000_zero"),
            (["0001_a", "2_b"], "2_b"),
            (["0001_a", "later"], "later"),
        ],
    )
    def test_a_gap_a_double_or_a_strange_name_is_refused(
        self, nexus: Nexus, names: list[str], culprit: str
    ) -> None:
        nexus.knows(**{f"_{name}": FIRST for name in names})

        with pytest.raises(SchemaBroken, match=f"Migration {culprit}.sql"):
            nexus.starts()

        assert nexus.files() == []

    def test_a_folder_that_is_empty_or_missing_is_refused(self, nexus: Nexus) -> None:
        nexus.knows()

        for folder in (nexus.schema, nexus.schema / "missing"):
            with pytest.raises(SchemaBroken, match="no migrations"):
                migrations_in(folder)


class TestRefusing:
    def test_a_database_from_a_newer_nexus_is_left_alone(self, nexus: Nexus) -> None:
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

    def test_a_file_that_is_no_database_is_left_alone(self, nexus: Nexus) -> None:
        nexus.path.write_text("Dear diary, this is no database. " * 100)
        before = nexus.path.read_bytes()

        with pytest.raises(DatabaseUnreadable, match=r"no SQLite database.+restore a backup"):
            nexus.starts()

        assert nexus.path.read_bytes() == before

    def test_a_damaged_database_says_so(self, nexus: Nexus) -> None:
        nexus.starts()
        whole = nexus.path.read_bytes()
        nexus.path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))

        with pytest.raises(DatabaseUnreadable, match="restore a backup"):
            nexus.starts()

    def test_a_folder_instead_of_a_file_says_what_to_check(self, nexus: Nexus) -> None:
        nexus.path.mkdir()

        with pytest.raises(DatabaseUnreadable, match="check that its folder exists"):
            nexus.starts()

    def test_a_place_without_a_write_ahead_log_is_refused(self, nexus: Nexus) -> None:
        with pytest.raises(DatabaseUnreadable, match="local disk"):
            migrate(Path(":memory:"), nexus.schema, now=lambda: NOON)

    @pytest.mark.parametrize("mode", ["wal", "delete"])
    def test_a_file_that_another_process_keeps_locked_says_so(
        self, nexus: Nexus, mode: str, monkeypatch: pytest.MonkeyPatch
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


class TestTogether:
    def test_who_comes_second_waits_and_finds_it_done(self, nexus: Nexus) -> None:
        """The first holds the lock, with its work written but not committed, when the second asks."""
        nexus.starts()
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        second = Thread(target=nexus.starts)
        with closing(sqlite3.connect(nexus.path, isolation_level=None)) as first:
            first.execute("BEGIN IMMEDIATE")
            first.execute(SECOND)
            first.execute("INSERT INTO migrations VALUES (2, '0002_stars.sql', 0)")
            second.start()
            first.execute("COMMIT")
            second.join()

        assert nexus.runs("SELECT version, applied_at FROM migrations WHERE version = 2") == [(2, 0)]
        assert nexus.files() == ["nexus.db"]

    def test_who_finds_a_new_file_without_its_log_yet_tries_again(
        self, nexus: Nexus, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def lets_go(_: float) -> None:
            other.execute("ROLLBACK")

        with closing(sqlite3.connect(nexus.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            monkeypatch.setattr("time.sleep", lets_go)
            nexus.starts()

        assert nexus.versions() == [1]

    async def test_processes_that_make_the_same_new_file_all_succeed_and_one_migrates(
        self, nexus: Nexus
    ) -> None:
        program = (
            "import json, sys; from datetime import UTC, datetime; from pathlib import Path\n"
            "from data.migrations import migrate\n"
            "path, schema = json.loads(sys.stdin.readline())\n"
            "migrate(Path(path), Path(schema), now=lambda: datetime.now(UTC))\n"
        )
        processes = [
            await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                program,
                cwd=ROOT,
                stdin=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            for _ in range(3)
        ]
        go = json.dumps([str(nexus.path), str(nexus.schema)]).encode() + b"\n"
        outcomes = await asyncio.gather(*(process.communicate(go) for process in processes))

        assert [error for _, error in outcomes] == [b""] * 3
        assert nexus.versions() == [1]
        assert nexus.files() == ["nexus.db"]


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def block_comment(text: str) -> str:
    return f"/* {text.replace('*/', '')} */".replace("**/", "* */")


def line_comment(text: str) -> str:
    return "-- " + " ".join(text.splitlines()) + "\n"


SPACES = st.one_of(
    st.sampled_from(["", " ", "\n", ";", " ;\n"]),
    WORDS.map(block_comment),
    WORDS.map(line_comment),
)
INSERT = "INSERT INTO log VALUES ({word});"
TRIGGER = """CREATE TRIGGER {name} AFTER INSERT ON log WHEN new.word = {word} BEGIN
    INSERT INTO log VALUES (CASE WHEN 1 THEN {word} ELSE ';' END); -- ; END;
    DELETE FROM log WHERE word = {word};
END;"""


@st.composite
def scripts(draw: st.DrawFn) -> str:
    """A script that SQLite runs without error, with semicolons wherever they are allowed."""
    script = "CREATE TABLE log (word TEXT);"
    for number in range(draw(st.integers(0, 6))):
        word = literal(draw(WORDS))
        script += draw(SPACES) + draw(
            st.sampled_from(
                [
                    INSERT.format(word=word),
                    f'CREATE TABLE t{number} (a TEXT DEFAULT {word}, "b;" TEXT, [c;] TEXT, `d;` TEXT);',
                    TRIGGER.format(name=f"r{number}", word=word),
                    f'CREATE VIEW v{number} AS SELECT CASE WHEN 1 THEN {word} END AS "end;";',
                ]
            )
        )
    return script + draw(SPACES)


def content_after(*statements: str) -> list[str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        return list(connection.iterdump())


class TestCutting:
    @given(scripts())
    def test_the_statements_do_what_the_script_does(self, script: str) -> None:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript(script)
            expected = list(connection.iterdump())

        assert content_after(*statements_of(script)) == expected

    @given(st.one_of(scripts(), WORDS, st.text("';\"-/*\n abcEND")))
    @example("CREATE TABLE a (b); CREATE TABLE")
    def test_no_character_is_lost_and_none_is_added(self, script: str) -> None:
        assert "".join(statements_of(script)) == script

    def test_each_statement_stands_alone(self) -> None:
        script = "CREATE TABLE a (b);\n-- about; c\nCREATE TABLE c (d);;\nSELECT ';'"

        assert list(statements_of(script)) == [
            "CREATE TABLE a (b);",
            "\n-- about; c\nCREATE TABLE c (d);",
            ";",
            "\nSELECT ';'",
        ]
