"""Setting a server up: one command for its administrators."""

from itertools import islice

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from cogs.client import HubBot, Interaction, guild_of, member_of, place_of
from cogs.ui import text
from cogs.ui.cards import Card, note
from cogs.ui.replies import reply, think
from domain.entries import CHOICES
from domain.models.entries import Place
from domain.models.server import Server, Weekday, zones

NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
    "attach_files": "Attach Files",
}
"""The permissions that Nexus needs in the hub's channel, with Discord's names for them."""


def missing_permissions(channel: discord.abc.GuildChannel) -> list[str]:
    """Discord's names of the permissions that Nexus lacks in a channel."""
    has = channel.permissions_for(channel.guild.me)
    return [name for flag, name in NEEDED.items() if not getattr(has, flag)]


async def zone_like(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Completes a time zone by any part of its name."""
    del interaction
    wanted = typed.strip().replace(" ", "_").casefold()
    names = (name for name in zones() if wanted in name.casefold() and "/" in name)
    return [Choice(name=name, value=name) for name in islice(names, CHOICES)]


class Setup(commands.Cog):
    """`/setup`."""

    def __init__(self, bot: HubBot) -> None:
        del bot
        super().__init__()

    @app_commands.command(name="setup")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.describe(
        channel="Where cards and the weekly recap go",
        time_zone="The cohort's time zone, such as Africa/Lagos",
        day="The day of the recap",
        hour="The hour of the recap, from 0 to 23, in that time zone",
    )
    @app_commands.choices(day=[Choice(name=day.word, value=int(day)) for day in Weekday])
    @app_commands.autocomplete(time_zone=zone_like)
    async def setup(
        self,
        interaction: Interaction,
        channel: discord.TextChannel | None = None,
        time_zone: str | None = None,
        day: int | None = None,
        hour: app_commands.Range[int, 0, 23] | None = None,
    ) -> None:
        """Choose the hub's channel and when the weekly recap comes; what you leave out stays as it is"""
        await think(interaction)
        place = await chosen_place(interaction, channel)
        hub = interaction.guild.get_channel(place.channel_id) if interaction.guild else None
        lacking = missing_permissions(hub) if hub else []
        if hub is None or lacking:
            await reply(interaction, refusal(place.channel_id, lacking))
            return
        server = await interaction.client.hub.servers.set_up(
            place,
            time_zone=time_zone,
            weekday=None if day is None else Weekday(day),
            hour=hour,
            by=member_of(interaction),
        )
        await reply(interaction, settings_card(server))


async def chosen_place(interaction: Interaction, channel: discord.TextChannel | None) -> Place:
    """The channel that was chosen or, if none was, the one that the server uses already."""
    if channel is not None:
        return Place(guild_of(interaction), channel.id)
    server = await interaction.client.hub.servers.get(guild_of(interaction))
    return Place(server.guild_id, server.hub_channel_id) if server else place_of(interaction)


def refusal(channel_id: int, lacking: list[str]) -> Card:
    """Why a channel cannot be the hub, and what to do."""
    if not lacking:
        return note(
            "I cannot see that channel. Choose another with the option `channel`; nothing was changed."
        )
    return note(
        f"I cannot use <#{channel_id}> yet: I lack **{', '.join(lacking)}** there."
        " Please allow it in the channel's settings, under Permissions, and run /setup again; nothing was changed."
    )


def settings_card(server: Server) -> Card:
    """What holds in a server now."""
    card = Card().title("Nexus is set up")
    card.text(
        f"**Hub**: <#{server.hub_channel_id}>, where cards and the recap go\n"
        f"**Weekly recap**: {text.plain(str(server.schedule))}; the next one comes {text.at(server.next_recap_at)}"
    )
    return card.text("-# I have all permissions that I need there. Run /setup again to change any of this.")
