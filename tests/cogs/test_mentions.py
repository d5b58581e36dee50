"""Questions in chat that mention Nexus, as members live them."""

import logging
from typing import Any

import pytest

from tests.support.cohort import Cohort, Shown
from tests.support.weather import permit


def me(hub: Cohort) -> str:
    assert hub.bot.user
    return hub.bot.user.mention


def replies(hub: Cohort) -> list[Any]:
    """The messages that the bot sent in reply to one, as Discord got them."""
    bodies: list[Any] = [request.json for request in hub.env.http_requests if request.method == "POST"]
    return [body for body in bodies if body and "message_reference" in body]


async def test_a_question_is_answered_for_all_with_the_best_matches_and_pings_nobody(hub: Cohort) -> None:
    for number in range(4):
        await hub.ada.posts_solution(f"Celery does not see task {number}", "Call autodiscover_tasks()")

    question = await hub.grace.says(f"{me(hub)} why does Celery not see my task?")

    answer = hub.posts[-1]
    assert "This may help" in answer.text
    assert answer.buttons == ["Show", "This solved it", "Not it", "Show", "Show", "Log a blocker"]
    assert "**S4 · Celery does not see task 3**" in answer.text
    assert r"Call **autodiscover\_tasks**()" in answer.text
    (sent,) = replies(hub)
    assert int(sent["message_reference"]["message_id"]) == question.id
    assert sent["allowed_mentions"] == {"parse": [], "replied_user": False}
    assert not sent["flags"] & 64


async def test_an_answer_opens_the_entry_for_its_reader_alone(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery does not see my task")
    await hub.grace.says(f"{me(hub)} Celery does not see my task")

    shown = await hub.linus.presses(hub.posts[-1], "Show", near="S1")

    assert shown.private
    assert "### S1" in shown.text


async def test_where_nothing_fits_anybody_can_log_the_question_as_a_blocker(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery does not see my task")

    await hub.grace.says(f"Hi {me(hub)}, how do I mock S3 in tests of Celery with pytest?")

    answer = hub.posts[-1]
    assert "I found nothing that fits" in answer.text
    form = (await hub.grace.presses(answer, "Log a blocker")).form
    assert form.filled["happened"] == "Hi, how do I mock S3 in tests of Celery with pytest?"


async def test_a_cry_for_help_without_a_subject_is_no_question_that_anything_fits(hub: Cohort) -> None:
    await hub.ada.posts_solution("Can you help me with this", "You can, please")

    await hub.grace.says(f"{me(hub)} can you help me please")

    assert "I found nothing that fits" in hub.posts[-1].text


@pytest.mark.parametrize("words", ["{me}", "  {me} {me}\n", "{me} \u200b"])
async def test_a_mention_alone_is_answered_with_how_to_ask(hub: Cohort, words: str) -> None:
    await hub.grace.says(words.format(me=me(hub)))

    assert "Ask me with a question" in hub.posts[-1].text
    assert "/help" in hub.posts[-1].text


async def test_messages_without_a_written_mention_are_left_alone(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Celery does not see my task")
    card = hub.card("B1")
    posts = len(hub.posts)

    await hub.grace.says("Celery does not see my task")
    await hub.grace.says(f"{hub.ada.mention} Celery does not see my task")
    await hub.grace.says("Did you call autodiscover?", reply_to=card.message)

    assert len(hub.posts) == posts


async def test_the_bot_can_read_no_message_that_does_not_address_it(hub: Cohort) -> None:
    intents = hub.bot.intents

    assert not intents.message_content
    assert not intents.members
    assert not intents.presences


async def test_other_bots_and_webhooks_are_never_answered(hub: Cohort) -> None:
    bot = hub.guild.add_member(hub.env.create_user("mee7", bot=True))
    hook = hub.guild.create_webhook(hub.channel, "CI")

    await bot.send(hub.channel, f"{me(hub)} why does Celery fail?")
    await hook.send(f"{me(hub)} why does Celery fail?")

    assert not hub.posts


async def test_what_the_bot_says_itself_is_never_a_question(hub: Cohort) -> None:
    channel = hub.bot.get_partial_messageable(hub.channel.id, guild_id=hub.guild.id)

    await channel.send(f"{me(hub)} why does Celery fail?")
    await hub.env.settle()

    assert len(hub.posts) == 1


@pytest.mark.parametrize("words", ["hello", "{me} why does Celery fail?"])
async def test_a_direct_message_is_answered_with_where_to_ask(hub: Cohort, words: str) -> None:
    await hub.ada.actor.send_dm(words.format(me=me(hub)))

    assert "in a server's channels" in hub.ada.inbox[-1].text
    assert len(hub.ada.inbox) == 2


@pytest.mark.expects_errors
async def test_where_nexus_may_not_write_it_stays_silent_and_the_log_says_so(
    hub: Cohort, caplog: pytest.LogCaptureFixture
) -> None:
    await permit(hub, hub.channel, send_messages=False)

    with caplog.at_level(logging.WARNING):
        await hub.grace.says(f"{me(hub)} why does Celery fail?")

    assert not hub.posts
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert f"May not answer in channel {hub.channel.id}" in caplog.text


@pytest.mark.expects_errors
async def test_where_discord_fails_the_log_says_so_and_the_next_question_is_answered(
    hub: Cohort, caplog: pytest.LogCaptureFixture
) -> None:
    hub.env.inject_error("POST", f"/channels/{hub.channel.id}/messages", status=400, code=50035)

    await hub.grace.says(f"{me(hub)} why does Celery fail?")
    assert f"Could not answer in channel {hub.channel.id}" in caplog.text

    await hub.grace.says(f"{me(hub)} why does Celery fail?")
    assert "I found nothing that fits" in hub.posts[-1].text


async def test_a_question_breaks_nothing_and_mentions_nobody(hub: Cohort) -> None:
    await hub.ada.posts_solution("@everyone <@1> **Celery** ``` [x](http://evil)", "See `x`")

    await hub.grace.says(f"{me(hub)} celery evil @everyone ```")

    answer: Shown = hub.posts[-1]
    assert "This may help" in answer.text
    assert "@everyone" not in answer.text
    assert "<@1>" not in answer.text
    assert r"\[x](http://evil)" in answer.text


@pytest.mark.expects_errors
async def test_when_nexus_cannot_look_it_says_so(hub: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("domain.search.SearchService.ask", fails)
    await hub.ada.says(f"{hub.bot.user.mention if hub.bot.user else ''} why?")

    assert "Something went wrong on my side. Please ask again in a while." in hub.posts[-1].text


async def test_the_mentions_of_others_are_no_words_to_search_by(hub: Cohort) -> None:
    await hub.linus.posts_solution("Celery does not see my tasks")
    me = hub.bot.user.mention if hub.bot.user else ""
    await hub.ada.says(f"{me} {hub.linus.mention} {hub.grace.mention} {hub.root.mention} celery tasks?")

    assert "S1 · Celery does not see my tasks" in hub.posts[-1].text
