"""`python -m bench`."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench import core
from bench.report import Benchmark, Measure, as_json, as_table

BENCHMARKS: Final = {each.name: each for each in (core.BENCHMARK,)}


def main(arguments: Sequence[str] | None = None) -> int:
    """List the benchmarks and run all on a small scale, or run one. Returns the exit code."""
    parsed = parser().parse_args(arguments)
    chosen = [BENCHMARKS[parsed.name]] if parsed.name else list(BENCHMARKS.values())
    if not parsed.name and not parsed.json:
        print("\n".join(f"python -m bench {each.name:8} {each.about}" for each in chosen))
        print("\nEach of them, on a small scale:")
    for benchmark in chosen:
        sizes = parsed.entries or (benchmark.full if parsed.name else benchmark.small)
        measures = measured(benchmark, sizes)
        print(as_json(benchmark.name, measures) if parsed.json else f"\n{as_table(measures)}")
    return 0


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    top = argparse.ArgumentParser(prog="python -m bench", description="Measure how fast Nexus is.")
    top.add_argument("name", nargs="?", choices=sorted(BENCHMARKS), help="one benchmark, on its full scale")
    top.add_argument("--json", action="store_true", help="print one JSON object for each benchmark")
    top.add_argument(
        "--entries", type=int, action="append", metavar="N", help="how many entries the server has"
    )
    return top


def measured(benchmark: Benchmark, sizes: Sequence[int]) -> list[Measure]:
    """What the benchmark measures at each of these sizes."""
    with tempfile.TemporaryDirectory(prefix="nexus-bench-") as folder:
        return [each for size in sizes for each in asyncio.run(awaited(benchmark, Path(folder), size))]


async def awaited(benchmark: Benchmark, folder: Path, size: int) -> Sequence[Measure]:
    """What the benchmark measures at this size."""
    return await benchmark.run(folder, size)


if __name__ == "__main__":
    sys.exit(main())
