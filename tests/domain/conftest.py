"""A real store on a file of the test's own, with a clock that stands still and a courier who never travels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.database import Database
from data.store import SqliteStore
from domain.hub import Hub
from tests.domain.owed import ROLES, set_ladder
from tests.support.domain import ADA, GRACE, GUILD, PLACE, FakeCourier, SetClock, blocker_draft
from tests.support.hub import hub_over

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def courier() -> FakeCourier:
    return FakeCourier()


@pytest.fixture
async def store(database_path: Path, clock: SetClock) -> AsyncGenerator[SqliteStore]:
    database = Database(database_path, now=clock.now)
    await database.open()
    yield SqliteStore(database)
    await database.close()


@pytest.fixture
def hub(store: SqliteStore, clock: SetClock, courier: FakeCourier) -> Hub:
    """All services over the store."""
    return hub_over(store, clock, courier)


@pytest.fixture
async def celery(hub: Hub, store: SqliteStore) -> None:
    """B1 of ada's, tagged celery, in a server with a helper and a mentor role; grace follows celery."""
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await set_ladder(store, ROLES)
    await hub.people.follow(GUILD, "celery", by=GRACE)
