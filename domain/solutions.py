"""Solutions: what somebody found out, kept so that it stays found."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeAlias

from domain.changes import index_entry, keep_new, keep_solution
from domain.entries import post_card
from domain.errors import Refused
from domain.models.deeds import Deed
from domain.models.delivery import Key
from domain.models.entries import Kind, Member, NewEntry, Place, Ref
from domain.models.errand import Errand, Task
from domain.models.listing import WantedSolutions
from domain.models.resolution import Origin
from domain.models.sight import FULL, Sight
from domain.models.solution import Solution, Vote
from domain.models.solution_draft import Details, SolutionDraft, Words
from domain.ports import Clock, Repositories, Store
from domain.secrets import without_secrets
from domain.servers import habits_of
from domain.sight import hidden_from
from domain.telling import tell_quoted
from domain.text import tags_of, title_of

Change: TypeAlias = Callable[[Solution, datetime], Solution]
"""What becomes of a solution at a time."""


class SolutionService:
    """Decides what happens to solutions."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def post(
        self, place: Place, draft: SolutionDraft, *, by: Member, cause: int, blocker: Ref | None = None
    ) -> Solution:
        """Post a solution, of `blocker` if it is named, and have its card posted.

        `cause` is the id of the interaction: asked twice with the same, it is posted once.

        Raises:
            NotFound: this server has no such blocker.
        """
        async with self._store.transaction() as store:
            made = await store.entries.made_by(place.guild_id, cause)
            if made is not None:
                return await store.solutions.get(place.guild_id, made.number)
            draft = await without_secrets(store, place.guild_id, draft)
            now = self._clock.now()
            asked = await store.blockers.get(place.guild_id, blocker.number) if blocker else None
            entry = NewEntry(
                guild_id=place.guild_id,
                title=title_of(draft.problem),
                tags=draft.tags or (asked.tags if asked else ()),
                author=by,
                at=now,
                cause=cause,
            )
            origin = Origin(blocker=blocker, asked_at=asked.created_at if asked else None)
            solution = await add_solution(store, entry, draft, self._clock, origin=origin)
            await post_card(store, place, solution.ref, self._clock)
            await tell_quoted(store, solution)
            if asked:
                await index_entry(store, solution)  # now that it is known where its card stands
                await store.deliveries.want(asked.guild_id, Key.card(asked.ref), at=now)
            return solution

    async def get(self, guild_id: int, number: int) -> Solution:
        """The server's solution of that number.

        Raises:
            NotFound: there is none.
        """
        async with self._store.reading() as store:
            return await store.solutions.get(guild_id, number)

    async def of_blocker(self, guild_id: int, number: int) -> Sequence[Solution]:
        """The solutions of a blocker that are in use, oldest first."""
        async with self._store.reading() as store:
            found = await store.solutions.of_blocker(guild_id, number)
        return [solution for solution in found if solution.standing.is_found]

    async def listed(
        self, guild_id: int, wanted: WantedSolutions, *, limit: int, page: int, sight: Sight = FULL
    ) -> tuple[Sequence[Solution], int]:
        """One page (from 0) of the solutions that are wanted, and how many there are in all."""
        async with self._store.reading() as store:
            seen = replace(wanted, hidden=await hidden_from(store, guild_id, sight))
            return await store.solutions.listed(guild_id, seen, limit=limit, offset=page * limit)

    async def edit(self, guild_id: int, number: int, part: Words | Details, *, by: Member) -> Solution:
        """Give a solution other words or details.

        Raises:
            NotFound: this server has no such solution.
            Refused: it is out of use, or not `by`'s to edit.
        """
        async with self._store.transaction() as store:
            solution = await store.solutions.get(guild_id, number)
            part = await without_secrets(store, guild_id, part)
            now = self._clock.now()
            edited = solution.edited_by(by, part, at=now)
            return await keep_solution(store, Deed.EDIT, solution, edited, by=by, at=now)

    async def tag(self, guild_id: int, number: int, typed: str, *, by: Member) -> Solution:
        """Give a solution the tags that were typed, and no others.

        Raises:
            BadInput: they cannot be read.
            NotFound: this server has no such solution.
            Refused: it is out of use, or not `by`'s to tag.
        """
        tags = tags_of(typed)
        return await self._do(Deed.TAG, guild_id, number, by, lambda it, at: it.tagged_by(by, tags, at=at))

    async def vote(self, guild_id: int, number: int, *, helped: bool, by: Member) -> tuple[Solution, bool]:
        """Note that a solution helped `by`, or did not work for them; said twice, it is taken back.

        Returns the solution, and whether it was taken back.

        Raises:
            NotFound: this server has no such solution.
            Refused: it is out of use, or it is `by`'s own and they say that it helped.
        """
        async with self._store.transaction() as store:
            solution = await store.solutions.get(guild_id, number)
            solution.check_standing()
            said = [vote for vote in await store.solutions.votes(guild_id, number) if vote.by.id == by.id]
            if said and said[0].helped is helped:
                return await unvote_within(store, solution, self._clock, by=by), True
            return await vote_within(store, solution, self._clock, helped=helped, by=by), False

    async def supersede(self, guild_id: int, number: int, newer: Ref, *, by: Member) -> Solution:
        """Put a newer solution in the place of this one.

        Raises:
            NotFound: this server lacks one of the two.
            Refused: it is not `by`'s to say so, one is out of use, or the newer one leads back to this one.
        """
        async with self._store.transaction() as store:
            replacing = await store.solutions.get(guild_id, newer.number)
            replacing.check_standing()
            await _refuse_circle(store, replacing, Ref(Kind.SOLUTION, number))
            solution = await store.solutions.get(guild_id, number)
            now = self._clock.now()
            superseded = solution.superseded(newer, by=by, at=now)
            return await keep_solution(store, Deed.SUPERSEDE, solution, superseded, by=by, at=now)

    async def retire(self, guild_id: int, number: int, *, by: Member) -> Solution:
        """Take a solution out of use.

        Raises:
            NotFound: this server has no such solution.
            Refused: it is out of use, or not `by`'s to retire.
        """
        return await self._do(Deed.RETIRE, guild_id, number, by, lambda it, at: it.retired(by=by, at=at))

    async def restore(self, guild_id: int, number: int, *, by: Member) -> Solution:
        """Bring a retired solution back into use, or take the newer one from a superseded one's place.

        Raises:
            NotFound: this server has no such solution.
            Refused: it is in use, was taken back, or is not `by`'s to bring back.
        """
        return await self._do(Deed.RESTORE, guild_id, number, by, lambda it, at: it.restored(by=by, at=at))

    async def unname(self, guild_id: int, number: int, *, by: Member) -> Solution:
        """Take the name of `by` out of a solution that they helped with or were quoted in, and out of its history.

        Raises:
            NotFound: this server has no such solution.
            Refused: it does not name them.
        """
        now = self._clock.now()
        async with self._store.transaction() as store:
            solution = await store.solutions.get(guild_id, number)
            unnamed = solution.without_name_of(by, at=now)
            kept = await keep_solution(store, Deed.UNNAME, solution, unnamed, by=by, at=now)
            await store.events.forget_names(guild_id, solution.ref)
            return kept

    async def take_back(self, guild_id: int, number: int, *, by: Member) -> Solution:
        """Take the words out of a solution that was made from a message of `by`, and out of its history.

        Raises:
            NotFound: this server has no such solution.
            Refused: it does not quote them.
        """
        now = self._clock.now()
        async with self._store.transaction() as store:
            solution = await store.solutions.get(guild_id, number)
            taken_back = solution.taken_back(by=by, at=now)
            kept = await keep_solution(store, Deed.VETO, solution, taken_back, by=by, at=now)
            await store.events.forget_words(guild_id, solution.ref)
            return kept

    async def _do(self, deed: Deed, guild_id: int, number: int, by: Member, change: Change) -> Solution:
        now = self._clock.now()
        async with self._store.transaction() as store:
            solution = await store.solutions.get(guild_id, number)
            return await keep_solution(store, deed, solution, change(solution, now), by=by, at=now)


