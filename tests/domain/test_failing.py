"""What fails when it is due is put off ever longer, says why, and holds up nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import SqliteStore
from domain.hub import Hub
from domain.models.entries import Place
from domain.models.errand import Errand, Task
from domain.models.failures import LONGEST_PAUSE, Failures
from domain.models.recap import RecapState
from domain.models.server import Schedule, Server
from tests.domain.owed import planned
from tests.support.domain import ADA, GRACE, GUILD, PLACE, SetClock, blocker_draft, few

FRIDAY = datetime(2026, 1, 9, 16, tzinfo=UTC)
"""When the first recap is due by default: Friday at 16:00, UTC."""

OTHER = Place(11, 21)

LOST = "Atlantis/Capital"
"""A time zone that there is not: nothing that goes by it can be done."""


async def set_zone(store: SqliteStore, name: str, *, guild_id: int = GUILD) -> None:
    """Have a server's row name this time zone; when its recap is due stays as it is."""
    async with store.transaction() as stored:
        server = await stored.servers.get(guild_id)
        assert server
        await stored.servers.save(replace(server, schedule=replace(server.schedule, time_zone=name)))


async def server_of(store: SqliteStore) -> Server:
    async with store.reading() as stored:
        server = await stored.servers.get(GUILD)
    assert server
    return server


async def recap_failures(store: SqliteStore) -> Failures:
    """The tries to make the first server's next recap that failed."""
    server = await server_of(store)
    async with store.reading() as stored:
        return await stored.servers.failures(server)


@pytest.fixture(autouse=True)
async def two_servers(hub: Hub) -> None:
    """B1 in each of two servers, in the first of which grace is to be called."""
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.blockers.log(OTHER, blocker_draft(), by=ADA, cause=1)
    await hub.people.follow(GUILD, "celery", by=GRACE)


class TestErrands:
    async def the_call(self, store: SqliteStore) -> Errand:
        """The errand that calls for help with B1 of the first server."""
        async with store.reading() as stored:
            errands = await stored.errands.due(datetime(2100, 1, 1, tzinfo=UTC), limit=99)
        [call] = [each for each in errands if (each.guild_id, each.task) == (GUILD, Task.CALL)]
        return call

    async def fails(self, hub: Hub) -> None:
        with pytest.raises(ExceptionGroup, match="Some errands could not be done"):
            await hub.errands.do_due()

    async def test_one_in_trouble_holds_up_no_other_and_says_why(
        self, hub: Hub, store: SqliteStore, clock: SetClock
    ) -> None:
        await set_zone(store, LOST)
        clock.skip(hours=2)
        await self.fails(hub)

        assert (await hub.blockers.get(OTHER.guild_id, 1)).called == 1
        assert (await hub.blockers.get(GUILD, 1)).called == 0
        call = await self.the_call(store)
        assert call.failures.tries == 1
        assert "ZoneInfoNotFoundError: " in call.failures.reason
        assert LOST in call.failures.reason

    async def test_it_is_tried_ever_less_often(self, hub: Hub, store: SqliteStore, clock: SetClock) -> None:
        await set_zone(store, LOST)
        clock.skip(hours=2)
        for minutes in (1, 2, 4, 8):
            await self.fails(hub)
            clock.skip(minutes=minutes, seconds=-1)
            assert await hub.errands.do_due() == 0
            clock.skip(seconds=1)

        assert (await self.the_call(store)).failures.tries == 4

    async def test_once_mended_it_is_done_and_what_follows_has_never_failed(
        self, hub: Hub, store: SqliteStore, clock: SetClock
    ) -> None:
        await set_zone(store, LOST)
        clock.skip(hours=2)
        await self.fails(hub)
        await set_zone(store, "UTC")
        clock.skip(minutes=1)
        await hub.errands.do_due()

        assert (await hub.blockers.get(GUILD, 1)).called == 1
        assert (await self.the_call(store)).failures == Failures()

    async def test_planned_anew_it_has_never_failed(
        self, hub: Hub, store: SqliteStore, clock: SetClock
    ) -> None:
        await set_zone(store, LOST)
        clock.skip(hours=2)
        await self.fails(hub)
        await set_zone(store, "UTC")
        await hub.blockers.drop(GUILD, 1, by=ADA)
        await hub.blockers.reopen(GUILD, 1, by=ADA)

        assert (await self.the_call(store)).failures == Failures()

    async def test_one_that_takes_its_place_has_never_failed(
        self, hub: Hub, store: SqliteStore, clock: SetClock
    ) -> None:
        await set_zone(store, LOST)
        clock.skip(hours=2)
        await self.fails(hub)
        anew = replace(await self.the_call(store), due_at=clock.now() + timedelta(days=1))
        async with store.transaction() as stored:
            await stored.errands.plan(anew)

        assert await self.the_call(store) == replace(anew, failures=Failures())

    async def test_a_secret_that_the_trouble_quotes_is_masked(
        self, hub: Hub, store: SqliteStore, clock: SetClock
    ) -> None:
        token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0" + "k1L2m3N4o5P6q7R8"
        await set_zone(store, token)
        clock.skip(hours=2)
        await self.fails(hub)

        reason = (await self.the_call(store)).failures.reason
        assert token not in reason
        assert "[masked GitHub token" in reason

    async def test_what_was_planned_anew_meanwhile_is_not_put_off(
        self, store: SqliteStore, clock: SetClock
    ) -> None:
        before = await self.the_call(store)
        anew = replace(before, due_at=clock.skip(hours=1))
        async with store.transaction() as stored:
            await stored.errands.plan(anew)
            await stored.errands.postpone(before, Failures(1, "late"), until=clock.skip(days=1))

        assert await self.the_call(store) == anew
        assert (await planned(store))[Task.CALL] == anew.due_at


