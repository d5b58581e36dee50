"""The talk about a blocker, in its thread or below its card: it says whether a helper is silent, or an author."""

from dataclasses import replace
from datetime import timedelta

from domain.models.blocker import Blocker
from domain.models.delivery import Topic
from domain.models.entries import Kind, Member
from domain.models.errand import Errand, Task
from domain.models.lifecycle import State
from domain.ports import Clock, Repositories, Store
from domain.servers import habits_of

QUIET = "quiet"
"""The part of the question that an author is asked once, when they were silent after an answer."""


class TalkService:
    """Listens to whether somebody writes about a blocker, never to what."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def heard(self, guild_id: int, card_id: int, *, by: Member) -> None:
        """Note that somebody wrote below a message; nothing, if it is not the card of a blocker that waits.

        `card_id` is the id of the message that was replied to and, the same, of the thread that was opened on it.
        """
        async with self._store.reading() as store:
            key = await store.deliveries.shown_by(guild_id, card_id)
        if key is None or key.topic is not Topic.CARD or key.ref.kind is not Kind.BLOCKER:
            return
        async with self._store.transaction() as store:
            blocker = await store.blockers.get(guild_id, key.ref.number)
            if not blocker.is_waiting:
                return
            if by.id == blocker.author.id:
                await store.blockers.save(replace(blocker, seen_at=self._clock.now()))
                await store.errands.drop(guild_id, blocker.ref, Task.ASK)
            else:
                await self._answered(store, blocker, by)

    async def _answered(self, store: Repositories, blocker: Blocker, by: Member) -> None:
        habits = await habits_of(store, blocker.guild_id)
        await self._plan(store, blocker, Task.ASK, hours=habits.quiet_hours)
        if blocker.state is State.CLAIMED and blocker.helper and blocker.helper.id == by.id:
            await self._plan(store, blocker, Task.LAPSE, hours=habits.claim_hours)

    async def _plan(self, store: Repositories, blocker: Blocker, task: Task, *, hours: int) -> None:
        due_at = self._clock.now() + timedelta(hours=hours)
        await store.errands.plan(Errand(guild_id=blocker.guild_id, task=task, ref=blocker.ref, due_at=due_at))
