"""A chore is in one process's hands at a time, whatever happens to it or to the clock."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from domain.models.chore import LEASE, Duty
from tests.domain.chores.process import BOTH, NIGHT, Process, kept
from tests.support.domain import MONDAY_NOON, SetClock

if TYPE_CHECKING:
    from data.store import SqliteStore
    from domain.chores import Alive


class TestTwoProcesses:
    async def test_at_the_same_moment_one_of_them_does_it(self, nexus: Process, other: Process) -> None:
        done = await asyncio.gather(*(process.chores.do_due() for process in (nexus, other, nexus, other)))

        assert sorted((duty for each in done for duty in each), key=BOTH.index) == BOTH

    async def test_while_one_is_at_it_the_other_leaves_it_alone(self, nexus: Process, other: Process) -> None:
        seen: list[list[Duty]] = []

        async def look(_: Alive) -> None:
            nexus.meanwhile = None
            seen.append(await other.ticks())

        nexus.meanwhile = look

        assert await nexus.ticks() == [Duty.BACKUP]
        assert seen == [[Duty.SEARCHES]], "which nobody was at"

    async def test_when_one_has_died_the_other_does_it_after_ten_minutes(
        self, nexus: Process, other: Process, clock: SetClock
    ) -> None:
        async def dies(_: Alive) -> None:
            raise asyncio.CancelledError

        nexus.meanwhile = dies
        with pytest.raises(asyncio.CancelledError):
            await nexus.chores.do_due()

        clock.skip(seconds=LEASE.total_seconds() - 1)
        assert Duty.BACKUP not in await other.ticks()
        clock.skip(seconds=1)
        assert await other.ticks() == [Duty.BACKUP]

    async def test_who_works_long_keeps_it_by_saying_so(
        self, nexus: Process, other: Process, clock: SetClock, store: SqliteStore
    ) -> None:
        async def takes_an_hour(alive: Alive) -> None:
            for _ in range(12):
                clock.skip(minutes=5)
                await alive()
                assert Duty.BACKUP not in await other.ticks()

        nexus.meanwhile = takes_an_hour
        await nexus.chores.do_due()

        assert Duty.BACKUP in nexus.done
        assert (await kept(store)).due_at == NIGHT

    async def test_a_lease_that_was_just_taken_is_not_written_again(
        self, nexus: Process, store: SqliteStore, clock: SetClock
    ) -> None:
        leases: list[datetime | None] = []

        async def says_so_often(alive: Alive) -> None:
            for _ in range(3):
                clock.skip(seconds=5)
                await alive()
                leases.append((await kept(store)).leased_until)

        nexus.meanwhile = says_so_often
        await nexus.chores.do_due()

        assert set(leases[:3]) == {MONDAY_NOON + LEASE}

    async def test_who_was_silent_for_too_long_stops_when_another_has_it(
        self, nexus: Process, other: Process, clock: SetClock, caplog: pytest.LogCaptureFixture
    ) -> None:
        taken, may_end = asyncio.Event(), asyncio.Event()

        async def is_at_it(_: Alive) -> None:
            taken.set()
            await may_end.wait()

        async def sleeps(alive: Alive) -> None:
            nexus.meanwhile = None
            clock.skip(minutes=11)
            other.meanwhile = is_at_it
            working = asyncio.create_task(other.chores.do_due())
            await taken.wait()
            try:
                await alive()
            finally:
                may_end.set()
                await working

        nexus.meanwhile = sleeps
        assert Duty.BACKUP not in await nexus.chores.do_due()

        assert Duty.BACKUP not in nexus.done
        assert Duty.BACKUP in other.done
        assert "so long that another process has taken it on" in caplog.text

    @pytest.mark.parametrize("trouble", [None, ZeroDivisionError("by nothing")])
    async def test_what_one_says_of_it_too_late_counts_for_nothing(
        self,
        nexus: Process,
        other: Process,
        clock: SetClock,
        store: SqliteStore,
        trouble: Exception | None,
    ) -> None:
        async def sleeps(_: Alive) -> None:
            nexus.meanwhile = None
            clock.skip(minutes=11)
            assert Duty.BACKUP in await other.ticks()
            clock.skip(hours=20)

        nexus.meanwhile = sleeps
        if trouble:
            nexus.troubles[Duty.BACKUP] = trouble
        assert Duty.BACKUP not in await nexus.chores.do_due()

        chore = await kept(store)
        assert (chore.due_at, chore.failures.tries) == (NIGHT, 0)


class TestTheClockGoingBackwards:
    async def test_by_a_little_does_nothing_twice(self, nexus: Process, clock: SetClock) -> None:
        clock.at = NIGHT
        await nexus.ticks()
        clock.skip(minutes=-30)
        assert await nexus.ticks() == []
        clock.at = NIGHT
        assert await nexus.ticks() == []

    async def test_by_years_does_not_stop_the_chores_for_years(
        self, nexus: Process, clock: SetClock, store: SqliteStore
    ) -> None:
        clock.skip(days=3650)
        await nexus.ticks()
        clock.at = MONDAY_NOON

        assert sorted(await nexus.ticks(), key=BOTH.index) == BOTH
        assert await nexus.ticks() == []
        assert (await kept(store)).due_at == NIGHT

    async def test_nor_does_a_lease_of_the_years_to_come(
        self, nexus: Process, other: Process, clock: SetClock
    ) -> None:
        async def dies(_: Alive) -> None:
            raise asyncio.CancelledError

        clock.skip(days=3650)
        nexus.meanwhile = dies
        with pytest.raises(asyncio.CancelledError):
            await nexus.chores.do_due()
        clock.at = MONDAY_NOON

        assert Duty.BACKUP in await other.ticks()

    async def test_while_a_chore_is_being_done_it_stays_in_the_same_hands(
        self, nexus: Process, other: Process, clock: SetClock
    ) -> None:
        async def is_set_back(alive: Alive) -> None:
            for _ in range(3):
                clock.skip(minutes=-5)
                await alive()
                assert Duty.BACKUP not in await other.ticks()

        clock.at = NIGHT
        nexus.troubles[Duty.BACKUP] = ZeroDivisionError("by nothing")
        await nexus.ticks()
        nexus.troubles.clear()
        clock.skip(minutes=30)
        nexus.meanwhile = is_set_back

        assert await nexus.ticks() == [Duty.BACKUP]
