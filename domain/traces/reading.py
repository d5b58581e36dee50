"""All readers together: the errors that a text tells of, by line, each once, and the most telling of them."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.traces import django_page, docker, node, python, shell, sql
from domain.traces.joined import broken_up
from domain.traces.lines import LOOKED_AT, undressed
from domain.traces.told import Told
from domain.traces.trouble import Trouble

AT_MOST: Final = 8
"""Errors that are read from one text."""

_Reader = Callable[[Sequence[str]], Iterator[Told]]
_READERS: Final[tuple[tuple[tuple[str, ...], _Reader], ...]] = tuple(
    (room.HINTS, room.read) for room in (django_page, python, node, docker, sql, shell)
)


def trouble_in(text: str) -> Trouble | None:
    """The error that `text` tells of, the most telling of several; None where it tells of none."""
    told = _told_in(text)
    return most_telling(told).trouble if told else None


def troubles_in(text: str) -> tuple[Trouble, ...]:
    """The errors that `text` tells of, each once, in their order; the last ones of very many."""
    return tuple(each.trouble for each in _told_in(text)[-AT_MOST:])


def fingerprints_in(text: str) -> Iterator[str]:
    """The fingerprints of the errors that `text` tells of."""
    return (mark for trouble in troubles_in(text) for mark in trouble.fingerprints)


class Reading(NamedTuple):
    """A text as it was read: nothing where no reader knows it."""

    raw: Sequence[str] = ()
    """The lines of its end, one for each line of a stack."""

    lines: Sequence[str] = ()
    """The same ones, undressed."""

    errors: Mapping[int, Told] = MappingProxyType({})
    """By the numbers of their lines."""


def reading_of(text: str) -> Reading:
    """What all readers have to say of a text."""
    text = text[-LOOKED_AT:].replace("\r", "")
    readers = [read for hints, read in _READERS if any(hint in text for hint in hints)]
    if not readers:
        return Reading()
    text = broken_up(text)
    lines = undressed(text)
    found = [told for read in readers for told in read(lines)]
    # Several readers may know the same line: the one that tells most stays.
    errors = {told.line: told for told in _most_telling(found, lambda told: told.line)}
    return Reading(text.split("\n"), lines, errors)


def each_once(found: Iterable[Told]) -> list[Told]:
    """The errors in their order, those that a log repeats once."""
    by_words = _most_telling(found, lambda told: (told.trouble.kind.rpartition(".")[2], told.trouble.message))
    return sorted(by_words, key=lambda told: told.line)


def most_telling(told: Iterable[Told]) -> Told:
    """The one that tells most; the last, where some tell as much."""
    return max(told, key=lambda each: (each.rank, each.line))


def _told_in(text: str) -> list[Told]:
    return each_once(reading_of(text).errors.values())


def _most_telling(found: Iterable[Told], same: Callable[[Told], Hashable]) -> Iterable[Told]:
    """Of the errors that are the `same`, the one that tells most; the first, where some tell as much."""
    kept: dict[Hashable, Told] = {}
    for told in found:
        before = kept.setdefault(same(told), told)
        if told.rank > before.rank:
            kept[same(told)] = told
    return kept.values()