class TestRecaps:
    async def fails(self, hub: Hub) -> None:
        with pytest.raises(ExceptionGroup, match="Some recaps could not be made"):
            await hub.recaps.make_due()

    async def fails_and_is_mended(self, hub: Hub, store: SqliteStore, clock: SetClock) -> None:
        """A recap fails once, for a zone that nobody knows, and is made a minute later."""
        await set_zone(store, LOST)
        clock.at = FRIDAY
        await self.fails(hub)
        await set_zone(store, "UTC")
        clock.skip(minutes=1)
        await hub.recaps.make_due()

    async def made(self, store: SqliteStore, guild_id: int = GUILD) -> list[RecapState]:
        async with store.reading() as stored:
            return [each.state for each in (await stored.recaps.listed(guild_id, limit=9, offset=0))[0]]

    async def test_one_in_trouble_holds_up_no_other_and_says_why(
        self, hub: Hub, store: SqliteStore, clock: SetClock
    ) -> None:
        await set_zone(store, LOST)
        clock.at = FRIDAY
        await self.fails(hub)

        assert await self.made(store, OTHER.guild_id) == [RecapState.POSTED]
        assert await self.made(store) == []
        failures = await recap_failures(store)
        assert failures.tries == 1
        assert LOST in failures.reason

    async def test_it_does_not_come_up_with_every_tick_but_ever_less_often(
        self, hub: Hub, store: SqliteStore, clock: SetClock
    ) -> None:
        await set_zone(store, LOST)
        clock.at = FRIDAY
        for minutes in (1, 2, 4):
            await self.fails(hub)
            clock.skip(minutes=minutes, seconds=-1)
            assert await hub.recaps.make_due() <= 1
            assert await hub.recaps.make_due() == 0
            clock.skip(seconds=1)

    async def test_once_mended_it_is_made_for_its_own_week(
        self, hub: Hub, store: SqliteStore, clock: SetClock
    ) -> None:
        await self.fails_and_is_mended(hub, store, clock)

        async with store.reading() as stored:
            record = await stored.recaps.get(GUILD, "2026-01-09")
        assert await recap_failures(store) == Failures()
        assert (record.state, record.period.end) == (RecapState.POSTED, FRIDAY)

    async def test_the_next_week_begins_without_failures(
        self, hub: Hub, store: SqliteStore, clock: SetClock
    ) -> None:
        await self.fails_and_is_mended(hub, store, clock)
        await set_zone(store, LOST)
        clock.at = FRIDAY + timedelta(days=7)
        await self.fails(hub)

        assert (await recap_failures(store)).tries == 1

    async def test_a_changed_hour_takes_effect_at_once(
        self, hub: Hub, store: SqliteStore, clock: SetClock
    ) -> None:
        await set_zone(store, LOST)
        clock.at = FRIDAY
        await self.fails(hub)
        before = await server_of(store)
        async with store.transaction() as stored:
            sooner = replace(before, schedule=Schedule(), next_recap_at=FRIDAY - timedelta(hours=1))
            await stored.servers.save(sooner)

        await hub.recaps.make_due()

        assert await self.made(store) == [RecapState.POSTED]

    async def test_an_hour_that_is_changed_and_changed_back_begins_anew(
        self, hub: Hub, store: SqliteStore, clock: SetClock
    ) -> None:
        await set_zone(store, LOST)
        clock.at = FRIDAY
        await self.fails(hub)
        await set_zone(store, "UTC")
        server = await server_of(store)
        for due in (FRIDAY + timedelta(hours=1), FRIDAY):
            async with store.transaction() as stored:
                await stored.servers.save(replace(server, next_recap_at=due))
        await hub.recaps.make_due()

        assert await self.made(store) == [RecapState.POSTED]

    async def test_who_comes_too_late_with_their_trouble_puts_nothing_off(
        self, hub: Hub, store: SqliteStore, clock: SetClock
    ) -> None:
        clock.at = FRIDAY
        before = await server_of(store)
        await hub.recaps.make_due()
        await hub.outbox.deliver_due()
        async with store.transaction() as stored:
            await stored.servers.postpone(before, Failures(1, "late"), until=FRIDAY + timedelta(days=99))
        clock.at = FRIDAY + timedelta(days=7)
        await hub.recaps.make_due()

        assert await self.made(store) == [RecapState.POSTED] * 2


@few
@given(st.integers(1, 10_000))
def test_pauses_grow_and_stay_within_six_hours(tries: int) -> None:
    pause, next_pause = Failures(tries).pause, Failures(tries + 1).pause

    assert timedelta(minutes=1) <= pause <= next_pause <= LONGEST_PAUSE
    assert next_pause in {2 * pause, LONGEST_PAUSE}
