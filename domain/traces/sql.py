"""Errors of databases, as their own shells and logs tell them: PostgreSQL, MySQL, SQLite."""

from collections.abc import Iterator, Sequence
from typing import Final

from domain.traces.shapes import hints_of, shape, shaped
from domain.traces.told import Told

_SQLITE: Final = (
    r"(?:Error|Runtime error|Parse error)\b[^:]{0,40}: (?:in prepare, )?(?P<message>"
    r"no such (?:table|column|function): \S{1,120}|(?:UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed.*"
    r"|near \"[^\"]{1,80}\": syntax error|database is locked|table \S{1,80} has no column named \S{1,80})"
    r"(?: \(\d{1,4}\))?$"
)
_SQLITE_HINTS: Final = (
    "no such ",
    "constraint failed",
    "syntax error",
    "database is locked",
    "no column named",
)
_SHAPES: Final = (
    shape("ERROR", r"(?P<kind>ERROR \d{4}) \([0-9A-Z]{5}\)(?: at line \d{1,7})?: (?P<message>.+)"),
    shape("psql: ", r"psql: error: (?P<message>.+)"),
    shape("ERROR:  ", r"(?:psql:\S{1,200}: )?ERROR:  (?P<message>\S.*)"),
    shape("FATAL: ", r".{0,60}?\bFATAL: {1,2}(?P<message>.+)"),
    *(shape(hint, _SQLITE) for hint in _SQLITE_HINTS),
    # `ERROR: …` in capitals is also how pip and others begin: anything that says enough.
    shape(
        "ERROR: ", r"ERROR: {1,8}(?P<message>(?!Exception in |[^ ]{1,40}: )(?:\S{1,200} ){2,}\S.*)", rank=1
    ),
)

HINTS: Final = hints_of(_SHAPES)
"""One of these stands in any text that this reader reads."""


def read(lines: Sequence[str]) -> Iterator[Told]:
    """The errors of databases in these lines."""
    return shaped(_SHAPES, lines)
