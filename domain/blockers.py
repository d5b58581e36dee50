"""Blockers: from the cry for help to the solution that the next one finds."""

from collections.abc import Sequence

from domain.entries import post_card
from domain.models.blocker import Blocker, BlockerDraft, State
from domain.models.delivery import Key
from domain.models.entries import Member, NewEntry, Place
from domain.models.search import Document
from domain.models.solution import Resolution, Solution, SolutionDraft
from domain.ports import Clock, Repositories, Store
from domain.solutions import keep_solution
from domain.text import title_of


class BlockerService:
    """Decides what happens to blockers."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def log(self, place: Place, draft: BlockerDraft, *, by: Member, cause: int) -> Blocker:
        """Log a blocker and have its card posted.

        `cause` is the id of the interaction: asked twice with the same, it is logged once.
        """
        async with self._store.transaction() as store:
            made = await store.entries.made_by(place.guild_id, cause)
            if made is not None:
                return await store.blockers.get(place.guild_id, made.number)
            entry = NewEntry(
                guild_id=place.guild_id,
                title=title_of(draft.goal),
                tags=draft.tags,
                author=by,
                at=self._clock.now(),
                cause=cause,
            )
            blocker = await store.blockers.add(entry, draft)
            await store.index.put(document_of(blocker))
            await post_card(store, place, blocker.ref, self._clock)
            return blocker

    async def claim(self, guild_id: int, number: int, *, by: Member) -> Blocker:
        """Make `by` the one who helps.

        Raises:
            NotFound: this server has no such blocker.
            Refused: it is solved, somebody helps already, or it is `by`'s own.
        """
        async with self._store.transaction() as store:
            blocker = await store.blockers.get(guild_id, number)
            return await self._changed(store, blocker.claimed_by(by, at=self._clock.now()))

    async def release(self, guild_id: int, number: int, *, by: Member) -> Blocker:
        """Hand a claimed blocker back, so that somebody else can help.

        Raises:
            NotFound: this server has no such blocker.
            Refused: nobody helps, or it is not `by`'s to hand back.
        """
        async with self._store.transaction() as store:
            blocker = await store.blockers.get(guild_id, number)
            return await self._changed(store, blocker.released_by(by, at=self._clock.now()))

    async def resolve(
        self, guild_id: int, number: int, resolution: Resolution, *, by: Member, cause: int
    ) -> tuple[Blocker, Solution]:
        """Solve a blocker and write its solution down.

        `cause` is the id of the interaction: asked twice with the same, it is solved once.

        Raises:
            NotFound: this server has no such blocker.
            Refused: it is solved already, or not `by`'s to resolve.
        """
        async with self._store.transaction() as store:
            blocker = await store.blockers.get(guild_id, number)
            made = await store.entries.made_by(guild_id, cause)
            if made is not None:
                return blocker, await store.solutions.get(guild_id, made.number)
            blocker.check_resolvable_by(by)
            now = self._clock.now()
            entry = NewEntry(
                guild_id=guild_id, title=blocker.title, tags=blocker.tags, author=by, at=now, cause=cause
            )
            draft = SolutionDraft(
                problem=blocker.happened, cause=resolution.cause, fix=resolution.fix, code=resolution.code
            )
            solution = await keep_solution(store, entry, draft, blocker=blocker)
            solved = await self._changed(store, blocker.resolved_by(by, solution=solution.ref, at=now))
            return solved, solution

    async def get(self, guild_id: int, number: int) -> Blocker:
        """The server's blocker of that number.

        Raises:
            NotFound: there is none.
        """
        async with self._store.reading() as store:
            return await store.blockers.get(guild_id, number)

    async def listed(
        self, guild_id: int, *, states: Sequence[State], tag: str | None, limit: int, page: int
    ) -> tuple[Sequence[Blocker], int]:
        """One page (from 0) of the blockers in these states, most urgent first, and how many there are in all."""
        async with self._store.reading() as store:
            return await store.blockers.listed(
                guild_id, states=states, tag=tag, limit=limit, offset=page * limit
            )

    async def _changed(self, store: Repositories, blocker: Blocker) -> Blocker:
        await store.blockers.save(blocker)
        await store.deliveries.want(blocker.guild_id, Key.card(blocker.ref), at=blocker.updated_at)
        return blocker


def document_of(blocker: Blocker) -> Document:
    """What the search index keeps of a blocker."""
    return Document(
        guild_id=blocker.guild_id,
        ref=blocker.ref,
        title=blocker.title,
        body="\n".join(filter(None, (blocker.goal, blocker.happened, blocker.tried))),
        code="",
        tags=blocker.tags,
    )
