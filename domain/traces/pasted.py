"""An error that somebody pasted, and what they say around it."""

import re
from typing import Final, NamedTuple

from domain.traces.around import said_after, said_before, words_around
from domain.traces.reading import each_once, most_telling, reading_of
from domain.traces.told import Told
from domain.traces.trouble import Trouble

_LABEL: Final = re.compile(r"[^\W\d_]{2,20}:?")


class Pasted(NamedTuple):
    """An error that somebody pasted, and their own words around it."""

    trouble: Trouble

    label: str
    """What the program wrote before the error's message: `psql error`."""

    before: str
    """Their words before it on its line."""

    after: str
    """Their words after it on its line, where one can tell where it ends."""

    around: tuple[str, ...]
    """Their words on other lines, in their order."""


def pasted_in(text: str) -> Pasted | None:
    """The error that `text` tells of as `trouble_in` says, and what is said around it; None where it tells of none."""
    raw, lines, found = reading_of(text)
    told = each_once(found.values())
    if not told:
        return None
    first = most_telling(told)
    around = dict(words_around(raw, lines, found))
    own = {number: _beside(each) for number, each in found.items() if lines[number] in raw[number]}
    before, after = own.pop(first.line, ("", ""))
    for number, beside in own.items():
        if words := " ".join(filter(None, beside)):
            around[number] = words
    said = dict.fromkeys(around[number] for number in sorted(around))
    return Pasted(first.trouble, _label(first, lines[first.line]), before, after, tuple(said))


def _beside(told: Told) -> tuple[str, str]:
    return said_before(told.before), said_after(told.after)


def _label(told: Told, line: str) -> str:
    head = line[: max(0, line.find(told.trouble.message))].removeprefix(told.before)
    return " ".join(part.strip(":") for part in head.split() if _LABEL.fullmatch(part))
