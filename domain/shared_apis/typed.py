"""Operations as people type them: `GET /users/{id}`, `get users/42/`, `DELETE https://api.example.com/users/7?x=1`."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from domain.apis.addresses import path_of
from domain.models.endpoint import Method, Status
from domain.models.offer import Offer, Sought
from domain.text import one_line

LONGEST: Final = 500
"""Characters that are looked at of what was typed: a path and its host have fewer."""

BEGINNING: Final = 3
"""Characters of a word that are held to be typed well."""

_HOST: Final = re.compile(
    r"https?://[^/?#\s]+"  # https://api.example.com
    r"|(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?=/)|[\w.-]+:\d{1,5}(?=[/?#]|$)|localhost(?=[/?#]|$)"
    r"|\$\{?\w+\}?(?=/)|\{\{\s*\w+\s*\}\}(?=/)",  # $BASE_URL/users, {{baseUrl}}/users
    re.IGNORECASE,
)
PLACEHOLDER: Final = re.compile(r"\{[^{}/]*\}|<(?:\w+:)?\w+>|:[A-Za-z_]\w*")
"""A parameter, as documents and frameworks write it."""

_METHODS: Final = "|".join(Method.__members__)
_METHOD: Final = re.compile(rf"((?i:{_METHODS})(?=:?\s|:/)|(?:{_METHODS})(?=[/{{])):?\s*(.+)")
"""A method before its path: `get /users`, `GET: /users` or `GET/users`."""

_FIELD: Final = re.compile(r"[\s{]*([A-Za-z_]\w*)")
"""In GraphQL, what is asked for, with braces before it and arguments behind."""

_PREFIX: Final = re.compile(r"api|rest|v\d+(?:\.\d+)*")
"""Segments that paths begin with in some places and not in others."""


@dataclass(frozen=True, slots=True)
class Typed:
    """An operation as somebody typed it."""

    method: Method | None
    """None where any will do."""
    segments: tuple[str, ...]
    """Of the path, in small letters, without its host and its query."""
    is_path: bool = False
    """Whether it is a path for certain, and no field of GraphQL."""
    text: str = field(default="", compare=False)
    """All that was typed, on one line."""
    path: str = field(default="", compare=False)
    """The path, as it was typed."""

    @property
    def sought(self) -> Sought:
        """What those are looked for by that may be meant: the longest words, as parameters may have any name."""
        words = {f"/{each}" for each in self.segments if not PLACEHOLDER.search(each)}
        return Sought(sorted(words, key=lambda word: (-len(word), word)), self.method)

    @property
    def sought_loosely(self) -> Sought:
        """The same for those that come close: words are mistyped less often where they begin."""
        return Sought([word[: 1 + BEGINNING] for word in self.sought.words], self.method)

    @property
    def operation(self) -> str:
        """What whoever typed it may ask for: without a method, to get it."""
        return f"{(self.method or Method.GET).value} {self.path}"

    def may_be(self, offer: Offer) -> bool:
        """Whether an operation is of the sort that was typed."""
        if self.is_path and not offer.path.startswith(("/", "http")):
            return False
        return self.method in {None, offer.method}


def typed_in(text: str) -> Typed:
    """The operation that a text names, however it is written."""
    text = one_line(text)[:LONGEST]
    words = text.strip("`<").removesuffix(">`").strip()
    named = _METHOD.fullmatch(words)
    method, path = (Method(named[1].upper()), named[2]) if named else (None, words)
    is_field = method is not None and (method.is_of_graphql or method is Method.QUERY)
    if is_field and not path.startswith(("/", "http")) and (name := _FIELD.match(path)):
        path = name[1]
    is_path = path.startswith(("/", "http"))
    return Typed(method, segments_of(path), is_path=is_path, text=text, path=path)


def segments_of(path: str) -> tuple[str, ...]:
    """The parts of a path or URL, in small letters, without its host and its query."""
    path = re.split(r"[?#]", _HOST.sub("", path, count=1), maxsplit=1)[0]
    return tuple(filter(None, path.casefold().split("/")))


def bases_of(servers: Collection[str]) -> frozenset[tuple[str, ...]]:
    """The paths that servers' addresses end with: calls have them, and documents need not."""
    return frozenset(segments_of(path_of(each)) for each in servers)


