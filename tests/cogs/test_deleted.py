"""What was deleted on Discord breaks nothing: what Nexus keeps is its own, and it says what is gone."""

import pytest

from domain.models.blocker_draft import BlockerDraft, Urgency
from domain.models.delivery import DeliveryState, Key, Topic
from domain.models.entries import Member, Place, Ref, Spot
from tests.support.cohort import Cohort, Shown
from tests.support.weather import delete, letters

GONE = "from a message that was deleted since"
B1 = Ref.parse("B1")


async def owed(hub: Cohort, key: Key | None = None) -> DeliveryState | None:
    """How the card of B1, or something else that is owed, stands."""
    delivery = await hub.bot.hub.outbox.get(hub.guild.id, key or Key.card(B1))
    return delivery.state if delivery else None


async def made_from(hub: Cohort, spot: Spot) -> Shown:
    """The card of a blocker that ada made from a message."""
    draft = BlockerDraft.written(
        goal="Run tasks", happened="It fails.", tried="", urgency=Urgency.TODAY, source=spot
    )
    await hub.bot.hub.blockers.log(
        Place(hub.guild.id, hub.channel.id), draft, by=Member(hub.ada.id, "ada"), cause=spot.message_id
    )
    await hub.time_passes(seconds=15)
    return hub.card("B1")


# -------------------------------------------------------------------------------------------------- originals


async def test_a_card_says_that_the_message_it_came_from_was_deleted(hub: Cohort) -> None:
    message = await hub.ada.says("Celery is deaf")
    card = await made_from(hub, Spot(hub.channel.id, message.id))
    assert f"{hub.channel.id}/{message.id}" in card.text

    await hub.ada.deletes(message)
    await hub.time_passes(seconds=15)

    assert GONE in hub.card("B1").text
    assert f"/{message.id}" not in hub.card("B1").text
    assert "It fails." in hub.card("B1").text


async def test_it_says_so_too_where_many_messages_were_deleted_at_once(hub: Cohort) -> None:
    messages = [await hub.ada.says(f"Celery is deaf {each}") for each in range(3)]
    await made_from(hub, Spot(hub.channel.id, messages[1].id))

    hub.env.backend.bulk_delete_messages(hub.channel.id, [each.id for each in messages])
    await hub.env.settle()
    await hub.time_passes(seconds=15)

    assert GONE in hub.card("B1").text


async def test_it_says_so_where_the_channel_of_that_message_was_deleted(hub: Cohort) -> None:
    general = hub.guild.create_text_channel("general")
    message = await hub.ada.says("Celery is deaf", where=general)
    await made_from(hub, Spot(general.id, message.id))

    await delete(hub, general)
    await hub.time_passes(seconds=15)

    assert GONE in hub.card("B1").text


async def test_what_went_one_after_the_other_is_said_once(hub: Cohort) -> None:
    general = hub.guild.create_text_channel("general")
    message = await hub.ada.says("Celery is deaf", where=general)
    await made_from(hub, Spot(general.id, message.id))
    await hub.ada.deletes(message)
    await hub.time_passes(seconds=15)
    before = len(hub.env.http_requests)

    await delete(hub, general)
    await hub.time_passes(seconds=15)

    assert GONE in hub.card("B1").text
    assert len(hub.env.http_requests) == before


