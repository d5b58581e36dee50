"""Waiting that ends: every wait knows what it waits for, and how the bot sounded when it gave up."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Found = TypeVar("Found")

LIMIT = 20.0
"""Seconds that anything may take."""

_TAIL = 30


class Watch:
    """Looks at the clock and at the file that the bot's process writes to."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.bot_ended = False
        self._news = asyncio.Event()

    def news(self) -> None:
        """Let everybody who waits look again."""
        self._news.set()
        self._news.clear()

    async def until(self, probe: Callable[[], Found | None], what: str) -> Found:
        """Return what `probe` finds as soon as it finds something.

        Raises:
            AssertionError: it took more than `LIMIT` seconds, or the bot ended meanwhile.
        """
        try:
            async with asyncio.timeout(LIMIT):
                while (found := probe()) is None:
                    if self.bot_ended:
                        raise AssertionError(self._complaint(f"The bot ended before {what}"))
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(self._complaint(f"{LIMIT:.0f} s went by before {what}")) from None
        return found

    async def until_written(self, words: str) -> None:
        """Wait until the bot's process has written these words; a file tells no news, so it is looked at often.

        Raises:
            AssertionError: it took more than `LIMIT` seconds, or the bot ended without.
        """

        async def look_often() -> None:
            while True:
                self.news()
                await asyncio.sleep(0.02)

        looking = asyncio.create_task(look_often())
        try:
            await self.until(lambda: words in self.words() or None, f"it wrote {words!r}")
        finally:
            looking.cancel()

    def words(self) -> str:
        """Return all that the bot's process has written so far."""
        return self.output.read_text(errors="replace") if self.output.exists() else ""

    def _complaint(self, sentence: str) -> str:
        tail = self.words().splitlines()[-_TAIL:]
        return "\n".join([f"{sentence}. Its last words:", *tail])