def matching(typed: Typed, offers: Sequence[Offer], bases: Collection[tuple[str, ...]]) -> Sequence[Offer]:
    """The operations that are meant: those that fit best, what is there before what is gone."""
    ranked = [(rank, each) for each in offers if (rank := _fit(typed, each, bases)) is not None]
    best = min((rank for rank, _ in ranked), default=None)
    return [each for rank, each in ranked if rank == best]


def beginning(typed: Typed, offers: Sequence[Offer], bases: Collection[tuple[str, ...]]) -> Sequence[Offer]:
    """The operations that what was typed so far may become, shortest first."""
    found = [each for each in offers if _may_become(typed, each, bases)]
    return sorted(found, key=lambda each: (each.status is Status.GONE, len(each.path), each.path))


def is_filled(typed: Typed, offer: Offer) -> bool:
    """Whether only values stand where a fitting operation has parameters: a word may be a path of its own."""
    pairs = zip(reversed(segments_of(offer.path)), reversed(typed.segments), strict=False)
    return all(told == asked or is_value(asked) for told, asked in pairs)


def is_value(segment: str) -> bool:
    """Whether a segment is a parameter, or what one puts in its place, such as a number."""
    return bool(PLACEHOLDER.search(segment)) or any(sign.isdigit() for sign in segment)


def _fit(typed: Typed, offer: Offer, bases: Collection[tuple[str, ...]]) -> tuple[bool, bool, int] | None:
    """How well an operation fits, the least being best; None where it does not.

    What is there goes before what is gone, whole paths before those that lack a base, and words before parameters.
    """
    if not typed.may_be(offer):
        return None
    offered = segments_of(offer.path)
    extra = len(typed.segments) - len(offered)
    asked, told = typed.segments[max(extra, 0) :], offered[max(-extra, 0) :]
    before = typed.segments[: max(extra, 0)] or offered[: max(-extra, 0)]
    if before and not (told and _is_base(before, bases)):
        return None
    if not all(map(fits, told, asked)):
        return None
    return offer.status is Status.GONE, bool(before), sum(bool(PLACEHOLDER.search(each)) for each in told)


def _may_become(typed: Typed, offer: Offer, bases: Collection[tuple[str, ...]]) -> bool:
    if not typed.may_be(offer) or not typed.segments:
        return typed.method is offer.method and not typed.segments
    whole = segments_of(offer.path)
    ways = [whole, *(whole[count:] for count in range(1, len(whole)) if _is_base(whole[:count], bases))]
    ways += [(*base, *whole) for base in bases if base]
    *done, last = typed.segments
    return any(
        len(way) >= len(typed.segments)
        and all(map(fits, way, done))
        and (way[len(done)].startswith(last) or fits(way[len(done)], last))
        for way in ways
    )


def _is_base(segments: tuple[str, ...], bases: Collection[tuple[str, ...]]) -> bool:
    return segments in bases or all(map(_PREFIX.fullmatch, segments))


def bare(segments: Sequence[str]) -> Sequence[str]:
    """The segments without what paths begin with in some places and not in others."""
    while len(segments) > 1 and _PREFIX.fullmatch(segments[0]):
        segments = segments[1:]
    return segments


def fits(told: str, asked: str) -> bool:
    """Whether a segment of a call fits one of a path, where a parameter takes anything.

    No pattern does it: with many parameters in one segment, its ways to match would be without number.
    """
    first, *others = _literals(told)
    if told == asked or not others:
        return told == asked
    *inner, last = others
    if not asked.startswith(first) or not asked.endswith(last):
        return False
    at = len(first)
    for literal in inner:
        at = asked.find(literal, at + 1)
        if at < 0:
            return False
        at += len(literal)
    return at < len(asked) - len(last)


@lru_cache(maxsize=1 << 12)
def _literals(told: str) -> Sequence[str]:
    """What stands before, between and after the parameters of a segment."""
    return PLACEHOLDER.split(told)
