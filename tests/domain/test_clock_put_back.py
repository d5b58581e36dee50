"""Whatever the clock does between two ticks, no recap comes twice, none is lost, and their history makes sense."""

from __future__ import annotations

from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.database import Database
from data.store import SqliteStore
from domain.carrying import TryLater
from domain.hub import Hub
from domain.models.recap import RecapState
from domain.models.schedule import WEEK, Schedule
from tests.domain.test_recaps import FRIDAY
from tests.support.domain import ADA, GUILD, MONDAY_NOON, PLACE, FakeCourier, SetClock, blocker_draft
from tests.support.hub import hub_over

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence
    from pathlib import Path

    from domain.models.delivery import Delivery
    from domain.models.entries import Spot
    from domain.models.recap import RecapRecord

HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)


class Posts(FakeCourier):
    """Counts the messages that were posted, by their keys."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = Counter[str]()

    async def carry(self, delivery: Delivery) -> Spot:
        spot = await super().carry(delivery)
        self.sent[str(delivery.key)] += delivery.message_id is None
        return spot


@dataclass
class Life:
    """Nexus in one server where somebody waits, so that every week has something to tell; and a clock gone mad."""

    hub: Hub
    clock: SetClock
    courier: Posts
    latest: datetime = MONDAY_NOON
    """What the clock showed at most."""

    async def tick(self, later: timedelta = timedelta()) -> None:
        """Do what is due, so much later, or earlier, than the last time."""
        self.clock.at += later
        self.latest = max(self.latest, self.clock.at)
        await self.hub.recaps.make_due()
        await self.hub.outbox.deliver_due()

    async def ordinary_weeks(self, count: int) -> list[datetime]:
        """Let time go by as it does; returns when recaps came due."""
        began = self.clock.at
        while self.clock.at < began + count * WEEK:
            await self.tick(DAY * 1.9)
        due = [Schedule().next_due(began)]
        while due[-1] + WEEK <= self.clock.at:
            due.append(due[-1] + WEEK)
        return due

    async def history(self) -> Sequence[RecapRecord]:
        records, _ = await self.hub.recaps.history(GUILD, limit=1000, page=0)
        return records

    async def states(self) -> dict[datetime, RecapState]:
        """What became of each week, by its end."""
        return {record.period.end: record.state for record in await self.history()}

    def posts(self) -> dict[str, int]:
        """How often each recap was posted."""
        return {key: count for key, count in self.courier.sent.items() if key.startswith("recap:")}


@asynccontextmanager
async def life_on(path: Path) -> AsyncGenerator[Life]:
    clock, courier = SetClock(), Posts()
    database = Database(path, now=clock.now)
    await database.open()
    try:
        life = Life(hub_over(SqliteStore(database), clock, courier), clock, courier)
        await life.hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
        yield life
    finally:
        await database.close()


@pytest.mark.parametrize("back", [HOUR, DAY, 2 * WEEK, YEAR])
async def test_put_back_after_a_recap_it_comes_once_and_the_next_one_in_its_time(
    database_path: Path, back: timedelta
) -> None:
    async with life_on(database_path) as life:
        await life.tick(FRIDAY - MONDAY_NOON)
        await life.tick(-back)
        while life.clock.at < FRIDAY + WEEK:
            await life.tick(DAY)

        assert life.posts() == {"recap:2026-01-09": 1, "recap:2026-01-16": 1}


@pytest.mark.parametrize("ahead", [HOUR, DAY, 2 * WEEK, YEAR, 20 * YEAR])
async def test_put_right_after_it_was_ahead_the_weeks_come_that_were_thought_to_be_over(
    database_path: Path, ahead: timedelta
) -> None:
    async with life_on(database_path) as life:
        await life.tick(ahead)
        await life.tick(-ahead)
        due = await life.ordinary_weeks(4)

        assert {when: (await life.states()).get(when) for when in due} == dict.fromkeys(
            due, RecapState.POSTED
        )
        assert set(life.posts().values()) == {1}


moves = st.sampled_from([-YEAR, -8 * DAY, -DAY, -HOUR, HOUR, DAY, 2 * DAY, 5 * DAY, 9 * DAY, YEAR])


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example has a database of its own
)
@example([(HOUR, False), (5 * DAY, True), (-8 * DAY, False), (YEAR, False), (-YEAR, False)])
@given(st.lists(st.tuples(moves, st.booleans()), max_size=8))
async def test_by_any_clock_each_week_is_told_once(
    blank: Path, tmp_path: Path, walk: list[tuple[timedelta, bool]]
) -> None:
    async with life_on(copyfile(blank, tmp_path / "nexus.db")) as life:
        for move, is_away in walk:
            if is_away:
                life.courier.troubles.append(TryLater("Discord is away"))
            await life.tick(move)
        life.courier.troubles.clear()
        due = await life.ordinary_weeks(2)

        states = await life.states()
        told = [when for when in due if when >= FRIDAY]
        # What Discord did not take is left out once it is two days old, by whatever clock.
        was_away = any(is_away for _, is_away in walk)
        became = {RecapState.POSTED, RecapState.LATE} if was_away else {RecapState.POSTED}
        assert {states.get(when) for when in told} <= became
        life.clock.at = life.latest
        for _ in range(3):
            await life.tick(HOUR)
        history = await life.history()
        assert all(later.period.start >= earlier.period.end for later, earlier in pairwise(history))
        assert all(record.spot for record in history if record.state is RecapState.POSTED), "all were sent"
        assert set(life.posts().values()) <= {1}
