"""How alike what somebody writes is to what was found: enough to be worth a look, or noise."""

import re
from collections.abc import Sequence
from math import log
from typing import Final

from domain.retrieval.ranking import Ranked

LIKE: Final = 0.5
"""The share of a text's weight that a hit must have."""

VERY_LIKE: Final = 0.8
"""The share it must have where few words agree: a few common words agree by chance."""

FEW: Final = 4
"""Words that are few."""

FEWEST: Final = 3
"""Words that must agree at least."""

UNHEARD: Final = 0.5
"""What a word that nothing has counts for, beside one that a single hit has: often a name of the asker's own."""


_ERROR: Final = re.compile(r"\s*[\w.]*(?:Error|Exception|Warning|History|Match|DoesNotExist)\b")
"""Begins the line of a traceback that says what went wrong."""


def question_of(goal: str, happened: str) -> str:
    """What one would search for before asking people: the goal, the error, which ends a traceback, and the rest."""
    errors = [line for line in happened.splitlines() if _ERROR.match(line)]
    return "\n".join([goal, *errors, happened])


def alike(words: Sequence[str], found: Sequence[Ranked]) -> list[Ranked]:
    """Those of what was `found` that are likely about the same as a text of these words, most alike first.

    Each word weighs the more, the fewer of them have it: `unregistered` tells, `django` does not. The same error is
    the same whatever the words.
    """
    weights = {word: _weight(sum(word in each.found for each in found), len(found)) for word in words}
    whole = sum(weights.values()) or 1.0
    shares = {each.entry_id: sum(weights[word] for word in each.found) / whole for each in found}
    fitting = [
        each for each in found if each.is_same_error or _is_enough(shares[each.entry_id], len(each.found))
    ]
    return sorted(fitting, key=lambda each: (each.is_same_error, shares[each.entry_id]), reverse=True)


def _weight(having: int, among: int) -> float:
    return log(1 + among / having) if having else UNHEARD * log(1 + among)


def _is_enough(share: float, words: int) -> bool:
    return words >= FEWEST and share >= (LIKE if words > FEW else VERY_LIKE)
