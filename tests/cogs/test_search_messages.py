"""*Find solutions*: searching with what somebody wrote."""

import discord
import pytest

from cogs.search.messages import words_of_embed
from tests.support.cohort import Cohort, Upload
from tests.support.weather import another_server

TRACE = """Traceback (most recent call last):
  File "/srv/app/orders/tasks.py", line 8, in run
    connect()
redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.
"""


def link_to(hub: Cohort, message: discord.Message) -> str:
    return f"https://discord.com/channels/{hub.guild.id}/{message.channel.id}/{message.id}"


async def test_a_messages_menu_finds_what_solves_it(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery does not see my tasks")
    message = await hub.linus.says("My celery worker does not see tasks @everyone")

    answer = await hub.grace.uses_menu("Find solutions", message)

    assert answer.private
    assert "**S1 · Celery does not see my tasks**" in answer.text
    assert "@everyone" not in answer.text


async def test_an_attached_log_is_searched_too_however_long_it_is(hub: Cohort) -> None:
    await hub.ada.posts_solution("Start Redis first", f"It was down:\n{TRACE}")
    log = "INFO all is well\n" * 3000 + TRACE.replace("/srv/app", "/home/bo").replace("line 8", "line 80")
    message = await hub.linus.says("It broke", files=[Upload("worker.log", log.encode())])

    answer = await hub.grace.uses_menu("Find solutions", message)

    assert answer.text.startswith("### “ConnectionError: ")
    assert "**same error**" in answer.text


async def test_a_blockers_card_finds_what_solves_the_blocker_and_not_itself(hub: Cohort) -> None:
    card = await hub.linus.logs_blocker("Celery does not see my tasks", happened="Nothing at all.")
    await hub.ada.posts_solution("Celery does not see any tasks")
    assert isinstance(card.message, discord.Message)

    answer = await hub.grace.uses_menu("Find solutions", card.message)

    assert "**S1 ·" in answer.text
    assert "**B1 ·" not in answer.text


async def test_a_message_without_words_says_so(hub: Cohort) -> None:
    message = await hub.linus.says("", files=[Upload("a.png", b"\x89PNG\r\n")])

    answer = await hub.grace.uses_menu("Find solutions", message)

    assert answer.private
    assert "I see no words in that message" in answer.text


async def test_a_link_to_a_message_does_the_same_as_its_menu(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery does not see my tasks")
    me = hub.bot.user.mention if hub.bot.user else ""
    message = await hub.linus.says(f"{me} celery does not see tasks")

    answer = await hub.grace.types("search", query=f" {link_to(hub, message)} ", kind="S")

    assert "**S1 · Celery does not see my tasks**" in answer.text
    assert "“celery does not see tasks”" in answer.text
    assert "solutions only" in answer.text


async def test_a_link_to_a_message_whose_words_discord_hides_says_what_to_do(hub: Cohort) -> None:
    message = await hub.linus.says("celery does not see tasks")

    answer = await hub.grace.types("search", query=link_to(hub, message))

    assert "I see no words in that message" in answer.text
    assert "paste it into /search" in answer.text


async def test_a_link_into_another_server_or_a_hidden_channel_is_refused(hub: Cohort) -> None:
    other = another_server(hub)
    there = await other.linus.says(f"{hub.bot.user.mention if hub.bot.user else ''} celery")
    hidden = discord.PermissionOverwrite(view_channel=False)
    private = hub.guild.create_text_channel(
        "private",
        overwrites={
            hub.guild.default_role: hidden,
            hub.ada.actor: discord.PermissionOverwrite(view_channel=True),
        },
    )
    secret = await hub.ada.says("celery is our secret", where=private)

    foreign = await hub.grace.types("search", query=link_to(other, there))
    unseen = await hub.grace.types("search", query=link_to(hub, secret))

    assert "not a link to a message of this server" in foreign.text
    assert "no such message that both of us can read" in unseen.text


@pytest.mark.parametrize(
    ("embed", "words"),
    [
        (discord.Embed(title="Build failed", description="exit code 1"), "Build failed\nexit code 1"),
        (discord.Embed().add_field(name="Error", value="KeyError"), "Error\nKeyError"),
        (discord.Embed(), ""),
    ],
)
def test_the_words_in_the_box_of_another_bot_count(embed: discord.Embed, words: str) -> None:
    assert words_of_embed(embed) == words
