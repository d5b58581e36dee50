"""While an author is not there, a moderator may decide, after a time that the server sets."""

import pytest

from tests.support.cohort import Cohort, Shown


async def proposed(hub: Cohort) -> Shown:
    """Linus answered B1, and ada says nothing; returns the card."""
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")
    await hub.linus.resolves(hub.card("B1"))
    return hub.card("B1")


@pytest.mark.parametrize("label", ["It works", "Not solved"])
async def test_a_moderator_decides_on_an_answer_in_the_author_s_absence_alone(
    hub: Cohort, label: str
) -> None:
    card = await proposed(hub)

    await hub.time_passes(hours=47)
    refused = await hub.margaret.presses(card, label)
    await hub.time_passes(hours=1)
    stranger = await hub.grace.presses(card, label)
    allowed = await hub.margaret.presses(card, label)

    for answer in (refused, stranger):
        assert "ada decides whether the answer solves B1; please wait." in answer.text
    assert "B1 · Run tasks" in allowed.text
    assert ("kept as solution **S1**" if label == "It works" else "goes on") in allowed.text


async def test_an_author_who_writes_in_the_thread_is_there(hub: Cohort) -> None:
    card = await proposed(hub)
    await hub.time_passes(hours=47)
    await hub.ada.says("I try it tonight.", where=hub.thread_of(card))

    await hub.time_passes(hours=2)
    assert "please wait" in (await hub.margaret.presses(card, "It works")).text
    await hub.time_passes(hours=46)

    assert "kept as solution" in (await hub.margaret.presses(card, "It works")).text


async def test_a_moderator_s_word_is_a_proposal_before_and_a_resolution_after(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    before = await hub.margaret.presses(card, "Resolve")
    await hub.time_passes(hours=48)
    after = await hub.margaret.presses(hub.card("B1"), "Resolve")

    assert before.form.title == "Answer B1"
    answer = await hub.margaret.submits(after, cause="A typo.", fix="Wrote it right.")
    assert "kept as solution **S1**" in answer.text


async def test_an_author_who_left_holds_nothing_up(hub: Cohort) -> None:
    card = await proposed(hub)
    hub.guild.remove_member(hub.ada.actor)
    await hub.env.settle()

    await hub.root.types("setup blockers", author_hours=1)
    await hub.time_passes(hours=1)
    answer = await hub.margaret.presses(card, "It works")

    assert "kept as solution **S1**" in answer.text
