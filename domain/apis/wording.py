"""Changes in words: the same on the command line, on cards and in files."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from domain.apis.changes import Change, Value
from domain.apis.grades import Grade

WHOLE: Final = "The whole API"
"""What a change is about that names no operation."""


def counts(changes: Iterable[Change]) -> str:
    """How many changes there are of each grade: `1 breaking, 2 safe`."""
    grades = [each.rule.grade for each in changes]
    told = [f"{grades.count(grade)} {grade.value}" for grade in Grade if grade in grades]
    return ", ".join(told) or "nothing changed"


def operation_of(change: Change) -> str:
    """The operation that a change is about, or that it is about all."""
    return change.operation or WHOLE


def sentence_of(change: Change) -> str:
    """Where something changed, and what."""
    where = f"{change.where}: " if change.where and change.where not in change.rule.sentence else ""
    return f"{where}{change.rule.sentence}"


def shown(value: Value) -> str:
    """A value on one line."""
    return " ".join(value.split()) if isinstance(value, str) and value.strip() else json.dumps(value)


def as_lines(changes: Sequence[Change]) -> Iterator[str]:
    """Changes that are in order, by grade, then by operation, for a terminal."""
    for grade, its in groupby(changes, lambda each: each.rule.grade):
        same = list(its)
        yield f"\n{grade.value.capitalize()} ({len(same)})"
        for operation, each in groupby(same, operation_of):
            yield f"\n  {operation}"
            for change in each:
                yield from _lines_of(change)


def _lines_of(change: Change) -> Iterator[str]:
    yield f"    {sentence_of(change)} [{change.rule.name}]"
    if change.before is not None:
        yield f"      before: {shown(change.before)}"
    if change.after is not None:
        yield f"      after:  {shown(change.after)}"
