"""What runs in the worker process. It brings little with it: who waits for its first answer waits for all that."""

import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Protocol

from domain.errors import DomainError

NICENESS: Final = 5
"""How far it steps back behind the bot, which answers people meanwhile."""


class Link(Protocol):
    """An end of what leads to the bot: a connection of `multiprocessing`, on any platform."""

    def poll(self, timeout: float, /) -> bool:
        """Whether there is something to receive, within so many seconds."""
        ...

    def recv_bytes(self) -> bytes:
        """What was sent at the other end."""
        ...

    def send_bytes(self, buf: bytes, /) -> None:
        """Have it received at the other end."""
        ...


class WorkFailed(Exception):
    """Work raised what is no domain error. Says what, and where in the worker process."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a work."""

    result: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """What a work raised."""

    error: DomainError | WorkFailed


def serve(link: Link, *, memory: int, idle: float) -> None:
    """Do what is asked through the link; ends when nothing was for so many seconds, or nobody is there to ask.

    It ends, too, when it needs more than so many bytes of memory.
    """
    step_back()
    limit_memory(memory)
    # A document is hundreds of thousands of objects, and looking through them for cycles takes as long as reading them.
    gc.disable()
    with suppress(EOFError, OSError, MemoryError):
        answer_all(link, idle=idle)


def step_back() -> None:
    """Take what the bot leaves, and let signals be the bot's: it ends this process when it ends."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(NICENESS)


def limit_memory(size: int) -> None:
    """Take no more than so many bytes, where the system can hold to that: only Linux counts what is really meant."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  (Windows has none)

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        if most == resource.RLIM_INFINITY or size < most:
            resource.setrlimit(resource.RLIMIT_DATA, (size, most))


def answer_all(link: Link, *, idle: float) -> None:
    """Answer one question after the other; what a work leaves behind is cleared away once nobody waits for it.

    Raises:
        EOFError: nobody is there to ask any more.
        OSError: nobody is there to take the answer.
        MemoryError: a work needs more than there is.
    """
    while link.poll(idle):
        link.send_bytes(answer_to(link.recv_bytes()))
        gc.collect()


def asked(work: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes:
    """A work as it goes through the link."""
    return pickle.dumps((work, arguments))


def answer_to(question: bytes) -> bytes:
    """Do a work; returns `Done` or `Failed` as it goes through the link.

    Raises:
        MemoryError: it needs more than there is.
    """
    try:
        work, arguments = pickle.loads(question)  # noqa: S301  (the bot wrote it)
        return pickle.dumps(Done(work(*arguments)))
    except MemoryError:
        raise
    except DomainError as refusal:
        return pickle.dumps(Failed(refusal))
    except Exception:  # noqa: BLE001  (whoever asked is told, and this process can go on)
        return pickle.dumps(Failed(WorkFailed(traceback.format_exc())))
