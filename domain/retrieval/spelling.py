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

VOWELS: Final = "aeiou"
"""Letters that are left out or mistaken most."""

ENDING: Final = 2
"""Letters of an ending by which the word that was meant may be longer."""

ENDING_COUNTS: Final = 0.5
"""Of a slip, what another ending counts."""


def is_mendable(word: str) -> bool:
    """Whether a word may be a misspelt one: of letters alone, and not too short."""
    return word.isalpha() and len(word) >= SHORTEST


def by_length(form: str) -> str:
    """A form with its length before it: those of one length stand together, and those that begin alike among them."""
    return f"{len(form)}{form}"


def beginnings(word: str) -> list[str]:
    """How the word that was meant may begin, after its length.

    It begins as what was typed, its length apart by the slips or by an ending. Or the slip was made there: the first
    two letters are swapped, or the second and the third; the first or the second one is too much; the second one should
    be a vowel. Other letters there, and a wrong first one, are not looked for: that would be all words of a length.
    """
    length, left = len(word), slips(word)
    begins = {f"{each}{word[:2]}" for each in range(length - left, length + left + ENDING + 1)}
    begins |= {f"{length}{word[1::-1]}", f"{length - 1}{word[1:3]}"}
    begins |= {f"{each}{word[0]}{word[2]}" for each in (length - 1, length)}
    begins |= {f"{length + 1}{word[0]}{vowel}{word[1]}" for vowel in VOWELS}
    begins |= {f"{length}{word[0]}{vowel}{word[2]}" for vowel in VOWELS}
    return sorted(begins)


def nearest(word: str, forms: Mapping[str, int]) -> list[str]:
    """Those of the `forms`, each with how many entries have it, that are near enough: the nearest first.

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
    return [form for _, form in sorted(near)]


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
