"""Chores: what Nexus does for the whole installation on time, in one process at a time."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from domain.failures import reason_of
from domain.models.chore import Chore, Duty
from domain.ports import Clock, Store

log = logging.getLogger(__name__)

Alive = Callable[[], Awaitable[None]]
"""Called now and then by work that takes long: it is still under way."""

Work = Callable[[Alive], Awaitable[object]]
"""Does what a duty is about. Done again, or once more after it was cut off, it does no harm."""


class Hindered(Exception):
    """A chore cannot be done as things are. The message tells the operator why, and what to do."""


class Overtaken(Exception):
    """Somebody else has taken a chore on: whoever had it was silent for longer than its lease."""


class ChoreService:
    """Does the chores that are due.

    Args:
        store: where their times stand.
        clock: tells the time.
        works: what is done, and for which duty.
    """

    def __init__(self, store: Store, clock: Clock, works: Mapping[Duty, Work]) -> None:
        self._store = store
        self._clock = clock
        self._works = works

    async def do_due(self) -> Sequence[Duty]:
        """Do the chores that are due, longest first; returns those that were done.

        What fails is told in the log and tried again after a pause; it holds up no other.
        """
        now = self._clock.now()
        async with self._store.reading() as store:
            kept = {chore.duty: chore for chore in await store.chores.all()}
        chores = [kept.get(duty) or Chore(duty=duty, due_at=now) for duty in self._works]
        due = sorted((chore for chore in chores if chore.is_due(now)), key=lambda chore: chore.due_at)
        return [chore.duty for chore in due if await self._do(chore.duty)]

    async def _do(self, duty: Duty) -> bool:
        hold = await self._take(duty)
        if hold is None:
            return False
        try:
            await self._works[duty](hold.renew)
            await hold.end(hold.chore.done(self._clock.now()))
        except Overtaken:
            log.warning("The chore “%s” took so long that another process has taken it on", duty.value)
            return False
        except Exception as trouble:  # noqa: BLE001  (one chore's trouble must not keep the others waiting)
            await self._failed(hold, trouble)
            return False
        if hold.chore.failures.tries:
            log.info("The chore “%s” is done again", duty.value)
        return True

    async def _take(self, duty: Duty) -> "Hold | None":
        """Take a chore into our hands, unless it is not due any more or in other hands."""
        now = self._clock.now()
        async with self._store.transaction() as store:
            chore = await store.chores.get(duty) or Chore(duty=duty, due_at=now)
            if not chore.is_due(now):
                return None
            claimed = chore.claimed(now)
            await store.chores.save(claimed)
            return Hold(self._store, self._clock, claimed)

    async def _failed(self, hold: "Hold", trouble: Exception) -> None:
        """Note why, and tell it in the log, once for as long as it stays the same."""
        is_foreseen = isinstance(trouble, Hindered)
        reason = str(trouble) if is_foreseen else reason_of(trouble)
        if reason != hold.chore.failures.reason:
            told = "The chore “%s” could not be done and is tried again: %s"
            log.error(told, hold.chore.duty.value, reason, exc_info=None if is_foreseen else trouble)
        try:
            await hold.end(hold.chore.failed(self._clock.now(), reason))
        except Overtaken:
            log.warning("Another process has taken the chore “%s” on", hold.chore.duty.value)


class Hold:
    """One process's hold on a chore; it is told from any other by when its lease ends."""

    def __init__(self, store: Store, clock: Clock, chore: Chore) -> None:
        self.chore = chore
        self._store = store
        self._clock = clock

    async def renew(self) -> None:
        """Have the chore for longer.

        Raises:
            Overtaken: somebody else has it.
        """
        now = self._clock.now()
        if not self.chore.is_fresh(now):
            renewed = self.chore.claimed(now)
            await self.end(renewed)
            self.chore = renewed

    async def end(self, chore: Chore) -> None:
        """Keep the chore as it is now.

        Raises:
            Overtaken: somebody else has it.
        """
        async with self._store.transaction() as store:
            kept = await store.chores.get(chore.duty)
            if kept is None or kept.leased_until != self.chore.leased_until:
                raise Overtaken
            await store.chores.save(chore)
