"""What a benchmark is, what it measures, and how that is printed."""

import argparse
import json
import math
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field


def percentile(values: Iterable[float], percent: int) -> float:
    """The value that `percent` of 100 do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(1, math.ceil(len(ordered) * percent / 100)) - 1]


def in_ms(seconds: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds, as machines read them."""
    return {
        "median": round(percentile(seconds, 50) * 1000, 3),
        "p95": round(percentile(seconds, 95) * 1000, 3),
    }


class Unusable(Exception):
    """What was asked for cannot be measured; the message tells whoever typed it why."""


@dataclass(frozen=True, slots=True)
class Command:
    """One benchmark as a command: `run` measures and prints what the command line asks for.

    `arguments` adds what it takes; `--json` they all take. It raises `Unusable`.
    """

    name: str
    about: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], None]
    small: int | None
    """Entries on a small scale; None where it needs data of somebody's own, or where entries are not its measure."""


@dataclass(slots=True)
class Timer:
    """A context manager that takes the time of what is done within, one after the other, in seconds.

    `cpu` is what all threads of this process worked, so waiting does not count; `wall` is what a clock shows.
    """

    cpu: list[float] = field(default_factory=list[float])
    wall: list[float] = field(default_factory=list[float])
    _began: tuple[float, float] = (0.0, 0.0)

    def __enter__(self) -> None:
        self._began = time.process_time(), time.perf_counter()

    def __exit__(self, *error: object) -> None:
        cpu, wall = self._began
        self.cpu.append(time.process_time() - cpu)
        self.wall.append(time.perf_counter() - wall)


@dataclass(frozen=True, slots=True)
class Measure:
    """How long one kind of work took, each time that it was done.

    `entries` is how many the server held; `seconds` has one duration for each time.
    """

    work: str
    entries: int
    seconds: Sequence[float]

    def percentile(self, percent: int) -> float:
        """The duration in milliseconds that `percent` of 100 did not exceed."""
        return percentile(self.seconds, percent) * 1000


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
