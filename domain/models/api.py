"""An API: what somebody's service offers, as its document describes it, and how well that is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Final, Self

from domain.apis.comparing.changes import Change
from domain.apis.comparing.grouping import grouped
from domain.apis.comparing.rules import Grade
from domain.masking import masked_in
from domain.models.entries import Entry, Member, Ref

DESCRIPTION_LIMIT: Final = 500
"""Characters of what an API is for."""

LONGEST_PAUSE: Final = timedelta(days=1)
"""Between two looks at an API that cannot be checked."""

KEPT_WHOLE: Final = 30
"""Revisions of an API whose documents are kept; of older ones, what changed stays."""


class Outcome(Enum):
    """What came of looking at an API's document; the value is what the store keeps. They are never mixed."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    UNCHECKED = "unchecked"
    """It could not be checked: nobody knows how it is now."""


class Watch(Enum):
    """What becomes of an API; the value is what the store keeps."""

    WATCHED = "watched"
    """Its document is fetched again and again."""
    STILL = "still"
    """It changes when somebody brings a new document."""
    RETIRED = "retired"
    """It is not in use any more."""

    @property
    def words(self) -> str:
        """That as people read it."""
        return {"watched": "watched", "still": "not watched", "retired": "retired"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The last look at an API's document, or what came of one that somebody brought."""

    at: datetime
    outcome: Outcome
    up_at: datetime
    """When the document was last read at its address."""
    reason: str = ""
    """Why it could not be checked."""
    tries: int = 0
    """How often it could not be checked, one time after the other."""

    @classmethod
    def up(cls, outcome: Outcome, *, at: datetime) -> Self:
        """The first look, which read the document."""
        return cls(at=at, outcome=outcome, up_at=at)

    def failed(self, reason: str, *, at: datetime) -> Self:
        """The look after this one, which could not read it."""
        return replace(self, at=at, outcome=Outcome.UNCHECKED, reason=reason, tries=self.tries + 1)

    def after(self, outcome: Outcome, *, at: datetime, is_fetched: bool) -> Self:
        """What came of the next document; one that was not fetched says nothing of the address."""
        return replace(
            self, at=at, outcome=outcome, up_at=at if is_fetched else self.up_at, reason="", tries=0
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a document tells of its API."""

    format: str
    version: str
    description: str
    servers: tuple[str, ...]
    """The addresses that it is served at."""
    auth: str
    """How one authenticates, in words."""
    warnings: tuple[str, ...]
    """What is wrong with the document that can be read all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a document comes from, and what its host said of it when it was last fetched (RFC 9110, section 8.8)."""

    address: str = ""
    """Empty where the document was uploaded."""
    is_asked: bool = False
    """Whether the document is the answer to GraphQL's introspection."""
    etag: str = ""
    modified: str = ""

    @property
    def is_masked(self) -> bool:
        """Whether the address held a secret, without which it leads nowhere."""
        return bool(masked_in(self.address))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiDraft:
    """What is known of an API when it is shared."""

    title: str
    tags: tuple[str, ...]
    watch: Watch
    told: Told
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Api(Entry):
    """An API as it stands."""

    watch: Watch
    told: Told
    source: Source
    revision: int
    """The number of its newest revision."""
    revised_at: datetime
    """When that came."""
    last_check: Check
    live: int = 0
    """How many endpoints its document has."""
    deprecated: int = 0
    """How many of those are deprecated."""
    users: int = 0
    """How many members said that they use it, or some of its endpoints."""
    breaking: int = 0
    """How many changes of its newest revision break those who use it."""

    @property
    def is_in_use(self) -> bool:
        """Whether it is not retired."""
        return self.watch is not Watch.RETIRED

    @property
    def why_still(self) -> str:
        """Why nobody can look at its document, and what to do, after its name; empty where one can."""
        if not self.source.address:
            return (
                "was shared as a file, so there is no address to look at."
                " /api refresh takes one as url, once it has one, and until then a new document as file."
            )
        if self.source.is_masked:
            return (
                "has an address with a secret in it, which is not kept, so nobody can look there again."
                " /api refresh takes it without the secret as url, or new documents as file."
            )
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a document was at a time, and what had changed since the one before."""

    guild_id: int
    api: Ref
    number: int
    """From 1."""
    at: datetime
    by: Member | None
    """Who brought it; None where Nexus found it."""
    format: str
    version: str
    mark: str
    """Tells documents apart."""
    changes: Sequence[Change] = ()
    """Those that count, the worst first."""
    muted: Sequence[Change] = ()
    """Those whose rule counts no more here."""
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    """Why it does not, by the names of these rules."""
    is_whole: bool = True
    """Whether its document is still kept."""

    def count(self, grade: Grade) -> int:
        """How many changes of this grade there are, the same in several operations once."""
        return sum(group.rule.grade is grade for group in grouped(self.changes))

    @property
    def breaks(self) -> bool:
        """Whether clients fail that kept to the document before."""
        return any(change.rule.grade is Grade.BREAKING for change in self.changes)
