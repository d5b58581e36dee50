"""What Nexus owes to a channel gets there, once, whatever Discord does meanwhile."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import pairwise

import aiohttp
import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from cogs.courier import DiscordCourier
from domain.carrying import TryLater
from domain.models.blocker_draft import BlockerDraft, Urgency
from domain.models.delivery import Delivery, DeliveryState, Key
from domain.models.entries import Member, Place, Ref, Spot
from tests.support.cohort import Answer, Cohort, Shown

SENDING = "/channels/*/messages"
EDITING = "/channels/*/messages/*"

During = Callable[[], Awaitable[object]]


async def logs(hub: Cohort, goal: str = "Run tasks") -> Answer:
    opened = await hub.ada.types("blocker log")
    return await hub.ada.submits(opened, goal=goal, happened="It fails.", urgency="today")


async def owed(hub: Cohort) -> Delivery:
    """How the card of B1 stands."""
    async with hub.bot.hub.outbox._store.reading() as store:  # pyright: ignore[reportPrivateUsage]  (only a test asks)
        delivery = await store.deliveries.get(hub.guild.id, Key.card(Ref.parse("B1")))
    assert delivery is not None
    return delivery


def may_write(hub: Cohort, *, yes: bool) -> None:
    """Give Nexus the permission to write in the hub, or take it away."""
    me, right = hub.bot.user, discord.Permissions(send_messages=True).value
    assert me is not None
    rule = Overwrite(me.id, OverwriteType.MEMBER, right if yes else 0, 0 if yes else right)
    hub.env.backend.set_overwrite(hub.channel.id, rule)


def while_sending(
    monkeypatch: pytest.MonkeyPatch, during: During | None = None, *, answered: bool = True
) -> None:
    """Once, after a message was sent and before Nexus hears so, something else happens; or it never hears so."""
    carry = DiscordCourier.carry

    async def interrupted(courier: DiscordCourier, delivery: Delivery) -> Spot:
        monkeypatch.setattr(DiscordCourier, "carry", carry)
        spot = await carry(courier, delivery)
        if during:
            await during()
        if not answered:
            raise TryLater("the connection broke")
        return spot

    monkeypatch.setattr(DiscordCourier, "carry", interrupted)


# ------------------------------------------------------------------------------- channel or permission gone


async def test_a_deleted_channel_loses_no_blocker_and_an_administrator_hears_once(hub: Cohort) -> None:
    await hub.root.types("setup hub", channel=hub.channel)
    elsewhere = hub.guild.create_text_channel("elsewhere")
    hub.env.backend.delete_channel(hub.channel.id)
    hub.channel, gone = elsewhere, hub.channel

    answers = [await logs(hub, goal) for goal in ("Run tasks", "Cache pages")]
    for _ in range(3):
        await hub.time_passes(minutes=10)

    for answer in answers:
        assert answer.private
        assert "is logged" in answer.text
        assert "It is safe and can be found, but I may not post its card" in answer.text
    assert hub.posts == []
    assert len(hub.root.inbox) == 1
    assert f"<#{gone.id}>" in hub.root.inbox[0].text
    assert "/setup hub" in hub.root.inbox[0].text
    assert "Run tasks" in (await hub.grace.types("blocker show", number="B1")).text

    await hub.root.types("setup hub", channel=elsewhere)
    await hub.time_passes(seconds=10)

    assert [post.text.splitlines()[0] for post in hub.posts] == ["### B1 · Run tasks", "### B2 · Cache pages"]
    assert "I can help" in hub.card("B1").buttons


async def test_where_nobody_set_up_the_owner_is_told(hub: Cohort) -> None:
    may_write(hub, yes=False)

    await logs(hub)
    await hub.time_passes(seconds=10)

    inbox = hub.guild.owner.dm_channel.history()
    assert ["I may not post" in Shown(message).text for message in inbox] == [True]


async def test_a_permission_given_back_lets_the_card_through_after_setup(hub: Cohort) -> None:
    await hub.root.types("setup hub", channel=hub.channel)
    may_write(hub, yes=False)
    refused = await logs(hub)
    hopeless = await hub.root.types("setup hub")

    assert "may not post" in refused.text
    assert "I lack **Send Messages" in hopeless.text
    assert (await owed(hub)).state is DeliveryState.PARKED

    may_write(hub, yes=True)
    await hub.root.types("setup hub")
    await hub.time_passes(seconds=10)

    assert "Run tasks" in hub.card("B1").text
    assert (await owed(hub)).state is DeliveryState.SENT


async def test_a_card_that_went_with_its_channel_troubles_nobody_after_setup_elsewhere(hub: Cohort) -> None:
    await hub.root.types("setup hub", channel=hub.channel)
    await logs(hub)
    elsewhere = hub.guild.create_text_channel("elsewhere")
    hub.env.backend.delete_channel(hub.channel.id)
    # What Discord itself says then; SimCord knows the message no more.
    hub.env.inject_error("PATCH", f"/channels/{hub.channel.id}/*", status=404, code=10003, times=None)
    hub.channel = elsewhere

    await hub.linus.presses(await hub.linus.types("blocker list"), "I can help")
    await hub.root.types("setup hub", channel=elsewhere)
    for _ in range(2):
        await hub.time_passes(minutes=1)

    assert hub.posts == []
    assert hub.root.inbox == []
    assert f"{hub.linus.mention} helps" in (await hub.grace.types("blocker show", number="B1")).text


async def test_an_administrator_who_takes_no_direct_messages_stops_nothing(hub: Cohort) -> None:
    await hub.root.types("setup hub", channel=hub.channel)
    hub.env.inject_error(
        "POST", f"/channels/{hub.root.actor.user.dm_channel.id}/messages", status=403, code=50007
    )
    may_write(hub, yes=False)

    await logs(hub)
    for _ in range(2):
        await hub.time_passes(hours=1)

    assert hub.root.inbox == []
    assert "Run tasks" in (await hub.grace.types("blocker show", number="B1")).text


async def test_a_server_that_nexus_left_stops_nothing(hub: Cohort) -> None:
    draft = BlockerDraft.written(goal="Run", happened="No", tried="", tags="", urgency=Urgency.NOW)
    await hub.bot.hub.blockers.log(Place(404, 404), draft, by=Member(1, "ada"), cause=1)

    for _ in range(2):
        await hub.time_passes(hours=1)
    await hub.ada.logs_blocker("Run tasks")

    assert len(hub.posts) == 1


# --------------------------------------------------------------------------------------------- Discord is away


async def test_a_card_that_discord_does_not_take_follows_on_a_later_tick(hub: Cohort) -> None:
    hub.env.inject_error("POST", SENDING, status=500)

    answer = await logs(hub)

    assert answer.private
    assert "Discord does not take its card right now; I post it as soon as it does." in answer.text
    await hub.time_passes(seconds=1)
    assert hub.posts == []
    await hub.time_passes(seconds=20)
    assert len(hub.posts) == 1
    assert "Run tasks" in hub.card("B1").text


async def test_a_change_that_discord_does_not_take_shows_later(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    hub.env.inject_error("PATCH", EDITING, status=502)

    answer = await hub.linus.presses(card, "I can help")

    assert "Thank you" in answer.text
    assert "nobody helps yet" in hub.card("B1").text
    await hub.time_passes(seconds=20)
    assert f"{hub.linus.mention} helps" in hub.card("B1").text


async def test_the_pause_between_tries_grows_to_an_hour(hub: Cohort) -> None:
    hub.env.inject_error("POST", SENDING, status=500, times=None)
    await logs(hub)
    tries = [hub.env.now()]

    while len(tries) < 12:
        before = (await owed(hub)).attempts
        await hub.time_passes(seconds=15)
        if (await owed(hub)).attempts > before:
            tries.append(hub.env.now())

    pauses = [later - earlier for earlier, later in pairwise(tries)]
    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(seconds=15)
    assert pauses[-1] == timedelta(hours=1)
    assert "500" in (await owed(hub)).reason


@pytest.mark.parametrize(
    ("trouble", "seconds"),
    [(discord.RateLimited(90), 90), (aiohttp.ServerDisconnectedError(), 15), (TimeoutError(), 15)],
    ids=["told to wait", "line broken", "no answer"],
)
async def test_after_any_trouble_nexus_waits_and_tries_again(
    hub: Cohort, monkeypatch: pytest.MonkeyPatch, trouble: Exception, seconds: int
) -> None:
    async def troubled(*_: object, **__: object) -> discord.Message:
        raise trouble

    with monkeypatch.context() as away:
        away.setattr(discord.PartialMessageable, "send", troubled)
        await logs(hub)

    await hub.time_passes(seconds=seconds - 1)
    assert hub.posts == []
    await hub.time_passes(seconds=1)
    assert len(hub.posts) == 1


@pytest.mark.parametrize("meanwhile", ["nothing happens", "it is solved"])
async def test_a_card_whose_sending_was_not_answered_is_found_again(
    hub: Cohort, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    while_sending(monkeypatch, answered=False)
    await logs(hub)
    await hub.ada.says("Some talk in between")

    if meanwhile == "it is solved":
        await hub.ada.resolves(hub.card("B1"))
    await hub.time_passes(seconds=20)

    assert len(hub.posts) == 1
    assert ("A typo." in hub.card("B1").text) == (meanwhile == "it is solved")
    assert (await owed(hub)).message_id == hub.card("B1").message.id


async def test_what_is_not_the_card_is_not_taken_for_it(hub: Cohort) -> None:
    await logs(hub, "Another goal")
    hub.env.inject_error("POST", SENDING, status=500)
    await logs(hub, "Run tasks")

    await hub.time_passes(seconds=20)

    assert [post.text.splitlines()[0] for post in hub.posts] == [
        "### B1 · Another goal",
        "### B2 · Run tasks",
    ]


async def test_what_changes_while_the_card_is_sent_ends_in_the_last_word(
    hub: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    linus = Member(hub.linus.id, "linus")
    while_sending(monkeypatch, lambda: hub.bot.hub.blockers.claim(hub.guild.id, 1, by=linus))

    await logs(hub)

    assert len(hub.posts) == 1
    assert f"{hub.linus.mention} helps" in hub.card("B1").text
    assert (await owed(hub)).state is DeliveryState.SENT


# --------------------------------------------------------------------------------------- a card was deleted


async def test_a_deleted_card_is_not_posted_again_and_breaks_nothing(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    listed = await hub.linus.types("blocker list")
    await hub.margaret.actor.delete(card.message)

    answer = await hub.linus.presses(listed, "I can help")
    mine = await hub.ada.types("blocker show", number="B1")
    solved = await hub.ada.resolves(mine.shown)
    await hub.time_passes(days=1)

    assert "Thank you" in answer.text
    assert "solution **S1**" in solved.text
    assert hub.posts == []
    assert (await owed(hub)).state is DeliveryState.GONE
    tried = [request for request in hub.env.http_requests if f"messages/{card.message.id}" in request.path]
    assert [request for request in tried if request.method == "PATCH"] == []
    assert hub.guild.owner.dm_channel.history() == []
