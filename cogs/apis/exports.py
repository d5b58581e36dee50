"""APIs as files, for whoever asks."""

from cogs.client import Interaction, guild_of
from cogs.sight import see, sight_of
from cogs.ui import text
from cogs.ui.replies import reply_file, think
from domain.apis.export.exported import Form
from domain.models.entries import Kind, Ref
from domain.text import and_more

NAMED = 10
"""APIs that are named which an export has not."""


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
    if exported.left_out:
        names = and_more([text.plain(name) for name in exported.left_out], NAMED)
        words += f"\n-# Left out, as their documents are too much work or cannot be read: {names}."
    await reply_file(interaction, words, exported.name, exported.content)
