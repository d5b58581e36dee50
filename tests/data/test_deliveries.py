"""Deliveries: whatever happens in whatever order, nobody sends twice and the last word is shown or accounted for."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.store import SqliteRepositories, SqliteStore
from domain.models.delivery import LEASE, Delivery, DeliveryState, Key, Topic
from domain.models.entries import Spot
from tests.data.written import OTHER_GUILD, later
from tests.support.domain import GUILD, HUB, MONDAY_NOON

CARD = Key(Topic.CARD, "B1")
NOTICE = Key(Topic.NOTICE, "20")
POSTED = Spot(HUB, 500)


async def claim(store: SqliteRepositories, now: datetime = MONDAY_NOON) -> Delivery | None:
    return await store.deliveries.claim(GUILD, CARD, now=now, until=now + LEASE)


async def test_a_change_of_what_was_never_posted_wants_nothing(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await new.deliveries.want(GUILD, CARD, at=MONDAY_NOON)

        assert await new.deliveries.get(GUILD, CARD) is None


async def test_a_claimed_delivery_is_nobody_elses_until_its_time_is_over(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await new.deliveries.want(GUILD, CARD, at=MONDAY_NOON, channel_id=HUB)
        assert await claim(new, later(minutes=-1)) is None
        first = await claim(new)

        assert first
        assert first.attempts == 1
        assert await claim(new, later(seconds=59)) is None
        assert await new.deliveries.due(later(seconds=59), limit=9) == []
        assert await new.deliveries.due(later(seconds=60), limit=9) == [(GUILD, CARD)]
        again = await claim(new, later(seconds=60))
        assert again == replace(first, attempts=2)


async def test_what_comes_a_thousand_at_a_time_lets_all_else_go_first(store: SqliteStore) -> None:
    weekly = [Key(Topic.RECAP, "2026-01-09"), Key.letter("2026-01-09", 7)]
    others = [Key(topic, "B1") for topic in Topic if topic not in {key.topic for key in weekly}]
    async with store.transaction() as new:
        for key, minutes in (*((key, 0) for key in weekly), *((key, 1) for key in others)):
            await new.deliveries.want(GUILD, key, at=later(minutes=minutes), channel_id=HUB)

        due = [key for _, key in await new.deliveries.due(later(minutes=1), limit=99)]
    assert (set(due[:-2]), set(due[-2:])) == (set(others), set(weekly))


async def test_what_changed_while_it_was_sent_is_sent_again(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await new.deliveries.want(GUILD, CARD, at=MONDAY_NOON, channel_id=HUB)
        claimed = await claim(new)
        assert claimed
        await new.deliveries.want(GUILD, CARD, at=MONDAY_NOON)
        await new.deliveries.done(claimed, POSTED)

        again = await claim(new)
        assert again
        assert (again.message_id, again.wanted, again.shown) == (500, 2, 1)
        await new.deliveries.done(again, POSTED)
        sent = await new.deliveries.get(GUILD, CARD)
        assert sent
        assert (sent.state, sent.shown, sent.attempts) == (DeliveryState.SENT, 2, 0)


async def test_a_deleted_card_stays_gone(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await new.deliveries.want(GUILD, CARD, at=MONDAY_NOON, channel_id=HUB)
        claimed = await claim(new)
        assert claimed
        await new.deliveries.give_up(claimed, gone=True, reason="deleted")
        await new.deliveries.want(GUILD, CARD, at=MONDAY_NOON, channel_id=HUB)
        await new.deliveries.revive(GUILD, channel_id=HUB, at=MONDAY_NOON)

        assert await claim(new, later(days=1)) is None


async def test_parked_cards_go_to_the_new_channel_and_those_posted_before_stay_where_they_are(
    store: SqliteStore,
) -> None:
    shown = Key(Topic.CARD, "S1")
    async with store.transaction() as new:
        for guild_id, key in ((GUILD, CARD), (GUILD, shown), (OTHER_GUILD, CARD)):
            await new.deliveries.want(guild_id, key, at=MONDAY_NOON, channel_id=HUB)
            claimed = await new.deliveries.claim(guild_id, key, now=MONDAY_NOON, until=later(minutes=1))
            assert claimed
            if key is shown:
                await new.deliveries.done(claimed, POSTED)
                await new.deliveries.want(guild_id, key, at=MONDAY_NOON)
                claimed = await new.deliveries.claim(guild_id, key, now=MONDAY_NOON, until=later(minutes=1))
                assert claimed
            await new.deliveries.give_up(claimed, gone=False, reason="no permission")
        await new.deliveries.want_once(GUILD, NOTICE, at=MONDAY_NOON, user_id=7)
        await new.deliveries.want_once(OTHER_GUILD, NOTICE, at=MONDAY_NOON, user_id=7)

        await new.deliveries.revive(GUILD, channel_id=99, at=later(days=1))

        found = {key: await new.deliveries.get(GUILD, key) for key in (CARD, shown, NOTICE)}
        assert [each and (each.state.value, each.channel_id) for each in found.values()] == [
            ("due", 99),
            ("due", HUB),
            None,
        ]
        elsewhere = await new.deliveries.get(OTHER_GUILD, CARD)
        assert elsewhere
        assert elsewhere.state is DeliveryState.PARKED
        assert await new.deliveries.get(OTHER_GUILD, NOTICE)


async def test_a_sender_that_comes_too_late_takes_nothing_from_the_next_one(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await new.deliveries.want(GUILD, CARD, at=MONDAY_NOON, channel_id=HUB)
        slow = await claim(new)
        quick = await claim(new, later(minutes=2))
        assert slow
        assert quick

        await new.deliveries.postpone(slow, until=later(days=1), reason="too late")
        await new.deliveries.give_up(slow, gone=False, reason="too late")

        assert await claim(new, later(minutes=2)) is None
        await new.deliveries.done(quick, POSTED)
        delivery = await new.deliveries.get(GUILD, CARD)
    assert delivery
    assert (delivery.state, delivery.message_id) == (DeliveryState.SENT, 500)


async def test_a_notice_is_wanted_once(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await new.deliveries.want_once(GUILD, NOTICE, at=MONDAY_NOON, user_id=7)
        await new.deliveries.want_once(GUILD, NOTICE, at=later(days=1), user_id=8)

        notice = await new.deliveries.get(GUILD, NOTICE)
    assert notice
    assert (notice.user_id, notice.channel_id, notice.wanted) == (7, None, 1)


@dataclass
class Sender:
    """One sender and the world around it, as the outbox uses deliveries."""

    store: SqliteRepositories
    now: datetime
    key: Key
    wants: int = 0
    held: Delivery | None = None
    held_until: datetime = MONDAY_NOON
    message_ids: set[int] = field(default_factory=set[int])

    async def do(self, deed: str) -> None:
        await getattr(self, deed)()
        await self.look()

    async def look(self) -> None:
        """The last want is shown, or it is due, or somebody was told why not."""
        delivery = await self.store.deliveries.get(GUILD, self.key)
        assert (delivery is None) == (self.wants == 0)
        if delivery is None:
            return
        assert delivery.wanted == self.wants
        assert delivery.state is not DeliveryState.SENT or delivery.shown == self.wants
        assert len(self.message_ids) <= 1
        due = (GUILD, self.key) in await self.store.deliveries.due(later(days=9999), limit=1000)
        assert due == (delivery.state is DeliveryState.DUE)

    async def want(self) -> None:
        await self.store.deliveries.want(GUILD, self.key, at=self.now, channel_id=HUB)
        self.wants += 1

    async def wait(self) -> None:
        self.now += timedelta(seconds=45)

    async def take(self) -> None:
        until = self.now + LEASE
        claimed = await self.store.deliveries.claim(GUILD, self.key, now=self.now, until=until)
        if claimed is not None:
            assert self.held is None or self.held_until <= self.now, "two hold it at a time"
            self.held, self.held_until = claimed, until

    async def send(self) -> None:
        if held := self.let_go():
            message_id = held.message_id or 500 + len(self.message_ids)
            self.message_ids.add(message_id)
            await self.store.deliveries.done(held, Spot(HUB, message_id))

    async def fail(self) -> None:
        if held := self.let_go():
            until = self.now + timedelta(seconds=15)
            await self.store.deliveries.postpone(held, until=until, reason="500")

    async def park(self) -> None:
        if held := self.let_go():
            await self.store.deliveries.give_up(held, gone=False, reason="403")

    async def lose(self) -> None:
        if held := self.let_go():
            await self.store.deliveries.give_up(held, gone=True, reason="404")

    async def crash(self) -> None:
        self.let_go()
        self.held_until = MONDAY_NOON

    async def revive(self) -> None:
        await self.store.deliveries.revive(GUILD, channel_id=HUB, at=self.now)

    def let_go(self) -> Delivery | None:
        """What is held, unless it took too long."""
        held, self.held = self.held, None
        return held if self.now < self.held_until else None


DEEDS = ["want", "want", "wait", "take", "take", "send", "send", "fail", "park", "lose", "crash", "revive"]
subjects = iter(range(1, 100_000))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example has a delivery of its own
)
@given(st.lists(st.sampled_from(DEEDS), max_size=25))
async def test_whatever_happens_nobody_sends_twice_and_the_last_word_is_shown_or_accounted_for(
    store: SqliteStore, deeds: list[str]
) -> None:
    async with store.transaction() as new:
        sender = Sender(new, MONDAY_NOON, Key(Topic.CARD, f"B{next(subjects)}"))
        for deed in deeds:
            await sender.do(deed)

        if sender.wants and DeliveryState.DUE is (await sender_state(sender)):
            sender.now += timedelta(hours=1)
            for deed in ("take", "send"):
                await sender.do(deed)
            assert await sender_state(sender) is DeliveryState.SENT


async def sender_state(sender: Sender) -> DeliveryState | None:
    delivery = await sender.store.deliveries.get(GUILD, sender.key)
    return delivery and delivery.state
