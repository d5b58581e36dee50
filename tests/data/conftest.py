"""A real store on a file of the test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.database import Database
from data.store import SqliteStore
from tests.data.asking import write_cohort
from tests.support.domain import MONDAY_NOON

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path


@pytest.fixture
async def database(database_path: Path) -> AsyncGenerator[Database]:
    database = Database(database_path, now=lambda: MONDAY_NOON)
    await database.open()
    yield database
    await database.close()


@pytest.fixture
def store(database: Database) -> SqliteStore:
    return SqliteStore(database)


@pytest.fixture
async def cohort(store: SqliteStore) -> SqliteStore:
    """A store with a cohort's entries, and another server's with the same words."""
    await write_cohort(store)
    return store
