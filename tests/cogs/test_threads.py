"""The thread for the talk about a blocker: opened on its card, named after it, never woken."""

import pytest

from domain.models.delivery import Delivery, DeliveryState, Key, Topic
from domain.models.entries import Ref
from tests.support.cohort import Cohort, Thread
from tests.support.weather import letters, permit

OPENING = "/channels/*/messages/*/threads"


def threads(hub: Cohort) -> list[str]:
    """The names of the threads that there are."""
    return [channel.name or "" for channel in hub.env.backend.channels.values() if channel.is_thread]


async def owed(hub: Cohort) -> Delivery | None:
    """How the thread of B1 stands."""
    return await hub.bot.hub.outbox.get(hub.guild.id, Key.about(Topic.THREAD, Ref.parse("B1")))


async def has_threads(hub: Cohort, when: str) -> None:
    answer = await hub.root.types("setup blockers", threads=when)
    assert "Threads:" in answer.text, answer.text


async def edits_title(hub: Cohort, title: str) -> None:
    offered = await hub.ada.presses(hub.card("B1"), "More…")
    await hub.ada.submits(await hub.ada.presses(offered, "Edit"), goal=title)


async def opens_thread(hub: Cohort) -> str:
    """Ada asks for a thread; returns what she is told."""
    offered = await hub.ada.presses(hub.card("B1"), "More…")
    return (await hub.ada.presses(offered, "Open a thread")).text


