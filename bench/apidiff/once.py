"""Compares two documents in a process of its own, which holds nothing else: `python -m bench.apidiff.once A B`.

Prints one JSON object: the seconds, the MiB at the peak, how long an event loop was held up meanwhile, and how many
changes there are.
"""

import asyncio
import json
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench.apidiff.cases import TODAY
from domain.apis.changes import Change
from domain.apis.comparing import compare
from domain.apis.documents import document_of

BEAT: Final = 0.001
"""Seconds after which the event loop wants to go on."""


def read_and_compare(base: Path, revision: Path) -> Sequence[Change]:
    """All that a comparison costs: reading, understanding, comparing."""
    old, new = (document_of(path.read_bytes()) for path in (base, revision))
    return compare(old, new, today=TODAY)


async def measured(base: Path, revision: Path) -> dict[str, float]:
    """Compare in a thread, while an event loop goes on."""
    began = time.perf_counter()
    work = asyncio.create_task(asyncio.to_thread(read_and_compare, base, revision))
    longest = 0.0
    while not work.done():
        before = time.perf_counter()
        await asyncio.sleep(BEAT)
        longest = max(longest, time.perf_counter() - before - BEAT)
    changes = await work
    return {
        "seconds": round(time.perf_counter() - began, 3),
        "mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "held_up_ms": round(longest * 1000, 1),
        "changes": len(changes),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measured(Path(sys.argv[1]), Path(sys.argv[2])))))
