"""What is owed about one entry: found whole, in its order, and never that of another whose number begins alike."""

from data.store import SqliteRepositories, SqliteStore
from domain.models.delivery import Delivery, DeliveryState, Key, Topic
from domain.models.entries import Kind, Ref, Spot
from tests.data.written import OTHER_GUILD, later
from tests.support.domain import GUILD, HUB, MONDAY_NOON

B1, B12 = Ref(Kind.BLOCKER, 1), Ref(Kind.BLOCKER, 12)
S1 = Ref(Kind.SOLUTION, 1)
CARD, THREAD = Key.card(B1), Key.about(Topic.THREAD, B1)
ASK, TOLD, NUDGE = Key.about(Topic.ASK, B1, 77), Key.about(Topic.TOLD, B1, S1), Key.about(Topic.NUDGE, B1, 0)
LAPSED = Key.about(Topic.LAPSED, B1, "2-202601051200")
OWED = (CARD, THREAD, ASK, LAPSED, NUDGE, TOLD)
OTHERS = (
    Key.card(B12),
    Key.card(S1),
    Key.about(Topic.NUDGE, B12, 0),
    Key(Topic.NOTICE, "1"),
    Key(Topic.RECAP, "1"),
)


async def owe(store: SqliteRepositories, *keys: Key, guild_id: int = GUILD) -> None:
    for key in reversed(keys):
        await store.deliveries.want_once(guild_id, key, at=MONDAY_NOON, channel_id=HUB)


async def send(store: SqliteRepositories, key: Key, spot: Spot, guild_id: int = GUILD) -> None:
    until = later(minutes=1)
    claimed = await store.deliveries.claim(guild_id, key, now=MONDAY_NOON, until=until)
    assert claimed
    await store.deliveries.done(claimed, spot)


async def found(store: SqliteRepositories, key: Key, guild_id: int = GUILD) -> Delivery:
    delivery = await store.deliveries.get(guild_id, key)
    assert delivery
    return delivery


