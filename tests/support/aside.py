"""Work that is done aside: at once in the same process for most tests, and works that behave in certain ways."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, NoReturn, TypeVar, TypeVarTuple

from domain.apis.work import compared
from domain.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class InProcess:
    """Implements `domain.ports.Aside` at once, in this process."""

    async def do(self, guild_id: int, work: Callable[[*Ts], T], *arguments: *Ts) -> T:
        """Do the work."""
        del guild_id
        return work(*arguments)

    async def close(self) -> None:
        """There is nothing to end."""


class Interrupted:
    """Implements `domain.ports.Aside` likewise: when documents are to be compared, something else happens first."""

    def __init__(self, meanwhile: Callable[[], Awaitable[None]]) -> None:
        self._meanwhile = meanwhile

    async def do(self, guild_id: int, work: Callable[[*Ts], T], *arguments: *Ts) -> T:
        del guild_id
        if work is compared:
            await self._meanwhile()
        return work(*arguments)

    async def close(self) -> None:
        """There is nothing to end."""


def modules() -> set[str]:
    """What was imported."""
    return set(sys.modules)


def refuses(sentence: str) -> NoReturn:
    """Work that refuses."""
    raise BadInput(sentence)


def divides(by: int) -> float:
    """Work that may have a fault."""
    return 1 / by


def ignored_signals() -> set[signal.Signals]:
    """Those of Ctrl-C and of `kill` that are not heard."""
    both = (signal.SIGINT, signal.SIGTERM)
    return {number for number in both if signal.getsignal(number) is signal.SIG_IGN}


def dies() -> None:
    """Work that the system ends, as it ends what takes too much memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def swells() -> int:
    """Work that wants all memory."""
    return len(bytearray(1 << 40))


def goes_on(*_: object) -> None:
    """Work without an end, whatever it is asked for."""
    threading.Event().wait()
