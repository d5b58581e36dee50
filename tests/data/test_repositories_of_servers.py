"""What is kept of servers and their recaps, and how times are kept."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.rows import millis, moment
from data.store import SqliteStore
from domain.errors import NotFound
from domain.models.recap import Period, RecapRecord, RecapState
from domain.models.schedule import Schedule, Weekday
from domain.models.server import RecapHabits, Server
from tests.data.written import OTHER_GUILD, later
from tests.support.domain import ADA, GUILD, MONDAY_NOON

WEEK = Period(MONDAY_NOON, later(days=7))


async def test_settings_are_kept_for_each_server_and_due_servers_come_longest_first(
    store: SqliteStore,
) -> None:
    first = Server.first_used(GUILD, 20, at=MONDAY_NOON)
    other = Server.first_used(OTHER_GUILD, 21, at=MONDAY_NOON)
    schedule = Schedule(time_zone="Africa/Nairobi", weekday=Weekday(0), hour=9)
    recaps = RecapHabits(channel_id=23, tells_quiet=True)
    changed = first.set_up(channel_id=22, by=ADA).scheduled(schedule, at=MONDAY_NOON).recapped()
    changed = changed.with_recaps(recaps, at=MONDAY_NOON)
    async with store.transaction() as new:
        assert await new.servers.get(GUILD) is None
        for server in (first, other, changed):
            await new.servers.save(server)

        assert await new.servers.get(GUILD) == changed
        assert await new.servers.get(OTHER_GUILD) == other
        by_time = sorted((changed, other), key=lambda server: server.next_recap_at)
        assert await new.servers.due(later(days=16), limit=9) == by_time
        assert await new.servers.due(later(days=16), limit=1) == by_time[:1]
        assert await new.servers.due(by_time[0].next_recap_at - timedelta(milliseconds=1), limit=9) == []


async def test_a_server_whose_recaps_are_paused_is_never_due(store: SqliteStore) -> None:
    server = Server.first_used(GUILD, 20, at=MONDAY_NOON)
    paused = server.with_recaps(RecapHabits(is_paused=True), at=MONDAY_NOON)
    async with store.transaction() as new:
        await new.servers.save(paused)

        assert await new.servers.get(GUILD) == paused
        assert await new.servers.due(later(days=80), limit=9) == []


async def test_a_recap_is_dealt_with_once_for_each_server_and_key(store: SqliteStore) -> None:
    record = RecapRecord(
        guild_id=GUILD, key="2026-01-05", period=WEEK, state=RecapState.POSTED, created_at=later(days=7)
    )
    async with store.transaction() as new:
        assert await new.recaps.add(record)
        assert not await new.recaps.add(record)
        assert await new.recaps.get(GUILD, record.key) == record
        with pytest.raises(NotFound):
            await new.recaps.get(OTHER_GUILD, record.key)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**42))
def test_a_time_is_kept_to_the_millisecond(milliseconds: int) -> None:
    assert millis(moment(milliseconds)) == milliseconds
    assert millis(moment(milliseconds) + timedelta(microseconds=999)) == milliseconds
