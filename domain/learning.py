"""Learning from use: the wording of a search that a solution answered is one more way to find it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from domain.changes import index_entry
from domain.errors import Refused
from domain.models.alias import ALIAS_LIMIT, ALIASES_LIMIT, MEMBER_ALIASES_LIMIT, Alias
from domain.models.deeds import Deed
from domain.models.entries import Member, Ref
from domain.models.search import OWN_WORDS, Query
from domain.models.solution import Solution
from domain.ports import Clock, Repositories, Store
from domain.solutions import unvote_within, vote_within
from domain.text import one_line, shortened
from domain.wordings import is_same, key_of

VERDICTS: Final = {Deed.HELPED, Deed.FAILED, Deed.TAKE_BACK}
"""What a member says of a solution after trying it."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A solution that answered a search."""

    solution: Solution
    alias: Alias | None
    """The wording by which it is found from now on; None where it was found by these words already."""
    wording: str
    """The words of the search, as far as they are kept."""


class LearningService:
    """Remembers which wordings found which solutions."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def solved(self, guild_id: int, search_id: int, number: int, *, by: Member) -> Learned:
        """Note that a solution answered a search: it helped, unless it is `by`'s own, and is found by its wording.

        Raises:
            NotFound: the search is long forgotten, or this server has no such solution.
            Refused: the solution is out of use.
        """
        async with self._store.transaction() as store:
            query = await store.searches.get(guild_id, search_id)
            solution = await store.solutions.get(guild_id, number)
            solution.check_standing()
            if solution.author.id != by.id and not await _helped(store, solution, by):
                solution = await vote_within(store, solution, self._clock, helped=True, by=by)
            return Learned(solution, await self._learn(store, solution, query, by), wording_of(query))

    async def not_solved(self, guild_id: int, search_id: int, number: int, *, by: Member) -> Solution:
        """Take back that a solution answered a search: what `by` said of it, and the wording that came from it.

        Raises:
            NotFound: the search is long forgotten, or this server has no such solution.
        """
        async with self._store.transaction() as store:
            query = await store.searches.get(guild_id, search_id)
            solution = await store.solutions.get(guild_id, number)
            for alias in await store.aliases.of(guild_id, number):
                if alias.by.id == by.id and is_same(alias.text, wording_of(query)):
                    await store.aliases.drop(guild_id, alias.id)
            await index_entry(store, solution)
            if not await _helped(store, solution, by):
                return solution
            if solution.standing.is_found and await _failed_before(store, solution, by):
                return await vote_within(store, solution, self._clock, helped=False, by=by)
            return await unvote_within(store, solution, self._clock, by=by)

    async def dismiss(self, guild_id: int, search_id: int, ref: Ref, *, by: Member) -> int:
        """Note that an entry was not what a search looked for: it is not among its hits any more.

        Returns the search's number. Somebody else's search stays as it is: `by` gets one of their own.

        Raises:
            NotFound: the search is long forgotten.
        """
        async with self._store.transaction() as store:
            query = await query_for(store, guild_id, search_id, by)
            if await store.searches.asker(guild_id, search_id) != by.id:
                search_id = await store.searches.add(guild_id, query, by=by, at=self._clock.now())
            if ref not in query.within.dismissed:
                await store.searches.dismiss(guild_id, search_id, ref)
            return search_id

    async def aliases(self, guild_id: int, number: int) -> Sequence[Alias]:
        """The wordings by which a solution is found, oldest first."""
        async with self._store.reading() as store:
            return await store.aliases.of(guild_id, number)

    async def remove(self, guild_id: int, alias_id: int, *, by: Member) -> Solution:
        """Forget a wording.

        Raises:
            NotFound: it is forgotten already.
            Refused: it is not `by`'s, and neither is the solution to edit.
        """
        async with self._store.transaction() as store:
            alias = await store.aliases.get(guild_id, alias_id)
            solution = await store.solutions.get(guild_id, alias.number)
            if not may_remove(alias, solution, by):
                raise Refused("Only who searched so, or who may edit the solution, can remove this wording.")
            await store.aliases.drop(guild_id, alias_id)
            await index_entry(store, solution)
            return solution

    async def forget(self, guild_id: int, *, by: Member) -> int:
        """Forget what `by` searched for, and the wordings that came from it; returns how many there were in all.

        That takes in what others made of a search of theirs, on an answer for all, where its words are `by`'s own.
        """
        async with self._store.transaction() as store:
            first: dict[str, datetime] = {}
            for query, at in await store.searches.of_member(guild_id, by.id):
                if len(query.asked.split()) >= OWN_WORDS:
                    first.setdefault(wording_of(query), at)
            worded = await store.aliases.worded(guild_id, list(first))
            copies = [alias for alias in worded if alias.at >= first[alias.text]]
            own = await store.aliases.of_member(guild_id, by.id)
            aliases = {alias.id: alias for alias in (*own, *copies)}.values()
            for alias in aliases:
                await store.aliases.drop(guild_id, alias.id)
            for number in {alias.number for alias in aliases}:
                await index_entry(store, await store.solutions.get(guild_id, number))
            return len(aliases) + await store.searches.forget_member(guild_id, by.id)

    async def _learn(self, store: Repositories, solution: Solution, query: Query, by: Member) -> Alias | None:
        """Keep the wording of a query for a solution, unless it is found by these words already.

        Of an error, only somebody else's word counts: nobody is to put their own solution before all others for it.
        """
        text = wording_of(query)
        learned = () if await _is_own(store, solution, by) else query.fingerprints
        kept = await store.aliases.of(solution.guild_id, solution.ref.number)
        known = {key_of(each) for each in (solution.title, *(alias.text for alias in kept))}
        marks = {mark for alias in kept for mark in alias.fingerprints}
        if not key_of(text) or (key_of(text) in known and marks >= set(learned)):
            return None
        own = [alias for alias in kept if alias.by.id == by.id]
        for alias in _in_the_way(own, MEMBER_ALIASES_LIMIT) or _in_the_way(kept, ALIASES_LIMIT):
            await store.aliases.drop(solution.guild_id, alias.id)
        alias = await store.aliases.add(
            Alias(
                id=0,
                guild_id=solution.guild_id,
                number=solution.ref.number,
                text=text,
                fingerprints=learned,
                by=by.named,
                at=self._clock.now(),
            )
        )
        await index_entry(store, solution)
        return alias


async def query_for(store: Repositories, guild_id: int, search_id: int, by: Member | None) -> Query:
    """What a search asked for, as `by` goes on with it: what somebody else put aside is not aside for them.

    Where nobody goes on with it, it is as it was asked.

    Raises:
        NotFound: the search is long forgotten.
    """
    query = await store.searches.get(guild_id, search_id)
    if by is None or await store.searches.asker(guild_id, search_id) == by.id:
        return query
    return replace(query, within=replace(query.within, dismissed=()))


def may_remove(alias: Alias, solution: Solution, by: Member) -> bool:
    """Whether `by` may have a wording forgotten: one of their own, or any of a solution that is theirs to edit."""
    return alias.by.id == by.id or (solution.standing.is_found and solution.allows(Deed.EDIT, by))


def wording_of(query: Query) -> str:
    """A query's words as they are kept for a solution."""
    return shortened(one_line(query.asked), ALIAS_LIMIT)


def _in_the_way(kept: Sequence[Alias], limit: int) -> Sequence[Alias]:
    """Those of the oldest first that have to go, so that one more is within the limit."""
    return kept[: max(0, len(kept) + 1 - limit)]


async def _is_own(store: Repositories, solution: Solution, member: Member) -> bool:
    """Whether `member` wrote a solution, or asked what it solved."""
    if solution.author.id == member.id or solution.blocker is None:
        return solution.author.id == member.id
    return (await store.blockers.get(solution.guild_id, solution.blocker.number)).author.id == member.id


async def _helped(store: Repositories, solution: Solution, by: Member) -> bool:
    """Whether `by` said already that a solution helped."""
    votes = await store.solutions.votes(solution.guild_id, solution.ref.number)
    return any(vote.by.id == by.id and vote.helped for vote in votes)


async def _failed_before(store: Repositories, solution: Solution, by: Member) -> bool:
    """Whether `by`, who says that a solution helped, said just before that it did not work."""
    events = await store.events.of(solution.guild_id, solution.ref)
    said = [event.deed for event in events if event.by and event.by.id == by.id and event.deed in VERDICTS]
    return said[-2:] == [Deed.FAILED, Deed.HELPED]
