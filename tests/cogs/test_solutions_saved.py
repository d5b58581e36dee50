"""Saving a solution in two taps on messages: the challenge, then the answer."""

import pytest

from tests.support.cohort import Answer, Cohort

SAVE = "Save as solution"

FENCED = "Set it like so:\n```python\nCELERY_TIMEZONE = 'UTC'\n```\nThen restart."


async def saved(
    hub: Cohort, asked: str = "Why does Celery hang?", answer: str = "Restart the worker."
) -> Answer:
    """Grace saves what linus answered to ada; returns what she reads."""
    question, said = await hub.ada.says(asked), await hub.linus.says(answer)
    await hub.grace.uses_menu(SAVE, question)
    return await hub.grace.submits(await hub.grace.uses_menu(SAVE, said))


async def test_the_first_tap_asks_for_the_answer_privately(hub: Cohort) -> None:
    question = await hub.ada.says("Why does Celery hang?")

    picked = await hub.grace.uses_menu(SAVE, question)

    assert picked.private
    assert "Now choose the answer" in picked.text
    assert "choose **Save as solution** again, within an hour" in picked.text
    assert "Why does Celery hang?" in picked.text
    assert picked.buttons == ["It is all in this message", "Cancel"]
    assert not hub.posts


async def test_the_second_tap_opens_the_form_with_the_pair(hub: Cohort) -> None:
    question, said = await hub.ada.says("Why does Celery hang?"), await hub.linus.says(FENCED)
    await hub.grace.uses_menu(SAVE, question)
    await hub.restarts()

    filled = (await hub.grace.uses_menu(SAVE, said)).form.filled

    assert filled["problem"] == "Why does Celery hang?"
    assert filled["solution"] == "Set it like so:\nThen restart."
    assert filled["code"] == "```python\nCELERY_TIMEZONE = 'UTC'\n```"
    assert filled["links"] == said.jump_url


async def test_the_solution_credits_both_and_is_found(hub: Cohort) -> None:
    answer = await saved(hub)

    card = hub.card("S1")
    assert "is posted" in answer.text
    assert card.text.startswith("### S1 · Why does Celery hang?")
    assert f"made from what {hub.ada.mention} and {hub.linus.mention} wrote" in card.text
    assert "Restart the worker" in (await hub.ada.types("search", query="celery hangs")).text


async def test_a_saved_pair_is_done_with(hub: Cohort) -> None:
    await saved(hub)
    other = await hub.linus.says("Redis forgets")

    assert "Now choose the answer" in (await hub.grace.uses_menu(SAVE, other)).text


async def test_a_form_that_was_closed_opens_again_by_the_second_tap(hub: Cohort) -> None:
    question, said = await hub.ada.says("Why does it hang?"), await hub.linus.says("Restart it.")
    await hub.grace.uses_menu(SAVE, question)

    await hub.grace.uses_menu(SAVE, said)
    again = await hub.grace.uses_menu(SAVE, said)

    assert again.form.filled["problem"] == "Why does it hang?"


async def test_a_picked_challenge_is_forgotten_after_an_hour(hub: Cohort) -> None:
    question, said = await hub.ada.says("Why does it hang?"), await hub.linus.says("Restart it.")
    picked = await hub.grace.uses_menu(SAVE, question)
    await hub.time_passes(minutes=61)

    late = await hub.grace.presses(picked, "It is all in this message")
    assert "That is no longer picked." in late.text
    assert "Now choose the answer" in (await hub.grace.uses_menu(SAVE, said)).text


async def test_each_member_picks_a_challenge_of_their_own(hub: Cohort) -> None:
    question, said = await hub.ada.says("Why does it hang?"), await hub.linus.says("Restart it.")
    await hub.grace.uses_menu(SAVE, question)

    assert "Now choose the answer" in (await hub.ada.uses_menu(SAVE, said)).text


async def test_it_may_all_be_in_one_message(hub: Cohort) -> None:
    said = await hub.ada.says(f"It hung. {FENCED}")
    picked = await hub.grace.uses_menu(SAVE, said)
    await hub.restarts()

    opened = await hub.grace.presses(picked, "It is all in this message")

    assert opened.form.filled["problem"] == ""
    assert opened.form.filled["solution"].startswith("It hung. Set it like so:")
    assert "CELERY_TIMEZONE" in opened.form.filled["code"]
    await hub.grace.submits(opened, problem="Celery hangs")
    assert f"made from what {hub.ada.mention} wrote" in hub.card("S1").text


async def test_the_same_message_tapped_twice_is_all_in_one_too(hub: Cohort) -> None:
    said = await hub.ada.says("It hung; a restart helped.")
    await hub.grace.uses_menu(SAVE, said)

    filled = (await hub.grace.uses_menu(SAVE, said)).form.filled

    assert (filled["problem"], filled["solution"]) == ("", "It hung; a restart helped.")


async def test_an_older_pick_does_not_answer_for_a_newer_one(hub: Cohort) -> None:
    first = await hub.grace.uses_menu(SAVE, await hub.ada.says("Why does it hang?"))
    await hub.grace.submits(await hub.grace.uses_menu(SAVE, await hub.linus.says("Restart it.")))
    await hub.grace.uses_menu(SAVE, await hub.ada.says("Why does it burn?"))

    late = await hub.grace.presses(first, "It is all in this message")

    assert late.private
    assert "That is no longer picked." in late.text


async def test_a_pick_can_be_cancelled(hub: Cohort) -> None:
    picked = await hub.grace.uses_menu(SAVE, await hub.ada.says("Why does it hang?"))

    cancelled = await hub.grace.presses(picked, "Cancel")

    assert "Cancelled: nothing was kept." in cancelled.text
    assert "Now choose" in (await hub.grace.uses_menu(SAVE, await hub.linus.says("Restart it."))).text


