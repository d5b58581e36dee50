"""How alike what somebody writes is to what was found: enough to be worth a look, or noise."""

import re
from collections.abc import Sequence
from math import log
from typing import Final

from domain.models.search import Hit

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


def alike(terms: Sequence[str], hits: Sequence[Hit]) -> list[Hit]:
    """Those of the `hits` that are likely about the same as a text of these `terms`, most alike first.

    Each word weighs the more, the fewer of the hits have it: `unregistered` tells, `django` does not.
    """
    weights = {term: _weight(sum(term in hit.terms for hit in hits), len(hits)) for term in terms}
    whole = sum(weights.values())
    shares = {hit.ref: sum(weights[term] for term in hit.terms) / whole for hit in hits}
    fitting = [hit for hit in hits if _is_enough(shares[hit.ref], len(hit.terms))]
    return sorted(fitting, key=lambda hit: shares[hit.ref], reverse=True)


def _weight(having: int, among: int) -> float:
    return log(1 + among / having) if having else UNHEARD * log(1 + among)


def _is_enough(share: float, words: int) -> bool:
    return words >= FEWEST and share >= (LIKE if words > FEW else VERY_LIKE)
