"""What changed in the same way in several operations: it is one thing to whoever reads it, so it is told once.

The same is what has one rule, one field (or parameter, or header), and one before and after. It need not stand at one
depth nor be answered with one status: `is_late` may be gone from a task and from each of a list of tasks. What befalls
an operation itself, such as that it is gone, is never the same for two.
"""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

from domain.apis.comparing.changes import Change, Value
from domain.apis.comparing.rules import Rule
from domain.text import and_more

_ANSWER: Final = re.compile(r"\bresponse (\w+)")
_FIELD: Final = re.compile(r"[^.]*(?:\.\*[^.]*)*$")
"""The end of a place that names something: `name` of `owner.name`, `prices.*` of `items[].prices.*`."""

_STATUS: Final = "\0"
"""Stands in a part of an operation for the status of an answer."""


@dataclass(frozen=True, slots=True)
class Group:
    """Changes that are the same, in their order; one at least."""

    changes: Sequence[Change]

    @property
    def rule(self) -> Rule:
        """What sort of change it is."""
        return self.changes[0].rule

    @property
    def before(self) -> Value:
        """What was there."""
        return self.changes[0].before

    @property
    def after(self) -> Value:
        """What is there."""
        return self.changes[0].after

    @property
    def operations(self) -> tuple[str, ...]:
        """The operations that it is about, each once; one empty one where all are meant."""
        return tuple(dict.fromkeys(each.operation for each in self.changes))

    def where(self, most: int | None = None) -> str:
        """The place, such as `response 200, 201: is_late, results[].is_late`; at most so many statuses and fields."""
        places = [_Place.of(each) for each in self.changes]
        answers = and_more(list(dict.fromkeys(each.status for each in places)), most)
        insides = sorted(dict.fromkeys(each.inside for each in places), key=len)
        return f"{places[0].part.replace(_STATUS, answers)}{places[0].colon}{and_more(insides, most)}"


class _Place(NamedTuple):
    """Where a change is, taken apart: `response 200: owner.name`."""

    part: str
    """`response`, with a sign for the status."""
    status: str
    """`200`; empty where it is of no answer."""
    colon: str
    inside: str
    """`owner.name`; empty where the whole part is meant."""

    @classmethod
    def of(cls, change: Change) -> Self:
        part, colon, inside = change.where.rpartition(": ")
        if not colon:
            part, inside = inside, ""
        answer = None if "-status-" in change.rule.name else _ANSWER.search(part)
        if answer is None:
            return cls(part, "", colon, inside)
        return cls(part[: answer.start(1)] + _STATUS + part[answer.end(1) :], answer[1], colon, inside)


def grouped(changes: Iterable[Change]) -> Sequence[Group]:
    """The changes, those that are the same together, in the order in which the first of each comes."""
    found: dict[Hashable, list[Change]] = {}
    for each in changes:
        found.setdefault(_sameness(each), []).append(each)
    return [Group(same) for same in found.values()]


def by_operations(groups: Iterable[Group]) -> Mapping[tuple[str, ...], Sequence[Group]]:
    """The groups by the operations that they are about, in the order in which the first of each comes."""
    found: dict[tuple[str, ...], list[Group]] = {}
    for each in groups:
        found.setdefault(each.operations, []).append(each)
    return found


def _sameness(change: Change) -> Hashable:
    """What two changes have in common that are the same."""
    rule, place = change.rule, _Place.of(change)
    field = _FIELD.search(place.inside) if place.inside else None
    whose = bool(change.operation) if change.where else change.operation
    # Before and after as text, since 1 and True are equal.
    values = repr(change.before), repr(change.after)
    return rule.name, rule.sentence, whose, place.part, field and field[0], values
