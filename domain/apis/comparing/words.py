"""Changes in words: the same on the command line, on cards and in files."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from domain.apis.comparing.changes import Change, Value
from domain.apis.comparing.grades import Grade
from domain.apis.comparing.grouping import Group, by_operations, grouped

WHOLE: Final = "The whole API"
"""What a change is about that names no operation."""


def counts(changes: Iterable[Change]) -> str:
    """How many changes there are of each grade, the same in several operations once: `1 breaking, 2 safe`."""
    grades = [each.rule.grade for each in grouped(changes)]
    told = [f"{grades.count(grade)} {grade.value}" for grade in Grade if grade in grades]
    return ", ".join(told) or "nothing changed"


def operation_in_words(operation: str) -> str:
    """The operation that a change is about, or that it is about all."""
    return operation or WHOLE


def sentence_of(group: Group, most: int | None = None) -> str:
    """Where something changed, at most so many places of it, and what."""
    where, sentence = group.where(most), group.rule.sentence
    return f"{where}: {sentence}" if where and where not in sentence else sentence


def shown(value: Value) -> str:
    """A value on one line."""
    return " ".join(value.split()) if isinstance(value, str) and value.strip() else json.dumps(value)


def as_lines(changes: Iterable[Change]) -> Iterator[str]:
    """Changes that are in order, by grade, then by operation, for a terminal."""
    for grade, its in groupby(grouped(changes), lambda each: each.rule.grade):
        same = list(its)
        yield f"\n{grade.value.capitalize()} ({len(same)})"
        for operations, each in by_operations(same).items():
            yield f"\n  {', '.join(map(operation_in_words, operations))}"
            for group in each:
                yield from _lines_of(group)


def _lines_of(group: Group) -> Iterator[str]:
    yield f"    {sentence_of(group)} [{group.rule.name}]"
    if group.before is not None:
        yield f"      before: {shown(group.before)}"
    if group.after is not None:
        yield f"      after:  {shown(group.after)}"
