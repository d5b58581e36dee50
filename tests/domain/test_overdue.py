"""After an outage, a thousand recaps are worked off bit by bit, and nobody who is there waits behind them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from data.rows import millis
from domain.carrying import TryLater
from domain.models.delivery import DeliveryState
from domain.models.recap import RecapState
from tests.domain.test_recaps import FRIDAY, dealt_with
from tests.support.domain import ADA, GUILD, PLACE, blocker_draft

if TYPE_CHECKING:
    from pathlib import Path

    from data.store import SqliteStore
    from domain.hub import Hub
    from tests.support.domain import FakeCourier, SetClock

THOUSAND = range(1_001, 2_001)
"""Servers that are all due on Friday."""

EVERY = timedelta(seconds=15)
"""From one tick to the next."""


STATEMENTS = (
    """
    INSERT INTO servers (guild_id, hub_channel_id, time_zone, recap_weekday, recap_hour, next_recap_at)
    VALUES (:id, 20, 'UTC', 4, 16, :due)
    """,
    """
    INSERT INTO entries (id, guild_id, kind, number, title, state, author_id, author_name, cause_id, created_at,
        updated_at)
    VALUES (:id, :id, 'B', 1, 'Run tasks', 'open', 1, 'ada', 1, :at, :at)
    """,
    """
    INSERT INTO blockers (entry_id, guild_id, goal, happened, tried, urgency)
    VALUES (:id, :id, 'Run tasks', 'It fails', '', 1)
    """,
)
"""A server whose recap is due, and a blocker there."""


@pytest.fixture
def thousand(clock: SetClock, database_path: Path) -> None:
    """Each of a thousand servers has something to tell; then Nexus was away for hours."""
    rows = [{"id": guild_id, "due": millis(FRIDAY), "at": millis(clock.at)} for guild_id in THOUSAND]
    with closing(sqlite3.connect(database_path)) as connection, connection:
        for statement in STATEMENTS:
            connection.executemany(statement, rows)
    clock.at = FRIDAY + timedelta(hours=20)


async def tick(hub: Hub, clock: SetClock) -> int:
    """What is due, as a tick of the bot does it; returns how much there was."""
    clock.at += EVERY
    return await hub.recaps.make_due() + await hub.outbox.deliver_due()


@pytest.mark.usefixtures("thousand")
async def test_they_all_come_once_at_a_rate_that_discord_hardly_notices(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    """Discord takes 50 requests a second from a bot, and each of these is one message to a channel of its own."""
    counts = [0]
    while await tick(hub, clock):
        counts.append(len(courier.carried))

    assert Counter(each.guild_id for each in courier.carried) == dict.fromkeys(THOUSAND, 1)
    assert max(after - before for before, after in pairwise(counts)) < 2 * EVERY.total_seconds()
    assert len(counts) * EVERY < timedelta(minutes=15)
    assert await dealt_with(store, "2026-01-09", guild=THOUSAND[-1]) is RecapState.POSTED


@pytest.mark.usefixtures("thousand")
async def test_a_card_that_discord_did_not_take_at_first_is_not_behind_them(
    hub: Hub, clock: SetClock, courier: FakeCourier
) -> None:
    for _ in range(2):
        await tick(hub, clock)
    blocker = await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    courier.troubles.append(TryLater("HTTP 503"))
    waiting = await hub.outbox.deliver_about(GUILD, blocker.ref)
    assert waiting
    assert waiting.state is DeliveryState.DUE

    for _ in range(2):
        await tick(hub, clock)

    assert (await hub.blockers.get(GUILD, blocker.ref.number)).card
    assert len(courier.carried) < 150, "and most of the thousand are still to come"
