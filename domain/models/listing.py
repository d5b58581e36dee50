"""What a list of entries is to show."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from domain.models.lifecycle import State
from domain.models.request import RequestState

STALE_AFTER = timedelta(days=7)
"""A blocker that waits and to which nothing happened for so long is stale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The blockers that a list is to show: those that have all of this."""

    states: tuple[State, ...] = tuple(State)
    tag: str | None = None
    author_id: int | None = None
    helper_id: int | None = None
    untouched_for: timedelta | None = None
    """Only those to which nothing happened for so long."""
    hidden: Collection[int] = ()
    """None that stands in one of these channels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSolutions:
    """The solutions that a list is to show: those that have all of this, none that is out of use."""

    tag: str | None = None
    author_id: int | None = None
    credited_id: int | None = None
    """Only those that this member helped with, or whose message they were made from."""
    is_unconfirmed: bool = False
    by_help: bool = False
    """Whether those that helped most come first, instead of the newest."""
    hidden: Collection[int] = ()
    """None that stands in one of these channels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedRequests:
    """The requests that a list is to show: those that have all of this."""

    states: tuple[RequestState, ...] = tuple(RequestState)
    author_id: int | None = None
    owner_id: int | None = None
    """Only those for APIs that this member shared."""
    hidden: Collection[int] = ()
    """None that stands in one of these channels."""
