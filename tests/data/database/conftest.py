"""A database of notes, for each test anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data import database
from data.database import Database
from tests.conftest import IN_PRODUCTION
from tests.data.database.notes import NOON, SCHEMA

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path


@pytest.fixture(autouse=True)
def as_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the database is the matter: it writes as it does in production."""
    monkeypatch.setattr(database, "WRITER_PRAGMAS", IN_PRODUCTION)


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    folder = tmp_path / "schema"
    folder.mkdir()
    (folder / "0001_notes.sql").write_text(SCHEMA)
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "nexus.db"


@pytest.fixture
def diary(path: Path) -> Path:
    """A file that is no database, where one is expected."""
    path.parent.mkdir()
    path.write_text("Dear diary, this is no database. " * 100)
    return path


@pytest.fixture
async def db(path: Path, schema: Path) -> AsyncGenerator[Database]:
    database = Database(path, now=lambda: NOON, schema=schema)
    await database.open()
    yield database
    await database.close()
