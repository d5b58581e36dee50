"""What Nexus asks by itself: an author whose thread went quiet after an answer, once."""

from collections.abc import Sequence

import pytest
from simcord.enums import MessageType

from tests.support.cohort import Cohort, Shown, Thread

ASKED = "Is B1 · Run tasks solved?"


async def logs(hub: Cohort) -> tuple[Shown, Thread]:
    """Ada is stuck; returns her card, and the thread on it."""
    card = await hub.ada.logs_blocker("Run tasks")
    return card, hub.thread_of(card)


def questions(place: Sequence[Shown]) -> list[Shown]:
    """The questions whether it is solved."""
    return [shown for shown in place if ASKED in shown.text]


async def test_an_author_whose_thread_went_quiet_after_an_answer_is_asked_there_once(hub: Cohort) -> None:
    _, thread = await logs(hub)
    await hub.linus.says("Start the worker first.", where=thread)

    await hub.time_passes(hours=23, minutes=59)
    assert questions(thread.messages) == []
    await hub.time_passes(minutes=1)

    [question] = questions(thread.messages)
    assert question.pinged == {hub.ada.id}
    assert question.buttons[:2] == ["Resolve", "More…"]
    assert questions(hub.posts) == []


async def test_and_never_again_whatever_is_said_there(hub: Cohort) -> None:
    _, thread = await logs(hub)
    for _ in range(3):
        await hub.linus.says("Did it help?", where=thread)
        await hub.time_passes(days=2)

    assert len(questions(thread.messages)) == 1


async def test_the_last_answer_counts(hub: Cohort) -> None:
    _, thread = await logs(hub)
    await hub.linus.says("Start the worker first.", where=thread)
    await hub.time_passes(hours=20)
    await hub.grace.says("And name its queue.", where=thread)
    await hub.time_passes(hours=20)
    assert questions(thread.messages) == []

    await hub.time_passes(hours=4)

    assert len(questions(thread.messages)) == 1


async def test_an_author_who_answered_after_it_is_not_asked(hub: Cohort) -> None:
    _, thread = await logs(hub)
    await hub.linus.says("Start the worker first.", where=thread)
    await hub.ada.says("I try it tonight.", where=thread)

    await hub.time_passes(days=5)

    assert questions(thread.messages) == []


async def test_nor_is_one_who_did_something_with_the_blocker_since(hub: Cohort) -> None:
    card, thread = await logs(hub)
    await hub.linus.says("Start the worker first.", where=thread)
    offered = await hub.ada.presses(card, "More…")
    await hub.ada.submits(await hub.ada.presses(offered, "Edit"), tried="Started it.")

    await hub.time_passes(days=5)

    assert questions(thread.messages) == []


async def test_nor_one_whose_own_words_are_the_only_ones(hub: Cohort) -> None:
    _, thread = await logs(hub)
    await hub.ada.says("Anybody?", where=thread)

    await hub.time_passes(days=5)

    assert questions([*thread.messages, *hub.posts]) == []


async def test_talk_elsewhere_asks_nobody(hub: Cohort) -> None:
    _, thread = await logs(hub)
    other = hub.env.backend.create_thread(hub.channel.id, "Lunch", hub.linus.id)
    remark = await hub.linus.says("Start the worker first.")
    await hub.grace.replies(remark, "Start the worker first.")
    hub.env.backend.create_message(other.id, hub.linus.id, "Pizza?")
    await hub.env.settle()

    await hub.time_passes(days=5)

    assert questions([*thread.messages, *hub.posts]) == []


async def test_what_a_bot_a_webhook_or_discord_itself_writes_is_no_answer(hub: Cohort) -> None:
    _, thread = await logs(hub)
    robot = hub.env.create_user("robot", bot=True)
    hub.guild.add_member(robot)
    hub.env.backend.create_message(thread.id, robot.id, "I am a bot.")
    hub.env.backend.create_message(thread.id, hub.linus.id, "Hello!", message_type=MessageType.NEW_MEMBER)
    hub.env.backend.create_message(thread.id, hub.linus.id, "From outside.", webhook_id=robot.id)
    await hub.env.settle()

    await hub.time_passes(days=5)

    assert questions(thread.messages) == []


async def test_an_author_who_is_asked_about_an_answer_is_not_asked_in_general_too(hub: Cohort) -> None:
    card, thread = await logs(hub)
    await hub.linus.says("Start the worker first.", where=thread)
    await hub.linus.presses(card, "I can help")
    await hub.linus.resolves(hub.card("B1"))

    await hub.time_passes(days=5)

    assert questions([*thread.messages, *hub.posts]) == []


