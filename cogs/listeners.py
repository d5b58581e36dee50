"""What Nexus hears of by itself: talk about blockers, and what was deleted on Discord."""

import discord
from discord.ext import commands

from cogs.client import HubBot
from domain.models.entries import Member


class Listeners(commands.Cog):
    """Passes on what happens in servers, as far as it can concern an entry."""

    def __init__(self, bot: HubBot) -> None:
        super().__init__()
        self._bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Note that somebody wrote in a thread or replied to a card; what they wrote, Nexus does not read."""
        if message.guild and (card_id := talked_below(message)):
            by = Member(message.author.id, message.author.display_name)
            await self._bot.hub.talk.heard(message.guild.id, card_id, by=by)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, deleted: discord.RawMessageDeleteEvent) -> None:
        """Note that a message is gone."""
        if deleted.guild_id is not None:
            await self._bot.hub.originals.message_gone(deleted.guild_id, deleted.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, deleted: discord.RawBulkMessageDeleteEvent) -> None:
        """Note that messages are gone."""
        if deleted.guild_id is not None:
            for message_id in sorted(deleted.message_ids):
                await self._bot.hub.originals.message_gone(deleted.guild_id, message_id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, deleted: discord.RawThreadDeleteEvent) -> None:
        """Note that a thread is gone, with what was said in it."""
        await self._bot.hub.originals.channel_gone(deleted.guild_id, deleted.thread_id)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Note that a channel is gone, with its messages."""
        await self._bot.hub.originals.channel_gone(channel.guild.id, channel.id)

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """Take a role that is gone off the ladder."""
        await self._keep_roles(role.guild)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Take the roles off the ladders that went while Nexus was away."""
        for guild in self._bot.guilds:
            await self._keep_roles(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Do the same for a server that Discord could not reach before."""
        await self._keep_roles(guild)

    async def _keep_roles(self, guild: discord.Guild) -> None:
        if guild.unavailable:  # what Discord cannot reach seems to have no roles
            return
        await self._bot.hub.servers.keep_roles(guild.id, lambda: {role.id for role in guild.roles})


def talked_below(message: discord.Message) -> int | None:
    """The message below which a person's message may be talk: the one it replies to, or whose thread it stands in.

    Nexus may not know a thread that was archived until now; then its channel is but an id.
    """
    if message.author.bot or message.webhook_id is not None or message.is_system():
        return None
    match message.channel:
        case discord.Thread(type=discord.ChannelType.public_thread) | discord.PartialMessageable():
            return message.channel.id
        case _ if message.type is discord.MessageType.reply and message.reference:
            return message.reference.message_id
        case _:
            return None
