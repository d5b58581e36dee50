"""What Nexus says to people by itself, through the outbox, within the caller's transaction."""

from typing import Final

from domain.changes import channel_of
from domain.models.blocker import Blocker
from domain.models.delivery import CALM, Key, Topic, groups
from domain.models.entries import Ref
from domain.models.solution import Solution
from domain.ports import Clock, Repositories

DROPPED: Final = "dropped"
"""The part of the news that a blocker is no longer needed."""


async def ask_author(store: Repositories, blocker: Blocker, clock: Clock, *, part: object) -> None:
    """Have a blocker's author asked whether it is solved, once for each `part`."""
    await store.deliveries.want_once(
        blocker.guild_id,
        Key.about(Topic.ASK, blocker.ref, part),
        at=clock.now(),
        channel_id=await channel_of(store, blocker),
    )


async def tell_affected(store: Repositories, blocker: Blocker, ending: Ref | str, clock: Clock) -> None:
    """Have those whom a blocker affects told, once and together as far as one message reaches, how it ended.

    The ending is the solution that solves it, or `DROPPED`. Where it ended before and was reopened, they are told
    again a day after the last time at the earliest.
    """
    affected = await store.blockers.affected(blocker.guild_id, blocker.ref.number)
    now = clock.now()
    last = await store.said.last(blocker.guild_id, Key.about(Topic.TOLD, blocker.ref), now=now)
    for group in groups(affected):
        await store.deliveries.want_once(
            blocker.guild_id,
            Key.told(blocker.ref, ending, group),
            at=max(now, last + CALM) if last else now,
            channel_id=await channel_of(store, blocker),
        )


async def tell_quoted(store: Repositories, solution: Solution) -> None:
    """Have those whose messages a new solution was made from told privately, unless they want no nudges."""
    at = solution.created_at
    for member in solution.quoted:
        preferences = (await store.people.preferences(solution.guild_id, member.id)).at(at)
        if member.id == solution.author.id or preferences.is_off:
            continue
        await store.deliveries.want_once(
            solution.guild_id,
            Key.about(Topic.QUOTED, solution.ref, member.id),
            at=preferences.snoozed_until or at,
            user_id=member.id,
        )
