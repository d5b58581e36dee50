"""The bot inside the test's own process: it starts in no time, and its clock and pauses can be set."""

from __future__ import annotations

import asyncio
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.app import build
from bot.cli import serve
from bot.config import Settings
from bot.server import use_api
from tests.wire.payloads import TOKEN

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    import pytest

    from bot.client import Nexus
    from domain.fetching import Fetcher
    from domain.ports import Clock

QUICK = 2.0
"""Seconds within which an orderly end comes."""


class Life:
    """One run of the bot, from its start to its end."""

    def __init__(self, bot: Nexus, token: str) -> None:
        self.bot = bot
        # discord.py waits two seconds for more servers, and has no setting for it.
        bot._connection.guild_ready_timeout = 0.01  # pyright: ignore[reportPrivateUsage]  (as said)
        self._serving = asyncio.create_task(serve(bot, token), name="life")

    async def ready(self) -> None:
        """Wait until it is connected and knows its servers."""
        ready = asyncio.create_task(self.bot.wait_until_ready())
        await asyncio.wait({ready, self._serving}, timeout=10, return_when=asyncio.FIRST_COMPLETED)
        assert self.bot.is_ready()

    async def is_told_to_end(self) -> None:
        """Send SIGTERM, and wait until it has been heard."""
        signal.raise_signal(signal.SIGTERM)
        while not self.bot.is_ending:  # noqa: ASYNC110  (there is no event for it, and none is needed outside of tests)
            await asyncio.sleep(0.001)

    async def ends(self, within: float = QUICK) -> None:
        """Wait for the end, and raise what ended it."""
        async with asyncio.timeout(within):
            await self._serving

    async def is_cut_off(self) -> None:
        """End it, however it stands."""
        self._serving.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await self._serving
        await self.bot.close()


class Inside:
    """Begins lives, one after the other, on the same database; sees to it that each has ended."""

    def __init__(self, api_url: str, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.database = database
        self._api_url = api_url
        self._lives: list[Life] = []
        for owner, name in ((Route, "BASE"), (DiscordWebSocket, "DEFAULT_GATEWAY")):
            monkeypatch.setattr(owner, name, getattr(owner, name))  # put back what `use_api` changes

    def begins(
        self,
        *,
        token: str = TOKEN,
        clock: Clock | None = None,
        fetcher: Fetcher | None = None,
        **settings: Any,
    ) -> Life:
        """Begin to run the bot. Its own first tick is a quarter of a minute away: tests call `tick`."""
        use_api(self._api_url)
        chosen = Settings.model_construct(
            database_path=self.database, discord_api_url=self._api_url, **settings
        )
        life = Life(build(chosen, clock=clock, fetcher=fetcher), token)
        self._lives.append(life)
        return life

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for life in self._lives:
            await life.is_cut_off()


def left_behind() -> list[str]:
    """The tasks and threads of the bot that are still there, by name."""
    tasks = [task.get_coro() for task in asyncio.all_tasks()]
    names = [getattr(each, "__qualname__", str(each)) for each in tasks]
    threads = [thread for thread in threading.enumerate() if "connection_worker" in thread.name]
    beating = [thread for thread in threading.enumerate() if type(thread).__name__ == "KeepAliveHandler"]
    for thread in [*threads, *beating]:
        thread.join(timeout=5)
    alive = [thread.name for thread in [*threads, *beating] if thread.is_alive()]
    return [name for name in names if name.startswith(("Nexus.", "Client.", "serve", "log_in"))] + alive
