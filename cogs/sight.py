"""Who may see which channels of a server, and so which entries.

An entry is seen by those who see the channel where its card stands (`domain.sight`); this is what Discord says of it.
"""

from collections.abc import Mapping
from typing import Final, TypeAlias

import discord

from cogs.client import HubBot, Interaction, guild_of
from domain.carrying import Moot, TryLater
from domain.models.entries import Ref
from domain.models.sight import FULL, Channel, Sight

Guarded: TypeAlias = discord.abc.GuildChannel | discord.Thread
"""What has permissions of its own, or those of its channel."""

DENIED: Final = -1
OPEN: Final = 1
"""What a channel says of one role or member: they may not view it, or they may; 0 is to say nothing."""


async def see(interaction: Interaction, ref: Ref) -> None:
    """Let only those pass who may know of an entry, before anything is shown of it or done to it.

    Raises:
        NotFound: they may not; it says what stands where there is no such entry.
    """
    await interaction.client.hub.entries.see(guild_of(interaction), ref, sight_of(interaction))


def sight_of(interaction: Interaction) -> Sight:
    """What the member of an interaction may see; where Discord does not say, the channel that they are in."""
    guild, user = interaction.guild, interaction.user
    return _sight_in(guild, user, here=interaction.channel_id)


def sight_of_readers(message: discord.Message) -> Sight:
    """What may be said in answer to `message`: what all who read its channel may see, and its author may see too."""
    guild, here = message.guild, message.channel.id
    asker = _sight_in(guild, message.author, here=here)
    if guild is None or guild.unavailable:
        return asker
    readers = sight_of_channel(guild, here)

    def sees(channel: Channel) -> bool | None:
        return asker.sees(channel) and readers.sees(channel)

    return Sight(sees)


def sight_of_channel(guild: discord.Guild | None, channel_id: int) -> Sight:
    """What all who read a channel may see.

    That is what stands in this very channel, in channels that everybody may view, and in those that let in whomever
    this one lets in. A private thread's readers are among those of the channel that it belongs to.
    """
    if guild is None or guild.unavailable:
        return Sight(lambda channel: channel.id == channel_id)
    reading = _above(guild.get_channel_or_thread(channel_id))

    def sees(channel: Channel) -> bool | None:
        if channel.id == channel_id:
            return True
        other, is_private = _found(guild, channel)
        if other is None:
            return False if is_private else None
        return not is_private and lets_in_all_of(other, reading)

    return Sight(sees)


class BotEyes:
    """Implements `cogs.gallery.Eyes` by what the bot knows of its servers."""

    def __init__(self, bot: HubBot) -> None:
        self._bot = bot

    def of_channel(self, guild_id: int, channel_id: int) -> Sight:
        """What all who read a channel may see.

        Raises:
            TryLater: Discord has trouble with the server.
        """
        return sight_of_channel(self._guild(guild_id), channel_id)

    async def of_member(self, guild_id: int, member_id: int) -> Sight:
        """What a member may see.

        Raises:
            Moot: they are not in the server any more, or Nexus is not.
            TryLater: Discord has trouble with the server.
            discord.HTTPException: Discord does not say now.
        """
        guild = self._guild(guild_id)
        try:
            member = await guild.fetch_member(member_id) if guild else None
        except discord.NotFound:
            member = None
        if member is None:
            raise Moot("its reader is not in the server any more")
        return _sight_in(guild, member, here=None)

    def name_of(self, guild_id: int) -> str:
        """What a server is called."""
        guild = self._bot.get_guild(guild_id)
        return guild.name if guild else "your server"

    def _guild(self, guild_id: int) -> discord.Guild | None:
        guild = self._bot.get_guild(guild_id)
        if guild is not None and guild.unavailable:
            raise TryLater("the server is unavailable")
        return guild


def _sight_in(guild: discord.Guild | None, user: discord.abc.User, *, here: int | None) -> Sight:
    """What somebody may see of a server; being in a channel, they see that one."""
    if guild is None or guild.unavailable or not isinstance(user, discord.Member):
        return Sight(lambda channel: channel.id == here)
    if user.guild_permissions.administrator:
        return FULL

    def sees(channel: Channel) -> bool | None:
        found, is_private = _found(guild, channel)
        if found is None:
            # A channel that is gone hides nothing more; of its private threads, nobody can tell who was in them.
            return False if is_private else None
        allowed = found.permissions_for(user)
        # Who is in a private thread, a bot without privileged intents cannot know, but for who writes there.
        is_let_in = not is_private or channel.id == here or allowed.manage_threads
        return allowed.view_channel and is_let_in

    return Sight(sees)


def _found(guild: discord.Guild, channel: Channel) -> tuple[discord.abc.GuildChannel | None, bool]:
    """A channel, or the one that a thread belongs to, and whether that thread is private; None if it is gone."""
    match guild.get_channel_or_thread(channel.id):
        case discord.Thread() as thread:
            return thread.parent, thread.is_private()
        case None if channel.thread:
            return guild.get_channel(channel.thread.parent_id), channel.thread.is_private
        case found:
            return found, False


def _above(channel: object) -> discord.abc.GuildChannel | None:
    """A channel, or the one that a thread belongs to; None where Nexus does not know it."""
    match channel:
        case discord.Thread():
            return channel.parent
        case discord.abc.GuildChannel():
            return channel
        case _:
            return None


def lets_in_all_of(other: discord.abc.GuildChannel, reading: discord.abc.GuildChannel | None) -> bool:
    """Whether it is certain that whoever may view `reading` may view `other`.

    A channel's rules for everybody, for roles and for members only ever add to who may view it when one of them is
    loosened: so it is certain where none of `other`'s is stricter.
    """
    theirs = _rules(other)
    everybody = other.guild.default_role.id
    if theirs.get(everybody) == OPEN and DENIED not in theirs.values():
        return True
    if reading is None:
        return False
    ours = _rules(reading)
    return all(theirs.get(key, 0) >= ours.get(key, 0) for key in theirs.keys() | ours.keys())


def _rules(channel: discord.abc.GuildChannel) -> Mapping[int, int]:
    """What a channel says of viewing it, by id of role or member; of Nexus itself, nothing is asked."""
    guild = channel.guild
    said = {
        target.id: {None: 0, True: OPEN, False: DENIED}[overwrite.view_channel]
        for target, overwrite in channel.overwrites.items()
    }
    everybody = guild.default_role
    if not said.get(everybody.id) and everybody.permissions.view_channel:
        said[everybody.id] = OPEN
    nexus = {guild.me.id, guild.self_role.id if guild.self_role else None}
    return {key: rule for key, rule in said.items() if key not in nexus}
