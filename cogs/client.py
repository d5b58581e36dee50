"""What the cogs know of the bot that carries them, and what they read from an interaction."""

from typing import Protocol, TypeAlias

import discord
from discord.ext import commands

from cogs.ui.cards import Card
from domain.errors import Refused
from domain.hub import Hub
from domain.models.delivery import Delivery
from domain.models.entries import Member, Place, Ref, Thread
from domain.models.search import Found

HUB_CHANNEL = "prodevprojectnexus"
"""A channel of this name is the hub of a server that has not been set up."""


class Gallery(Protocol):
    """Draws the card of anything, from what is stored now."""

    async def entry(self, guild_id: int, ref: Ref) -> Card:
        """The card of an entry.

        Raises:
            NotFound: this server has no such entry.
        """
        ...

    async def endpoint(self, guild_id: int, number: int, part: str = "about", page: int = 0) -> Card:
        """One page (from 0) of a part of an endpoint's page: what it is, how it is called.

        Raises:
            NotFound: this server has no such endpoint.
        """
        ...

    async def delivery(self, delivery: Delivery) -> Card:
        """What a delivery shows."""
        ...

    def results(self, found: Found) -> Card:
        """What a search found, for whoever asked."""
        ...


class HubBot(commands.Bot):
    """The bot as the cogs see it."""

    hub: Hub
    gallery: Gallery

    async def admit(self, interaction: "Interaction") -> None:
        """Let an interaction in; called before anything else is done for it.

        Raises:
            Refused: Nexus cannot serve it now, or not here.
        """
        raise NotImplementedError

    async def report(self, interaction: "Interaction", error: Exception, *, written: str = "") -> None:
        """Tell the member what went wrong: the one error surface.

        `written` is what they had typed into a form, to be given back.
        """
        raise NotImplementedError


Interaction: TypeAlias = discord.Interaction[HubBot]
"""An interaction with Nexus."""


ANYWHERE = "anywhere"
"""Marks, among a command's extras, that it works in direct messages too."""


def guild_of(interaction: Interaction) -> int:
    """The id of the server where this happens.

    Raises:
        Refused: it happens in a direct message.
    """
    if interaction.guild_id is None:
        raise Refused(
            "Nexus keeps what a server learns, so this works in a server's channels, not in direct messages."
        )
    return interaction.guild_id


def place_of(interaction: Interaction) -> Place:
    """Where this happens, with the channel for cards of a server that was not set up."""
    guild_id, channel = guild_of(interaction), interaction.channel
    channels = interaction.guild.text_channels if interaction.guild else []
    for named in channels:
        if is_hub_name(named.name):
            return Place(guild_id, named.id)
    thread = Thread(channel.parent_id, channel.is_private()) if isinstance(channel, discord.Thread) else None
    return Place(guild_id, interaction.channel_id or 0, thread)


def is_hub_name(name: str) -> bool:
    """Whether a channel of this name is meant as the hub."""
    return HUB_CHANNEL in "".join(sign for sign in name.casefold() if sign.isalnum())


def member_of(interaction: Interaction) -> Member:
    """Who does this, with what they may do in the whole server: a channel of one's own makes nobody a moderator."""
    user = interaction.user
    may = user.guild_permissions if isinstance(user, discord.Member) else discord.Permissions.none()
    return Member(user.id, user.display_name, moderator=may.manage_messages, administrator=may.manage_guild)
