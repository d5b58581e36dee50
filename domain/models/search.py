"""A search: what was asked, and what was found."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from domain.models.entries import Kind, Member, Ref, Spot

QUERY_LIMIT = 2000
"""Characters of a query: a whole Discord message."""

MARK: Final = ("\x02", "\x03")
"""Stand before and after each found word of a passage."""


class Condition(Enum):
    """How entries stand that a search is narrowed to; the value is what the store keeps."""

    WAITING = "waiting"
    SOLVED = "solved"
    DROPPED = "dropped"
    DUPLICATE = "duplicate"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    SUPERSEDED = "superseded"
    PLANNED = "planned"
    MOCK = "mock"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Within:
    """What a search is narrowed to; None is no limit."""

    kind: Kind | None = None
    tag: str | None = None
    author: Member | None = None
    condition: Condition | None = None
    since: datetime | None = None
    """Only what was written after that."""
    dismissed: tuple[Ref, ...] = ()
    """Entries that were not it."""


EVERYTHING: Final = Within()


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for, and within what."""

    text: str
    within: Within = EVERYTHING
    fingerprints: tuple[str, ...] = ()
    """Of the error that it tells of, the most telling first."""
    is_literal: bool = False
    """Whether words that nobody wrote stay as they were typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is searched of an entry."""

    guild_id: int
    ref: Ref
    title: str
    body: str
    code: str
    tags: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    """Earlier wordings that found it."""
    fingerprints: tuple[str, ...] = ()
    """Of errors for which it was found."""


class Reason(Enum):
    """Why an entry was found, where its words do not show it."""

    SAME_ERROR = "same error"
    FOUND_BEFORE = "found with these words before"
    YOU_ASKED_BEFORE = "you asked this before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One entry found."""

    ref: Ref
    title: str
    state: str
    passage: str
    """The passage that matches best, its found words between `MARK`s."""
    author: Member
    created_at: datetime
    card: Spot | None
    terms: frozenset[str] = frozenset()
    """Those of the query's words that it has."""
    reason: Reason | None = None
    helped: int = 0
    """How many members it helped."""
    unconfirmed_since: datetime | None = None
    """Since when nobody has confirmed it, if it is a solution that is doubted."""

    @property
    def found(self) -> int:
        """How many of the query's words it has."""
        return len(self.terms)


@dataclass(frozen=True, slots=True)
class Mending:
    """A word that nobody wrote, and the one that was probably meant."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The hits of a search, best first, or one page of them."""

    search_id: int
    query: Query
    words: tuple[str, ...]
    """The words of the query that tell something."""
    mended: tuple[Mending, ...]
    hits: tuple[Hit, ...]
    page: int
    pages: int
    total: int

    @property
    def fits(self) -> bool:
        """Whether the best hit is likely to be about what was asked."""
        return bool(self.hits) and fits(self.hits[0], self.words)


def fits(hit: Hit, words: tuple[str, ...]) -> bool:
    """Whether a hit is likely to be about a query of these words."""
    return bool(hit.reason) or 0 < needed(len(words)) <= hit.found


def needed(words: int) -> int:
    """How many of a query's `words` a hit must have to count as fitting: all of two, then about a third."""
    return words if words <= 2 else max(2, round(words / 3))
