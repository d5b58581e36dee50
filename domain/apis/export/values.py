"""The values that fields hold, beside objects: each is checked, and None is what it cannot be."""

import math
from collections.abc import Callable, Mapping
from typing import Final

from domain.apis.tree import Tree, number_of, texts_of


def _text(value: Tree) -> Tree:
    """Text, or the number that somebody wrote without quotes, such as a version in YAML."""
    return str(value) if number_of(value) is not None else value if isinstance(value, str) else None


def _flag(value: Tree) -> Tree:
    return value if isinstance(value, bool) else None


def _number(value: Tree) -> Tree:
    """A number, if JSON has words for it."""
    number = number_of(value)
    return number if isinstance(number, int) or (number is not None and math.isfinite(number)) else None


def _count(value: Tree) -> Tree:
    number = number_of(value)
    is_whole = isinstance(number, int) or (number is not None and number.is_integer())
    return int(number) if number is not None and is_whole and number >= 0 else None


def _names(value: Tree) -> Tree:
    return [*dict.fromkeys(texts_of(value))] if isinstance(value, list | str) else None


def _any(value: Tree) -> Tree:
    return value


VALUES: Final[Mapping[str, Callable[[Tree], Tree]]] = {
    "text": _text,
    "flag": _flag,
    "number": _number,
    "count": _count,
    "names": _names,
    "types": _any,
    "anything": _any,
}
"""By the words of the grammar."""
