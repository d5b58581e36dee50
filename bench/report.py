"""What a benchmark is, what it measures, and how that is printed."""

import json
import math
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measure:
    """How long one kind of work took, each time that it was done.

    `entries` is how many the server held; `seconds` has one duration for each time.
    """

    work: str
    entries: int
    seconds: Sequence[float]

    def percentile(self, percent: int) -> float:
        """The duration in milliseconds that `percent` of 100 did not exceed (nearest rank)."""
        rank = max(1, math.ceil(len(self.seconds) * percent / 100))
        return sorted(self.seconds)[rank - 1] * 1000


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One benchmark: `run` measures, in a folder of its own, on a server of so many entries."""

    name: str
    about: str
    run: Callable[[Path, int], Awaitable[Sequence[Measure]]]
    small: Sequence[int]
    full: Sequence[int]


@dataclass(slots=True)
class Stopwatch:
    """Takes the time of one piece of work after the other."""

    seconds: list[float] = field(default_factory=list[float])

    async def time(self, work: Awaitable[object]) -> None:
        """Await `work` and note how long that took."""
        began = time.perf_counter()
        await work
        self.seconds.append(time.perf_counter() - began)


def as_table(measures: Sequence[Measure]) -> str:
    """The measures for people, one line each."""
    lines = [f"{'':28}{'entries':>8}{'times':>8}{'p50 ms':>10}{'p95 ms':>10}"]
    lines += [
        f"{each.work:28}{each.entries:>8,}{len(each.seconds):>8,}"
        f"{each.percentile(50):>10.2f}{each.percentile(95):>10.2f}"
        for each in measures
    ]
    return "\n".join(lines)


def as_json(name: str, measures: Sequence[Measure]) -> str:
    """The measures for machines: one object, durations in milliseconds."""
    rows = [
        {
            "work": each.work,
            "entries": each.entries,
            "times": len(each.seconds),
            "p50_ms": round(each.percentile(50), 3),
            "p95_ms": round(each.percentile(95), 3),
        }
        for each in measures
    ]
    return json.dumps({"benchmark": name, "measures": rows})
