"""Blockers: from the cry for help to one of the ways out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from domain.affected import affect_all, join_within, note_affected, unaffect_all
from domain.changes import channel_of, keep_blocker, keep_solution
from domain.errors import Refused
from domain.log import log_within, open_thread_within
from domain.models.blocker import Blocker
from domain.models.blocker_draft import BlockerDraft
from domain.models.deeds import Deed
from domain.models.delivery import Key, Topic
from domain.models.drafts import File
from domain.models.entries import Member, Place, Ref
from domain.models.events import Event, undoable
from domain.models.listing import Wanted
from domain.models.server import Threads
from domain.models.sight import FULL, Sight
from domain.models.solution import Standing
from domain.ports import Clock, Store
from domain.secrets import file_without_secrets, masked_of, without_secrets
from domain.servers import habits_of
from domain.sight import hidden_from
from domain.telling import DROPPED, tell_affected
from domain.text import tags_of

Change: TypeAlias = Callable[[Blocker, datetime], Blocker]
"""What becomes of a blocker at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a blocker stands to somebody who looks at it."""

    blocker: Blocker
    can_undo: bool
    """Whether its last move was theirs, and can be taken back."""
    can_unmask: bool
    """Whether something is masked in what they wrote: the blocker and its file, or the answer that waits."""
    is_affected: bool
    """Whether they said “Me too”."""
    is_late: bool
    """Whether its author was silent for so long that a moderator may decide."""
    can_open_thread: bool
    """Whether the server opens threads, and there is none on its card."""


class BlockerService:
    """Decides what happens to blockers, but for how they are resolved."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def log(
        self, place: Place, draft: BlockerDraft, *, by: Member, cause: int, file: File | None = None
    ) -> Blocker:
        """Log a blocker and have its card posted.

        `cause` is the id of the interaction: asked twice with the same, it is logged once.
        """
        file = await file_without_secrets(self._store, place.guild_id, file)
        async with self._store.transaction() as store:
            return await log_within(store, self._clock, place, draft, by=by, cause=cause, file=file)

    async def get(self, guild_id: int, number: int) -> Blocker:
        """The server's blocker of that number.

        Raises:
            NotFound: there is none.
        """
        async with self._store.reading() as store:
            return await store.blockers.get(guild_id, number)

    async def options(self, guild_id: int, number: int, *, by: Member) -> Options:
        """A blocker, and what it takes to know what `by` may do with it.

        Raises:
            NotFound: this server has no such blocker.
        """
        async with self._store.reading() as store:
            blocker = await store.blockers.get(guild_id, number)
            events = await store.events.of(guild_id, blocker.ref)
            thread = await store.deliveries.get(guild_id, Key.about(Topic.THREAD, blocker.ref))
            affected = await store.blockers.affected(guild_id, number)
            habits = await habits_of(store, guild_id)
            is_mine = blocker.file and blocker.allows(Deed.UNMASK, by)
            file = await store.files.get(guild_id, blocker.ref) if is_mine else None
        return Options(
            blocker=blocker,
            can_undo=undoable(events, by=by) is not None,
            can_unmask=bool(masked_of(blocker, file, by=by)),
            is_affected=by.id in {each.id for each in affected},
            is_late=blocker.is_late(self._clock.now(), habits),
            can_open_thread=habits.threads is not Threads.NEVER and not (thread and thread.stands),
        )

    async def affected(self, guild_id: int, number: int) -> Sequence[Member]:
        """Whom a blocker affects beside its author, who said so first being first."""
        async with self._store.reading() as store:
            return await store.blockers.affected(guild_id, number)

    async def file(self, guild_id: int, ref: Ref) -> File | None:
        """The file that came with an entry."""
        async with self._store.reading() as store:
            return await store.files.get(guild_id, ref)

    async def listed(
        self, guild_id: int, wanted: Wanted, *, limit: int, page: int, sight: Sight = FULL
    ) -> tuple[Sequence[Blocker], int]:
        """One page (from 0) of the blockers that are wanted, most urgent first, and how many there are in all."""
        now, offset = self._clock.now(), page * limit
        async with self._store.reading() as store:
            seen = replace(wanted, hidden=await hidden_from(store, guild_id, sight))
            return await store.blockers.listed(guild_id, seen, now=now, limit=limit, offset=offset)

    async def claim(self, guild_id: int, number: int, *, by: Member) -> Blocker:
        """Make `by` the one who helps.

        Raises:
            NotFound: this server has no such blocker.
            Refused: it has ended, somebody helps already, or it is `by`'s own.
        """
        return await self._do(Deed.CLAIM, guild_id, number, by, lambda it, at: it.claimed_by(by, at=at))

    async def release(self, guild_id: int, number: int, *, by: Member) -> Blocker:
        """Hand a claimed blocker back, so that somebody else can help.

        Raises:
            NotFound: this server has no such blocker.
            Refused: nobody helps, or it is not `by`'s to hand back.
        """
        return await self._do(Deed.RELEASE, guild_id, number, by, lambda it, at: it.released_by(by, at=at))

    async def hand_over(self, guild_id: int, number: int, to: Member, *, by: Member) -> Blocker:
        """Make `to` the one who helps.

        Raises:
            NotFound: this server has no such blocker.
            Refused: nobody helps, it is not `by`'s to hand over, or `to` is its author or helps already.
        """
        return await self._do(
            Deed.HAND_OVER, guild_id, number, by, lambda it, at: it.handed_over(to, by=by, at=at)
        )

    async def edit(self, guild_id: int, number: int, draft: BlockerDraft, *, by: Member) -> Blocker:
        """Put a blocker into other words, with other tags.

        Raises:
            NotFound: this server has no such blocker.
            Refused: it is not `by`'s to edit.
        """
        async with self._store.transaction() as store:
            blocker = await store.blockers.get(guild_id, number)
            draft = await without_secrets(store, guild_id, draft)
            edited = blocker.edited_by(by, draft, at=self._clock.now())
            return await keep_blocker(store, Deed.EDIT, blocker, edited, by=by)

    async def tag(self, guild_id: int, number: int, tags: str, *, by: Member) -> Blocker:
        """Give a blocker these tags, beside those that it has.

        Raises:
            NotFound: this server has no such blocker.
            Refused: it is not `by`'s to tag.
            BadInput: a word cannot be a tag, or there are too many.
        """
        return await self._do(
            Deed.TAG,
            guild_id,
            number,
            by,
            lambda it, at: it.tagged_by(by, tags_of(" ".join([*it.tags, tags])), at=at),
        )

    async def drop(self, guild_id: int, number: int, *, by: Member) -> Blocker:
        """End a blocker that its author needs no longer; whom else it affects are told so.

        Raises:
            NotFound: this server has no such blocker.
            Refused: it has ended, or it is not `by`'s to say so.
        """
        async with self._store.transaction() as store:
            blocker = await store.blockers.get(guild_id, number)
            dropped = blocker.dropped_by(by, at=self._clock.now())
            await tell_affected(store, dropped, DROPPED, self._clock)
            return await keep_blocker(store, Deed.DROP, blocker, dropped, by=by)

    async def mark_duplicate(self, guild_id: int, number: int, of: Ref, *, by: Member) -> Blocker:
        """End a blocker because another one is the same: whom it affects, and its author, wait for that one.

        Where the other one is solved, whom this one affects are told so.

        Raises:
            NotFound: this server lacks one of the two.
            Refused: it has ended, the other is itself or a duplicate of it, or it is not `by`'s to say so.
        """
        async with self._store.transaction() as store:
            blocker = await store.blockers.get(guild_id, number)
            original = await store.blockers.get(guild_id, of.number)
            duplicate = blocker.duplicated_by(by, of=of, at=self._clock.now())
            if original.duplicate_of == blocker.ref:
                raise Refused(
                    f"{of} is a duplicate of {blocker.ref} already, so people go on at {blocker.ref}."
                )
            if original.duplicate_of is not None:
                raise Refused(
                    f"{of} is a duplicate itself, of {original.duplicate_of}. Name that one instead."
                )
            kept = await keep_blocker(store, Deed.DUPLICATE, blocker, duplicate, by=by)
            if original.is_waiting:
                await affect_all(store, self._clock, original, blocker)
            elif original.solution:
                await tell_affected(store, kept, original.solution, self._clock)
            return kept

    async def reopen(self, guild_id: int, number: int, *, by: Member) -> Blocker:
        """Open a blocker again that has ended; its solutions stay.

        Raises:
            NotFound: this server has no such blocker.
            Refused: it has not ended, or it is not `by`'s to reopen.
        """
        return await self._do(Deed.REOPEN, guild_id, number, by, lambda it, at: it.reopened_by(by, at=at))

    async def join(self, guild_id: int, number: int, *, by: Member) -> Blocker:
        """Note that a blocker affects `by` too.

        Raises:
            NotFound: this server has no such blocker.
            Refused: it is `by`'s own, it has ended, or that was noted before.
        """
        async with self._store.transaction() as store:
            return await join_within(store, self._clock, guild_id, number, by=by)

    async def leave(self, guild_id: int, number: int, *, by: Member) -> Blocker:
        """Note that a blocker does not affect `by` any more.

        Raises:
            NotFound: this server has no such blocker.
            Refused: it has ended, or that was not noted before.
        """
        async with self._store.transaction() as store:
            blocker = await store.blockers.get(guild_id, number)
            blocker.after(Deed.LEAVE, by)
            if not await store.blockers.leave(blocker, by):
                raise blocker.refusal(Deed.LEAVE)
            await note_affected(store, self._clock, Deed.LEAVE, blocker, by)
            return await store.blockers.get(guild_id, number)

    async def open_thread(self, guild_id: int, number: int) -> Blocker:
        """Have a thread for the talk opened on a blocker's card, if there is none; one that failed is tried again.

        Raises:
            NotFound: this server has no such blocker.
            Refused: this server opens no threads.
        """
        async with self._store.transaction() as store:
            blocker = await store.blockers.get(guild_id, number)
            if (await habits_of(store, guild_id)).threads is Threads.NEVER:
                raise Refused("This server opens no threads on cards. Write below the card instead.")
            channel_id = await channel_of(store, blocker)
            await open_thread_within(store, blocker, at=self._clock.now(), channel_id=channel_id)
            await store.deliveries.retry(guild_id, Key.about(Topic.THREAD, blocker.ref), at=self._clock.now())
            return blocker

    async def undo(self, guild_id: int, number: int, *, by: Member) -> tuple[Blocker, Event]:
        """Take back the last move of a blocker, if it was `by`'s; returns what was taken back, too.

        A solution that the move had written is retired with it; whom a duplicate took along comes back.

        Raises:
            NotFound: this server has no such blocker.
            Refused: there is nothing that `by` could undo.
        """
        now = self._clock.now()
        async with self._store.transaction() as store:
            blocker = await store.blockers.get(guild_id, number)
            event = undoable(await store.events.of(guild_id, blocker.ref), by=by)
            if event is None:
                raise Refused(
                    f"There is nothing of yours to undo on {blocker.ref}."
                    " Only its last change can be undone, once, by whoever made it."
                )
            undone = replace(event.undone(blocker), updated_at=now)
            if event.deed is Deed.DUPLICATE:
                await unaffect_all(store, self._clock, event, blocker)
            if blocker.solution and undone.solution is None:
                solution = await store.solutions.get(guild_id, blocker.solution.number)
                if solution.standing.is_found:
                    retired = replace(solution, standing=Standing.RETIRED, updated_at=now)
                    await keep_solution(store, Deed.UNDO, solution, retired, by=by, at=now)
            return await keep_blocker(store, Deed.UNDO, blocker, undone, by=by), event

    async def _do(self, deed: Deed, guild_id: int, number: int, by: Member, change: Change) -> Blocker:
        async with self._store.transaction() as store:
            blocker = await store.blockers.get(guild_id, number)
            return await keep_blocker(store, deed, blocker, change(blocker, self._clock.now()), by=by)
