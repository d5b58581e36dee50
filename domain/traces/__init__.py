"""Reading what people paste when something breaks, so that the same error is found again.

A text is freed of what surrounds its lines (`lines`), each family of programs has its reader, and an error's
fingerprints (`trouble`) hold what is the same on every machine (`normalise`, `frames`).
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Final

from domain.traces import django_page, docker, node, python, shell, sql
from domain.traces.lines import LOOKED_AT, undressed
from domain.traces.told import Told
from domain.traces.trouble import Trouble

__all__ = ["Trouble", "fingerprints_in", "trouble_in", "troubles_in"]

AT_MOST: Final = 8
"""Errors that are read from one text."""

_Reader = Callable[[Sequence[str]], Iterator[Told]]
_READERS: Final[tuple[tuple[tuple[str, ...], _Reader], ...]] = tuple(
    (room.HINTS, room.read) for room in (django_page, python, node, docker, sql, shell)
)


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
    text = text[-LOOKED_AT:]
    readers = [read for hints, read in _READERS if any(hint in text for hint in hints)]
    if not readers:
        return []
    lines = undressed(text)
    found = [told for read in readers for told in read(lines)]
    # Several readers may know the same line, and a log repeats itself: the one that tells most stays.
    by_line = _most_telling(found, lambda told: told.line)
    by_words = _most_telling(
        by_line, lambda told: (told.trouble.kind.rpartition(".")[2], told.trouble.message)
    )
    return sorted(by_words, key=lambda told: told.line)


def _most_telling(found: Iterable[Told], same: Callable[[Told], Hashable]) -> Iterable[Told]:
    """Of the errors that are the `same`, the one that tells most; the first, where some tell as much."""
    kept: dict[Hashable, Told] = {}
    for told in found:
        before = kept.setdefault(same(told), told)
        if told.rank > before.rank:
            kept[same(told)] = told
    return kept.values()
