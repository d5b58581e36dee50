"""Errors that a program tells on one line of a known shape."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from domain.traces.told import Told
from domain.traces.trouble import Trouble

_ANYTHING: Final = re.compile(r"^\.\{0,\d+\}\?")


@dataclass(frozen=True, slots=True)
class Shape:
    """A line that tells of an error."""

    hint: str
    """What such a line holds in any case: without it the pattern is not tried."""

    pattern: re.Pattern[str]
    """The line from its start; its group `message` is what is said, `kind` the code, `before` what is no part of it."""

    kind: str = ""
    """What people call the error, where the line has no code."""

    rank: int = 2
    """How much it tells, as in `Told`."""


def shape(hint: str, pattern: str, kind: str = "", *, rank: int = 2) -> Shape:
    """A shape from its pattern as text; white space in it counts.

    Where that begins with a lazy `.{0,80}?`, anything may stand before the error.
    """
    return Shape(hint, re.compile(_ANYTHING.sub(r"(?P<before>\g<0>)", pattern)), kind, rank)


def hints_of(shapes: Sequence[Shape]) -> tuple[str, ...]:
    """What to look for first: a text without any of these has no error of these shapes."""
    return tuple(dict.fromkeys(each.hint for each in shapes))


def shaped(shapes: Sequence[Shape], lines: Sequence[str]) -> Iterator[Told]:
    """The errors of these shapes, one for a line at most: the first shape that fits."""
    for number, line in enumerate(lines):
        for each in shapes:
            match = each.pattern.match(line) if each.hint in line else None
            if match:
                groups = match.groupdict()
                trouble = Trouble(groups.get("kind") or each.kind, match["message"].strip())
                yield Told(number, each.rank, trouble, groups.get("before") or "")
                break
