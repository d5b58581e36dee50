"""The heavy work that was cut off lately: done again, it would keep all others waiting again."""

import time
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

from bot.worker import asked
from domain.errors import Refused

REMEMBERED: Final = timedelta(minutes=10)
"""How long a work that was cut off is refused."""


class CutOff:
    """Remembers works that were cut off, each with the refusal that it got."""

    def __init__(self) -> None:
        self._refusals: dict[bytes, tuple[float, str]] = {}

    def note(self, work: Callable[..., Any], arguments: tuple[Any, ...], refusal: str) -> None:
        """Remember a work on its documents."""
        now = time.monotonic()
        old = [mark for mark, (until, _) in self._refusals.items() if until <= now]
        for mark in old:
            del self._refusals[mark]
        self._refusals[_mark(work, arguments)] = now + REMEMBERED.total_seconds(), refusal

    def check(self, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        """Refuse a work that is remembered.

        Raises:
            Refused: it is.
        """
        if not self._refusals:
            return
        until, refusal = self._refusals.get(_mark(work, arguments), (0, ""))
        if time.monotonic() < until:
            raise Refused(refusal)


def _mark(work: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes:
    """What tells a work on its documents from others, whatever it is asked of them: each page would take as long."""
    documents = tuple(each for each in arguments if isinstance(each, bytes))
    return sha256(asked(work, documents or arguments)).digest()