async def test_where_the_thread_is_archived_the_question_goes_to_the_hub(hub: Cohort) -> None:
    _, thread = await logs(hub)
    await hub.linus.says("Start the worker first.", where=thread)
    await thread.archive()

    await hub.time_passes(days=1)

    [question] = questions(hub.posts)
    assert question.pinged == {hub.ada.id}
    assert thread.is_archived


async def test_where_the_thread_is_deleted_the_question_goes_to_the_hub(hub: Cohort) -> None:
    _, thread = await logs(hub)
    await hub.linus.says("Start the worker first.", where=thread)
    await thread.delete()

    await hub.time_passes(days=1)

    assert len(questions(hub.posts)) == 1


@pytest.mark.parametrize("again", [False, True])
async def test_words_in_a_thread_that_was_archived_count_too_after_a_restart_as_well(
    hub: Cohort, again: bool
) -> None:
    _, thread = await logs(hub)
    await thread.archive()
    if again:
        await hub.restarts()
    await hub.linus.says("Start the worker first.", where=thread)

    await hub.time_passes(days=1)

    assert len(questions(thread.messages)) == 1


async def test_an_author_who_wants_no_nudges_is_not_asked(hub: Cohort) -> None:
    await hub.ada.types("nudges off")
    _, thread = await logs(hub)
    await hub.linus.says("Start the worker first.", where=thread)

    await hub.time_passes(days=5)

    assert questions([*thread.messages, *hub.posts]) == []


async def test_an_author_who_snoozed_is_asked_when_the_snooze_is_over(hub: Cohort) -> None:
    await hub.ada.types("nudges snooze", days=3)
    _, thread = await logs(hub)
    await hub.linus.says("Start the worker first.", where=thread)

    await hub.time_passes(days=2)
    assert questions(thread.messages) == []
    await hub.time_passes(days=1)

    assert len(questions(thread.messages)) == 1


async def test_the_server_says_how_long_is_quiet(hub: Cohort) -> None:
    await hub.root.types("setup blockers", quiet_hours=2)
    _, thread = await logs(hub)
    await hub.linus.says("Start the worker first.", where=thread)

    await hub.time_passes(hours=2)

    assert len(questions(thread.messages)) == 1


async def test_another_patience_holds_for_what_waits_already(hub: Cohort) -> None:
    _, thread = await logs(hub)
    await hub.linus.says("Start the worker first.", where=thread)
    await hub.root.types("setup blockers", quiet_hours=2)

    await hub.time_passes(hours=2)

    assert len(questions(thread.messages)) == 1


async def test_the_question_ends_with_the_blocker(hub: Cohort) -> None:
    _, thread = await logs(hub)
    await hub.linus.says("Start the worker first.", where=thread)
    await hub.time_passes(days=1)
    [question] = questions(thread.messages)

    await hub.ada.resolves(question)

    assert questions(thread.messages) == []
    ended = next(shown for shown in thread.messages if shown.id == question.id)
    assert "**B1 · Run tasks** is solved: see **S1**" in ended.text
    assert "Resolve" not in ended.buttons


@pytest.mark.parametrize(
    ("way_out", "words"),
    [("No longer needed", "is no longer needed"), ("Duplicate of…", "a duplicate of **B2**")],
)
async def test_the_question_says_how_it_ended(hub: Cohort, way_out: str, words: str) -> None:
    card, thread = await logs(hub)
    await hub.linus.logs_blocker("Start workers")
    await hub.linus.says("Start the worker first.", where=thread)
    await hub.time_passes(days=1)
    [question] = questions(thread.messages)

    answer = await hub.ada.presses(await hub.ada.presses(card, "More…"), way_out)
    if answer.result.modal is not None:
        await hub.ada.submits(answer, of="B2")

    assert words in next(shown for shown in thread.messages if shown.id == question.id).text


async def test_a_question_that_discord_did_not_take_is_not_asked_once_it_is_solved(hub: Cohort) -> None:
    card, thread = await logs(hub)
    await hub.linus.says("Start the worker first.", where=thread)
    hub.env.inject_error("POST", f"/channels/{thread.id}/messages", status=503, times=10)
    await hub.time_passes(days=1)
    await hub.ada.resolves(card)
    hub.env.backend.faults.clear()
    said = len(thread.messages)

    await hub.time_passes(hours=2)

    assert len(thread.messages) == said


async def test_talk_about_a_blocker_that_ended_asks_nobody(hub: Cohort) -> None:
    card, thread = await logs(hub)
    await hub.ada.resolves(card)
    await hub.linus.says("Well done!", where=thread)

    await hub.time_passes(days=5)

    assert questions([*thread.messages, *hub.posts]) == []
