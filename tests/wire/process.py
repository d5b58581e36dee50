"""The bot as an operator runs it: a process of its own, ended by SIGTERM."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import STDOUT
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Settings
from tests.wire.payloads import TOKEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType
    from typing import Self

    from tests.wire.watch import Watch

RUN_THE_BOT = (sys.executable, "-m", "bot", "run")

_ROOT = Path(__file__).parents[2]


class BotProcess:
    """Starts the bot on entering; on leaving the process is gone, whatever happened.

    Args:
        watch: waits for the end, and knows the file that the process writes to.
        api_url: the Discord that it talks to.
        database: the SQLite file that it keeps its data in.
        settings: environment variables that are to differ.
        command: what to start.
    """

    def __init__(
        self,
        watch: Watch,
        *,
        api_url: str,
        database: Path,
        settings: Mapping[str, str] | None = None,
        command: Sequence[str] = RUN_THE_BOT,
    ) -> None:
        self.database = database
        self._watch = watch
        self._command = command
        self._environment = {
            **without_settings(os.environ),
            "PYTHONPATH": str(_ROOT),
            "DISCORD_API_URL": api_url,
            "DISCORD_TOKEN": TOKEN,
            "DATABASE_PATH": str(database),
            "LOG_FORMAT": "json",
            **(settings or {}),
        }

    @property
    def output(self) -> str:
        """All that it has written so far, to stdout and stderr."""
        return self._watch.words()

    async def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and return the exit code.

        Raises:
            AssertionError: it does not end in time.
        """
        self._process.send_signal(by)
        return await self.ended()

    async def ended(self) -> int:
        """Wait for the end and return the exit code.

        Raises:
            AssertionError: it does not end in time.
        """
        return await self._watch.until(lambda: self._process.returncode, "it ended")

    async def is_killed(self) -> None:
        """End it as a power cut does."""
        self._process.kill()
        await self.ended()
        self._watch.bot_ended = False  # others may live on

    async def says(self, words: str) -> None:
        """Wait until it has written these words.

        Raises:
            AssertionError: it does not in time.
        """
        await self._watch.until_written(words)

    async def __aenter__(self) -> Self:
        sink = os.open(self._watch.output, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, cwd=self.database.parent, env=self._environment, stdout=sink, stderr=STDOUT
            )
        finally:
            os.close(sink)
        self._watch.bot_ended = False
        self._end = asyncio.create_task(self._tell_the_end())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self._end

    async def _tell_the_end(self) -> None:
        await self._process.wait()
        self._watch.bot_ended = True
        self._watch.news()


def without_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which nothing is set for Nexus."""
    return {name: value for name, value in environment.items() if name.lower() not in Settings.model_fields}
