"""More commands of `/api`: what changed, and what becomes of an API."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from cogs.apis.changes import revision_like, tell_changes, tell_difference
from cogs.apis.exports import send_export
from cogs.apis.standing import retire, switch_watch
from cogs.apis.sunset import announce
from cogs.client import Interaction
from cogs.endpoints.typed import named_like
from cogs.entries import entries_like
from domain.apis.export.exported import Form
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

    @app_commands.command(name="watch")
    @app_commands.describe(number=API_NUMBER, wanted="Whether its document is looked at again and again")
    @app_commands.rename(wanted="on")
    @app_commands.autocomplete(number=entries_like(Kind.API))
    async def watch(self, interaction: Interaction, number: str, *, wanted: bool) -> None:
        """Have an API watched, or not; one that was retired comes back"""
        await switch_watch(interaction, number, wanted=wanted)

    @app_commands.command(name="retire")
    @app_commands.describe(number=API_NUMBER)
    @app_commands.autocomplete(number=entries_like(Kind.API))
    async def retire(self, interaction: Interaction, number: str) -> None:
        """Take an API out of use"""
        await retire(interaction, number)

    @app_commands.command(name="export")
    @app_commands.rename(form="format")
    @app_commands.describe(
        form="For programs, for people, or for Postman", number=f"{API_NUMBER}; all, if you say nothing"
    )
    @app_commands.choices(form=[Choice(name=form.words, value=form.name) for form in Form])
    @app_commands.autocomplete(number=entries_like(Kind.API))
    async def export(self, interaction: Interaction, form: str, number: str | None = None) -> None:
        """Take an API along as a file, or all of them"""
        await send_export(interaction, Form[form], number)

    @app_commands.command(name="sunset")
    @app_commands.rename(day="date")
    @app_commands.describe(
        endpoint="The endpoint's path or number, such as GET /users/{id} or E7",
        day="After which day it may be gone: 2026-06-30, in 14 days; none takes it back",
    )
    @app_commands.autocomplete(endpoint=named_like(Kind.ENDPOINT))
    async def sunset(self, interaction: Interaction, endpoint: str, day: str) -> None:
        """Say when an endpoint may be gone; those who use it hear of it ahead"""
        await announce(interaction, endpoint, day)
