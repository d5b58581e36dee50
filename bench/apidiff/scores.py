"""How much of the labelled table is found, and how much is found that is not there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.apidiff.cases import HELD_OUT, Case


@dataclass(frozen=True, slots=True)
class Score:
    """Labels (a rule with its grade) of some cases: those that were found as expected, those too many, those missed."""

    name: str
    cases: int
    right: int
    too_many: int
    missed: int

    @property
    def precision(self) -> float:
        """How much of what was found is right."""
        return self.right / (self.right + self.too_many) if self.right + self.too_many else 1.0

    @property
    def recall(self) -> float:
        """How much of what should be found was."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def scores_of(cases: Sequence[Case]) -> Sequence[Score]:
    """The score of each file, of all that was not held out, and of all."""
    tables = dict.fromkeys(case.table for case in cases)
    return [
        *(score(table, [case for case in cases if case.table == table]) for table in tables),
        score("not held out", [case for case in cases if case.table != HELD_OUT]),
        score("all", cases),
    ]


def score(name: str, cases: Iterable[Case]) -> Score:
    """The score of some cases."""
    count = right = too_many = missed = 0
    for case in cases:
        found, expected = set(case.found().items()), set(case.expected.items())
        count += 1
        right += len(found & expected)
        too_many += len(found - expected)
        missed += len(expected - found)
    return Score(name, count, right, too_many, missed)
