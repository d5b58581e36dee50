"""A change between two API documents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from domain.apis.comparing.grades import Grade
from domain.apis.comparing.rules import RULES, Rule

Value: TypeAlias = str | int | float | bool | None
"""What was or is there, short enough to be shown."""

LONGEST: Final = 200
"""Characters of a shown value, at most."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was."""

    rule: Rule
    operation: str
    """Such as `GET /users/{id}`; empty where all operations are meant."""
    where: str
    """The place within the operation, such as `response 200: owner.name`; empty where the whole of it is meant."""
    before: Value = None
    after: Value = None
    reached_by: tuple[str, ...] = ()
    """Where no operation is named: those that lead to the place, if that is known, such as `QUERY user`."""

    @property
    def operations(self) -> tuple[str, ...]:
        """The operations that it concerns; none where it may be all."""
        return (self.operation,) if self.operation else self.reached_by


def changed(rule: str, operation: str, where: str = "", before: Value = None, after: Value = None) -> Change:
    """A change by the name of its rule."""
    return Change(RULES[rule], operation, where, short(before), short(after))


def short(value: Value) -> Value:
    """The value, cut where it is too long to be shown."""
    return value[: LONGEST - 1] + "…" if isinstance(value, str) and len(value) > LONGEST else value


def in_order(changes: Iterable[Change]) -> Sequence[Change]:
    """The changes in an order that depends on nothing but them: the worst first, then by operation and place."""
    grades = list(Grade)
    return sorted(
        dict.fromkeys(changes),
        key=lambda each: (
            grades.index(each.rule.grade),
            each.operation,
            each.where,
            each.rule.name,
            repr(each.before),
            repr(each.after),
        ),
    )
