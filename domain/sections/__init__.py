"""The sections of a recap, each of the feature that owns it.

A feature adds one here, as what gathers it, and in `cogs/recap/sections.py`, as what tells it.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Final, TypeAlias

from domain.models.recap import Period, Recap, Section
from domain.ports import Repositories
from domain.sections.apis import broken, shared_apis
from domain.sections.blockers import solved, waiting
from domain.sections.eight_weeks import eight_weeks
from domain.sections.endpoints import shared
from domain.sections.requests import asked_for
from domain.sections.solutions import learned
from domain.sections.thanks import thanks

Gather: TypeAlias = Callable[[Repositories, int, Period, Collection[int]], Awaitable[Section]]
"""Gathers a section of a server's recap for a period, without what stands in hidden channels."""

SECTIONS: Final[Sequence[Gather]] = (
    waiting,
    broken,
    asked_for,
    solved,
    learned,
    shared_apis,
    shared,
    thanks,
    eight_weeks,
)
"""All of them, in the order in which they are read."""


async def gathered(
    store: Repositories, guild_id: int, key: str, period: Period, hidden: Collection[int]
) -> Recap:
    """All that a recap of this period says to those from whom these channels are hidden."""
    return Recap(
        key=key,
        period=period,
        sections=tuple([await gather(store, guild_id, period, hidden) for gather in SECTIONS]),
    )
