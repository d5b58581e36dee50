"""A search: what was asked, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from domain.errors import BadInput
from domain.models.entries import Kind, Member, Ref, Spot

OWN_WORDS = 4
"""Words that make a search somebody's own: shorter ones, anybody may have typed."""

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
    DEPRECATED = "deprecated"
    GONE = "gone"
    WANTED = "wanted"
    DECLINED = "declined"
    THERE = "there"

    @property
    def words(self) -> str:
        """The condition as people read it."""
        words = {Condition.DROPPED: "no longer needed", Condition.WANTED: "not there yet"}
        return words.get(self, self.value)

    @property
    def kind(self) -> Kind:
        """The kind of entries that can stand so."""
        match self:
            case Condition.WAITING | Condition.SOLVED | Condition.DROPPED | Condition.DUPLICATE:
                return Kind.BLOCKER
            case Condition.CONFIRMED | Condition.UNCONFIRMED | Condition.SUPERSEDED:
                return Kind.SOLUTION
            case Condition.WANTED | Condition.DECLINED | Condition.THERE:
                return Kind.REQUEST
            case _:
                return Kind.ENDPOINT


class Past(Enum):
    """How far back a search looks; the value is how people call it."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "3 months"
    YEAR = "year"

    @property
    def span(self) -> timedelta:
        """How long that is."""
        days = {Past.DAY: 1, Past.WEEK: 7, Past.MONTH: 30, Past.QUARTER: 91, Past.YEAR: 365}
        return timedelta(days=days[self])


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

    @property
    def filters(self) -> "Mapping[str, Within]":
        """What it is narrowed by, as members call it, each with all else that it is narrowed to."""
        named: dict[str, tuple[object, Within]] = {
            "kind": (self.kind, replace(self, kind=None)),
            "tag": (self.tag, replace(self, tag=None)),
            "author": (self.author, replace(self, author=None)),
            "state": (self.condition, replace(self, condition=None)),
            "time": (self.since, replace(self, since=None)),
        }
        return {name: without for name, (value, without) in named.items() if value is not None}

    @property
    def is_narrowed(self) -> bool:
        """Whether it is narrowed by any of these."""
        return self != self.widened

    @property
    def widened(self) -> "Within":
        """Everything, but for the entries that were not it."""
        return Within(dismissed=self.dismissed)

    def check(self) -> None:
        """Refuse a state that entries of the kind cannot be in.

        Raises:
            BadInput: it is so.
        """
        if self.kind and self.condition and self.condition.kind is not self.kind:
            raise BadInput(
                f"{self.kind.article.capitalize()} is never “{self.condition.words}”: that is a state of"
                f" {self.condition.kind.word}s. Leave out the kind, or choose another state."
            )


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

    @property
    def named(self) -> Ref | None:
        """The entry that it names: by its number alone, or as a choice that was offered, `S12 · Celery sleeps`."""
        try:
            return Ref.parse(self.text)
        except BadInput:
            return None

    @property
    def asked(self) -> str:
        """What it asks in words: without the number of a choice that was offered."""
        title = self.text.partition("·")[2].strip() if self.named else ""
        return title or self.text


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

    NAMED = "you named it"
    SAME_ERROR = "same error"
    FOUND_BEFORE = "found with these words before"
    YOU_ASKED_BEFORE = "you asked this before"
    MEANING = "similar in meaning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One entry found."""

    ref: Ref
    title: str
    state: str
    passage: str
    """The passage that matches best, its found words between `MARK`s."""
    fix: str = ""
    """What solved it, if it is a solution whose passage does not say that."""
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
    api: str = ""
    """Of an endpoint in a document: the number and title of its API."""

    @property
    def found(self) -> int:
        """How many of the query's words it has."""
        return len(self.terms)


@dataclass(frozen=True, slots=True)
class Title:
    """An entry whose title has the words that somebody types."""

    ref: Ref
    title: str
    created_at: datetime
    helped: int = 0
    """How many members it helped."""


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
    beyond: Mapping[str, int] = field(default_factory=dict[str, int])
    """Where nothing was found: the filters without which something is, each with how many entries that are.

    All of several together are called `filters`.
    """

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
