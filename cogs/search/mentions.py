"""Questions in chat: a message that mentions Nexus is answered for all who read there."""

import logging
import re

import discord

from cogs.client import HubBot
from cogs.search.results import answer_card
from cogs.sight import sight_of_readers
from cogs.ui.cards import Card
from domain.errors import DomainError
from domain.models.entries import Member
from domain.models.search import Query

log = logging.getLogger(__name__)


async def heard(bot: HubBot, message: discord.Message) -> None:
    """Answer a message that mentions Nexus by name with the best matches."""
    me = bot.user
    if me is None or message.author.bot:
        return
    if message.guild is None:
        await said(message, "I answer questions in a server's channels, from what that server has learned.")
        return
    if not mentions(message.content, me.id):
        return
    question = re.sub(r"\s*<@[!&]?\d+>", "", message.content)
    asker = Member(message.author.id, message.author.display_name)
    try:
        found = await bot.hub.search.ask(
            message.guild.id, Query(question), by=asker, sight=sight_of_readers(message)
        )
    except DomainError:
        await said(
            message,
            "Ask me with a question, such as “why does Celery not see my task?”. /help shows the rest.",
        )
    except Exception:
        await said(message, "Something went wrong on my side. Please ask again in a while.")
        raise  # discord.py logs it, with the traceback
    else:
        await answered(message, answer_card(found))


def mentions(content: str, user_id: int) -> bool:
    """Whether a text mentions the user in writing; a reply's silent mention is none."""
    return re.search(rf"<@!?{user_id}>", content) is not None


async def said(message: discord.Message, sentence: str) -> None:
    """Answer a message with a sentence."""
    await answered(message, Card().text(sentence))


async def answered(message: discord.Message, card: Card) -> None:
    """Answer a message with a card; where Nexus may not write, the log says so."""
    try:
        await message.reply(view=card, mention_author=False)
    except discord.Forbidden as error:
        log.warning("May not answer in channel %s: %s", message.channel.id, error.text)
    except discord.HTTPException as error:
        log.warning("Could not answer in channel %s: %s", message.channel.id, error)
