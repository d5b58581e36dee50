"""Answering an interaction, whatever was said before."""

from collections.abc import Awaitable
from io import BytesIO

import discord
from discord import ui

from cogs.client import Interaction
from cogs.ui.cards import Card


async def think(interaction: Interaction) -> None:
    """Acknowledge at once, privately; the answer may then take its time."""
    await interaction.response.defer(ephemeral=True, thinking=True)


async def reply(interaction: Interaction, card: Card, *, file: discord.File | None = None) -> None:
    """Answer privately with a card and its files; `file` is one more, which the card shows in its own way."""
    files = [*card.files, *([file] if file else [])]
    if interaction.response.is_done():
        await interaction.followup.send(view=card, files=files, ephemeral=True)
    else:
        await interaction.response.send_message(view=card, files=files, ephemeral=True)


async def reply_file(interaction: Interaction, words: str, name: str, content: bytes) -> None:
    """Answer privately with a file of that name, and words above it; the interaction was acknowledged before."""
    file = discord.File(BytesIO(content), name)
    await interaction.followup.send(words, file=file, ephemeral=True)


async def turn(interaction: Interaction, page: Awaitable[ui.LayoutView]) -> None:
    """Replace the message whose button was pressed, once its other page is drawn."""
    await interaction.response.defer()
    await interaction.edit_original_response(view=await page)
