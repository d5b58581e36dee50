"""Reading what people paste when something breaks, so that the same error is found again.

A text is freed of what surrounds its lines (`lines`), each family of programs has its reader, and an error's
fingerprints (`trouble`) hold what is the same on every machine (`normalise`, `frames`).
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from domain.traces import django_page, docker, node, python, shell, sql
from domain.traces.around import said_after, said_before, words_around
from domain.traces.lines import LOOKED_AT, undressed
from domain.traces.told import Told
from domain.traces.trouble import Trouble

__all__ = ["Pasted", "Trouble", "fingerprints_in", "pasted_in", "trouble_in", "troubles_in"]

AT_MOST: Final = 8
"""Errors that are read from one text."""

_Reader = Callable[[Sequence[str]], Iterator[Told]]
_READERS: Final[tuple[tuple[tuple[str, ...], _Reader], ...]] = tuple(
    (room.HINTS, room.read) for room in (django_page, python, node, docker, sql, shell)
)

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
    text = text[-LOOKED_AT:].replace("\r", "")
    found = _found_in(text)
    told = _each_once(found.values())
    if not told:
        return None
    first = max(told, key=lambda each: (each.rank, each.line))
    raw, lines = text.split("\n"), undressed(text)
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


def trouble_in(text: str) -> Trouble | None:
    """The error that `text` tells of, the most telling of several; None where it tells of none."""
    told = _told_in(text)
    return max(told, key=lambda each: (each.rank, each.line)).trouble if told else None


def troubles_in(text: str) -> tuple[Trouble, ...]:
    """The errors that `text` tells of, each once, in their order; the last ones of very many."""
    return tuple(each.trouble for each in _told_in(text)[-AT_MOST:])


def fingerprints_in(text: str) -> Iterator[str]:
    """The fingerprints of the errors that `text` tells of."""
    return (mark for trouble in troubles_in(text) for mark in trouble.fingerprints)


def _told_in(text: str) -> list[Told]:
    return _each_once(_found_in(text).values())


def _found_in(text: str) -> Mapping[int, Told]:
    """The errors by the numbers of their lines, each as often as it is told."""
    text = text[-LOOKED_AT:]
    readers = [read for hints, read in _READERS if any(hint in text for hint in hints)]
    if not readers:
        return {}
    lines = undressed(text)
    found = [told for read in readers for told in read(lines)]
    # Several readers may know the same line: the one that tells most stays.
    return {told.line: told for told in _most_telling(found, lambda told: told.line)}


def _each_once(found: Iterable[Told]) -> list[Told]:
    """The errors in their order, those that a log repeats once."""
    by_words = _most_telling(found, lambda told: (told.trouble.kind.rpartition(".")[2], told.trouble.message))
    return sorted(by_words, key=lambda told: told.line)


def _most_telling(found: Iterable[Told], same: Callable[[Told], Hashable]) -> Iterable[Told]:
    """Of the errors that are the `same`, the one that tells most; the first, where some tell as much."""
    kept: dict[Hashable, Told] = {}
    for told in found:
        before = kept.setdefault(same(told), told)
        if told.rank > before.rank:
            kept[same(told)] = told
    return kept.values()