async def test_what_is_due_about_an_entry_comes_card_first_then_its_thread(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await owe(new, *OWED, *OTHERS)
        await owe(new, *OWED, guild_id=OTHER_GUILD)

        assert await new.deliveries.due_about(GUILD, B1, MONDAY_NOON) == [*OWED]
        assert await new.deliveries.due_about(GUILD, B12, MONDAY_NOON) == [OTHERS[0], OTHERS[2]]
        assert await new.deliveries.due_about(GUILD, B1, later(seconds=-1)) == []
        await send(new, CARD, Spot(HUB, 500))
        assert await new.deliveries.due_about(GUILD, B1, MONDAY_NOON) == [*OWED[1:]]
        assert len(await new.deliveries.due_about(OTHER_GUILD, B1, MONDAY_NOON)) == len(OWED)


async def test_no_topic_about_an_entry_is_forgotten(store: SqliteStore) -> None:
    about = {topic for topic in Topic if topic not in {Topic.RECAP, Topic.LETTER, Topic.NOTICE}}
    async with store.transaction() as new:
        await owe(new, *(Key.about(topic, B1, 1) for topic in about))

        assert {key.topic for key in await new.deliveries.due_about(GUILD, B1, MONDAY_NOON)} == about


async def test_a_change_brings_up_to_date_what_shows_the_entry_and_nothing_else(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await owe(new, *OWED, *OTHERS)
        await owe(new, *OWED, guild_id=OTHER_GUILD)
        for message_id, key in enumerate((*OWED, *OTHERS), start=500):
            await send(new, key, Spot(HUB, message_id))

        await new.deliveries.want_again(GUILD, B1, at=later(hours=1))

        due = await new.deliveries.due(later(hours=1), limit=99)
        assert {key for guild_id, key in due if guild_id == GUILD} == {CARD, ASK, NUDGE, TOLD}
        assert (await found(new, CARD)).wanted == 2
        assert (await found(new, CARD, OTHER_GUILD)).wanted == 1
        assert not [
            key
            for guild_id, key in await new.deliveries.due(later(minutes=59), limit=99)
            if guild_id == GUILD
        ]


async def test_a_change_hurries_nothing_that_waits_and_wakes_nothing_that_is_gone(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await owe(new, CARD, ASK, NUDGE)
        for key, gone in ((ASK, True), (NUDGE, False)):
            claimed = await new.deliveries.claim(GUILD, key, now=MONDAY_NOON, until=later(minutes=1))
            assert claimed
            await new.deliveries.give_up(claimed, gone=gone, reason="no")
        card = await new.deliveries.claim(GUILD, CARD, now=MONDAY_NOON, until=later(minutes=1))
        assert card
        await new.deliveries.postpone(card, until=later(hours=3), reason="500")

        await new.deliveries.want_again(GUILD, B1, at=later(hours=1))

        assert await new.deliveries.due_about(GUILD, B1, later(hours=2)) == []
        assert await new.deliveries.due_about(GUILD, B1, later(hours=3)) == [CARD]
        assert (await found(new, ASK)).state is DeliveryState.GONE
        assert (await found(new, NUDGE)).state is DeliveryState.PARKED


async def test_a_message_tells_what_it_shows(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await owe(new, CARD, THREAD, NUDGE)
        await owe(new, Key.card(B12), guild_id=OTHER_GUILD)
        await send(new, CARD, Spot(HUB, 500))
        await send(new, THREAD, Spot(HUB, 500))
        await send(new, NUDGE, Spot(HUB, 501))
        await send(new, Key.card(B12), Spot(HUB, 502), OTHER_GUILD)

        assert await new.deliveries.shown_by(GUILD, 500) == CARD, "the thread has the card's id"
        assert await new.deliveries.shown_by(GUILD, 501) == NUDGE
        assert await new.deliveries.shown_by(GUILD, 502) is None
        assert await new.deliveries.shown_by(OTHER_GUILD, 500) is None


async def test_of_a_deleted_message_only_that_is_gone(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await owe(new, CARD, THREAD, NUDGE)
        await owe(new, CARD, guild_id=OTHER_GUILD)
        for key, message_id in ((CARD, 500), (THREAD, 500), (NUDGE, 501)):
            await send(new, key, Spot(HUB, message_id))
        await send(new, CARD, Spot(HUB, 500), OTHER_GUILD)

        await new.deliveries.gone(GUILD, message_id=500)

        assert (await found(new, CARD)).state is DeliveryState.GONE
        for key, guild_id in ((THREAD, GUILD), (NUDGE, GUILD), (CARD, OTHER_GUILD)):
            assert (await found(new, key, guild_id)).state is DeliveryState.SENT


async def test_with_a_channel_go_its_messages_and_what_is_not_sent_stays_owed(store: SqliteStore) -> None:
    elsewhere = Key.card(B12)
    async with store.transaction() as new:
        await owe(new, CARD, NUDGE, elsewhere)
        await owe(new, CARD, guild_id=OTHER_GUILD)
        await send(new, CARD, Spot(HUB, 500))
        await send(new, elsewhere, Spot(99, 501))
        await send(new, CARD, Spot(HUB, 500), OTHER_GUILD)

        await new.deliveries.gone_with(GUILD, channel_id=HUB)

        assert (await found(new, CARD)).state is DeliveryState.GONE
        assert (await found(new, CARD)).reason == "deleted with its channel"
        assert (await found(new, NUDGE)).state is DeliveryState.DUE
        assert (await found(new, elsewhere)).state is DeliveryState.SENT
        assert (await found(new, CARD, OTHER_GUILD)).state is DeliveryState.SENT


async def test_with_a_thread_goes_what_was_asked_in_it_but_not_the_card(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await owe(new, CARD, THREAD, ASK)
        await send(new, CARD, Spot(HUB, 500))
        await send(new, THREAD, Spot(HUB, 500))
        await send(new, ASK, Spot(500, 600))

        await new.deliveries.gone_with(GUILD, channel_id=500)

        states = {key: (await found(new, key)).state for key in (CARD, THREAD, ASK)}
        assert states == {CARD: DeliveryState.SENT, THREAD: DeliveryState.GONE, ASK: DeliveryState.GONE}
