"""What `python -m bot due` said, and what a database can come to that it tells of."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from bot.due import due

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bot.config import Settings
    from tests.support.domain import SetClock


class Told:
    """What the command said."""

    def __init__(self, settings: Settings, clock: SetClock, capsys: pytest.CaptureFixture[str]) -> None:
        self._asked = settings, clock, capsys

    def lines(self, part: str, *, code: int) -> list[str]:
        """The lines of a part, each with single spaces."""
        settings, clock, capsys = self._asked
        assert due(settings, clock=clock) == code
        parts = capsys.readouterr().out.split("\n\n")
        [said] = [each.splitlines() for each in parts if each.startswith(part)]
        return [" ".join(line.split()) for line in said]

    def json(self) -> dict[str, Any]:
        settings, clock, capsys = self._asked
        due(settings, as_json=True, clock=clock)
        return json.loads(capsys.readouterr().out)


def changed(path: Path, statement: str) -> None:
    """Change the file as no service does."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def in_place_of_the_folder(database_path: Path) -> None:
    """Put a file where the backups should be."""
    folder = database_path.with_name("backups")
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.write_text("a file")
