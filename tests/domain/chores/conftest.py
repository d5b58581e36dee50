"""Two processes on one database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.domain.chores.process import Process
from tests.support.domain import SetClock

if TYPE_CHECKING:
    from data.store import SqliteStore


@pytest.fixture
def nexus(store: SqliteStore, clock: SetClock) -> Process:
    return Process(store, clock)


@pytest.fixture
def other(store: SqliteStore, clock: SetClock) -> Process:
    return Process(store, clock)
