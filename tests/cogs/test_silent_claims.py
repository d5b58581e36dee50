"""A helper who is silent for long is let go, kindly."""

from tests.support.cohort import Cohort, Shown, Thread
from tests.support.weather import letters


async def logs(hub: Cohort) -> tuple[Shown, Thread]:
    """Ada is stuck; returns her card, and the thread on it."""
    card = await hub.ada.logs_blocker("Run tasks")
    return card, hub.thread_of(card)


async def state_of(hub: Cohort) -> str:
    """B1's card, as anybody can see it."""
    return (await hub.grace.types("blocker show", number="B1")).text


async def test_a_silent_claim_is_released_with_a_private_word(hub: Cohort) -> None:
    card, _ = await logs(hub)
    await hub.linus.presses(card, "I can help")
    await hub.time_passes(hours=71)
    assert f"{hub.linus.mention} helps" in hub.card("B1").text

    await hub.time_passes(hours=1)
    await hub.time_passes(seconds=15)

    assert "nobody helps yet" in hub.card("B1").text
    [letter] = letters(hub.linus)
    assert "You offered to help with **B1 · Run tasks**" in letter.text
    assert "No harm done" in letter.text
    assert letters(hub.ada) == []


async def test_a_word_of_the_helper_in_the_thread_starts_the_time_anew(hub: Cohort) -> None:
    card, thread = await logs(hub)
    await hub.linus.presses(card, "I can help")
    await hub.time_passes(hours=70)
    await hub.linus.says("Still at it.", where=thread)
    await hub.time_passes(hours=71)
    assert f"{hub.linus.mention} helps" in hub.card("B1").text

    await hub.time_passes(hours=1)

    assert "nobody helps yet" in await state_of(hub)


async def test_where_no_threads_are_a_reply_to_the_card_is_a_word_too(hub: Cohort) -> None:
    await hub.root.types("setup blockers", threads="never", quiet_hours=5)
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")
    await hub.time_passes(hours=70)
    remark = await hub.linus.says("Lunch?")
    await hub.grace.replies(remark, "No.")
    await hub.linus.replies(card, "Still at it.")

    await hub.time_passes(hours=5)
    await hub.time_passes(seconds=15)

    assert f"{hub.linus.mention} helps" in hub.card("B1").text
    assert f"{hub.ada.mention}\n### Is B1 · Run tasks solved?" in hub.posts[-1].text


async def test_a_word_of_somebody_else_does_not(hub: Cohort) -> None:
    card, thread = await logs(hub)
    await hub.linus.presses(card, "I can help")
    await hub.time_passes(hours=70)
    await hub.grace.says("Any news?", where=thread)

    await hub.time_passes(hours=2)

    assert "nobody helps yet" in await state_of(hub)


async def test_an_answer_that_waits_for_a_word_does_not_lapse(hub: Cohort) -> None:
    card, _ = await logs(hub)
    await hub.linus.presses(card, "I can help")
    await hub.linus.resolves(hub.card("B1"))

    await hub.time_passes(days=30)

    assert "an answer waits for" in await state_of(hub)
    assert letters(hub.linus) == []


async def test_the_server_says_how_long_a_helper_may_be_silent(hub: Cohort) -> None:
    card, _ = await logs(hub)
    await hub.linus.presses(card, "I can help")
    await hub.root.types("setup blockers", claim_hours=5)

    await hub.time_passes(hours=5)

    assert "nobody helps yet" in await state_of(hub)


async def test_who_claims_again_and_is_silent_again_hears_of_it_again(hub: Cohort) -> None:
    card, _ = await logs(hub)
    for _ in range(2):
        await hub.linus.presses(card, "I can help")
        await hub.time_passes(hours=72)

    assert len(letters(hub.linus)) == 2


async def test_closed_direct_messages_alarm_nobody_and_hold_nothing_up(hub: Cohort) -> None:
    await hub.root.types("setup hub")
    card, _ = await logs(hub)
    await hub.linus.presses(card, "I can help")
    dm = hub.linus.actor.user.dm_channel.id
    hub.env.inject_error("POST", f"/channels/{dm}/messages", status=403, code=50007, times=None)

    await hub.time_passes(hours=72)
    await hub.time_passes(hours=1)
    await hub.root.types("setup hub")
    await hub.time_passes(hours=1)

    assert "nobody helps yet" in hub.card("B1").text
    assert letters(hub.root) == []
    assert not [post for post in hub.posts if "You offered to help" in post.text], "it is not for the channel"


async def test_a_helper_who_left_is_let_go_too(hub: Cohort) -> None:
    card, _ = await logs(hub)
    await hub.linus.presses(card, "I can help")
    hub.guild.remove_member(hub.linus.actor)
    await hub.env.settle()

    await hub.time_passes(hours=72)

    assert "nobody helps yet" in await state_of(hub)
    answer = await hub.grace.presses(hub.card("B1"), "I can help")
    assert "Thank you" in answer.text
