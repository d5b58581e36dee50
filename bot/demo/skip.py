"""`/demo skip`: there only in the demo."""

import asyncio

from discord import app_commands
from discord.ext import commands

from cogs.client import Interaction
from cogs.ui.cards import note
from cogs.ui.replies import reply


class Skip(commands.GroupCog, name="demo", description="Only in the demo"):
    """Asks the stage to let time pass."""

    def __init__(self, skips: asyncio.Queue[None]) -> None:
        super().__init__()
        self._skips = skips

    @app_commands.command(name="skip")
    async def skip(self, interaction: Interaction) -> None:
        """Skip ahead to the next weekly recap"""
        await reply(interaction, note("Time flies: the next weekly recap is being posted in this channel …"))
        self._skips.put_nowait(None)
