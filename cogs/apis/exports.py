"""APIs as files, for whoever asks."""

from cogs.client import Interaction, guild_of
from cogs.sight import see, sight_of
from cogs.ui.replies import reply_file, think
from domain.apis.export.exported import Form
from domain.models.entries import Kind, Ref


async def send_export(interaction: Interaction, form: Form, number: str | None) -> None:
    """Answer `/api export`: with a private file."""
    ref = Ref.parse(number, Kind.API) if number else None
    await think(interaction)
    exports, guild_id = interaction.client.hub.apis.exports, guild_of(interaction)
    if ref:
        await see(interaction, ref)
        exported = await exports.one(guild_id, ref.number, form)
    else:
        title = interaction.guild.name if interaction.guild else ""
        exported = await exports.all(guild_id, form, title=title, sight=sight_of(interaction))
    words = f"{ref}, as a file:" if ref else "All APIs and endpoints that you may see, as a file:"
    await reply_file(interaction, words, exported.name, exported.content)
