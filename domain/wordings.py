"""Wordings: when two ways to ask are the same."""

from typing import Final

from domain.retrieval.indexing import said, telling

ALIKE: Final = 0.8
"""The share of their words that two wordings have in common when they are nearly the same."""


def key_of(text: str) -> frozenset[str]:
    """What makes two wordings the same: the stems of their telling words, in whatever order."""
    return frozenset(said(telling(text)))


def is_same(one: str, other: str) -> bool:
    """Whether two wordings say the same."""
    return key_of(one) == key_of(other)


def is_alike(one: str, other: str) -> bool:
    """Whether two wordings say nearly the same: Dice's coefficient of their words."""
    first, second = key_of(one), key_of(other)
    return 2 * len(first & second) >= ALIKE * (len(first) + len(second)) > 0
