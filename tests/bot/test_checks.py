"""`check` looks at settings, token and database, says in one line each what is wrong, and changes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.checks import backups_line, check_lines, database_line, token_line
from bot.config import Settings
from data.database import Database
from tests.support.cohort import FollowingClock

LOOKS_RIGHT = "nobody-has-ever-used-this.GmadeU.one-for-anything-at-all-0000"


def with_token(token: str | None) -> Settings:
    return Settings.model_construct(discord_token=None if token is None else SecretStr(token))


def run_in(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(sql)


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A database that Nexus has used before."""
    path = tmp_path / "var" / "nexus.db"
    database = Database(path, now=FollowingClock().now)
    await database.open()
    await database.close()
    return path


class TestToken:
    def test_one_of_the_right_shape_is_fine(self) -> None:
        assert token_line(with_token(LOOKS_RIGHT)) == (True, "Token: it looks like a bot's token.")

    def test_a_missing_one_is_told_with_where_it_comes_from(self) -> None:
        fine, line = token_line(with_token(None))

        assert not fine
        assert "DISCORD_TOKEN" in line

    @pytest.mark.parametrize("wrong", ["secret", "Bot " + LOOKS_RIGHT, LOOKS_RIGHT[:-20], "a.b.c", "…"])
    def test_another_shape_is_told_without_showing_it(self, wrong: str) -> None:
        fine, line = token_line(with_token(wrong))

        assert not fine
        assert "three parts" in line
        assert wrong not in line


class TestDatabase:
    def test_one_that_is_not_there_yet_will_be_made(self, tmp_path: Path) -> None:
        fine, line = database_line(tmp_path / "not" / "yet" / "nexus.db")

        assert fine
        assert line.endswith("is not there yet; it will be made.")
        assert not (tmp_path / "not").exists()

    def test_one_that_cannot_be_made_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def nothing_is_allowed(_path: Path, _mode: int) -> bool:
            return False

        monkeypatch.setattr(
            "os.access", nothing_is_allowed
        )  # whoever runs the tests may be allowed everything
        fine, line = database_line(tmp_path / "nexus.db")

        assert not fine
        assert "Change DATABASE_PATH or the folder's rights." in line

    def test_one_below_a_file_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "var").write_text("a file")
        fine, line = database_line(tmp_path / "var" / "nexus.db")

        assert not fine
        assert f"{tmp_path / 'var'} is no folder" in line

    def test_a_sound_one_is_told_with_its_version(self, path: Path) -> None:
        fine, line = database_line(path)

        assert fine
        assert "is sound, version " in line

    async def test_one_in_use_is_sound_too(self, path: Path) -> None:
        database = Database(path, now=FollowingClock().now)
        await database.open()
        async with database.transaction():
            fine, _ = database_line(path)
        await database.close()

        assert fine

    def test_an_empty_file_is_as_good_as_none(self, tmp_path: Path) -> None:
        (tmp_path / "nexus.db").touch()
        fine, line = database_line(tmp_path / "nexus.db")

        assert fine
        assert line.endswith("is empty; it will be filled.")

    def test_one_of_a_newer_nexus_is_told(self, path: Path) -> None:
        run_in(path, "INSERT INTO migrations VALUES (9000, '9000_later.sql', 0)")
        fine, line = database_line(path)

        assert not fine
        assert "newer Nexus (version 9000" in line
        assert line.endswith("Update Nexus.")

    def test_one_without_any_record_is_not_taken_for_newer(self, path: Path) -> None:
        run_in(path, "DELETE FROM migrations")

        assert "version 0 of" in database_line(path)[1]

    def test_a_file_that_is_none_is_told(self, tmp_path: Path) -> None:
        diary = tmp_path / "nexus.db"
        diary.write_text("Dear diary, this is no database. " * 100)
        fine, line = database_line(diary)

        assert not fine
        assert "cannot be read (file is not a database)" in line
        assert "Restore a backup" in line

    def test_one_that_another_program_holds_is_no_reason_to_restore_a_backup(self, path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as holding:
            holding.execute("PRAGMA locking_mode = EXCLUSIVE")
            holding.execute("BEGIN EXCLUSIVE")

            fine, line = database_line(path)

        assert not fine
        assert line.endswith("Another program holds it: try again in a moment.")

    def test_a_folder_in_its_place_is_told(self, tmp_path: Path) -> None:
        fine, line = database_line(tmp_path)

        assert not fine
        assert f"{tmp_path} is a folder. Name a file in DATABASE_PATH" in line

    def test_a_damaged_one_is_told(self, path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(4096 * 3)
            file.write(b"\xff" * 4096 * 4)
        fine, line = database_line(path)

        assert not fine
        assert "Restore a backup" in line

    @pytest.mark.parametrize("name", ["hub #1?.db", "100% é.db", "a b.db"])
    def test_it_may_have_any_name(self, path: Path, name: str) -> None:
        odd = path.rename(path.with_name(name))
        fine, _ = database_line(odd)

        assert fine

    def test_looking_changes_nothing(self, path: Path) -> None:
        before = path.read_bytes()
        database_line(path)

        assert path.read_bytes() == before
        assert [file.name for file in path.parent.iterdir()] == ["nexus.db"]


class TestBackups:
    def test_where_they_are_and_how_many_is_told_with_the_newest(self, path: Path) -> None:
        folder = path.with_name("backups")
        settings = Settings.model_construct(database_path=path)
        assert backups_line(settings) == (
            True,
            f"Backups: the newest 7 are kept in {folder}; there is none yet.",
        )
        folder.mkdir()
        for name in ("nexus.db.20260105T032000Z", "nexus.db.20260106T032000Z", "nexus.db.20270101"):
            (folder / name).touch()

        assert backups_line(settings)[1].endswith("; the newest is nexus.db.20260106T032000Z.")

    def test_before_there_is_a_database_nothing_is_wrong(self, tmp_path: Path) -> None:
        assert backups_line(Settings.model_construct(database_path=tmp_path / "var" / "nexus.db"))[0]

    def test_that_none_are_made_is_told(self, path: Path) -> None:
        fine, line = backups_line(Settings.model_construct(database_path=path, backups=0))

        assert fine
        assert line == "Backups: none are made by Nexus, as BACKUPS is 0."

    def test_a_file_in_place_of_their_folder_is_told(self, path: Path) -> None:
        path.with_name("backups").write_text("a file")
        fine, line = backups_line(Settings.model_construct(database_path=path))

        assert not fine
        assert line.endswith("cannot be written to. Mend its rights, or set BACKUPS to 0 for none.")


def test_there_is_one_line_for_each_thing(path: Path) -> None:
    settings = Settings.model_construct(discord_token=SecretStr(LOOKS_RIGHT), database_path=path)
    lines = check_lines(settings)

    assert [line.partition(":")[0] for _, line in lines] == ["Settings", "Token", "Database", "Backups"]
    assert all(fine for fine, _ in lines)
