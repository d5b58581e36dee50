"""The agenda: what is due at a moment, what comes after it, and what failed, over all servers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Sort(Enum):
    """What sort of work something on the agenda is."""

    RECAP = "recap"
    ERRAND = "errand"
    DELIVERY = "delivery"
    LOOK = "look"
    """At the document of an API. It never fails: that somebody's host is away is nothing that an operator can mend."""
    CHORE = "chore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing on the agenda."""

    sort: Sort
    guild_id: int | None
    """The server that it is for; None for a chore, which is for all of them."""
    what: str = ""
    """An errand's entry and task, a delivery's key, an API, a chore's duty; a server has one recap at a time."""
    at: datetime
    """When it is or was due; of what failed, when it is tried again; of what is parked, when it was first wanted."""
    is_in_hand: bool = False
    """Whether somebody is at it."""
    is_parked: bool = False
    """Whether it is not tried again until somebody mends something."""
    tries: int = 0
    """How many of them failed."""
    reason: str = ""
    """Why the last one did."""


@dataclass(frozen=True, slots=True)
class Listed:
    """How many there are of a sort, and the first of them."""

    count: int
    first: Sequence[Item]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What is on the agenda at a moment, each part by sort of work."""

    now: datetime
    due: Mapping[Sort, Listed]
    """To be done now, longest overdue first."""
    coming: Mapping[Sort, Listed]
    """To be done later, soonest first; what failed is not among it."""
    failed: Mapping[Sort, Listed]
    """Not done when it was tried, whether it is due again or not."""
