"""A Nexus that writes to a database, and the folder of its backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.database import Database
from data.store import SqliteStore
from domain.hub import Hub
from tests.support.domain import FakeCourier, SetClock
from tests.support.hub import hub_over

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def folder(database_path: Path) -> Path:
    return database_path.with_name("backups")


@pytest.fixture
async def hub(database_path: Path, clock: SetClock) -> AsyncGenerator[Hub]:
    """A Nexus that writes to the database."""
    database = Database(database_path, now=clock.now)
    await database.open()
    yield hub_over(SqliteStore(database), clock, FakeCourier())
    await database.close()
