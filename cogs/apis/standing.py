"""What becomes of an API, as those who may say so decide it."""

from cogs.client import Interaction, guild_of, member_of
from cogs.entries import deliver_about
from cogs.sight import see
from cogs.ui import text
from cogs.ui.cards import note
from cogs.ui.replies import reply, think
from domain.models.api import Watch
from domain.models.entries import Kind, Ref

NOW = {
    Watch.WATCHED: "is watched: Nexus looks at its document in a moment.",
    Watch.STILL: "is not watched: it changes when somebody brings a new document.",
    Watch.RETIRED: "is retired: neither it nor its endpoints are listed or found. `/api watch` brings it back.",
}
"""How an API stands now."""


async def switch_watch(interaction: Interaction, number: str, *, wanted: bool) -> None:
    """Answer `/api watch`."""
    ref = Ref.parse(number, Kind.API)
    await think(interaction)
    await see(interaction, ref)
    api = await interaction.client.hub.standing.watch(
        guild_of(interaction), ref.number, wanted=wanted, by=member_of(interaction)
    )
    await deliver_about(interaction, ref)
    await reply(interaction, note(f"**{text.heading(api)}** {NOW[api.watch]}"))


async def retire(interaction: Interaction, number: str) -> None:
    """Answer `/api retire`."""
    ref = Ref.parse(number, Kind.API)
    await think(interaction)
    await see(interaction, ref)
    api = await interaction.client.hub.standing.retire(
        guild_of(interaction), ref.number, by=member_of(interaction)
    )
    await deliver_about(interaction, ref)
    await reply(interaction, note(f"**{text.heading(api)}** {NOW[api.watch]}"))
