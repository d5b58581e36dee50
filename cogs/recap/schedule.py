"""When the weekly recap comes, where and whether, as administrators choose it."""

from collections.abc import Sequence

import discord
from discord.app_commands import Choice

from cogs.client import Interaction, guild_of
from cogs.setup.cards import recap_line, refusal
from cogs.setup.choices import channel_at, chosen_place
from cogs.setup.permissions import missing_permissions
from cogs.ui.cards import Card
from domain.models.entries import Place
from domain.models.server import Server, Threads

QUIET = [Choice(name="Post nothing", value=0), Choice(name="Post one line", value=1)]
"""What becomes of a quiet week."""


def lacking_at(interaction: Interaction, channel_id: int) -> Sequence[str] | None:
    """The permissions that Nexus lacks to post recaps in a channel; None where it does not see it."""
    channel = channel_at(interaction, Place(guild_of(interaction), channel_id))
    return missing_permissions(channel, Threads.NEVER) if channel else None


def lacking_in(interaction: Interaction, channel: discord.TextChannel) -> Card | None:
    """Why recaps cannot be posted in a channel, and what to do; None where they can."""
    lacking = lacking_at(interaction, channel.id)
    return None if lacking == [] else refusal(channel.id, lacking or [], "/recap schedule")


async def channel_id_for(interaction: Interaction, channel: discord.TextChannel | None) -> int | None:
    """The id of the channel that was chosen for recaps, 0 for the hub's; None where none was chosen."""
    if channel is None:
        return None
    hub = await chosen_place(interaction, None)
    return 0 if channel.id == hub.channel_id else channel.id


def schedule_card(server: Server, *, lacking: Sequence[str] | None) -> Card:
    """When and where the recap comes now. `lacking` are the permissions that Nexus lacks there, None if it is gone."""
    card = Card().title("The weekly recap")
    card.text(
        f"**When**: {recap_line(server)}\n"
        f"**Where**: {where_line(server, lacking)}\n"
        f"**A quiet week**: {'one line says so' if server.recaps.tells_quiet else 'nothing is posted'}"
    )
    return card.text("-# What you leave out stays as it is. `/recap now` posts one in between.")


def where_line(server: Server, lacking: Sequence[str] | None) -> str:
    """The channel, and whether recaps can be posted there."""
    where = f"<#{server.recap_channel_id}>" + ("" if server.recaps.channel_id else ", the hub")
    if lacking is None:
        return "its channel is gone, or I cannot see it; choose another with the option `channel`"
    return f"{where}; but I lack **{', '.join(lacking)}** there" if lacking else where
