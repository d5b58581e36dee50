"""When the weekly recap comes, where and whether, as administrators choose it."""

from collections.abc import Sequence

import discord
from discord.app_commands import Choice

from cogs.client import Interaction, is_hub_name
from cogs.setup.cards import recap_line, refusal
from cogs.setup.choices import channel_at
from cogs.setup.permissions import missing_permissions
from cogs.sight import sight_of_channel
from cogs.ui.cards import Card
from domain.models.entries import Place
from domain.models.server import Server, Threads
from domain.models.sight import Channel

QUIET = [Choice(name="Post nothing", value=0), Choice(name="Post one line", value=1)]
"""What becomes of a quiet week."""


def lacking_at(interaction: Interaction, channel_id: int) -> Sequence[str] | None:
    """The permissions that Nexus lacks to post recaps in a channel; None where it does not see it."""
    found = interaction.guild.get_channel_or_thread(channel_id) if interaction.guild else None
    channel = found.parent if isinstance(found, discord.Thread) else found
    return missing_permissions(channel, Threads.NEVER) if channel else None


def lacking_in(interaction: Interaction, channel: discord.TextChannel) -> Card | None:
    """Why recaps cannot be posted in a channel, and what to do; None where they can."""
    lacking = lacking_at(interaction, channel.id)
    return None if lacking == [] else refusal(channel.id, lacking or [], "/recap schedule")


def channel_id_for(channel: discord.TextChannel | None, hub: Place) -> int | None:
    """The id of the channel that was chosen for recaps, 0 for the hub's; None where none was chosen."""
    if channel is None:
        return None
    return 0 if channel.id == hub.channel_id else channel.id


async def is_hub(interaction: Interaction, place: Place) -> bool:
    """Whether recaps go there unless somebody says otherwise: a hub was set or used, or is named as one."""
    channel = channel_at(interaction, place)
    is_known = await interaction.client.hub.servers.get(place.guild_id) is not None
    return is_known or (channel is not None and is_hub_name(channel.name))


def schedule_of(interaction: Interaction, server: Server) -> Card:
    """When and where the recap comes now, and what stands in its way."""
    channel_id = server.recap_channel_id
    hub = Channel(server.hub_channel_id, is_hub=True)
    return schedule_card(
        server,
        lacking=lacking_at(interaction, channel_id),
        hides_hub=not sight_of_channel(interaction.guild, channel_id).sees(hub),
    )


def schedule_card(server: Server, *, lacking: Sequence[str] | None, hides_hub: bool) -> Card:
    """When and where the recap comes now.

    `lacking` are the permissions that Nexus lacks there, None if it is gone; `hides_hub` is whether not all who read it
    there may see the hub.
    """
    card = Card().title("The weekly recap")
    card.text(
        f"**When**: {recap_line(server)}\n"
        f"**Where**: {where_line(server, lacking)}\n"
        f"**A quiet week**: {'one line says so' if server.recaps.tells_quiet else 'nothing is posted'}"
    )
    if hides_hub and lacking is not None:
        card.text(
            f"Not all who read it there may see the hub, <#{server.hub_channel_id}>, so it leaves out what stands in"
            " the hub. Choose a channel for fewer people, or let all see the hub."
        )
    return card.text("-# What you leave out stays as it is. `/recap now` posts one in between.")


def where_line(server: Server, lacking: Sequence[str] | None) -> str:
    """The channel, and whether recaps can be posted there."""
    where = f"<#{server.recap_channel_id}>" + ("" if server.recaps.channel_id else ", the hub")
    if lacking is None:
        return "its channel is gone, or I cannot see it; choose another with the option `channel`"
    return f"{where}; but I lack **{', '.join(lacking)}** there" if lacking else where
