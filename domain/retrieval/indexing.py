"""What the index keeps of an entry: which words it has, and how much it is about each.

How much an entry is about a word is BM25F's saturated frequency, rounded to one of a few levels when the entry is
written. A search then only adds up levels times rarities, without reading a text: Anh, Moffat: Simplified Similarity
Scoring Using Term Ranks (2005).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from domain.models.search import Document
from domain.retrieval.stop_words import STOP_WORDS
from domain.retrieval.weights import PIECE, WEIGHTS, Field, Weights
from domain.retrieval.words import Name, names_in, stem, stems
from domain.traces import fingerprints_in

READING: Final = 2
"""The version of these rules: entries that were read by another one are read again."""

LEVELS: Final = 3
"""How finely it is kept how much an entry is about a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """An entry as the index keeps it.

    Texts of stems have a space on both sides of each word, so that words and neighbours are found as parts of them.
    """

    levels: dict[str, int]
    """The stems of its words, and how much it is about each: from 0 to `LEVELS` - 1; the marks of its errors too."""
    forms: frozenset[str]
    """Its words as they were written, in lower case: what misspelt words are mended to."""
    title_forms: frozenset[str]
    """Those of its title: what completes while somebody types."""
    title: str
    """The stems of its title."""
    body: str
    """The stems of its body and code."""
    inflected: str
    """Those of its forms that are no stems."""
    aliases: tuple[str, ...]
    """The stems of each earlier wording that found it."""


def indexed(document: Document, weights: Weights = WEIGHTS) -> Indexed:
    """What the index keeps of an entry."""
    title, body, code = (telling(text) for text in (document.title, document.body, document.code))
    tags = [name for tag in document.tags for name in telling(tag)]
    aliases = [telling(alias) for alias in document.aliases]
    counted: dict[str, float] = defaultdict(float)
    for field, names in (
        (weights.title, title),
        (weights.body, body),
        (weights.code, code),
        (weights.tags, tags),
        *((weights.aliases, alias) for alias in aliases),
    ):
        _count(counted, field, names)
    forms = frozenset(form for names in (title, body, code, tags) for form in written(names))
    return Indexed(
        levels={word: level(value, weights) for word, value in counted.items()}
        | dict.fromkeys(map(mark_of, _fingerprints(document)), 0),
        forms=forms,
        title_forms=frozenset(written(title)),
        title=spaced(said(title)),
        body=spaced([*said(body), *said(code)]),
        inflected=spaced(sorted(form for form in forms if stem(form) != form)),
        aliases=tuple(spaced(said(alias)) for alias in aliases),
    )


def telling(text: str) -> list[Name]:
    """The words of a text that tell what it is about."""
    return [name for name in names_in(text) if name.whole not in STOP_WORDS]


def said(names: Iterable[Name]) -> list[str]:
    """The stems of the words as they are said."""
    return stems(word for name in names for word in name.said)


def written(names: Iterable[Name]) -> Iterable[str]:
    """The words as they were written, each part by itself; `.env` without its dot too."""
    for name in names:
        yield from name.said
        if name.whole.startswith("."):
            yield name.whole[1:]


def spaced(words: Iterable[str]) -> str:
    """The words with a space on both sides of each, so that ` b ` and ` a  b ` are found in `a b c`."""
    return "".join(f" {word} " for word in words)


def level(counted: float, weights: Weights) -> int:
    """How much an entry is about a word that counts so much in it."""
    return min(LEVELS - 1, int(LEVELS * counted / (counted + weights.saturation)))


def value_of(level: int) -> float:
    """The saturated frequency, from 0 to 1, that a level stands for."""
    return (level + 0.5) / LEVELS


def mark_of(fingerprint: str) -> str:
    """The word by which the index knows the fingerprint of an error; no text has such a word."""
    return f"!{fingerprint}"


def _fingerprints(document: Document) -> set[str]:
    """The fingerprints of the errors that an entry tells of, and of those for which it was found."""
    texts = (document.title, document.body, document.code)
    return {mark for text in texts for mark in fingerprints_in(text)} | set(document.fingerprints)


def _count(counted: dict[str, float], field: Field, names: Sequence[Name]) -> None:
    """Add what each word counts in a field."""
    times: dict[str, float] = defaultdict(float)
    for name in names:
        for word in name.said:
            times[word] += 1
        if name.parts:
            times[name.whole] += 1
        for piece in name.pieces:
            times[piece] += PIECE
    length = sum(len(name.said) for name in names)
    for word, often in times.items():
        counted[stem(word)] += field.counted(often, length)
