"""`python -m bot due` looks at any database, and changes none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.cli import main
from bot.config import Settings
from bot.due import due
from data.database import Database
from tests.bot.due_told import changed
from tests.support.domain import (
    SetClock,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def settings(database_path: Path) -> Settings:
    return Settings.model_construct(database_path=database_path)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


async def test_looking_changes_nothing_while_the_bot_runs_and_when_it_does_not(
    settings: Settings, database_path: Path, clock: SetClock
) -> None:
    database = Database(database_path, now=clock.now)
    await database.open()
    async with database.transaction():
        assert due(settings, clock=clock) == 0
    await database.close()
    before = contents(database_path.parent)
    assert due(settings, clock=clock) == 0

    assert contents(database_path.parent) == before


def test_what_was_never_done_is_due_and_without_backups_none_is(
    database_path: Path, clock: SetClock, capsys: pytest.CaptureFixture[str]
) -> None:
    due(Settings.model_construct(database_path=database_path, backups=0), clock=clock)

    said = capsys.readouterr().out
    assert "Due now: 4 chores\n" in said
    assert "backup" not in said


def test_the_command_line_tells_it_with_the_time_of_today(
    database_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_PATH", str(database_path))

    assert main(["due"]) == 0
    assert capsys.readouterr().out.startswith("It is 20")
    assert main(["due", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["due"]["chores"]["count"] == 5


@pytest.mark.parametrize(
    ("version", "words"),
    [(-1, "is of an older Nexus"), (1, "is of a newer Nexus")],
)
def test_one_of_another_nexus_is_told_with_what_to_do(
    version: int, words: str, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(
        settings.database_path,
        "DELETE FROM migrations WHERE version = (SELECT max(version) FROM migrations)"
        if version < 0
        else "INSERT INTO migrations VALUES (9000, '9000_later.sql', 0)",
    )

    assert due(settings) == 1
    assert words in capsys.readouterr().err


def test_where_there_is_none_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert due(Settings.model_construct(database_path=tmp_path / "none.db")) == 1
    assert "There is no database at" in capsys.readouterr().err


def test_a_file_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "diary.db").write_text("Dear diary, this is no database. " * 100)

    assert due(Settings.model_construct(database_path=tmp_path / "diary.db")) == 1
    assert "cannot be read (file is not a database)" in capsys.readouterr().err
