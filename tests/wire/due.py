"""Databases of servers whose recap is due now, by the clock on the wall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from data.database import Database
from data.store import SqliteStore
from domain.models.entries import Member, Place
from domain.models.schedule import Weekday
from tests.support.domain import FakeCourier, SetClock, solution_draft
from tests.support.hub import hub_over
from tests.wire.payloads import CHANNEL_ID, GUILD_ID

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from domain.models.recap import RecapRecord

PROBLEM = "CORS blocks my fetch"
"""What its recap tells."""

HERE = Place(int(GUILD_ID), int(CHANNEL_ID))

KEN = Member(5, "ken", administrator=True)


async def make_due(path: Path, *places: Place) -> None:
    """Make a database, or take one, in which each of these servers has something to tell since the last full hour."""
    due = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    clock = SetClock(due - timedelta(days=3))
    database = Database(path, now=clock.now)
    await database.open()
    hub = hub_over(SqliteStore(database), clock, FakeCourier())
    for place in places:
        await hub.servers.set_up(
            place, time_zone="UTC", weekday=Weekday(due.weekday()), hour=due.hour, by=KEN
        )
        solution = await hub.solutions.post(place, solution_draft(PROBLEM), by=KEN, cause=1)
        await hub.outbox.deliver_about(place.guild_id, solution.ref)
    await database.close()


async def past_recaps(path: Path, *places: Place) -> Sequence[RecapRecord]:
    """What became of the recaps of these servers."""
    clock = SetClock()
    database = Database(path, now=clock.now)
    await database.open()
    hub = hub_over(SqliteStore(database), clock, FakeCourier())
    pages = [await hub.recaps.history(place.guild_id, limit=100, page=0) for place in places]
    await database.close()
    return [record for records, _ in pages for record in records]
