"""Mending: the word that was meant where nobody wrote the one that was typed."""

from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from domain.retrieval.words import stem

SHORTEST: Final = 4
"""Letters of a word that is worth mending: of shorter ones, too many are near."""

BEGINNING_COUNTS: Final = 0.25
"""Of a slip, what a beginning counts that is shared to the end."""

COMMON_COUNTS: Final = 0.1
"""Of a slip, what a word counts that is e times as common."""

ENDING: Final = 2
"""Letters of an ending by which the word that was meant may be longer."""

ENDING_COUNTS: Final = 0.5
"""Of a slip, what another ending counts."""

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

    It begins as what was typed, or a slip was made there: two letters are swapped, or one is too much. Its length
    differs by as many slips as are left, or by an ending.
    """
    length, left = len(word), slips(word)
    begins = {f"{each}{word[:BEGINNING]}" for each in range(length - left, length + left + ENDING + 1)}
    for letters, meant in (
        (word[1::-1], length),
        (word[1 : 1 + BEGINNING], length - 1),
        (word[0] + word[2], length),
        (word[0] + word[2], length - 1),
    ):
        begins |= {f"{each}{letters}" for each in range(meant - left + 1, meant + left)}
    return sorted(begins)


def mended(word: str, forms: Mapping[str, int]) -> str | None:
    """The nearest of the `forms`, each with how many entries have it, if any is near enough.

    Near is one slip, or two in a long word: a letter missing, too much, wrong, or swapped with the next (optimal
    string alignment distance). With another ending it is nearly as near: `pakage` may be `packages`. Of those as near,
    a shared beginning counts, since people seldom get that wrong, and so does how common a word is.
    """
    names = list(forms)
    slipped = dict(_near(word, names))
    for place, distance in _near(stem(word), list(map(stem, names))):
        slipped[place] = min(distance + ENDING_COUNTS, slipped.get(place, slips(word) + 1))
    near = [
        (distance - _likely(word, names[place], forms[names[place]]), names[place])
        for place, distance in slipped.items()
    ]
    return min(near)[1] if near else None


def slips(word: str) -> int:
    """How many slips a word of this length may have."""
    return 1 if len(word) < 7 else 2


def _near(word: str, others: Sequence[str]) -> Iterable[tuple[int, float]]:
    """Which of the others are near a word, by their places, and how many slips each is away."""
    if not is_mendable(word):
        return ()
    close = extract(word, others, scorer=OSA.distance, score_cutoff=slips(word), limit=None)
    return ((place, distance) for _, distance, place in close)


def _likely(word: str, form: str, entries: int) -> float:
    """How likely a form was meant beside others that are as near."""
    return BEGINNING_COUNTS * _shared(word, form) / len(word) + COMMON_COUNTS * log(1 + entries)


def _shared(word: str, form: str) -> int:
    """How many letters both begin with."""
    return next(
        (at for at, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form))
    )
