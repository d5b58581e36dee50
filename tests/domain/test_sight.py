"""The rule of sight: an entry is for those who see the channel where its card stands."""

import pytest

from data.store import SqliteStore
from domain.errors import NotFound, Refused
from domain.hub import Hub
from domain.models.entries import Kind, Place, Ref, Thread
from domain.models.schedule import Weekday
from domain.models.sight import FULL, Channel, Sight
from domain.sight import hidden_from
from tests.support.domain import ADA, ADMINISTRATOR, GRACE, GUILD, HUB, PLACE, blocker_draft, endpoint_draft

STAFF, GONE = 30, 40

STAFFS = Place(GUILD, STAFF)


def sight(*, seen: tuple[int, ...] = (), hidden: tuple[int, ...] = ()) -> Sight:
    """Sees some channels and not others; what is neither, Discord does not have any more."""
    return Sight(lambda channel: True if channel.id in seen else False if channel.id in hidden else None)


@pytest.fixture
async def kept(hub: Hub) -> Hub:
    """B1 in the hub, B2 with the staff, B3 in a channel that is gone."""
    for cause, place in enumerate((PLACE, STAFFS, Place(GUILD, GONE)), 1):
        await hub.blockers.log(place, blocker_draft(f"Blocker {cause}"), by=ADA, cause=cause)
    return hub


@pytest.mark.parametrize(
    ("whose", "hidden"),
    [
        (FULL, set[int]()),
        (sight(seen=(HUB, STAFF, GONE)), set[int]()),
        (sight(seen=(HUB, STAFF)), set[int]()),
        (sight(seen=(HUB,), hidden=(STAFF,)), {STAFF}),
        (sight(seen=(STAFF,), hidden=(HUB,)), {HUB, GONE}),
        (sight(hidden=(HUB, STAFF)), {HUB, STAFF, GONE}),
        (sight(hidden=(STAFF,)), {STAFF}),
        (sight(), set[int]()),
    ],
)
@pytest.mark.usefixtures("kept")
async def test_a_channel_that_is_gone_counts_as_the_hub(
    store: SqliteStore, whose: Sight, hidden: set[int]
) -> None:
    async with store.reading() as reading:
        assert set(await hidden_from(reading, GUILD, whose)) == hidden


async def test_what_may_not_be_seen_is_refused_in_the_words_for_what_is_not_there(kept: Hub) -> None:
    await kept.endpoints.share(STAFFS, endpoint_draft(), by=ADA, cause=9)
    grace = sight(seen=(HUB,), hidden=(STAFF,))

    await kept.entries.see(GUILD, Ref(Kind.BLOCKER, 1), grace)
    await kept.entries.see(
        GUILD, Ref(Kind.BLOCKER, 99), grace
    )  # whoever looks for it is told that it is not there
    await kept.entries.see(GUILD, Ref(Kind.BLOCKER, 2), FULL)
    with pytest.raises(NotFound) as hidden:
        await kept.entries.see(GUILD, Ref(Kind.BLOCKER, 2), grace)
    with pytest.raises(NotFound) as missing:
        await kept.blockers.get(GUILD, 99)
    assert str(hidden.value) == str(missing.value).replace("B99", "B2")
    with pytest.raises(NotFound, match=r"There is no endpoint E1 in this server\."):
        await kept.entries.see(GUILD, Ref(Kind.ENDPOINT, 1), grace)


async def test_whoever_sees_all_is_asked_for_nothing(kept: Hub) -> None:
    def never(channel: Channel) -> bool:
        raise AssertionError(channel)

    full = Sight()
    assert full.is_full
    await kept.entries.see(GUILD, Ref(Kind.BLOCKER, 2), full)
    with pytest.raises(AssertionError):
        await kept.entries.see(GUILD, Ref(Kind.BLOCKER, 2), Sight(never))


async def test_a_message_shows_no_blocker_that_may_not_be_seen(kept: Hub) -> None:
    await kept.outbox.deliver_about(GUILD, Ref(Kind.BLOCKER, 2))
    card = (await kept.blockers.get(GUILD, 2)).card
    assert card

    for whose, is_shown in ((FULL, True), (sight(seen=(HUB, STAFF)), True), (sight(hidden=(STAFF,)), False)):
        shown = await kept.challenges.blocker_shown(GUILD, card.message_id, sight=whose)
        assert bool(shown) is is_shown


async def test_an_endpoint_that_is_taken_by_a_hidden_one_is_refused_without_its_number(kept: Hub) -> None:
    await kept.endpoints.share(STAFFS, endpoint_draft(), by=ADA, cause=9)

    for whose, words in ((sight(hidden=(STAFF,)), "that you cannot see"), (FULL, "it is E1")):
        with pytest.raises(Refused, match=words):
            await kept.endpoints.share(PLACE, endpoint_draft(), by=GRACE, cause=10, sight=whose)


async def test_a_thread_is_kept_where_a_card_stands_in_it(hub: Hub, store: SqliteStore) -> None:
    thread = Place(GUILD, 50, Thread(STAFF, is_private=True))
    await hub.blockers.log(thread, blocker_draft("In the thread"), by=ADA, cause=1)
    await hub.servers.set_up(PLACE, time_zone=None, weekday=Weekday.MONDAY, hour=9, by=ADMINISTRATOR)
    elsewhere = Place(GUILD, 60, Thread(STAFF, is_private=True))
    await hub.blockers.log(elsewhere, blocker_draft("In the hub"), by=ADA, cause=2)

    async with store.reading() as reading:
        assert await reading.channels.of_cards(GUILD) == [
            Channel(HUB, is_hub=True),
            Channel(50, Thread(STAFF, is_private=True)),
        ]
