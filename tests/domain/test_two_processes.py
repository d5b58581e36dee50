"""Two processes on one database, which both look for what is due at the same moment, do each thing once."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from data.backups import Backups
from data.database import Database
from data.store import SqliteStore
from domain.chores import ChoreService
from domain.duties import works_of
from domain.models.chore import Duty
from domain.models.entries import Place
from tests.support.domain import ADA, GRACE, FakeCourier, SetClock, blocker_draft
from tests.support.hub import hub_over

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

FRIDAY = datetime(2026, 1, 9, 16, tzinfo=UTC)
"""When the recaps are due."""

SERVERS = [Place(guild, guild) for guild in range(101, 113)]


class Process:
    """One Nexus on the database, with connections of its own."""

    def __init__(self, path: Path, clock: SetClock) -> None:
        self.database = Database(path, now=clock.now)
        self.store = SqliteStore(self.database)
        self.courier = FakeCourier()
        self.hub = hub_over(self.store, clock, self.courier)
        backup = Backups(path, keep=7, now=clock.now).save
        self.chores = ChoreService(self.store, clock, works_of(self.hub, backup=backup))

    @property
    def carried(self) -> list[str]:
        """What it has carried to Discord: server and key."""
        return [f"{delivery.guild_id} {delivery.key}" for delivery in self.courier.carried]


@pytest.fixture
async def both(database_path: Path, clock: SetClock) -> AsyncGenerator[tuple[Process, Process]]:
    processes = Process(database_path, clock), Process(database_path, clock)
    for process in processes:
        await process.database.open()
    yield processes
    for process in processes:
        await process.database.close()


@pytest.fixture
async def overdue(both: tuple[Process, Process], clock: SetClock) -> None:
    """In each of a dozen servers, a nudge and a recap that are due since a while."""
    for place in SERVERS:
        await both[0].hub.blockers.log(place, blocker_draft(), by=ADA, cause=place.guild_id)
        await both[0].hub.people.follow(place.guild_id, "celery", by=GRACE)
        await both[0].hub.outbox.deliver_due()
    both[0].courier.carried.clear()
    clock.at = FRIDAY


@pytest.mark.usefixtures("overdue")
async def test_each_errand_is_done_once(both: tuple[Process, Process]) -> None:
    await asyncio.gather(*(process.hub.errands.do_due() for process in both * 2))

    assert {(await both[0].hub.blockers.get(place.guild_id, 1)).called for place in SERVERS} == {1}


@pytest.mark.usefixtures("overdue")
async def test_each_recap_is_made_once_and_each_message_sent_once(both: tuple[Process, Process]) -> None:
    await asyncio.gather(*(process.hub.recaps.make_due() for process in both * 2))
    await asyncio.gather(*(process.hub.outbox.deliver_due() for process in both * 2))

    assert Counter(both[0].carried + both[1].carried) == {
        f"{place.guild_id} recap:2026-01-09": 1 for place in SERVERS
    }


async def test_each_chore_is_done_once(both: tuple[Process, Process], database_path: Path) -> None:
    done = await asyncio.gather(*(process.chores.do_due() for process in both * 2))

    assert Counter(duty for each in done for duty in each) == dict.fromkeys(Duty, 1)
    assert len(list(database_path.with_name("backups").iterdir())) == 1
