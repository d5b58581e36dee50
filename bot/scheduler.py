"""The ticks: APScheduler says when; what is due stands in our own tables."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=15)
"""From one tick to the next."""

PATIENCE = 10
"""Seconds that a tick gets to finish when Nexus ends."""

Job = Callable[[], Awaitable[object]]


async def in_turn(*jobs: Callable[[], Awaitable[object]]) -> None:
    """Do each job in its turn; trouble in one holds up no other.

    Raises:
        ExceptionGroup: all that went wrong.
    """
    troubles: list[Exception] = []
    for job in jobs:
        try:
            await job()
        except Exception as trouble:  # noqa: BLE001  (it is told once all had their turn)
            troubles.append(trouble)
    if troubles:
        raise ExceptionGroup("Some of what was due went wrong", troubles)


class Beside:
    """Does a job beside everything else; it is cut off where it has not ended when Nexus does.

    Args:
        job: what is done.
        trouble: what the log says when it went wrong.
    """

    def __init__(self, job: Job, *, trouble: str) -> None:
        self._job = job
        self._trouble = trouble
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, unless it was begun and has not ended yet."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Cut it off, unless it has ended."""
        if self._task:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _run(self) -> None:
        try:
            await self._job()
        except Exception:
            log.exception(self._trouble)


class Ticker:
    """Calls `tick` every few seconds, never twice at a time."""

    def __init__(self, tick: Job, *, every: timedelta = EVERY) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1})
        self._running: set[asyncio.Task[Any] | None] = set()

        async def run() -> None:
            task = asyncio.current_task()
            self._running.add(task)
            try:
                await tick()
            finally:
                self._running.discard(task)

        trigger = IntervalTrigger(seconds=every.total_seconds(), timezone=UTC)  # pyright: ignore[reportArgumentType]  (it takes fractions)
        self._scheduler.add_job(run, trigger, misfire_grace_time=None)  # pyright: ignore[reportUnknownMemberType]  (APScheduler 3 has no types)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more; a tick that runs now goes on to its end, if that is not far."""
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        running = [task for task in self._running if task]
        if running:
            await asyncio.wait(running, timeout=PATIENCE)
        self._scheduler.shutdown(wait=False)
