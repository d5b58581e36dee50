"""A Nexus that watches APIs, whose hosts answer as a test says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.hosts import Hosts, Watched

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from tests.support.domain import SetClock


@pytest.fixture
def hosts() -> Hosts:
    return Hosts()


@pytest.fixture
async def nexus(database_path: Path, clock: SetClock, hosts: Hosts) -> AsyncGenerator[Watched]:
    async with Watched(database_path, clock, hosts) as nexus:
        yield nexus
