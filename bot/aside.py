"""Heavy work in a process of its own, so that the event loop goes on and a strange document can harm nothing else."""

import asyncio
import atexit
import logging
import multiprocessing
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, TypeVar, TypeVarTuple
from weakref import WeakValueDictionary

from bot.cut_off import CutOff
from bot.worker import Done, Failed, WorkFailed, asked, serve
from domain.errors import Refused

log = logging.getLogger(__name__)

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

PATIENCE: Final = timedelta(seconds=30)
"""How long a work may take."""

MEMORY: Final = 1024 * 1024 * 1024
"""Bytes that the worker process may use."""

WORKS: Final = 100
"""So many works, and the worker process makes room for a fresh one: it never gives all memory back by itself."""

IDLE: Final = timedelta(minutes=5)
"""After so long without work the worker process ends."""

NEARLY_IDLE: Final = IDLE * 0.8
"""After so long it gets no more work: it might be about to end."""

RESTARTING: Final = "Nexus is restarting. Please try again in a minute; nothing was changed."

FAILED: Final = "This document is more than Nexus can work through. Whoever runs it can read why in its log."

# Never a fork: the bot has threads, and what they hold locked would stay locked in the copy.
_SPAWN: Final = multiprocessing.get_context("spawn")


class ProcessAside:
    """Implements `domain.ports.Aside` with one worker process, which begins when there is work for it.

    `concurrent.futures` would not do: it cannot end a work that takes too long, and its workers live on for ever when
    the bot is killed.
    """

    def __init__(self, *, patience: timedelta = PATIENCE, memory: int = MEMORY, works: int = WORKS) -> None:
        self._patience = patience.total_seconds()
        self._memory = memory
        self._works = works
        self._turn = asyncio.Lock()
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._cut_off = CutOff()
        self._worker: Worker | None = None
        self._is_closed = False

    async def do(self, guild_id: int, work: Callable[[*Ts], T], *arguments: *Ts) -> T:
        """Do the work when its turn has come; who is cancelled cuts it off.

        One work of each server waits among those of the others, and the rest of that server's behind it.

        Raises:
            Refused: it took too long, its process died, it has a fault, it was cut off a short while ago, or Nexus is
                ending.
            DomainError: as the work raises it.
        """
        turn = self._turns.setdefault(guild_id, asyncio.Lock())
        async with turn, self._turn:
            self._cut_off.check(work, arguments)
            worker = await self._ready()
            try:
                answer = await self._answer(worker, work, arguments)
            except BaseException:  # cancelled, too: whatever it was, the worker may still be busy
                await self._end()
                raise
        if isinstance(answer, Done):
            return answer.result
        if isinstance(answer.error, WorkFailed):
            log.error("A work has a fault: %s", work, exc_info=answer.error)
            raise Refused(FAILED) from answer.error
        raise answer.error

    async def close(self) -> None:
        """End the worker process; there will be no other."""
        self._is_closed = True
        await self._end()

    async def _ready(self) -> "Worker":
        if self._is_closed:
            raise Refused(RESTARTING)
        if self._worker is not None and not self._worker.is_fresh(self._works):
            await self._end()
        if self._worker is None:
            self._worker = Worker(self._memory)
        return self._worker

    async def _answer(
        self, worker: "Worker", work: Callable[..., Any], arguments: tuple[Any, ...]
    ) -> Done | Failed:
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.to_thread(worker.answer, work, arguments)
        except TimeoutError as error:
            log.warning("A work took more than %g s and was cut off: %s", self._patience, work)
            why, trouble = f"it takes more than {self._patience:g} seconds", error
        except (EOFError, OSError) as error:
            if self._is_closed:
                raise Refused(RESTARTING) from error
            log.warning("A work's process died, most likely for want of memory: %s", work)
            why, trouble = "it most likely needs more memory than there is", error
        refusal = f"This document is too much work: {why}. Please use a smaller one, or a part of it."
        self._cut_off.note(work, arguments, refusal)
        raise Refused(refusal) from trouble

    async def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            await worker.end()


class Worker:
    """A process that was begun, and the link to it."""

    def __init__(self, memory: int) -> None:
        self._link, theirs = _SPAWN.Pipe()
        limits = {"memory": memory, "idle": IDLE.total_seconds()}
        self._process = _SPAWN.Process(target=serve, args=(theirs,), kwargs=limits, daemon=True)
        self._process.start()
        theirs.close()  # or else its end would not be seen
        # Python asks those that are left to end, which this one does not hear, and waits for them.
        atexit.register(self._process.kill)
        self._answers = 0
        self._idle_since = time.monotonic()

    def is_fresh(self, works: int) -> bool:
        """Whether it can be given work, of which it does so many altogether."""
        idle = time.monotonic() - self._idle_since
        return self._answers < works and idle < NEARLY_IDLE.total_seconds()

    def answer(self, work: Callable[..., Any], arguments: tuple[Any, ...]) -> Done | Failed:
        """Have it do a work, and wait for that.

        Raises:
            EOFError: it died over it, or was ended.
            OSError: the same, at the beginning.
        """
        self._link.send_bytes(asked(work, arguments))
        answer = self._link.recv()
        self._answers += 1
        self._idle_since = time.monotonic()
        return answer

    async def end(self) -> None:
        """End it at once, whatever it is doing."""
        self._process.kill()
        atexit.unregister(self._process.kill)
        await asyncio.to_thread(self._process.join)
