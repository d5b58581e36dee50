"""What subcommands say to the operator."""

import os
import sys


def say(line: str) -> None:
    """Say what was asked for; who reads may stop reading, as `head` does."""
    try:
        print(line, flush=True)  # noqa: T201  (an operator reads it)
    except BrokenPipeError:
        # Python flushes once more at its end, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def failed(*lines: str) -> int:
    """Say why, on standard error; returns the exit code."""
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201  (an operator reads it)
    return 1
