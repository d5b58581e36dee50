"""Originals: messages, threads and channels of Discord that entries came from or are shown in, and that may go."""

from collections.abc import Sequence
from dataclasses import replace

from domain.models.blocker import Blocker, Source
from domain.models.delivery import Key
from domain.models.entries import Spot
from domain.models.solution import Solution
from domain.ports import Clock, Repositories, Store


class OriginalService:
    """Notes what was deleted on Discord. What an entry says stays: it is a snapshot."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def message_gone(self, guild_id: int, message_id: int) -> bool:
        """Note that a message was deleted; returns whether Nexus had anything to do with it."""
        async with self._store.reading() as store:
            is_ours = await store.deliveries.shown_by(guild_id, message_id) is not None
            is_source = bool(
                await store.blockers.from_message(guild_id, message_id)
                or await store.solutions.linking_to(guild_id, message_id)
            )
        if not (is_ours or is_source):
            return False
        async with self._store.transaction() as store:
            await store.deliveries.gone(guild_id, message_id=message_id)
            for blocker in await store.blockers.from_message(guild_id, message_id):
                await self._lost(store, blocker)
            for solution in await store.solutions.linking_to(guild_id, message_id):
                lost = [spot for spot in solution.linked if spot.message_id == message_id]
                await self._leads_nowhere(store, solution, lost)
        return True

    async def channel_gone(self, guild_id: int, channel_id: int) -> None:
        """Note that a channel or a thread was deleted, with the messages in it."""
        async with self._store.transaction() as store:
            await store.deliveries.gone_with(guild_id, channel_id=channel_id)
            for blocker in await store.blockers.from_channel(guild_id, channel_id):
                await self._lost(store, blocker)
            for solution in await store.solutions.linking_into(guild_id, channel_id):
                lost = [spot for spot in solution.linked if spot.channel_id == channel_id]
                await self._leads_nowhere(store, solution, lost)

    async def _leads_nowhere(self, store: Repositories, solution: Solution, lost: Sequence[Spot]) -> None:
        known = tuple(dict.fromkeys([*solution.lost, *lost]))
        if known != solution.lost:
            await store.solutions.save(replace(solution, lost=known))
            await store.deliveries.want_again(solution.guild_id, solution.ref, at=self._clock.now())

    async def _lost(self, store: Repositories, blocker: Blocker) -> None:
        if blocker.source is None or blocker.source.is_gone:
            return
        await store.blockers.save(replace(blocker, source=Source(blocker.source.spot, is_gone=True)))
        await store.deliveries.want(blocker.guild_id, Key.card(blocker.ref), at=self._clock.now())
