"""More commands of `/api`: what changed, and what becomes of an API."""

from discord import app_commands
from discord.ext import commands

from cogs.apis.changes import revision_like, tell_changes, tell_difference
from cogs.client import Interaction
from cogs.entries import entries_like
from domain.models.entries import Kind

API_NUMBER = "The API's number, such as A3"


class MoreCommands(commands.Cog):
    """Commands that `cogs.apis.Apis` has beside its own."""

    @app_commands.command(name="changes")
    @app_commands.describe(number=API_NUMBER, revision="Only what changed in this one, such as 4")
    @app_commands.autocomplete(number=entries_like(Kind.API), revision=revision_like)
    async def changes(self, interaction: Interaction, number: str, revision: str | None = None) -> None:
        """See what changed in an API, and when"""
        await tell_changes(interaction, number, revision)

    @app_commands.command(name="diff")
    @app_commands.rename(older="from", newer="to")
    @app_commands.describe(
        number=API_NUMBER,
        older="The revision to start from; the one before, if you say nothing",
        newer="The revision to compare with it; the newest, if you say nothing",
    )
    @app_commands.autocomplete(number=entries_like(Kind.API), older=revision_like, newer=revision_like)
    async def diff(
        self, interaction: Interaction, number: str, older: str | None = None, newer: str | None = None
    ) -> None:
        """Compare two revisions of an API"""
        await tell_difference(interaction, number, older, newer)
