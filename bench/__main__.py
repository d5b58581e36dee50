"""`python -m bench`."""

import argparse
import sys
from collections.abc import Sequence
from typing import Final

from bench import apidiff, core, recap, scale, search, tuning
from bench.report import Command, Unusable

COMMANDS: Final[Sequence[Command]] = (
    core.COMMAND,
    recap.COMMAND,
    search.COMMAND,
    scale.COMMAND,
    tuning.COMMAND,
    apidiff.COMMAND,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """List the benchmarks and run those that need no data on a small scale, or run one. Returns the exit code."""
    top = parser()
    parsed = top.parse_args(arguments)
    chosen = next((command for command in COMMANDS if command.name == parsed.name), None)
    try:
        if chosen:
            chosen.run(parsed)
        else:
            run_small(top, entries=parsed.entries, as_json=parsed.json)
    except Unusable as problem:
        top.error(str(problem))
    return 0


def run_small(top: argparse.ArgumentParser, *, entries: int | None, as_json: bool) -> None:
    """Run all that need no data, on a small scale or on so many entries."""
    if not as_json:
        print("\n".join(f"python -m bench {each.name:13} {each.about}" for each in COMMANDS))
        print("\nThose that need no data, on a small scale:")
    for command in COMMANDS:
        if command.small is not None:
            size = str(command.small if entries is None else entries)
            if not as_json:
                print()
            command.run(top.parse_args([command.name, "--entries", size, *(["--json"] if as_json else [])]))


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    top = argparse.ArgumentParser(
        prog="python -m bench", description="Measure how fast and how good Nexus is."
    )
    _add_json(top, default=False)
    top.add_argument("--entries", type=int, metavar="N", help="how many entries there are, when all are run")
    commands = top.add_subparsers(dest="name", metavar="NAME")
    for command in COMMANDS:
        its = commands.add_parser(command.name, help=command.about, description=command.about)
        # Unless it is given here, it stays as it was given before the name.
        _add_json(its, default=argparse.SUPPRESS)
        command.arguments(its)
    return top


def _add_json(parser: argparse.ArgumentParser, *, default: bool | str) -> None:
    parser.add_argument("--json", action="store_true", default=default, help="print one JSON object for each")


if __name__ == "__main__":
    sys.exit(main())
