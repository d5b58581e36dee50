"""The ticks: APScheduler says when; what is due stands in our own tables."""

from collections.abc import Awaitable, Callable
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

EVERY = 15
"""Seconds from one tick to the next."""


class Ticker:
    """Calls `tick` every few seconds and `tidy` once a day, never twice at a time."""

    def __init__(self, tick: Callable[[], Awaitable[None]], tidy: Callable[[], Awaitable[None]]) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1})
        self._add(tick, IntervalTrigger(seconds=EVERY, timezone=UTC))
        self._add(tidy, IntervalTrigger(days=1, timezone=UTC))

    def _add(self, job: Callable[[], Awaitable[None]], trigger: IntervalTrigger) -> None:
        self._scheduler.add_job(job, trigger, misfire_grace_time=None)  # pyright: ignore[reportUnknownMemberType]  (APScheduler 3 has no types)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more; a tick that runs now goes on to its end."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
