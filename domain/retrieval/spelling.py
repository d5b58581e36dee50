"""Mending: the word that was meant where nobody wrote the one that was typed."""

from collections.abc import Mapping
from math import log
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST: Final = 4
"""Letters of a word that is worth mending: of shorter ones, too many are near."""

BEGINNING_COUNTS: Final = 0.25
"""Of a slip, what a beginning counts that is shared to the end."""

COMMON_COUNTS: Final = 0.1
"""Of a slip, what a word counts that is e times as common."""

BEGINNING: Final = 2
"""Letters with which the words begin that are held against it."""


def is_mendable(word: str) -> bool:
    """Whether a word may be a misspelt one: of letters alone, and not too short."""
    return word.isalpha() and len(word) >= SHORTEST


def by_length(form: str) -> str:
    """A form with its length before it: those of one length stand together, and those that begin alike among them."""
    return f"{len(form)}{form}"


def beginnings(word: str) -> list[str]:
    """How the word that was meant may begin, after its length.

    It begins as what was typed, or a slip was made there: the first two letters are swapped, or the first one is too
    much. Its length differs by as many slips as are left.
    """
    length, left = len(word), slips(word)
    begins = _lengths(word[:BEGINNING], length, left)
    begins += _lengths(word[1::-1], length, left - 1)
    begins += _lengths(word[1 : 1 + BEGINNING], length - 1, left - 1)
    return sorted(set(begins))


def mended(word: str, forms: Mapping[str, int]) -> str | None:
    """The nearest of the `forms`, each with how many entries have it, if any is near enough.

    Near is one slip, or two in a long word: a letter missing, too much, wrong, or swapped with the next (optimal
    string alignment distance). Of those as near, a shared beginning counts, since people seldom get that wrong, and
    so does how common a word is.
    """
    close = extract(word, forms.keys(), scorer=OSA.distance, score_cutoff=slips(word), limit=None)
    near = [(distance - _likely(word, form, forms[form]), form) for form, distance, _ in close]
    return min(near)[1] if near else None


def slips(word: str) -> int:
    """How many slips a word of this length may have."""
    return 1 if len(word) < 7 else 2


def _lengths(letters: str, length: int, apart: int) -> list[str]:
    """A beginning after each length that is not farther `apart`."""
    return [f"{each}{letters}" for each in range(length - apart, length + apart + 1)]


def _likely(word: str, form: str, entries: int) -> float:
    """How likely a form was meant beside others that are as near."""
    return BEGINNING_COUNTS * _shared(word, form) / len(word) + COMMON_COUNTS * log(1 + entries)


def _shared(word: str, form: str) -> int:
    """How many letters both begin with."""
    return next(
        (at for at, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form))
    )