async def test_of_a_reply_to_what_nexus_may_read_one_tap_is_enough(hub: Cohort) -> None:
    assert hub.bot.user
    question = await hub.ada.says(f"{hub.bot.user.mention} why does Celery hang?")
    said = await hub.linus.replies(question, "restart the worker")

    opened = await hub.grace.uses_menu(SAVE, said)
    await hub.grace.submits(opened)

    assert opened.form.filled["problem"] == "why does Celery hang?"
    assert f"made from what {hub.ada.mention} and {hub.linus.mention} wrote" in hub.card("S1").text


async def test_a_reply_tells_what_it_answers_better_than_an_older_pick(hub: Cohort) -> None:
    assert hub.bot.user
    await hub.grace.uses_menu(SAVE, await hub.ada.says("Why does Redis forget?"))
    question = await hub.ada.says(f"{hub.bot.user.mention} why does Celery hang?")
    said = await hub.linus.replies(question, "restart the worker")

    assert (await hub.grace.uses_menu(SAVE, said)).form.filled["problem"] == "why does Celery hang?"


async def test_a_reply_to_what_is_hidden_needs_both_taps(hub: Cohort) -> None:
    question = await hub.ada.says("Why does it hang?")
    said = await hub.linus.replies(question, "Restart it.")

    assert "Now choose the answer" in (await hub.grace.uses_menu(SAVE, said)).text


async def test_in_a_blockers_thread_one_tap_is_enough_and_the_blocker_is_known(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Celery hangs", happened="It waits for ever.")
    await hub.restarts()
    said = await hub.linus.says("Restart the worker.", where=hub.thread_of(card))

    opened = await hub.grace.uses_menu(SAVE, said)
    await hub.grace.submits(opened)

    assert opened.form.title == "Solve B1"
    assert opened.form.filled["problem"] == "Celery hangs\nIt waits for ever."
    solution = hub.card("S1").text
    assert "from B1: asked <t:" in solution
    assert f"made from what {hub.ada.mention} and {hub.linus.mention} wrote" in solution
    assert "see S1" in hub.card("B1").text
    assert "Take my words back" in (await hub.ada.presses(hub.card("S1"), "More…")).buttons


async def test_a_reply_to_a_blockers_card_knows_the_blocker(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Celery hangs")
    said = await hub.linus.replies(card, "Restart the worker.")

    assert (await hub.grace.uses_menu(SAVE, said)).form.title == "Solve B1"


async def test_a_blockers_card_can_be_picked_as_the_challenge(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Celery hangs", happened="It waits for ever.")
    said = await hub.linus.says("Restart the worker.")
    message = await hub.bot.get_partial_messageable(hub.channel.id).fetch_message(card.id)

    picked = await hub.grace.uses_menu(SAVE, message)
    opened = await hub.grace.uses_menu(SAVE, said)

    assert "It waits for ever." in picked.text
    assert opened.form.title == "Solve B1"
    assert opened.form.filled["problem"] == "Celery hangs\nIt waits for ever."


@pytest.mark.parametrize("tapped", ["challenge", "answer"])
async def test_a_message_without_words_is_no_trouble(hub: Cohort, tapped: str) -> None:
    picture = await hub.ada.says("", attachments=[("screen.png", b"png")])
    words = await hub.linus.says("Restart it.")
    first, second = (picture, words) if tapped == "challenge" else (words, picture)
    await hub.grace.uses_menu(SAVE, first)

    opened = await hub.grace.uses_menu(SAVE, second)
    await hub.grace.submits(opened, problem="It hangs", solution="Restart it.")

    assert second.jump_url in hub.card("S1").text


async def test_an_answer_of_code_alone_leaves_the_words_to_whoever_saves_it(hub: Cohort) -> None:
    await hub.grace.uses_menu(SAVE, await hub.ada.says("Why does it hang?"))

    filled = (await hub.grace.uses_menu(SAVE, await hub.linus.says("```py\nfix()\n```"))).form.filled

    assert (filled["solution"], filled["code"]) == ("", "```py\nfix()\n```")


async def test_a_challenge_with_a_secret_is_masked_before_it_is_kept(hub: Cohort) -> None:
    token = "ghp_" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3hJ6"
    question = await hub.ada.says(f"Why is {token} refused by GitHub?")
    said = await hub.linus.says("It was revoked.")

    picked = await hub.grace.uses_menu(SAVE, question)
    filled = (await hub.grace.uses_menu(SAVE, said)).form.filled

    assert "[masked GitHub token" in picked.text.replace("\\", "")
    assert "[masked GitHub token" in filled["problem"]
    assert token not in filled["problem"]


async def test_a_bots_message_has_no_author_to_credit(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/api/users/")
    card = await hub.bot.get_partial_messageable(hub.channel.id).fetch_message(hub.posts[-1].id)
    await hub.grace.uses_menu(SAVE, await hub.linus.says("Which endpoint lists the users?"))

    await hub.grace.submits(await hub.grace.uses_menu(SAVE, card), solution="That one.")

    assert hub.card("S1").text.endswith(f"made from what {hub.linus.mention} wrote")


async def test_the_card_says_that_the_message_it_came_from_is_gone(hub: Cohort) -> None:
    question, said = await hub.ada.says("Why does it hang?"), await hub.linus.says("Restart it.")
    await hub.grace.uses_menu(SAVE, question)
    await hub.grace.submits(await hub.grace.uses_menu(SAVE, said))

    await hub.linus.deletes(said)
    await hub.bot.hub.originals.message_gone(hub.guild.id, said.id)
    await hub.time_passes(seconds=5)

    assert f"<{said.jump_url}> (deleted since)" in hub.card("S1").text
    assert "Restart it." in hub.card("S1").text
