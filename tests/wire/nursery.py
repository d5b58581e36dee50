"""Bots that are processes of their own and begin to live at once: all that they import is there when they are born.

Starting Python and importing the bot takes a second; a fork of a process that has done both takes none. So a test can
kill as many as there are steps to die at. `python -m tests.wire.nursery` is that process: it reads lists of lives,
lets those of a list live side by side, and writes how each of them ended.
"""

from __future__ import annotations

import asyncio
import gc
import json
import multiprocessing
import os
import signal
import sys
import traceback
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps
from importlib import import_module
from pathlib import Path
from subprocess import PIPE, Popen
from typing import TYPE_CHECKING, Any

import aiohttp
import aiosqlite

from bot.app import build
from bot.config import Settings
from bot.server import use_api
from tests.support.aside import InProcess
from tests.support.learners_host import Names, Pauses, fetcher_of
from tests.wire.inside import Life
from tests.wire.payloads import TOKEN
from tests.wire.process import without_settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from multiprocessing.synchronize import Barrier
    from types import TracebackType
    from typing import Self

LIVED = 0
KILLED = -int(signal.SIGKILL)
"""How a life ends: in order, or cut short."""

LATE = ("domain.apis.comparing.comparison", "domain.apis.keeping.digesting")
"""What Nexus imports only where documents are read."""

LIMIT = 20
"""Seconds that a life may take."""

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Plan:
    """One life: connect, let the time for `ticks` come, and end in order, unless death comes before.

    Attributes:
        minutes: how far its clock is ahead of everybody's.
        dies_at: the step of its ticks at which it is killed; a step that never comes lets it live.
        watches: whether it reads for search what search lacks and looks at APIs, before it ticks. Of its statements,
            only commits are steps then: that SQLite undoes what was not committed, others show.
    """

    api_url: str
    database: str
    minutes: float = 0
    ticks: int = 1
    dies_at: int = 0
    watches: bool = False


class Later:
    """The clock some minutes from now."""

    def __init__(self, minutes: float) -> None:
        self._later = timedelta(minutes=minutes)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._later


class Steps:
    """Counts what this process does to the world, and kills it when it comes to a certain step.

    A step is a statement for SQLite that does not only read, a request that leaves for Discord, or an answer that has
    arrived. Between two of them only the process's own memory changes, and nobody misses that: who has died before
    each of them has died at every point there is.
    """

    def __init__(self, dies_at: int, *, at_commits: bool = False) -> None:
        self._left = dies_at
        self._at_commits = at_commits

    def counted(self) -> None:
        """Count from now on, until this process ends."""
        connection: Any = aiosqlite.Connection
        session: Any = aiohttp.ClientSession
        connection._execute = self._before(connection._execute)  # all that SQLite is to do goes through this
        session._request = self._around(session._request)  # and all that Discord is asked through this

    def _take(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def _before(self, work: Callable[..., Awaitable[Any]]) -> Callable[..., Any]:
        @wraps(work)
        async def step(connection: Any, does: Any, *args: Any, **kwargs: Any) -> Any:
            said = str(args[0]).lstrip() if args else ""
            if said.startswith("COMMIT") if self._at_commits else not said.startswith("SELECT"):
                self._take()
            return await work(connection, does, *args, **kwargs)

        return step

    def _around(self, work: Callable[..., Awaitable[Any]]) -> Callable[..., Any]:
        @wraps(work)
        async def steps(*args: Any, **kwargs: Any) -> Any:
            self._take()
            answer = await work(*args, **kwargs)
            self._take()
            return answer

        return steps


class Nursery:
    """Keeps that process while it is entered."""

    async def live(self, *plans: Plan) -> list[int]:
        """Let these live side by side, from the same moment on; return how each ended: `LIVED`, or `KILLED`."""
        asked = json.dumps([asdict(plan) for plan in plans])
        return json.loads(await asyncio.to_thread(self._answer_to, asked))

    def _answer_to(self, line: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        print(line, file=self._process.stdin, flush=True)
        return self._process.stdout.readline()

    def __enter__(self) -> Self:
        environment = {**without_settings(os.environ), "PYTHONPATH": str(_ROOT)}
        command = (sys.executable, "-m", "tests.wire.nursery")
        self._process = Popen(command, env=environment, stdin=PIPE, stdout=PIPE, text=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()


def main() -> None:
    """Let live what is read, until there is no more."""
    for name in LATE:
        import_module(name)
    gc.freeze()  # what is there before the first of them is born is never looked through again
    for line in sys.stdin:
        plans = [Plan(**plan) for plan in json.loads(line)]
        together = multiprocessing.get_context("fork").Barrier(len(plans))
        children = [born(plan, together) for plan in plans]
        ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        print(json.dumps(ends), flush=True)  # noqa: T201  (that is how it answers)


def born(plan: Plan, together: Barrier) -> int:
    """Fork a process that lives by the plan; returns its id."""
    child = os.fork()
    if child == 0:
        signal.alarm(LIMIT)  # nobody waits longer than that
        end = 1
        try:
            asyncio.run(lived(plan, together))
            end = 0
        finally:
            if end:
                traceback.print_exc()
            os._exit(end)  # whatever happened, this is no nursery
    return child


async def lived(plan: Plan, together: Barrier) -> None:
    """Live, unless death comes."""
    use_api(plan.api_url)
    settings = Settings.model_construct(database_path=Path(plan.database), discord_api_url=plan.api_url)
    fetcher = fetcher_of(Names(), Pauses())
    clock = Later(plan.minutes)
    life = Life(build(settings, clock=clock, fetcher=fetcher, aside=InProcess(), ticking=False), TOKEN)
    await life.ready()
    await asyncio.to_thread(together.wait)
    Steps(plan.dies_at, at_commits=plan.watches).counted()
    if plan.watches:
        await life.bot.catch_up()
        await life.bot.watch()
    for _ in range(plan.ticks):
        await life.bot.tick()
    await life.is_cut_off()


if __name__ == "__main__":
    main()
