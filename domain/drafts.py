"""Drafts: a blocker between being written and being posted, when an earlier answer may make it needless."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.affected import join_within
from domain.errors import NotFound, Refused
from domain.finding import DEPTH, found, hits
from domain.log import log_within
from domain.models.blocker import Blocker
from domain.models.blocker_draft import BlockerDraft
from domain.models.drafts import KEPT_FOR, READ_LIMIT, File, KeptDraft
from domain.models.entries import Kind, Member, Place, Ref
from domain.models.likeness import alike, question_of
from domain.models.search import Hit, Query
from domain.models.sight import FULL, Sight
from domain.models.solution import Solution
from domain.models.tagging import proposed
from domain.ports import Clock, Repositories, Store
from domain.secrets import file_without_secrets, without_secrets
from domain.sight import hidden_from
from domain.solutions import unvote_within, vote_within
from domain.traces import trouble_in

OFFERED = 3
"""Earlier entries shown before a blocker is posted."""

LIKELY = 12
"""Of those that a search finds, the most alike ones that are read for them."""

USED = 100
"""A server's most used tags that are looked for in a text."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A draft, and the earlier solutions and blockers that may make it needless, best first."""

    kept: KeptDraft
    hits: tuple[Hit, ...]


class DraftService:
    """Looks for an earlier answer before a blocker is posted."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def write(
        self,
        place: Place,
        draft: BlockerDraft,
        *,
        by: Member,
        cause: int,
        file: File | None = None,
        replaces: int | None = None,
        sight: Sight = FULL,
    ) -> Blocker | Offer:
        """Log a blocker or, where something earlier is good enough, keep it as a draft and offer that first.

        `cause` is the id of the interaction: asked twice with the same, it is logged once. An older draft of `by`
        that it `replaces` is forgotten; what was not it then is not offered again.
        """
        file = await file_without_secrets(self._store, place.guild_id, file)
        # Looking takes long on a large server, and must hold up nobody who writes.
        async with self._store.reading() as store:
            draft = await without_secrets(store, place.guild_id, draft)
            if replaces and (older := await _older(store, place.guild_id, replaces, by)):
                draft = replace(draft, dismissed=(*draft.dismissed, *older.draft.dismissed))
            earlier = await self._similar(store, place.guild_id, draft, sight)
        async with self._store.transaction() as store:
            made = await store.entries.made_by(place.guild_id, cause)
            if made is not None:
                return await store.blockers.get(place.guild_id, made.number)
            if replaces and (older := await _older(store, place.guild_id, replaces, by)):
                await store.drafts.drop(place.guild_id, older.id)
            if not earlier:
                return await log_within(store, self._clock, place, draft, by=by, cause=cause, file=file)
            kept = await store.drafts.add(
                KeptDraft(
                    guild_id=place.guild_id, member=by.named, draft=draft, file=file, at=self._clock.now()
                )
            )
            return Offer(kept, earlier)

    async def offer(self, guild_id: int, draft_id: int, *, by: Member, sight: Sight = FULL) -> Offer:
        """A draft of `by`, with what may make it needless now.

        Raises:
            NotFound: it is not there (any more).
            Refused: it is somebody else's.
        """
        async with self._store.reading() as store:
            kept = await _of(store, guild_id, draft_id, by)
            return Offer(kept, await self._similar(store, guild_id, kept.draft, sight))

    async def pending(self, guild_id: int, *, by: Member) -> KeptDraft | None:
        """The draft that `by` left behind, if it is not older than a day."""
        async with self._store.reading() as store:
            kept = await store.drafts.newest(guild_id, by.id)
        return kept if kept and self._clock.now() - kept.at < KEPT_FOR else None

    async def post(self, place: Place, draft_id: int, *, by: Member, cause: int) -> Blocker:
        """Log a draft as a blocker.

        Raises:
            NotFound: the draft is not there (any more).
            Refused: it is somebody else's.
        """
        async with self._store.transaction() as store:
            made = await store.entries.made_by(place.guild_id, cause)
            if made is not None:
                return await store.blockers.get(place.guild_id, made.number)
            kept = await self._unsolved(store, place.guild_id, draft_id, by)
            await store.drafts.drop(place.guild_id, draft_id)
            return await log_within(store, self._clock, place, kept.draft, by=by, cause=cause, file=kept.file)

    async def discard(self, guild_id: int, draft_id: int, *, by: Member) -> KeptDraft:
        """Forget a draft; returns what it was.

        Raises:
            NotFound: it is not there (any more).
            Refused: it is somebody else's.
        """
        async with self._store.transaction() as store:
            kept = await _of(store, guild_id, draft_id, by)
            await store.drafts.drop(guild_id, draft_id)
            return kept

    async def solved_by(self, guild_id: int, draft_id: int, solution: Ref, *, by: Member) -> Solution:
        """Note that a solution made a draft needless: it helped, unless it is the member's own.

        Raises:
            NotFound: the draft or the solution is not there.
            Refused: the draft is somebody else's, or the solution is out of use.
        """
        async with self._store.transaction() as store:
            found = await store.solutions.get(guild_id, solution.number)
            found.check_standing()
            kept = await self._unsolved(store, guild_id, draft_id, by)
            votes = await store.solutions.votes(guild_id, solution.number)
            said = next((vote.helped for vote in votes if vote.by.id == by.id), None)
            await store.drafts.save(replace(kept, solved_by=solution, said=said))
            if found.author.id == by.id:
                return found
            return await vote_within(store, found, self._clock, helped=True, by=by)

    async def not_solved(self, guild_id: int, draft_id: int, *, by: Member, sight: Sight = FULL) -> Offer:
        """Take back that a solution made a draft needless.

        Raises:
            NotFound: the draft is not there (any more).
            Refused: it is somebody else's.
        """
        async with self._store.transaction() as store:
            kept = await self._unsolved(store, guild_id, draft_id, by)
            return Offer(kept, await self._similar(store, guild_id, kept.draft, sight))

    async def _similar(
        self, store: Repositories, guild_id: int, draft: BlockerDraft, sight: Sight
    ) -> tuple[Hit, ...]:
        return await similar(store, guild_id, draft, sight=sight, now=self._clock.now())

    async def _unsolved(self, store: Repositories, guild_id: int, draft_id: int, by: Member) -> KeptDraft:
        """A draft of `by`, not made needless by a solution (any more)."""
        kept = await _of(store, guild_id, draft_id, by)
        if kept.solved_by is None:
            return kept
        found = await store.solutions.get(guild_id, kept.solved_by.number)
        if found.author.id != by.id:
            if kept.said is None or not found.standing.is_found:
                await unvote_within(store, found, self._clock, by=by)
            else:
                await vote_within(store, found, self._clock, helped=kept.said, by=by)
        kept = replace(kept, solved_by=None, said=None)
        await store.drafts.save(kept)
        return kept

    async def same_as(self, guild_id: int, draft_id: int, number: int, *, by: Member) -> Blocker:
        """Join a blocker that waits instead of posting a draft of the same.

        Raises:
            NotFound: the draft or the blocker is not there.
            Refused: the draft is somebody else's, or the blocker has ended.
        """
        async with self._store.transaction() as store:
            await _of(store, guild_id, draft_id, by)
            blocker = await join_within(store, self._clock, guild_id, number, by=by)
            await store.drafts.drop(guild_id, draft_id)
            return blocker

    async def tags_for(self, blocker: Blocker, file: File | None, *, sight: Sight = FULL) -> tuple[str, ...]:
        """The tags that a new blocker's words, and those of the file that came with it, propose."""
        async with self._store.reading() as store:
            hidden = await hidden_from(store, blocker.guild_id, sight)
            used = await store.entries.tags(blocker.guild_id, "", hidden, limit=USED)
        told = (blocker.goal, blocker.happened, blocker.tried, file.text[-READ_LIMIT:] if file else "")
        return proposed("\n".join(told), used)

    async def forget_old(self) -> int:
        """Forget the drafts that are older than a day; returns how many."""
        async with self._store.transaction() as store:
            return await store.drafts.forget(self._clock.now() - KEPT_FOR)


