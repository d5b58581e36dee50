"""The passage of an entry that shows best why it was found."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.models.entries import Member, Ref, Spot
from domain.models.search import MARK
from domain.retrieval.indexing import said
from domain.retrieval.words import NAME, folded, name_of, stem, without_markup

PASSAGE_WORDS: Final = 24
"""How many words a passage has."""

READ: Final = 600
"""How many words of a text are looked through for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What is shown of an entry that was found."""

    entry_id: int
    ref: Ref
    title: str
    body: str
    code: str
    fix: str
    """What solved it; empty where it is no solution."""
    state: str
    author: Member
    created_at: datetime
    card: Spot | None
    helped: int
    unconfirmed_since: datetime | None
    api: str = ""
    """Of an endpoint in a document: the number and title of its API."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    stems: frozenset[str]


def marked_passage(body: str, code: str, wanted: Collection[str]) -> str:
    """The passage of the body or, where only the code has any of the `wanted` stems, of the code; those are marked."""
    words = _words(body, wanted)
    in_code = [] if any(word.stems for word in words) else _words(code, wanted)
    return _cut(code, in_code) if any(word.stems for word in in_code) else _cut(body, words)


def _words(text: str, wanted: Collection[str]) -> list[_Word]:
    """The words of a text, each with those of the wanted stems that it has."""
    words: list[_Word] = []
    for match in NAME.finditer(without_markup(text)):
        if len(words) == READ:
            break
        name = name_of(folded(match[0]))
        stems = {*said([name]), stem(name.whole), *map(stem, name.pieces)} if name else ()
        words.append(_Word(match.start(), match.end(), frozenset(stems) & frozenset(wanted)))
    return words


def _cut(text: str, words: list[_Word]) -> str:
    """The window of words with most of what is wanted, the first of several, its found words marked."""
    if not words:
        return text
    last = max(0, len(words) - PASSAGE_WORDS)
    first = max(range(last + 1), key=lambda at: (_worth(words[at : at + PASSAGE_WORDS]), -at))
    window = words[first : first + PASSAGE_WORDS]
    start = 0 if first == 0 else window[0].start
    end = len(text) if first == last else window[-1].end
    return f"{'…' if start else ''}{_marked(text, window, start, end)}{'…' if end < len(text) else ''}"


def _worth(window: list[_Word]) -> tuple[int, int]:
    """How many different wanted words a window has, and how many in all."""
    return len(frozenset[str]().union(*(word.stems for word in window))), sum(
        bool(word.stems) for word in window
    )


def _marked(text: str, window: list[_Word], start: int, end: int) -> str:
    """The text from `start` to `end` with the wanted words marked."""
    parts: list[str] = []
    for word in window:
        if word.stems:
            parts += [text[start : word.start], MARK[0], text[word.start : word.end], MARK[1]]
            start = word.end
    return "".join([*parts, text[start:end]])
