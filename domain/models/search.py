"""A search: what was asked, and what was found."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from domain.models.entries import Kind, Member, Ref, Spot

QUERY_LIMIT = 2000
"""Characters of a query: a whole Discord message."""

TERMS_LIMIT = 24
"""Words of a query that are looked up: the first ones that count."""

MARK: Final = ("\x02", "\x03")
"""Stand before and after each found word of a passage."""

STOP_WORDS: Final = frozenset(
    """
    a about after again all also am an and any are aren as at be because been before being but by can
    cannot could couldn d did didn do does doesn doing done don for from get gets getting got had has hasn
    have haven having he help hello her here hi his how i if in into is isn it its just like ll m make me
    my need no not now of on only or our out please re s same she should shouldn so some still such t than
    that the their them then there these they this those thanks through to too trying up us ve very want
    was wasn way we were what when where which while who why will with without won would wouldn you your
    """.split()  # noqa: SIM905  (a paragraph of words reads better than a list of strings)
)
"""Words too common in questions to find anything by."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Query:
    """What somebody looks for, and within what."""

    text: str
    kind: Kind | None = None
    tag: str | None = None

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The words to look up, each once: those that count or, if none does, all."""
        words = list(dict.fromkeys(_WORD.findall(unicodedata.normalize("NFC", self.text).lower())))
        telling = [word for word in words if word not in STOP_WORDS]
        return tuple((telling or words)[:TERMS_LIMIT])

    @property
    def tells(self) -> bool:
        """Whether it has a word that says what it is about."""
        return any(term not in STOP_WORDS for term in self.terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the index keeps of an entry."""

    guild_id: int
    ref: Ref
    title: str
    body: str
    code: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One entry found."""

    ref: Ref
    title: str
    state: str
    passage: str
    """The passage that matches best, its found words between `MARK`s."""
    found: int
    """How many of the query's terms it has."""
    author: Member
    created_at: datetime
    card: Spot | None
    terms: frozenset[str] = frozenset()
    """Those of the query's terms that it has."""
    unconfirmed_since: datetime | None = None
    """Since when nobody has confirmed it, if it is a solution that is doubted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The hits of a search, best first, or one page of them."""

    search_id: int
    query: Query
    hits: tuple[Hit, ...]
    page: int
    pages: int
    total: int

    @property
    def fits(self) -> bool:
        """Whether the best hit is likely to be about what was asked."""
        enough = needed(len(self.query.terms))
        return self.query.tells and bool(self.hits) and self.hits[0].found >= enough


def needed(terms: int) -> int:
    """How many of a query's `terms` a hit must have to count as fitting: all of two, then about a third."""
    return terms if terms <= 2 else max(2, round(terms / 3))
