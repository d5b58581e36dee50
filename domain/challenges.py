"""Saving a solution in two taps: first the message with the challenge, then the one with the answer."""

from domain.models.blocker import Blocker
from domain.models.challenge import PICKED_FOR, Challenge
from domain.models.delivery import Topic
from domain.models.entries import Kind, Member
from domain.models.sight import FULL, Sight
from domain.ports import Clock, Store
from domain.secrets import without_secrets
from domain.sight import is_known


class ChallengeService:
    """Remembers the first tap until the second."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def pick(self, guild_id: int, challenge: Challenge, *, by: Member) -> Challenge:
        """Remember a message as the challenge of `by`, for an hour; returns it as it is kept."""
        async with self._store.transaction() as store:
            masked = await without_secrets(store, guild_id, challenge)
            await store.challenges.pick(guild_id, by.id, masked, at=self._clock.now())
            return masked

    async def picked(self, guild_id: int, *, by: Member) -> Challenge | None:
        """The challenge that `by` picked within the last hour."""
        async with self._store.reading() as store:
            return await store.challenges.picked(guild_id, by.id, since=self._clock.now() - PICKED_FOR)

    async def blocker_shown(self, guild_id: int, *message_ids: int, sight: Sight = FULL) -> Blocker | None:
        """The blocker whose card is one of these messages; a thread has the id of the card that it is on."""
        async with self._store.reading() as store:
            for message_id in message_ids:
                key = await store.deliveries.shown_by(guild_id, message_id)
                if key is None or key.topic is not Topic.CARD or key.ref.kind is not Kind.BLOCKER:
                    continue
                if await is_known(store, guild_id, key.ref, sight):
                    return await store.blockers.get(guild_id, key.ref.number)
        return None

    async def drop(self, guild_id: int, *, by: Member) -> None:
        """Forget the challenge of `by`."""
        async with self._store.transaction() as store:
            await store.challenges.drop(guild_id, by.id)

    async def forget_old(self) -> int:
        """Forget the challenges whose answer was never picked; returns how many."""
        async with self._store.transaction() as store:
            return await store.challenges.forget(self._clock.now() - PICKED_FOR)
