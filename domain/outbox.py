"""The outbox: sees to it that what Nexus owes to Discord gets there, once."""

from datetime import timedelta

from domain.carrying import Courier, MessageGone, Moot, TryLater, Undeliverable
from domain.failures import reason_within
from domain.models.delivery import LEASE, Delivery, DeliveryState, Key, Topic
from domain.models.entries import Ref
from domain.ports import Clock, Store

BATCH = 25
"""How many deliveries one round takes on."""


class Outbox:
    """Sends deliveries: at once when asked to, later when Discord was away."""

    def __init__(self, store: Store, clock: Clock, courier: Courier) -> None:
        self._store = store
        self._clock = clock
        self._courier = courier

    async def deliver(self, guild_id: int, key: Key) -> Delivery | None:
        """Try this delivery now, if it is due and in nobody's hands; returns how it stands afterwards.

        What changes while it is being carried is carried again, so that the last word shows.
        """
        while (claimed := await self._claim(guild_id, key)) is not None:
            await self._carry(claimed)
        return await self.get(guild_id, key)

    async def get(self, guild_id: int, key: Key) -> Delivery | None:
        """How a delivery stands, if it was ever wanted."""
        async with self._store.reading() as store:
            return await store.deliveries.get(guild_id, key)

    async def deliver_about(self, guild_id: int, ref: Ref) -> Delivery | None:
        """Try all that is owed about an entry and due now; returns how its card stands afterwards."""
        async with self._store.reading() as store:
            due = await store.deliveries.due_about(guild_id, ref, self._clock.now())
        for key in due:
            await self.deliver(guild_id, key)
        return await self.get(guild_id, Key.card(ref))

    async def deliver_due(self, *, limit: int = BATCH) -> int:
        """Try the deliveries that are due, letters last and recaps before them; returns how many were tried.

        Raises:
            ExceptionGroup: what nobody foresaw came in the way of some; they are put off, and held up no other.
        """
        async with self._store.reading() as store:
            due = await store.deliveries.due(self._clock.now(), limit=limit)
        troubles: list[Exception] = []
        for guild_id, key in due:
            try:
                await self.deliver(guild_id, key)
            except Exception as trouble:  # noqa: BLE001  (one message's trouble must not keep the others waiting)
                troubles.append(trouble)
        if troubles:
            raise ExceptionGroup("Some messages could not be sent; they are tried again", troubles)
        return len(due)

    async def _claim(self, guild_id: int, key: Key) -> Delivery | None:
        now = self._clock.now()
        async with self._store.transaction() as store:
            return await store.deliveries.claim(guild_id, key, now=now, until=now + LEASE)

    async def _carry(self, delivery: Delivery) -> None:
        try:
            spot = await self._courier.carry(delivery)
        except (MessageGone, Moot) as gone:
            await self._give_up(delivery, state=DeliveryState.GONE, reason=str(gone))
        except Undeliverable as never:
            # A letter that its reader does not let in is nothing that anybody could mend.
            state = DeliveryState.GONE if delivery.key.topic is Topic.LETTER else DeliveryState.PARKED
            await self._give_up(delivery, state=state, reason=str(never))
        except TryLater as later:
            await self._postpone(delivery, later.after or delivery.pause(), reason=str(later))
        except Exception as unforeseen:
            # A mistake of ours: tried ever less often, so that it cannot hold up what is due after it.
            async with self._store.reading() as store:
                reason = await reason_within(store, delivery.guild_id, unforeseen)
            await self._postpone(delivery, delivery.pause(), reason=reason)
            raise
        else:
            async with self._store.transaction() as store:
                await store.deliveries.done(delivery, spot)

    async def _postpone(self, delivery: Delivery, pause: timedelta, *, reason: str) -> None:
        async with self._store.transaction() as store:
            await store.deliveries.postpone(delivery, until=self._clock.now() + pause, reason=reason)

    async def _give_up(self, delivery: Delivery, *, state: DeliveryState, reason: str) -> None:
        """Stop trying and, where something could be mended, have an administrator told once a channel."""
        async with self._store.transaction() as store:
            await store.deliveries.give_up(delivery, gone=state is DeliveryState.GONE, reason=reason)
            if state is DeliveryState.PARKED and delivery.key.topic.alarms:
                server = await store.servers.get(delivery.guild_id)
                await store.deliveries.want_once(
                    delivery.guild_id,
                    Key(Topic.NOTICE, str(delivery.channel_id)),
                    at=self._clock.now(),
                    user_id=server.set_up_by if server else None,
                )
