"""Words of the trade: how a text is read, on both sides of a search.

`docker-compose`, `N+1`, `C#`, `.env`, `select_related`, `django.db.utils.OperationalError`, `5.0.1` and `useEffect` are
names: each is known whole and by its parts. Everything else is a plain word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol, cast

import Stemmer

LONGEST: Final = 64
"""Characters of a word that are read: what is longer is data, such as a hash, and found by its beginning."""

_MARKS: Final = dict.fromkeys(
    code for code in range(0x300, 0xFE30) if unicodedata.category(chr(code))[0] == "M"
)
"""Accents and other marks that stand on letters: `café` and `cafe` are one word."""

NAME: Final = re.compile(
    r"""
    (?: (?<![\w.)\]?]) \. (?=[^\W\d_]) )?  # .env, but not the .distinct of filter(x).distinct
    \w+ (?: [.\-+] \w+ )*                  # docker-compose, N+1, 5.0.1, a.b.C, snake_case
    (?: \+\+ (?!\w) | \# (?!\w) )?         # C++, C#
    """,
    re.VERBOSE,
)
"""A word as it is written in a text, with the signs that belong to it."""

_MARKUP: Final = re.compile(
    r"""
    < (?: @[!&]?\d+ | \#\d+ | id:\w+ | t:-?\d+(?: :\w )? | a?:\w+:\d+ | /[^<>:]{1,99}:\d+ ) >
    """,
    re.VERBOSE,
)
"""What Discord writes for a mention, a channel, a time, an emoji of a server or a command: it tells nothing.

https://discord.com/developers/docs/reference#message-formatting
"""

_VERSION: Final = re.compile(r"v?(\d+(?:\.\d+)+)")
_VERSIONED: Final = re.compile(r"([^\W\d_]{2,})-?v?(\d+(?:\.\d+)+)")
_JOINTS: Final = re.compile(r"[-_]+")
_SEAMS: Final = re.compile(r"[.\-+_#]+")
_HUMPS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


class _Stemmer(Protocol):
    def stemWord(self, word: str, /) -> str: ...  # noqa: N802  (as the library names it)
    def stemWords(self, words: list[str], /) -> list[str]: ...  # noqa: N802  (the same)


_stemmer: Final = cast("_Stemmer", Stemmer.Stemmer("english", 0))  # pyright: ignore[reportUnknownMemberType]  (it has no types)


@dataclass(frozen=True, slots=True)
class Name:
    """One word of a text, as both sides of a search know it."""

    form: str
    """How it was written, in lower case and without accents."""
    whole: str
    """The whole as one word: `dockercompose`, `useeffect`, `c#`; a plain word itself."""
    parts: tuple[str, ...] = ()
    """What signs part: `docker`, `compose`; empty where there are none."""
    pieces: tuple[str, ...] = ()
    """What humps and digits part, what follows a dot, a version's beginnings: `use`, `effect`; `env`; `5`, `5.0`."""

    @property
    def said(self) -> tuple[str, ...]:
        """The words that stand for it in the order of a text: `docker compose` is said as two, `useEffect` as one."""
        return self.parts or (self.whole,)


def names_in(text: str) -> Iterator[Name]:
    """The words of a text in their order, stop words too."""
    for written in NAME.findall(folded(without_markup(text))):
        name = name_of(written)
        if name:
            yield name


def without_markup(text: str) -> str:
    """`text` with as many spaces in the place of Discord's markup, so that all else stays where it is."""
    return _MARKUP.sub(lambda markup: " " * len(markup[0]), text)


def folded(text: str) -> str:
    """`text` without accents and with compatible letters as one; the case stays, since humps tell parts."""
    return text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_MARKS)


@lru_cache(maxsize=1 << 15)
def name_of(written: str) -> Name | None:
    """The word that was written, or None where it has neither letter nor digit."""
    written = written.strip("_")[:LONGEST]
    lower = written.casefold()
    version = _VERSION.fullmatch(lower)
    if version:
        return Name(lower, version[1], pieces=_beginnings(version[1]))
    versioned = _VERSIONED.fullmatch(lower)
    if versioned:
        return Name(lower, _JOINTS.sub("", lower), versioned.groups(), _beginnings(versioned[2]))
    if not any(map(str.isalnum, written)):
        return None
    segments = [segment for segment in _SEAMS.split(written) if segment]
    pieces = tuple(piece for segment in segments for piece in _pieces(segment))
    if written[0] == "." and len(segments) == 1:
        return Name(lower, lower, pieces=(lower[1:], *pieces))
    parts = tuple(segment.casefold() for segment in segments if len(segment) > 1) if len(segments) > 1 else ()
    return Name(lower, _JOINTS.sub("", lower), parts, pieces)


def _pieces(segment: str) -> Sequence[str]:
    """The pieces of `useEffect`, `HTTPServer` or `python3`; none of a word that is one piece."""
    pieces = _HUMPS.findall(segment) if segment.isascii() else []
    if len(pieces) < 2 or sum(map(len, pieces)) != len(segment):
        return ()
    return [piece.casefold() for piece in pieces if len(piece) > 2]


def _beginnings(version: str) -> tuple[str, ...]:
    """`5` and `5.0` of `5.0.1`."""
    numbers = version.split(".")
    return tuple(".".join(numbers[:count]) for count in range(1, len(numbers)))


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """The word without its ending: `migrations`, `migrating` and `migrate` are one (Snowball's English stemmer)."""
    return _stemmer.stemWord(word)


def stems(words: Iterable[str]) -> list[str]:
    """The stems of many words."""
    return _stemmer.stemWords(list(words))