async def test_it_says_so_where_the_thread_of_that_message_was_deleted(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Start workers")
    thread = hub.thread_of(card)
    message = await hub.ada.says("Celery is deaf", where=thread)
    spot = Spot(thread.id, message.id)
    draft = BlockerDraft.written(
        goal="Run tasks", happened="It fails.", tried="", urgency=Urgency.TODAY, source=spot
    )
    place = Place(hub.guild.id, hub.channel.id)
    await hub.bot.hub.blockers.log(place, draft, by=Member(hub.ada.id, "ada"), cause=1)

    await thread.delete()
    await hub.time_passes(seconds=15)

    assert GONE in hub.card("B2").text
    assert GONE not in hub.card("B1").text


async def test_messages_that_nexus_has_nothing_to_do_with_may_go(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    message = await hub.ada.says("Lunch?")
    general = hub.guild.create_text_channel("general")
    before = len(hub.env.http_requests)

    await hub.ada.deletes(message)
    await delete(hub, general)
    await hub.time_passes(seconds=15)

    assert len(hub.env.http_requests) == before
    assert hub.card("B1").text == card.text


async def test_a_direct_message_that_is_deleted_concerns_nobody(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")
    await hub.time_passes(hours=72)
    [letter] = letters(hub.linus)

    hub.env.backend.delete_message(hub.linus.actor.user.dm_channel.id, letter.id)
    await hub.env.settle()

    assert letters(hub.linus) == []


# ------------------------------------------------------------------------------------------------------ cards


async def test_a_deleted_card_is_not_posted_again_and_all_goes_on(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.grace.presses(card, "Me too")

    await hub.margaret.deletes(card)
    assert await owed(hub) is DeliveryState.GONE
    shown = await hub.linus.types("blocker show", number="B1")
    claimed = await hub.linus.presses(shown, "I can help")
    listed = await hub.grace.types("blocker list")
    found = await hub.grace.types("search", query="run tasks")
    await hub.ada.resolves((await hub.ada.types("blocker show", number="B1")).shown)
    await hub.time_passes(days=1)

    assert "Thank you" in claimed.text
    assert "Go to the card" not in claimed.buttons
    assert "B1 · Run tasks" in listed.text
    assert "(card)" not in listed.text
    assert "B1" in found.text
    assert not [post for post in hub.posts if post.text.startswith("### B1 · Run tasks\n-# ")]
    [told] = [post for post in hub.posts if "Does it work for you too?" in post.text]
    assert told.pinged == {hub.grace.id}


async def test_a_card_that_was_deleted_while_nexus_was_away_is_noticed_at_its_next_change(
    hub: Cohort,
) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.bot.close()
    hub.env.backend.delete_message(hub.channel.id, card.id)
    await hub.restarts()

    shown = await hub.linus.types("blocker show", number="B1")
    answer = await hub.linus.presses(shown, "I can help")

    assert "Thank you" in answer.text
    assert await owed(hub) is DeliveryState.GONE


async def test_a_deleted_call_or_question_is_not_made_again(hub: Cohort) -> None:
    await hub.root.types("setup ladder", wakes_at=0, sleeps_at=0)
    await hub.linus.types("nudges follow", tag="celery")
    await hub.ada.logs_blocker("Run tasks", tags="celery")
    await hub.time_passes(hours=2)
    call = hub.posts[-1]
    assert call.pinged == {hub.linus.id}

    await hub.margaret.deletes(call)
    await hub.linus.presses(hub.card("B1"), "I can help")
    await hub.linus.presses(hub.card("B1"), "Hand back")
    await hub.time_passes(days=3)

    assert not [post for post in hub.posts if post.pinged]


# ---------------------------------------------------------------------------------------------------- threads


async def test_without_its_thread_a_blocker_goes_on(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")

    await hub.thread_of(card).delete()
    offered = await hub.ada.presses(card, "More…")
    await hub.ada.submits(await hub.ada.presses(offered, "Edit"), goal="Run tasks at night")
    answer = await hub.linus.presses(hub.card("B1"), "I can help")

    assert "B1 · Run tasks at night" in hub.card("B1").text
    assert "Thank you" in answer.text
    assert await owed(hub, Key.about(Topic.THREAD, B1)) is DeliveryState.GONE


async def test_a_question_that_went_with_its_thread_stays_away(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    thread = hub.thread_of(card)
    await hub.linus.says("Start the worker first.", where=thread)
    await hub.time_passes(days=1)
    assert "solved?" in thread.messages[-1].text

    await thread.delete()
    await hub.ada.resolves(hub.card("B1"))
    await hub.time_passes(days=1)

    assert not [post for post in hub.posts if "solved?" in post.text]


# --------------------------------------------------------------------------------------------------- the hub


async def test_with_the_hub_s_channel_go_its_cards_and_the_administrator_is_told_once(hub: Cohort) -> None:
    await hub.root.types("setup hub")
    general = hub.guild.create_text_channel("general")
    await hub.ada.logs_blocker("Run tasks")

    await delete(hub, hub.channel)
    assert await owed(hub) is DeliveryState.GONE
    for goal in ("Start workers", "Name queues"):
        opened = await hub.ada.types("blocker log", where=general)
        told = await hub.ada.submits(opened, goal=goal, happened="It is silent.", urgency="today")
        assert "It is safe and can be found" in told.text
        assert "/setup hub helps them" in told.text
    await hub.time_passes(hours=2)

    [letter] = letters(hub.root)
    assert "Run /setup hub in the server" in letter.text


async def test_after_setup_hub_all_that_is_owed_goes_to_the_new_channel(hub: Cohort) -> None:
    await hub.root.types("setup hub")
    await hub.root.types("setup ladder", wakes_at=0, sleeps_at=0)
    await hub.linus.types("nudges follow", tag="celery")
    card = await hub.ada.logs_blocker("Run tasks", tags="celery")
    await hub.grace.presses(card, "Me too")
    general = hub.guild.create_text_channel("general")
    await delete(hub, hub.channel)
    opened = await hub.ada.types("blocker log", where=general)
    await hub.ada.submits(opened, goal="Name queues", happened="It is silent.", urgency="today")

    await hub.root.types("setup hub", channel=general, where=general)
    hub.channel = general
    await hub.time_passes(hours=2)
    await hub.ada.resolves((await hub.ada.types("blocker show", number="B1")).shown)
    await hub.time_passes(seconds=15)

    assert "B2 · Name queues" in hub.card("B2").text
    assert [post.pinged for post in hub.posts if post.pinged] == [{hub.linus.id}, {hub.grace.id}]


async def test_a_deleted_channel_s_blockers_are_found_and_can_be_solved(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Run tasks")
    general = hub.guild.create_text_channel("general")
    await delete(hub, hub.channel)
    hub.channel = general

    shown = await hub.ada.types("blocker show", number="B1")
    answer = await hub.ada.resolves(shown.shown)

    assert "kept as solution **S1**" in answer.text
    assert "Go to the card" not in answer.buttons
    assert "S1 · Run tasks" in (await hub.grace.types("search", query="run tasks")).text


# --------------------------------------------------------------------------------------------------- members


@pytest.mark.parametrize("label", ["Hand back", "Resolve"])
async def test_a_helper_who_left_is_no_hindrance(hub: Cohort, label: str) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")
    hub.guild.remove_member(hub.linus.actor)
    await hub.env.settle()

    answer = await (hub.margaret if label == "Hand back" else hub.ada).presses(hub.card("B1"), label)

    assert answer.result.modal is not None if label == "Resolve" else "open for another helper" in answer.text


async def test_who_left_is_told_nothing_and_the_others_are(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    for person in (hub.linus, hub.grace):
        await person.presses(card, "Me too")
    hub.guild.remove_member(hub.linus.actor)
    await hub.env.settle()

    await hub.ada.resolves(card)

    [told] = [post for post in hub.posts if "Does it work for you too?" in post.text]
    assert hub.grace.id in told.pinged
