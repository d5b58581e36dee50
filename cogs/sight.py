"""Who may see which channels, and so which entries."""

import discord

from cogs.client import Interaction
from domain.models.sight import FULL, Sight


def sight_of(interaction: Interaction) -> Sight:
    """What the member of an interaction may see."""
    return _sight(interaction.guild, interaction.user)


def sight_of_readers(message: discord.Message) -> Sight:
    """What all who read a channel may see, for an answer in it to `message`."""
    return _sight(message.guild, message.author)


def _sight(guild: discord.Guild | None, user: discord.abc.User) -> Sight:
    if guild is None or not isinstance(user, discord.Member):
        return FULL

    def sees(channel_id: int) -> bool:
        channel = guild.get_channel_or_thread(channel_id)
        return channel is None or channel.permissions_for(user).view_channel

    return Sight(sees)
