"""What Nexus owes to Discord gets there once, whatever happens on the way."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import SqliteStore
from domain.carrying import MessageGone, TryLater, Undeliverable
from domain.hub import Hub
from domain.models.delivery import Delivery, DeliveryState, Key, Topic
from domain.models.entries import Kind, Ref
from tests.support.domain import ADA, GUILD, HUB, MONDAY_NOON, PLACE, FakeCourier, SetClock, few

CARD = Key.card(Ref(Kind.BLOCKER, 12))
OTHER = Key.card(Ref(Kind.BLOCKER, 13))
NOTICE = Key(Topic.NOTICE, str(HUB))


async def want(store: SqliteStore, key: Key = CARD, *, clock: SetClock, channel_id: int = HUB) -> None:
    """Owe a message, as a service does when something changed."""
    async with store.transaction() as stored:
        await stored.deliveries.want(GUILD, key, at=clock.now(), channel_id=channel_id)


async def standing(store: SqliteStore, key: Key = CARD) -> Delivery:
    """The delivery as it stands."""
    async with store.reading() as stored:
        delivery = await stored.deliveries.get(GUILD, key)
    assert delivery is not None
    return delivery


async def test_what_is_owed_is_sent_once(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    await want(store, clock=clock)

    sent = await hub.outbox.deliver(GUILD, CARD)
    again = await hub.outbox.deliver(GUILD, CARD)

    assert courier.keys == ["card:B12"]
    assert sent == again
    assert sent is not None
    assert (sent.state, sent.message_id, sent.attempts) == (DeliveryState.SENT, 1001, 0)


async def test_what_nobody_asked_for_is_not_sent(hub: Hub, courier: FakeCourier) -> None:
    assert await hub.outbox.deliver(GUILD, CARD) is None
    assert not courier.carried


async def test_a_round_sends_all_that_is_due_longest_first(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    await want(store, OTHER, clock=clock)
    clock.skip(seconds=1)
    await want(store, CARD, clock=clock)

    assert await hub.outbox.deliver_due() == 2
    assert await hub.outbox.deliver_due() == 0
    assert courier.keys == ["card:B13", "card:B12"]


async def test_a_round_takes_on_no_more_than_it_should(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    await want(store, OTHER, clock=clock)
    await want(store, CARD, clock=clock)

    assert await hub.outbox.deliver_due(limit=1) == 1
    assert len(courier.carried) == 1


async def test_a_change_edits_the_same_message(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    await want(store, clock=clock)
    await hub.outbox.deliver(GUILD, CARD)
    await want(store, clock=clock)
    await hub.outbox.deliver(GUILD, CARD)

    assert [delivery.message_id for delivery in courier.carried] == [None, 1001]
    assert (await standing(store)).message_id == 1001


async def test_what_changes_on_the_way_is_carried_again_so_that_the_last_word_shows(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    await want(store, clock=clock)
    courier.on_the_way = lambda: want(store, clock=clock)

    sent = await hub.outbox.deliver(GUILD, CARD)

    assert sent is not None
    assert (sent.state, sent.wanted, sent.shown) == (DeliveryState.SENT, 2, 2)
    assert [delivery.message_id for delivery in courier.carried] == [None, 1001]


async def test_two_senders_at_once_send_one_message(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    await want(store, clock=clock)
    courier.on_the_way = lambda: hub.outbox.deliver(GUILD, CARD)

    await asyncio.gather(
        hub.outbox.deliver(GUILD, CARD), hub.outbox.deliver_due(), hub.outbox.deliver(GUILD, CARD)
    )

    assert courier.keys == ["card:B12"]


async def test_a_sender_that_died_holds_nothing_up_for_more_than_a_minute(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    await want(store, clock=clock)
    async with store.transaction() as stored:  # the one who died after this
        claimed_until = clock.now() + timedelta(seconds=60)
        await stored.deliveries.claim(GUILD, CARD, now=clock.now(), until=claimed_until)

    clock.skip(seconds=59)
    assert await hub.outbox.deliver_due() == 0
    clock.skip(seconds=1)
    assert await hub.outbox.deliver_due() == 1

    assert [delivery.attempts for delivery in courier.carried] == [2], "so it looks for its message first"


async def test_when_discord_is_away_it_waits_longer_each_time(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    await want(store, clock=clock)
    courier.troubles.extend(TryLater("HTTP 503") for _ in range(3))

    for pause in (15, 30, 60):
        waiting = await hub.outbox.deliver(GUILD, CARD)
        assert waiting is not None
        assert (waiting.state, waiting.reason) == (DeliveryState.DUE, "HTTP 503")
        clock.skip(seconds=pause - 1)
        assert await hub.outbox.deliver_due() == 0
        clock.skip(seconds=1)
    await hub.outbox.deliver_due()

    sent = await standing(store)
    assert (sent.state, sent.attempts, sent.reason) == (DeliveryState.SENT, 0, "")
    assert [delivery.attempts for delivery in courier.carried] == [1, 2, 3, 4]


async def test_it_waits_as_long_as_discord_says(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    await want(store, clock=clock)
    courier.troubles.append(TryLater("rate limited", after=timedelta(seconds=100)))

    await hub.outbox.deliver_due()
    clock.skip(seconds=99)
    assert await hub.outbox.deliver_due() == 0
    clock.skip(seconds=1)
    assert await hub.outbox.deliver_due() == 1


async def test_a_message_that_was_deleted_is_never_posted_again(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    await want(store, clock=clock)
    await hub.outbox.deliver(GUILD, CARD)
    await want(store, clock=clock)
    courier.troubles.append(MessageGone("Unknown Message"))
    await hub.outbox.deliver(GUILD, CARD)
    await want(store, clock=clock)
    await hub.outbox.deliver(GUILD, CARD)

    assert (await standing(store)).state is DeliveryState.GONE
    assert courier.keys == ["card:B12", "card:B12"], "and nobody is told, for nothing is to be mended"


async def test_what_cannot_succeed_is_parked_and_the_administrator_told_once_a_channel(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    await hub.servers.set_up(PLACE, time_zone=None, weekday=None, hour=None, by=ADA)
    await want(store, CARD, clock=clock)
    await want(store, OTHER, clock=clock)
    courier.troubles.extend([Undeliverable("Missing Access"), Undeliverable("Missing Access")])

    await hub.outbox.deliver_due()
    await hub.outbox.deliver_due()

    assert [(await standing(store, key)).state for key in (CARD, OTHER)] == [DeliveryState.PARKED] * 2
    assert courier.keys[2:] == [str(NOTICE)]
    assert courier.carried[2].user_id == ADA.id


async def test_each_channel_has_its_own_notice(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    await want(store, CARD, clock=clock)
    await want(store, OTHER, clock=clock, channel_id=21)
    courier.troubles.extend([Undeliverable("Missing Access"), Undeliverable("Missing Access")])

    await hub.outbox.deliver_due()
    await hub.outbox.deliver_due()

    assert sorted(courier.keys[2:]) == ["notice:20", "notice:21"]


async def test_a_notice_that_cannot_be_given_causes_no_other(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    await want(store, clock=clock)
    courier.troubles.extend([Undeliverable("Missing Access"), Undeliverable("Cannot send to this user")])

    for _ in range(4):
        await hub.outbox.deliver_due()

    assert courier.keys == ["card:B12", "notice:20"]
    assert (await standing(store, NOTICE)).state is DeliveryState.PARKED


async def test_after_a_new_setup_parked_messages_go_to_the_new_channel(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    await want(store, clock=clock)
    courier.troubles.append(Undeliverable("Unknown Channel"))
    await hub.outbox.deliver(GUILD, CARD)

    await hub.servers.set_up(PLACE, time_zone=None, weekday=None, hour=None, by=ADA)
    await hub.outbox.deliver_due()

    assert (await standing(store)).state is DeliveryState.SENT
    assert courier.carried[-1].attempts == 1


async def test_one_that_nobody_foresaw_is_tried_later_and_holds_up_no_other(
    hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
) -> None:
    await want(store, CARD, clock=clock)
    clock.skip(seconds=1)
    await want(store, OTHER, clock=clock)
    courier.troubles.append(ZeroDivisionError("a mistake of ours"))

    with pytest.raises(ExceptionGroup, match="they are tried again"):
        await hub.outbox.deliver_due()

    waiting = await standing(store, CARD)
    assert (waiting.state, waiting.reason) == (DeliveryState.DUE, "ZeroDivisionError: a mistake of ours")
    assert courier.keys == ["card:B12", "card:B13"], "in the same round"


def delivery(guild_id: int = GUILD, key: Key = CARD, attempts: int = 1) -> Delivery:
    return Delivery(guild_id=guild_id, key=key, channel_id=HUB, attempts=attempts, created_at=MONDAY_NOON)


def test_the_pause_doubles_up_to_an_hour() -> None:
    pauses = [delivery(attempts=tries).pause().total_seconds() for tries in (1, 2, 3, 8, 9, 10, 500)]

    assert pauses == [15, 30, 60, 1920, 3600, 3600, 3600]


keys = st.builds(Key, st.sampled_from(Topic), st.text(min_size=1, max_size=40))


@few
@given(st.integers(1, 2**63), keys, st.integers(1, 2**63), keys)
def test_each_message_has_a_nonce_of_its_own_that_discord_takes(
    guild: int, key: Key, other_guild: int, other_key: Key
) -> None:
    mine, other = delivery(guild, key), delivery(other_guild, other_key)

    assert 0 < len(mine.nonce) <= 25
    assert (mine.nonce == other.nonce) == ((guild, key) == (other_guild, other_key))
    assert mine.nonce == delivery(guild, key, attempts=9).nonce


def test_servers_with_equal_numbers_have_different_nonces() -> None:
    assert delivery(1).nonce != delivery(2).nonce
    assert delivery(1, Key(Topic.CARD, "B1")).nonce != delivery(1, Key(Topic.CARD, "B11")).nonce


@few
@given(keys)
def test_a_key_reads_back_as_it_is_written(key: Key) -> None:
    assert Key.parse(str(key)) == key
