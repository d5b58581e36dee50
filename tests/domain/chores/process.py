"""A Nexus on a database, in the tests of chores."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from domain.chores import ChoreService
from domain.models.chore import Chore, Duty
from tests.support.domain import SetClock

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from data.store import SqliteStore
    from domain.chores import Alive

NIGHT = datetime(2026, 1, 6, 3, 20, tzinfo=UTC)
"""The first time after Monday noon when nightly chores are due."""

BOTH = [Duty.BACKUP, Duty.SEARCHES]


class Process:
    """One Nexus on the database, which notes what it does."""

    def __init__(self, store: SqliteStore, clock: SetClock) -> None:
        self.done: list[Duty] = []
        self.troubles: dict[Duty, Exception] = {}
        self.meanwhile: Callable[[Alive], Awaitable[object]] | None = None
        self._works = {duty: self._work(duty) for duty in BOTH}
        self.chores = ChoreService(store, clock, self._works)

    def _work(self, duty: Duty) -> Callable[[Alive], Awaitable[None]]:
        async def work(alive: Alive) -> None:
            if self.meanwhile:
                await self.meanwhile(alive)
            if duty in self.troubles:
                raise self.troubles[duty]
            self.done.append(duty)

        return work

    async def ticks(self) -> list[Duty]:
        """What it did when it looked for what is due."""
        self.done = []
        assert list(await self.chores.do_due()) == self.done
        return self.done


async def kept(store: SqliteStore, duty: Duty = Duty.BACKUP) -> Chore:
    async with store.reading() as stored:
        chore = await stored.chores.get(duty)
    assert chore
    return chore
