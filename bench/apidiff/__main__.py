"""Compares two documents as the bot does, aside, and says what it costs: `python -m bench.apidiff BASE REVISION`.

Both processes are fresh: this one plays the bot, and a process is never told to have had less memory at its peak than
the one that began it.
"""

import asyncio
import json
import sys
import time
from collections.abc import Awaitable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Final, TypeVar

from bench.apidiff.cases import TODAY
from bot.aside import ProcessAside
from domain.apis.work import compared

T = TypeVar("T")

BEAT: Final = 0.001
"""Seconds after which the event loop wants to go on."""

TINY: Final = b"type Query { a: Int }"

UNIT: Final = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the system counts a process's memory."""


async def measured(base: bytes, revision: bytes) -> dict[str, float]:
    """What comparing costs in all: reading, understanding, comparing, and carrying both ways.

    Seconds until a worker process is ready, and until the changes are there; the MiB at its peak; the milliseconds for
    which the event loop was held up at most; how many changes there are.
    """
    aside = ProcessAside()
    try:
        _, start, held_up_by_start = await timed(aside.do(0, compared, TINY, TINY, TODAY))
        changes, seconds, held_up = await timed(aside.do(0, compared, base, revision, TODAY))
        usage = await aside.do(0, getrusage, RUSAGE_SELF)
    finally:
        await aside.close()
    return {
        "start": round(start, 3),
        "seconds": round(seconds, 3),
        "mib": round(usage.ru_maxrss * UNIT / 2**20, 1),
        "held_up_ms": round(max(held_up, held_up_by_start) * 1000, 1),
        "changes": len(changes),
    }


async def timed(work: Awaitable[T]) -> tuple[T, float, float]:
    """What comes of a work, the seconds that it took, and those for which the event loop was held up at most."""
    began = time.perf_counter()
    doing = asyncio.ensure_future(work)
    longest = 0.0
    while not doing.done():
        before = time.perf_counter()
        await asyncio.sleep(BEAT)
        longest = max(longest, time.perf_counter() - before - BEAT)
    return await doing, time.perf_counter() - began, longest


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measured(*(Path(each).read_bytes() for each in sys.argv[1:])))))
