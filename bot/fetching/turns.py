"""Being gentle: one request at a time for each host, and an end to patience."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class Turns:
    """Lets one in at a time for each host, and a few in all. What nobody uses is forgotten."""

    def __init__(self, at_once: int) -> None:
        self._slots = asyncio.Semaphore(at_once)
        self._hosts: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def of(self, host: str) -> AsyncGenerator[None]:
        """Wait until it is the caller's turn at that host."""
        lock = self._hosts.setdefault(host.lower().rstrip("."), asyncio.Lock())
        async with lock, self._slots:
            yield


class Patience:
    """Some seconds that may be spent in parts."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    @asynccontextmanager
    async def spent(self) -> AsyncGenerator[None]:
        """Spend what is left, or some of it.

        Raises:
            TimeoutError: there is none left.
        """
        loop = asyncio.get_running_loop()
        begun = loop.time()
        try:
            async with asyncio.timeout(self._left):
                yield
        finally:
            self._left -= loop.time() - begun
