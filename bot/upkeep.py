"""`python -m bot reindex` and `python -m bot verify`: the search index's upkeep, while the bot runs or not."""

import asyncio
import sqlite3
import sys
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from tqdm import tqdm

from bot.checks import problem_of_looking
from bot.clock import SystemClock
from bot.config import Settings
from bot.telling import failed, say
from data.database import Database
from data.migrations import DatabaseProblem
from data.store import SqliteStore
from domain.models.entries import EntryId
from domain.models.upkeep import Finding, Wrong
from domain.upkeep import IndexService, counted

PATIENCE: Final = 300
"""Seconds to wait for a turn to write, while the bot or somebody else does."""

STOPPED: Final = 130
"""The exit code of what Ctrl-C has stopped, as shells have it."""

REST: Final = 0.5
"""How long others can write, for each second of writing."""

LINES: Final = 10
"""How many lines tell how far it is, where there is no terminal for a bar."""


class Shown:
    """Shows how far it is, on standard error: by a bar on a terminal, else by a line now and then.

    Args:
        total: about how many entries there are.
        rest: seconds to wait for each second of work, so that others have their turn.
    """

    def __init__(self, total: int, *, rest: float = 0) -> None:
        self.servers: set[int] = set()
        self.entries = 0
        self._total = total
        self._rest = rest
        self._told = 0
        self._bar = tqdm(total=total, unit=" entries", disable=None, dynamic_ncols=True)
        self._since = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()

    async def __call__(self, entries: Sequence[EntryId]) -> None:
        """Note that these are done, and let others have their turn."""
        self.servers |= {entry.guild_id for entry in entries}
        self.entries += len(entries)
        self._bar.update(len(entries))
        part = self.entries * LINES // max(self._total, 1)
        if self._bar.disable and part > self._told:
            self._told = part
            print(f"{self.entries:,} of {self._total:,} entries …", file=sys.stderr)  # noqa: T201  (the bar's place)
        await asyncio.sleep((time.monotonic() - self._since) * self._rest)
        self._since = time.monotonic()


def reindex(settings: Settings) -> int:
    """Read all entries again; returns the exit code."""
    path = settings.database_path
    if not path.is_file():
        return failed(f"There is no database at {path}, so there is nothing to read.")
    return done(lambda: _reindex(path), stopped="Stopped. What was read again stays, the rest is as it was.")


def verify(settings: Settings) -> int:
    """Say where an entry and its index are apart; returns the exit code, 1 if any is."""
    path = settings.database_path
    if problem := problem_of_looking(path):
        return failed(problem)
    return done(lambda: _verify(path), stopped="Stopped.")


def done(work: Callable[[], Coroutine[Any, Any, int]], *, stopped: str) -> int:
    """Do the work, until its end or Ctrl-C; returns the exit code."""
    try:
        return asyncio.run(work())
    except KeyboardInterrupt:
        failed(stopped)
        return STOPPED
    except DatabaseProblem as error:
        return failed(str(error))
    except sqlite3.OperationalError as error:
        return failed(f"The database cannot be used now ({error}). Try again later.")


async def _reindex(path: Path) -> int:
    began = time.monotonic()
    async with _opened(path) as service:
        with Shown(await service.last(), rest=REST) as shown:
            await service.rebuild(shown)
    servers = f"{len(shown.servers):,} {'server' if len(shown.servers) == 1 else 'servers'}"
    say(f"Read {counted(shown.entries)} of {servers} again in {time.monotonic() - began:.0f} s.")
    return 0


async def _verify(path: Path) -> int:
    apart = older = 0
    async with _opened(path) as service:
        with Shown(await service.last()) as shown:
            async for finding in service.verify(shown):
                if finding.wrong is Wrong.OLDER:
                    older += 1
                else:
                    apart += 1
                    tqdm.write(told(finding))
    if older:
        say(f"An older Nexus read {counted(older)} for search. This one reads them again when it starts.")
    if apart or older:
        say("Run python -m bot reindex to mend this; Nexus may run meanwhile.")
        return 1
    one = "The one entry and its index agree."
    say(one if shown.entries == 1 else f"All {counted(shown.entries)} and their index agree.")
    return 0


def told(finding: Finding) -> str:
    """One line of a finding."""
    if finding.entry is None:
        return "The index's lists are damaged, and no entry shows how."
    return f"Server {finding.entry.guild_id}: {finding.entry.ref} {finding.wrong.value}."


@asynccontextmanager
async def _opened(path: Path) -> AsyncGenerator[IndexService]:
    """The upkeep of the index in that file, which is closed in the end."""
    database = Database(path, now=SystemClock().now, patience=PATIENCE)
    await database.open()
    try:
        yield IndexService(SqliteStore(database))
    finally:
        await database.close()
