"""Chores are done once when they are due, and again later where they fail."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.chores import Hindered
from domain.models.chore import Duty
from tests.domain.chores.process import BOTH, NIGHT, Process, kept
from tests.support.domain import SetClock, few

if TYPE_CHECKING:
    from data.store import SqliteStore


class TestWhen:
    async def test_what_was_never_done_is_done_at_once(self, nexus: Process) -> None:
        assert await nexus.ticks() == BOTH
        assert await nexus.ticks() == []

    async def test_some_come_by_the_hour_and_the_backup_by_night(
        self, nexus: Process, clock: SetClock
    ) -> None:
        await nexus.ticks()
        clock.skip(minutes=59)
        assert await nexus.ticks() == []
        clock.skip(minutes=1)
        assert await nexus.ticks() == [Duty.SEARCHES]

        clock.at = NIGHT - timedelta(seconds=1)
        assert await nexus.ticks() == [Duty.SEARCHES]
        clock.at = NIGHT
        assert await nexus.ticks() == [Duty.BACKUP]
        clock.at = NIGHT + timedelta(days=1)
        assert Duty.BACKUP in await nexus.ticks()

    async def test_after_a_long_absence_each_is_done_once(self, nexus: Process, clock: SetClock) -> None:
        await nexus.ticks()
        clock.skip(days=40)

        assert sorted(await nexus.ticks(), key=BOTH.index) == BOTH
        assert await nexus.ticks() == []
        clock.at = NIGHT + timedelta(days=40)
        assert Duty.BACKUP in await nexus.ticks()

    @few
    @given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  (hypothesis wants naive bounds)
    def test_the_next_night_is_never_more_than_a_day_away(self, after: datetime) -> None:
        due = Duty.BACKUP.next_due(after)

        assert after < due <= after + timedelta(days=1)
        assert (due.hour, due.minute, due.second, due.microsecond) == (3, 20, 0, 0)


class TestTrouble:
    async def test_it_holds_up_no_other_chore_and_is_kept_with_why(
        self, nexus: Process, store: SqliteStore
    ) -> None:
        nexus.troubles[Duty.BACKUP] = ZeroDivisionError("by nothing")

        assert await nexus.ticks() == [Duty.SEARCHES]
        chore = await kept(store)
        assert (chore.failures.tries, chore.failures.reason) == (1, "ZeroDivisionError: by nothing")
        assert chore.leased_until is None

    async def test_it_is_tried_again_ever_less_often_until_it_is_mended(
        self, nexus: Process, store: SqliteStore, clock: SetClock
    ) -> None:
        nexus.troubles[Duty.BACKUP] = ZeroDivisionError("by nothing")
        for tries, minutes in enumerate((1, 2, 4, 8), start=1):
            await nexus.ticks()
            assert (await kept(store)).failures.tries == tries
            assert (await kept(store)).due_at == clock.now() + timedelta(minutes=minutes)
            clock.skip(minutes=minutes)
        nexus.troubles.clear()

        assert await nexus.ticks() == [Duty.BACKUP]
        chore = await kept(store)
        assert (chore.due_at, chore.failures.tries, chore.failures.reason) == (NIGHT, 0, "")

    async def test_the_log_says_it_once_and_when_it_is_over(
        self, nexus: Process, clock: SetClock, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, "domain.chores")
        nexus.troubles[Duty.BACKUP] = Hindered("The disk is full: make room.")
        for _ in range(3):
            await nexus.ticks()
            clock.skip(hours=7)
        nexus.troubles.clear()
        await nexus.ticks()

        assert caplog.messages == [
            "The chore “backup” could not be done and is tried again: The disk is full: make room.",
            "The chore “backup” is done again",
        ]
        assert not any(record.exc_info for record in caplog.records), "what is foreseen needs no traceback"

    async def test_another_trouble_is_told_anew_with_its_traceback(
        self, nexus: Process, clock: SetClock, caplog: pytest.LogCaptureFixture
    ) -> None:
        for trouble in (Hindered("The disk is full."), ZeroDivisionError("by nothing")):
            nexus.troubles[Duty.BACKUP] = trouble
            await nexus.ticks()
            clock.skip(hours=7)

        assert [bool(record.exc_info) for record in caplog.records] == [False, True]
