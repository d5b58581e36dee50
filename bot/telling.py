"""What subcommands say to the operator."""

import sys


def say(line: str) -> None:
    """Say what was asked for."""
    print(line)  # noqa: T201  (an operator reads it)


def failed(*lines: str) -> int:
    """Say why, on standard error; returns the exit code."""
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201  (an operator reads it)
    return 1
