"""What administrators choose among: channels, and the time zones of the world."""

from itertools import islice

import discord
from discord.app_commands import Choice

from cogs.client import Interaction, guild_of, place_of
from cogs.ui.cards import CHOICES
from domain.models.entries import Place
from domain.models.schedule import Weekday, zones

DAYS = [Choice(name=day.word, value=int(day)) for day in Weekday]
"""The days of a week."""


async def zone_like(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Completes a time zone by any part of its name."""
    del interaction
    wanted = typed.strip().replace(" ", "_").casefold()
    names = (name for name in zones() if wanted in name.casefold() and "/" in name)
    return [Choice(name=name, value=name) for name in islice(names, CHOICES)]


async def chosen_place(interaction: Interaction, channel: discord.TextChannel | None) -> Place:
    """The channel that was chosen or, if none was, the one that the server uses already."""
    if channel is not None:
        return Place(guild_of(interaction), channel.id)
    server = await interaction.client.hub.servers.get(guild_of(interaction))
    return Place(server.guild_id, server.hub_channel_id) if server else place_of(interaction)


def channel_at(interaction: Interaction, place: Place) -> discord.abc.GuildChannel | None:
    """The channel of a place, if Nexus knows it."""
    return interaction.guild.get_channel(place.channel_id) if interaction.guild else None
