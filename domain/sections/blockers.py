"""What a recap says of blockers: which of them need somebody, and which were solved."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import median

from domain.models.blocker import Blocker
from domain.models.lifecycle import State
from domain.models.recap import Period
from domain.ports import Repositories


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Blockers that were not at their end when the period was over: as they stand now, the oldest of each first.

    Helpers who want no thanks are left out.
    """

    open: tuple[Blocker, ...] = ()
    """Those that nobody helps with."""
    claimed: tuple[Blocker, ...] = ()
    """Those that somebody helps with."""
    answered: tuple[Blocker, ...] = ()
    """Those with an answer that waits for its author's word."""

    @property
    def is_quiet(self) -> bool:
        """Whether nobody waits."""
        return not (self.open or self.claimed or self.answered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """Blockers that were solved within the period, newest first; and how long they took, at the median.

    Helpers who want no thanks are left out.
    """

    blockers: tuple[Blocker, ...] = ()
    took: timedelta | None = None
    took_before: timedelta | None = None
    """Those of the period before, of the same length."""

    @property
    def is_quiet(self) -> bool:
        """Whether none was solved."""
        return not self.blockers


async def waiting(store: Repositories, guild_id: int, period: Period, hidden: Collection[int]) -> Waiting:
    """Who waits at the period's end."""
    unthanked = await store.people.unthanked(guild_id)
    blockers = [
        _unnamed(each, unthanked) for each in await store.blockers.waiting_at(guild_id, period.end, hidden)
    ]
    return Waiting(
        open=tuple(each for each in blockers if each.state is State.OPEN),
        claimed=tuple(each for each in blockers if each.state is State.CLAIMED),
        answered=tuple(each for each in blockers if each.state is State.PROPOSED),
    )


async def solved(store: Repositories, guild_id: int, period: Period, hidden: Collection[int]) -> Solved:
    """What was solved, beside the period before."""
    unthanked = await store.people.unthanked(guild_id)
    blockers = [
        _unnamed(each, unthanked) for each in await store.blockers.solved_within(guild_id, period, hidden)
    ]
    before = await store.blockers.solved_within(guild_id, period.before, hidden)
    return Solved(blockers=tuple(blockers), took=_took(blockers), took_before=_took(before))


def _unnamed(blocker: Blocker, unthanked: Collection[int]) -> Blocker:
    """A blocker without who helps or answered, where they do not want to be named for it."""
    if blocker.helper and blocker.helper.id in unthanked:
        blocker = replace(blocker, helper=None)
    if blocker.proposal and blocker.proposal.by.id in unthanked:
        blocker = replace(blocker, proposal=None)
    return blocker


def _took(blockers: Sequence[Blocker]) -> timedelta | None:
    """How long blockers waited for their end, at the median; None of none."""
    seconds = [(each.ended_at - each.created_at).total_seconds() for each in blockers if each.ended_at]
    return timedelta(seconds=median(seconds)) if seconds else None
