"""Mending: the word that was meant where nobody wrote the one that was typed."""

from collections.abc import Collection, Mapping, Sequence
from math import log
from string import ascii_lowercase
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from domain.retrieval.planning import Counts
from domain.retrieval.words import stem

SHORTEST: Final = 4
"""Letters of a word that is worth mending: of shorter ones, too many are near."""

SHORTEST_BEGUN_WRONG: Final = 5
"""Letters of a word whose beginning may be wrong: of shorter ones, too little would be left to know it by."""

BEGINNING_COUNTS: Final = 0.25
"""Of a slip, what a beginning counts that is shared to the end."""

COMMON_COUNTS: Final = 0.1
"""Of a slip, what a word counts that is e times as common."""

VOWELS: Final = "aeiou"
"""Letters that are left out or mistaken most."""

LETTERS: Final = ascii_lowercase
"""Letters that may stand where a word's beginning went wrong."""

ENDING: Final = 2
"""Letters of an ending by which the word that was meant may be longer."""

ENDING_COUNTS: Final = 0.5
"""Of a slip, what another ending counts."""

GUESSES: Final = 20
"""Words near the one that was typed, among which the likeliest is taken."""


def is_mendable(word: str) -> bool:
    """Whether a word may be a misspelt one: of letters alone, and not too short."""
    return word.isalpha() and len(word) >= SHORTEST


def may_begin_otherwise(word: str) -> bool:
    """Whether a mendable word is long enough for its beginning to be what is wrong."""
    return len(word) >= SHORTEST_BEGUN_WRONG


def by_length(form: str) -> str:
    """A form with its length before it: those of one length stand together, and those that begin alike among them."""
    return f"{len(form)}{form}"


def beginnings(word: str) -> list[str]:
    """How the word that was meant may begin, after its length.

    Its first three letters are those that were typed, its length apart by the slips or by an ending. Or a slip was made
    in the third one, and the length is at most two letters apart. Or it was made before: the first two letters are
    swapped, or the second and the third; the first or the second one is too much; the second one should be a vowel.
    """
    length, left = len(word), slips(word)
    begins = {f"{each}{word[:3]}" for each in range(length - left, length + left + ENDING + 1)}
    begins |= {f"{each}{word[:2]}" for each in range(length - 1, length + ENDING + 1)}
    begins |= {f"{length}{word[1::-1]}", f"{length - 1}{word[1:3]}"}
    begins |= {f"{each}{word[0]}{word[2]}" for each in (length - 1, length)}
    begins |= {f"{length + 1}{word[0]}{vowel}{word[1]}" for vowel in VOWELS}
    begins |= {f"{length}{word[0]}{vowel}{word[2]}" for vowel in VOWELS}
    return sorted(each for each in begins if each[:-1] not in begins)


def other_beginnings(word: str) -> list[str]:
    """How else it may begin, after its length: its first or second letter is missing, or should be another one.

    They are a hundred, and people seldom get those wrong: worth a look where nothing else is near.
    """
    length = len(word)
    return [
        f"{each}{begins}"
        for letter in LETTERS
        for each, begins in (
            (length, f"{letter}{word[1:3]}"),
            (length, f"{word[0]}{letter}{word[2]}"),
            (length + 1, f"{letter}{word[:2]}"),
            (length + 1, f"{word[0]}{letter}{word[1]}"),
        )
    ]


def nearest(word: str, forms: Sequence[str]) -> dict[str, float]:
    """Those of the `forms` that are near enough, the nearest first, each with how far it is away, in slips.

    Near is one slip, or two in a long word: a letter missing, too much, wrong, or swapped with the next (optimal
    string alignment distance). With another ending it is nearly as near: `pakage` may be `packages`. Of those as near,
    a shared beginning counts, since people seldom get that wrong.
    """
    allowed, root = slips(word), stem(word)
    near: list[tuple[float, str]] = []
    for form, slipped, _ in extract(
        word, forms, scorer=OSA.distance, score_cutoff=allowed + ENDING, limit=None
    ):
        distances: list[float] = [slipped] if slipped <= allowed else []
        if is_mendable(root) and (ended := OSA.distance(root, stem(form))) <= slips(root):
            distances.append(ended + ENDING_COUNTS)
        if distances:
            near.append((min(distances) - BEGINNING_COUNTS * _shared(word, form) / len(word), form))
    return {form: away for away, form in sorted(near)[:GUESSES]}


def likeliest(near: Mapping[str, float], among: Collection[str], counts: Counts) -> str | None:
    """Which of those that are near, and `among` some, was meant: rather a common word than one a little nearer."""

    def away(form: str) -> tuple[float, str]:
        return near[form] - COMMON_COUNTS * log(1 + counts.entries_with(stem(form))), form

    return min((form for form in near if form in among), key=away, default=None)


def slips(word: str) -> int:
    """How many slips a word of this length may have."""
    return 1 if len(word) < 7 else 2


def _shared(word: str, form: str) -> int:
    """How many letters both begin with."""
    return next(
        (at for at, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form))
    )
