"""Resolutions: how a blocker becomes a solution, by its author's word."""

from domain.changes import keep_blocker
from domain.models.blocker import Blocker
from domain.models.deeds import Deed
from domain.models.delivery import CALM, Key, Topic
from domain.models.entries import Member, NewEntry
from domain.models.resolution import Origin, Resolution
from domain.models.solution_draft import SolutionDraft
from domain.ports import Clock, Repositories, Store
from domain.secrets import without_secrets
from domain.servers import habits_of
from domain.solutions import add_solution
from domain.telling import ask_author, tell_affected

ANSWER = "answer-"
"""Begins the part of a question whether an answer solves a blocker."""


class ResolutionService:
    """Decides how blockers are resolved."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def who_resolves(self, guild_id: int, number: int, *, by: Member) -> tuple[Blocker, bool]:
        """A blocker that `by` wants to resolve, and whether their word is enough; else they can propose.

        Raises:
            NotFound: this server has no such blocker.
            Refused: it has ended, or they may not even propose.
        """
        async with self._store.reading() as store:
            blocker = await store.blockers.get(guild_id, number)
            return blocker, await self._may_resolve(store, blocker, by)

    async def resolve(
        self, guild_id: int, number: int, resolution: Resolution, *, by: Member, cause: int
    ) -> Blocker:
        """Solve a blocker and write its solution down or, where `by` may not, propose that to its author.

        `cause` is the id of the interaction: asked twice with the same, it is done once.

        Raises:
            NotFound: this server has no such blocker.
            Refused: it has ended, or it is not `by`'s to resolve and an answer waits already.
        """
        async with self._store.transaction() as store:
            blocker = await store.blockers.get(guild_id, number)
            if await store.entries.made_by(guild_id, cause) is not None:
                return blocker
            part = f"{ANSWER}{cause}"
            if await store.deliveries.get(guild_id, Key.about(Topic.ASK, blocker.ref, part)) is not None:
                return blocker
            resolution = await without_secrets(store, guild_id, resolution)
            if await self._may_resolve(store, blocker, by):
                return await self._solve(
                    store, Deed.RESOLVE, blocker, resolution, by=by, told_by=by, cause=cause
                )
            proposed = blocker.proposed_by(by, resolution, at=self._clock.now())
            kept = await keep_blocker(store, Deed.PROPOSE, blocker, proposed, by=by)
            if not await _waits_for_word(store, kept, self._clock):
                await ask_author(store, kept, self._clock, part=part)
            return kept

    async def accept(self, guild_id: int, number: int, *, by: Member, cause: int) -> Blocker:
        """Solve a blocker by the answer that was proposed.

        Raises:
            NotFound: this server has no such blocker.
            Refused: no answer waits, or it is not `by`'s to decide.
        """
        async with self._store.transaction() as store:
            blocker = await store.blockers.get(guild_id, number)
            if await store.entries.made_by(guild_id, cause) is not None:
                return blocker
            blocker.after(Deed.ACCEPT, by)
            blocker.check(Deed.ACCEPT, by, late=await self._is_late(store, blocker))
            proposal = blocker.proposal
            assert proposal is not None  # noqa: S101  (the state says so)
            return await self._solve(
                store, Deed.ACCEPT, blocker, proposal.resolution, by=by, told_by=proposal.by, cause=cause
            )

    async def decline(self, guild_id: int, number: int, *, by: Member) -> Blocker:
        """Go on with a blocker, because the answer that was proposed does not solve it.

        Raises:
            NotFound: this server has no such blocker.
            Refused: no answer waits, or it is not `by`'s to decide.
        """
        async with self._store.transaction() as store:
            blocker = await store.blockers.get(guild_id, number)
            late = await self._is_late(store, blocker)
            declined = blocker.declined_by(by, at=self._clock.now(), late=late)
            return await keep_blocker(store, Deed.DECLINE, blocker, declined, by=by)

    async def _may_resolve(self, store: Repositories, blocker: Blocker, by: Member) -> bool:
        blocker.after(Deed.RESOLVE, by)
        if blocker.allows(Deed.RESOLVE, by, late=await self._is_late(store, blocker)):
            return True
        blocker.after(Deed.PROPOSE, by)
        blocker.check(Deed.PROPOSE, by)
        return False

    async def _is_late(self, store: Repositories, blocker: Blocker) -> bool:
        return blocker.is_late(self._clock.now(), await habits_of(store, blocker.guild_id))

    async def _solve(
        self,
        store: Repositories,
        deed: Deed,
        blocker: Blocker,
        resolution: Resolution,
        *,
        by: Member,
        told_by: Member,
        cause: int,
    ) -> Blocker:
        now = self._clock.now()
        entry = NewEntry(
            guild_id=blocker.guild_id,
            title=blocker.title,
            tags=blocker.tags,
            author=told_by.named,
            at=now,
            cause=cause,
        )
        draft = SolutionDraft.of(resolution, problem=blocker.happened)
        helpers = [*resolution.helpers, *([blocker.helper] if blocker.helper else [])]
        origin = Origin(
            blocker=blocker.ref,
            asked_at=blocker.created_at,
            helpers=tuple(dict.fromkeys(each for each in helpers if each.id != blocker.author.id)),
        )
        solution = await add_solution(store, entry, draft, self._clock, origin=origin)
        solved = await keep_blocker(store, deed, blocker, blocker.solved(solution.ref, at=now), by=by)
        await tell_affected(store, solved, solution.ref, self._clock)
        return solved


async def _waits_for_word(store: Repositories, blocker: Blocker, clock: Clock) -> bool:
    """Whether its author was asked about an answer today and was not heard of since: that shows the new one, too."""
    now = clock.now()
    key = Key.about(Topic.ASK, blocker.ref)
    last = await store.said.last(blocker.guild_id, key, part=ANSWER, now=now)
    return last is not None and blocker.seen_at < last and now - last < CALM
