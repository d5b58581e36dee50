"""What is deleted on Discord breaks nothing: what an entry says stays, and its links say that the original is gone."""

from dataclasses import replace

from domain.hub import Hub
from domain.models.blocker import Blocker, Source
from domain.models.delivery import Delivery, DeliveryState, Key
from domain.models.entries import Kind, Ref, Spot
from tests.support.domain import ADA, GUILD, HUB, LINUS, PLACE, blocker_draft

B1 = Ref(Kind.BLOCKER, 1)
SOURCE = Spot(77, 700)


async def logged(hub: Hub) -> Blocker:
    """B1, made from a message in channel 77, with its card posted."""
    await hub.blockers.log(PLACE, replace(blocker_draft(), source=SOURCE), by=ADA, cause=1)
    while await hub.outbox.deliver_due():
        pass
    return await hub.blockers.get(GUILD, 1)


async def card(hub: Hub) -> Delivery:
    """The delivery of B1's card."""
    found = await hub.outbox.get(GUILD, Key.card(B1))
    assert found
    return found


async def test_a_blocker_knows_that_the_message_it_was_made_from_is_gone(hub: Hub) -> None:
    before = await logged(hub)

    assert await hub.originals.message_gone(GUILD, SOURCE.message_id)

    after = await hub.blockers.get(GUILD, 1)
    assert after == replace(before, source=Source(SOURCE, is_gone=True)), "all it says stays"
    assert (await card(hub)).state is DeliveryState.DUE, "and its card says so"


async def test_it_is_noted_once(hub: Hub) -> None:
    await logged(hub)
    await hub.originals.message_gone(GUILD, SOURCE.message_id)
    wanted = (await card(hub)).wanted

    await hub.originals.message_gone(GUILD, SOURCE.message_id)
    await hub.originals.channel_gone(GUILD, SOURCE.channel_id)

    assert (await card(hub)).wanted == wanted


async def test_a_message_that_has_nothing_to_do_with_nexus_is_none_of_its_business(hub: Hub) -> None:
    before = await logged(hub)

    assert not await hub.originals.message_gone(GUILD, 999)
    assert not await hub.originals.message_gone(11, SOURCE.message_id)

    assert await hub.blockers.get(GUILD, 1) == before


async def test_a_card_that_was_deleted_is_not_posted_again_and_its_blocker_goes_on(hub: Hub) -> None:
    blocker = await logged(hub)
    assert blocker.card

    assert await hub.originals.message_gone(GUILD, blocker.card.message_id)
    claimed = await hub.blockers.claim(GUILD, 1, by=LINUS)
    await hub.outbox.deliver_about(GUILD, B1)

    assert claimed.helper == LINUS
    assert (await card(hub)).state is DeliveryState.GONE
    assert (await hub.blockers.get(GUILD, 1)).card is None, "so that nothing links to it"


async def test_a_channel_takes_the_messages_in_it_along(hub: Hub) -> None:
    await logged(hub)

    await hub.originals.channel_gone(GUILD, SOURCE.channel_id)
    blocker = await hub.blockers.get(GUILD, 1)
    assert blocker.source == Source(SOURCE, is_gone=True)
    assert blocker.card

    await hub.originals.channel_gone(GUILD, HUB)
    assert (await hub.blockers.get(GUILD, 1)).card is None
    assert (await card(hub)).state is DeliveryState.GONE