async def similar(
    store: Repositories, guild_id: int, draft: BlockerDraft, *, sight: Sight, now: datetime
) -> tuple[Hit, ...]:
    """The earlier solutions and blockers that are good enough to be shown before a draft is posted, best first."""
    trouble = trouble_in(draft.happened)
    text = question_of(draft.goal, trouble.words if trouble else draft.happened)
    query = Query(text, fingerprints=trouble.fingerprints if trouble else (), is_literal=True)
    hidden = await hidden_from(store, guild_id, sight)
    answer = await found(store, guild_id, query, hidden=hidden, now=now, limit=DEPTH)
    likely = alike(answer.words, answer.ranked)
    tried = await _tried(store, guild_id, draft)
    shown = await hits(store, guild_id, answer, likely[:LIKELY])
    return tuple(
        hit for hit in shown if hit.ref not in tried and hit.ref.kind in {Kind.BLOCKER, Kind.SOLUTION}
    )[:OFFERED]


async def _tried(store: Repositories, guild_id: int, draft: BlockerDraft) -> set[Ref | None]:
    """What its author has seen not to help: what was not it, the blocker that a draft follows, and its solution."""
    if draft.follows is None:
        return set(draft.dismissed)
    followed = await store.blockers.get(guild_id, draft.follows.number)
    return {*draft.dismissed, followed.ref, followed.solution}


async def _of(store: Repositories, guild_id: int, draft_id: int, by: Member) -> KeptDraft:
    kept = await store.drafts.get(guild_id, draft_id)
    if kept.member.id != by.id:
        raise Refused("This draft is somebody else's. /blocker log starts one of your own.")
    return kept


async def _older(store: Repositories, guild_id: int, draft_id: int, by: Member) -> KeptDraft | None:
    """An older draft of `by`; None where something came of it meanwhile."""
    try:
        return await _of(store, guild_id, draft_id, by)
    except (NotFound, Refused):
        return None