async def test_a_thread_opens_with_the_card_and_is_named_after_it(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks\nin Celery")

    assert hub.thread_of(card).name == "B1 · Run tasks"


async def test_a_long_title_is_cut_to_what_a_thread_s_name_can_hold(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks " * 19)

    name = hub.thread_of(card).name or ""
    assert name.startswith("B1 · Run tasks Run tasks")
    assert 60 < len(name) <= 100


async def test_it_opens_on_demand_where_the_server_wants_that(hub: Cohort) -> None:
    await has_threads(hub, "on demand")
    card = await hub.ada.logs_blocker("Run tasks")
    assert threads(hub) == []

    told = await opens_thread(hub)

    assert "There is a thread on the card of **B1 · Run tasks**" in told
    assert hub.thread_of(card).name == "B1 · Run tasks"


async def test_anybody_may_ask_for_it_and_twice_makes_one(hub: Cohort) -> None:
    await has_threads(hub, "on demand")
    card = await hub.ada.logs_blocker("Run tasks")
    offered = await hub.linus.presses(card, "More…")
    again = await hub.grace.presses(card, "More…")

    answers = await hub.at_once(
        hub.linus.presses(offered, "Open a thread"), hub.grace.presses(again, "Open a thread")
    )

    assert len(threads(hub)) == 1
    assert all("thread" in answer.text for answer in answers)
    assert any(
        f"https://discord.com/channels/{hub.guild.id}/{card.id}" in each.shown.links for each in answers
    )


async def test_it_never_opens_where_the_server_wants_none(hub: Cohort) -> None:
    await has_threads(hub, "on demand")
    card = await hub.ada.logs_blocker("Run tasks")
    before = await hub.ada.presses(card, "More…")
    await has_threads(hub, "never")

    answer = await hub.ada.presses(before, "Open a thread")

    assert "This server opens no threads on cards" in answer.text
    assert threads(hub) == []
    assert "Open a thread" not in (await hub.ada.presses(card, "More…")).buttons


async def test_it_is_renamed_with_the_title(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")

    await edits_title(hub, "Run tasks at night")
    await hub.time_passes(seconds=15)

    assert hub.thread_of(card).name == "B1 · Run tasks at night"


async def test_other_changes_leave_its_name_alone(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    before = len([each for each in hub.env.http_requests if each.path == f"/channels/{card.id}"])

    await hub.linus.presses(card, "I can help")
    await hub.time_passes(minutes=1)

    assert len([each for each in hub.env.http_requests if each.path == f"/channels/{card.id}"]) == before


async def test_an_archived_thread_is_neither_renamed_nor_woken(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    thread = hub.thread_of(card)
    await thread.archive()

    await edits_title(hub, "Run tasks at night")
    await hub.ada.resolves(hub.card("B1"))
    await hub.time_passes(days=1)

    assert thread.is_archived
    assert hub.thread_of(card).name == "B1 · Run tasks"
    assert letters(hub.root) == []


async def test_nor_is_it_after_a_restart(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    thread = hub.thread_of(card)
    await thread.archive()
    await hub.restarts()

    await edits_title(hub, "Run tasks at night")

    assert thread.is_archived
    assert hub.thread_of(card).name == "B1 · Run tasks"


async def test_a_thread_that_is_archived_while_it_is_renamed_stays_as_it_is(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    hub.env.inject_error("PATCH", f"/channels/{card.id}", status=400, code=50083)

    await edits_title(hub, "Run tasks at night")

    delivery = await owed(hub)
    assert delivery
    assert delivery.state is DeliveryState.SENT
    assert hub.thread_of(card).name == "B1 · Run tasks"


async def test_where_discord_is_away_it_is_renamed_later(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    hub.env.inject_error("PATCH", f"/channels/{card.id}", status=503, times=10)
    await edits_title(hub, "Run tasks at night")
    assert hub.thread_of(card).name == "B1 · Run tasks"

    hub.env.backend.faults.clear()
    await hub.time_passes(minutes=10)

    assert hub.thread_of(card).name == "B1 · Run tasks at night"


async def test_without_the_permission_the_card_stands_and_nobody_is_alarmed(hub: Cohort) -> None:
    await hub.root.types("setup hub")
    await permit(hub, hub.channel, create_public_threads=False)

    card = await hub.ada.logs_blocker("Run tasks")
    for _ in range(3):
        await hub.time_passes(hours=1)
    await hub.linus.presses(card, "I can help")

    assert f"{hub.linus.mention} helps" in hub.card("B1").text
    assert letters(hub.root) == []
    assert len([each for each in hub.env.http_requests if each.path.endswith("/threads")]) == 1


async def test_once_it_is_allowed_the_thread_can_be_asked_for(hub: Cohort) -> None:
    await permit(hub, hub.channel, create_public_threads=False)
    card = await hub.ada.logs_blocker("Run tasks")

    refused = await opens_thread(hub)
    await permit(hub, hub.channel, create_public_threads=True)
    told = await opens_thread(hub)

    assert "I may not open a thread" in refused
    assert "Create Public Threads" in refused
    assert "There is a thread" in told
    assert hub.thread_of(card).name == "B1 · Run tasks"


async def test_a_thread_that_a_member_opened_on_the_card_is_taken_as_it_is(hub: Cohort) -> None:
    await has_threads(hub, "on demand")
    card = await hub.ada.logs_blocker("Run tasks")
    hub.env.backend.create_thread(hub.channel.id, "Celery!", hub.linus.id, message_id=card.id)
    await hub.env.settle()

    told = await opens_thread(hub)

    assert "There is a thread" in told
    assert threads(hub) == ["Celery!"]


async def test_a_deleted_card_gets_no_thread_and_says_so(hub: Cohort) -> None:
    await has_threads(hub, "on demand")
    card = await hub.ada.logs_blocker("Run tasks")
    offered = await hub.ada.presses(card, "More…")
    await hub.margaret.deletes(card)

    told = await hub.ada.presses(offered, "Open a thread")

    assert "is not there any more" in told.text
    assert threads(hub) == []


async def test_a_deleted_thread_is_not_opened_again_and_that_is_said(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.thread_of(card).delete()

    told = await opens_thread(hub)

    assert "was deleted, and Discord opens no second one" in told
    assert threads(hub) == []


@pytest.mark.parametrize("status", [500, 503])
async def test_where_discord_is_away_it_opens_later_and_once(hub: Cohort, status: int) -> None:
    hub.env.inject_error("POST", OPENING, status=status, times=10)
    card = await hub.ada.logs_blocker("Run tasks")
    assert threads(hub) == []
    told = await opens_thread(hub)

    hub.env.backend.faults.clear()
    for _ in range(3):
        await hub.time_passes(minutes=10)

    assert "as soon as Discord takes it" in told
    assert threads(hub) == ["B1 · Run tasks"]
    assert hub.thread_of(card).name == "B1 · Run tasks"


async def test_where_the_card_is_late_the_thread_follows_it(hub: Cohort) -> None:
    hub.env.inject_error("POST", f"/channels/{hub.channel.id}/messages", status=503, times=10)
    opened = await hub.ada.types("blocker log")
    await hub.ada.submits(opened, goal="Run tasks", happened="It fails.", urgency="today")
    assert threads(hub) == []

    hub.env.backend.faults.clear()
    for _ in range(3):
        await hub.time_passes(minutes=10)

    assert threads(hub) == ["B1 · Run tasks"]
    assert isinstance(hub.thread_of(hub.card("B1")), Thread)


async def asked_in_the_hub(hub: Cohort) -> bool:
    """Whether Linus's answer to B1 makes Nexus ask Ada in the hub."""
    await hub.linus.presses(hub.card("B1"), "I can help")
    await hub.linus.resolves(hub.card("B1"))
    return [shown.pinged for shown in hub.posts if "Does this solve B1" in shown.text] == [{hub.ada.id}]


async def test_where_nexus_may_not_write_in_threads_an_author_is_asked_in_the_hub(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Run tasks")
    await permit(hub, hub.channel, send_messages_in_threads=False)

    assert await asked_in_the_hub(hub)


@pytest.mark.parametrize(("is_locked", "is_hub"), [(True, True), (False, False)])
async def test_an_author_is_not_asked_in_a_thread_that_was_locked(
    hub: Cohort, is_locked: bool, is_hub: bool
) -> None:
    thread = hub.thread_of(await hub.ada.logs_blocker("Run tasks"))
    await permit(hub, hub.channel, manage_threads=False, manage_messages=False)
    hub.env.backend.edit_channel(thread.id, {}, thread_metadata={"locked": is_locked})
    await hub.env.settle()

    assert await asked_in_the_hub(hub) is is_hub


async def test_a_question_in_an_archived_thread_is_brought_up_to_date_ever_less_often(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    thread = hub.thread_of(card)
    await hub.linus.says("Start the worker first.", where=thread)
    await hub.time_passes(days=1)
    await thread.archive()
    await hub.ada.resolves(card)
    sent = len(hub.env.http_requests)

    for _ in range(40):
        await hub.time_passes(days=1)

    tries = [each for each in hub.env.http_requests[sent:] if str(thread.id) in each.path]
    assert 1 < len(tries) <= 20
