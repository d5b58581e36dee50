"""Errors of the command line and of servers started there: git, shells, curl, make, pip, nginx, uvicorn, Celery."""

from collections.abc import Iterator, Sequence
from typing import Final

from domain.traces.shapes import hints_of, shape, shaped
from domain.traces.told import Told

_GIT_WORDS: Final = (
    r"(?:failed to push|pathspec|src refspec|Your local changes|The following untracked|cannot |could not|unable to|"
    r"Pulling is not possible|Merging is not possible|remote |RPC failed|object file|invalid|refusing|unknown|Entry )"
)
_SHAPES: Final = (
    shape(
        "fatal: Could not read", r"fatal: (?P<message>Could not read from remote repository\.)", "git", rank=1
    ),
    shape("fatal: ", r"fatal: (?P<message>.+)", "git"),
    shape("error: ", rf"error: (?P<message>{_GIT_WORDS}.+)", "git"),
    shape(
        "error: ", r"error: (?P<message>externally-managed-environment|subprocess-exited-with-error)", "pip"
    ),
    shape("port is already in use", r"Error: (?P<message>That port is already in use)"),
    shape(
        "attempting to bind",
        r"(?:ERROR: +)?(?P<message>\[Errno -?\d{1,3}\] error while attempting to bind .+)",
    ),
    shape("Cannot connect to", r".{0,20}?consumer: (?P<message>Cannot connect to .+)", "celery"),
    shape("CONFLICT (", r"(?P<message>CONFLICT \([\w/ ]{1,30}\): .+)", "git"),
    shape("[rejected]", r" ?! \[rejected\]\s.{1,160}(?P<message>\([\w -]{3,40}\))$", "git"),
    shape(
        "command not found", r"(?:-?\w{0,4}sh: )(?:line \d{1,6}: )?(?P<message>command not found: \S{1,80})$"
    ),
    shape(
        "not found",
        r"(?:[\w./-]{0,60}sh: )(?:line )?(?:\d{1,6}: )?(?P<message>\S{1,80}: (?:command )?not found)$",
    ),
    shape(
        "is not recognized",
        r"(?:\S{1,60} : )?(?P<message>(?:The term )?'[^']{1,80}' is not recognized as .+)",
    ),
    shape("ermission denied", r"(?:\S{1,80}: )?(?P<message>Permission denied \([\w,-]{1,80}\))", "ssh"),
    shape(
        "ermission denied", r"(?:-?\w{0,4}sh: )(?:line \d{1,6}: )?(?P<message>\S{1,200}: Permission denied)$"
    ),
    shape("curl: (", r"(?P<kind>curl: \(\d{1,3}\)) (?P<message>.+)"),
    shape("Unable to locate package", r"E: (?P<message>Unable to locate package \S{1,80})", "apt"),
    shape("[emerg]", r".{0,40}?\[emerg\] (?:\S{1,20} )?(?P<message>.+)", "nginx"),
    shape(
        "while connecting to upstream",
        r".{0,80}?(?P<message>\w{1,20}\(\) failed \(.{1,80}?\) while connecting to upstream)",
        "nginx",
    ),
    shape("make: *** ", r"make: \*\*\* (?P<message>.+)", "make", rank=1),
)

HINTS: Final = hints_of(_SHAPES)
"""One of these stands in any text that this reader reads."""


def read(lines: Sequence[str]) -> Iterator[Told]:
    """The errors of the command line in these lines."""
    return shaped(_SHAPES, lines)
