"""Whom a blocker affects beside its author, within the caller's transaction."""

from collections.abc import Sequence

from domain.errors import Refused
from domain.models.blocker import Blocker
from domain.models.deeds import Deed
from domain.models.delivery import Key
from domain.models.entries import Member
from domain.models.events import Event
from domain.ports import Clock, Repositories


async def join_within(
    store: Repositories, clock: Clock, guild_id: int, number: int, *, by: Member
) -> Blocker:
    """Note that a blocker affects `by` too, within the caller's transaction.

    Raises:
        NotFound: this server has no such blocker.
        Refused: it is `by`'s own, it has ended, or that was noted before.
    """
    blocker = await store.blockers.get(guild_id, number)
    blocker.after(Deed.JOIN, by)
    blocker.check(Deed.JOIN, by)
    if not await affect(store, clock, blocker, by):
        raise Refused(f"You said “Me too” to {blocker.ref} already. You hear of it when it is solved.")
    return await store.blockers.get(guild_id, number)


async def affect(store: Repositories, clock: Clock, blocker: Blocker, member: Member) -> bool:
    """Note that a blocker affects a member, unless it is theirs or was noted before; returns whether it is new."""
    if member.id == blocker.author.id or not await store.blockers.join(blocker, member, at=clock.now()):
        return False
    await note_affected(store, clock, Deed.JOIN, blocker, member)
    return True


async def affect_all(store: Repositories, clock: Clock, original: Blocker, duplicate: Blocker) -> None:
    """Have those whom a duplicate affects, its author first, told when the original is solved."""
    for member in await _stuck_on(store, duplicate):
        await affect(store, clock, original, member)


async def unaffect_all(store: Repositories, clock: Clock, marked: Event, duplicate: Blocker) -> None:
    """Take back whom marking `duplicate` as one had joined to the original, if that still waits.

    Their events follow the one that marked it, for they were kept in one transaction.
    """
    assert duplicate.duplicate_of is not None  # noqa: S101  (the event that marked it says so)
    original = await store.blockers.get(duplicate.guild_id, duplicate.duplicate_of.number)
    stuck = await _stuck_on(store, duplicate)
    came_along = {
        event.by.id
        for event in await store.events.of(original.guild_id, original.ref)
        if event.deed is Deed.JOIN and event.by and marked.id < event.id <= marked.id + len(stuck)
    }
    for member in stuck:
        if original.is_waiting and member.id in came_along and await store.blockers.leave(original, member):
            await note_affected(store, clock, Deed.LEAVE, original, member)


async def _stuck_on(store: Repositories, blocker: Blocker) -> Sequence[Member]:
    return [blocker.author, *await store.blockers.affected(blocker.guild_id, blocker.ref.number)]


async def note_affected(
    store: Repositories, clock: Clock, deed: Deed, blocker: Blocker, member: Member
) -> None:
    """Note that a member joined or left those whom a blocker affects, and bring the card's count up to date."""
    now = clock.now()
    await store.events.add(Event.of(deed, blocker, blocker, by=member, at=now))
    await store.deliveries.want(blocker.guild_id, Key.card(blocker.ref), at=now)
