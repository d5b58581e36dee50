"""Messages that somebody points at: by a message's menu, or by a link to it."""

import asyncio

import discord

from cogs.client import Interaction, guild_of
from domain.errors import BadInput, NotFound
from domain.models.entries import Member
from domain.models.solution_draft import MESSAGE_LINK

PATIENCE = 1.5
"""Seconds to wait for a linked message: a form must open within three."""


async def message_at(interaction: Interaction, link: str) -> discord.Message | None:
    """The message that `link` leads to; None where Discord does not give it in time.

    Discord hides the text of most messages from bots that have no privileged intent.

    Raises:
        BadInput: it is no link to a message of this server.
        NotFound: the message is not there, or not for this member to read.
    """
    match = MESSAGE_LINK.fullmatch(link.strip())
    if match is None or int(match[1]) != guild_of(interaction):
        raise BadInput(
            "That is not a link to a message of this server. Choose “Copy Message Link” in a message's menu."
        )
    guild, user = interaction.guild, interaction.user
    channel = guild.get_channel_or_thread(int(match[2])) if guild else None
    hidden = NotFound("There is no such message that both of us can read. Check the link and the channel.")
    if not isinstance(channel, discord.abc.Messageable) or not isinstance(user, discord.Member):
        raise hidden
    allowed = channel.permissions_for(user)
    # Who is in a private thread, a bot without privileged intents cannot know.
    is_private = isinstance(channel, discord.Thread) and channel.is_private() and not allowed.manage_threads
    if is_private or not (allowed.view_channel and allowed.read_message_history):
        raise hidden
    try:
        async with asyncio.timeout(PATIENCE):
            return await channel.fetch_message(int(match[3]))
    except discord.NotFound as error:
        raise hidden from error
    except (discord.HTTPException, TimeoutError):
        return None


def words_of(message: discord.Message) -> str:
    """What a message says, people by name, without the mention that called Nexus."""
    me = message.guild.me if message.guild else None
    words = message.clean_content
    return words.replace(f"@{me.display_name}", "").strip() if me else words


def writer_of(message: discord.Message) -> Member | None:
    """Who wrote a message; nobody, where a bot or a webhook did."""
    if message.author.bot or message.webhook_id:
        return None
    return Member(message.author.id, message.author.display_name)
