"""What a search for secrets brings back."""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Found(NamedTuple):
    """A secret in a text: its kind in plain words, and where its value begins and ends."""

    kind: str
    start: int
    end: int

    @classmethod
    def at(cls, kind: str, match: re.Match[str], group: int | str = "value") -> "Found":
        """What `match` found in one of its groups."""
        return cls(kind, match.start(group), match.end(group))


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of `words` is in `text`: a quick look before a pattern that nothing else could match."""
    return any(map(text.__contains__, words))