async def add_solution(
    store: Repositories, entry: NewEntry, draft: SolutionDraft, clock: Clock, *, origin: Origin
) -> Solution:
    """Store a new solution and make it findable, within the caller's transaction."""
    solution = await store.solutions.add(entry, draft, origin=origin)
    await keep_new(store, Deed.POST, solution)
    await index_entry(store, solution)
    await plan_doubt(store, solution, clock)
    return solution


async def vote_within(
    store: Repositories, solution: Solution, clock: Clock, *, helped: bool, by: Member
) -> Solution:
    """Note what a member says of a solution, within the caller's transaction.

    Raises:
        Refused: it is out of use, or it is their own and they say that it helped.
    """
    deed = Deed.HELPED if helped else Deed.FAILED
    solution.check_standing()
    solution.check(deed, by)
    await store.solutions.vote(solution, Vote(by.named, helped, clock.now()))
    return await weigh(store, solution, clock, deed, by=by)


async def unvote_within(store: Repositories, solution: Solution, clock: Clock, *, by: Member) -> Solution:
    """Forget what a member said of a solution, within the caller's transaction."""
    await store.solutions.unvote(solution, by.id)
    return await weigh(store, solution, clock, Deed.TAKE_BACK, by=by)


async def weigh(
    store: Repositories, solution: Solution, clock: Clock, deed: Deed, *, by: Member | None
) -> Solution:
    """Count the votes of a solution anew, and see whether it is confirmed, within the caller's transaction.

    Where Nexus looks by itself (`by` is None) and finds all as it was, nothing is noted.
    """
    votes = await store.solutions.votes(solution.guild_id, solution.ref.number)
    habits = await habits_of(store, solution.guild_id)
    now = clock.now()
    weighed = solution.weighed(votes, now=now, fresh_for=timedelta(days=habits.fresh_days))
    kept = solution
    if by is not None or weighed != solution:
        kept = await keep_solution(store, deed, solution, weighed, by=by, at=now)
    await plan_doubt(store, kept, clock, votes=votes)
    return kept


async def plan_doubt(
    store: Repositories, solution: Solution, clock: Clock, *, votes: Sequence[Vote] = ()
) -> None:
    """Have a solution looked at again when nobody will have confirmed it for long."""
    habits = await habits_of(store, solution.guild_id)
    due_at = solution.confirmed_at(votes) + timedelta(days=habits.fresh_days)
    if solution.standing.is_found and due_at > clock.now():
        await store.errands.plan(
            Errand(guild_id=solution.guild_id, task=Task.DOUBT, ref=solution.ref, due_at=due_at)
        )


async def _refuse_circle(store: Repositories, newer: Solution, older: Ref) -> None:
    """See to it that no chain of newer solutions leads back to where it began.

    Raises:
        Refused: it would.
    """
    at: Solution = newer
    while at.ref != older:
        if at.superseded_by is None:
            return
        at = await store.solutions.get(newer.guild_id, at.superseded_by.number)
    if newer.ref == older:
        raise Refused(f"{older} cannot take its own place. Name the newer solution.")
    raise Refused(f"{newer.ref} has {older} in its place already, so it cannot take the place of {older}.")
