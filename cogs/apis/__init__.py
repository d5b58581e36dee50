"""APIs in Discord: share one, see what it offers, and be told when it changes."""

import discord
from discord import app_commands
from discord.ext import commands

from cogs.apis.buttons import RefreshButton
from cogs.apis.changes import CHANGES_BUTTONS
from cogs.apis.choices import EndpointPicker
from cogs.apis.editing import EditButton, edit
from cogs.apis.lists import ListButton, listing
from cogs.apis.more import MoreCommands
from cogs.apis.muting import MUTE_BUTTONS, MuteCommands
from cogs.apis.offers import WORD_LIMIT, OffersButton, OffersPageButton, offers
from cogs.apis.refreshing import ThereButton, refresh
from cogs.apis.sharing import share
from cogs.apis.standing import BringBackButton
from cogs.apis.uses import USE_BUTTONS, UseCommands
from cogs.client import HubBot, Interaction
from cogs.entries import entries_like, show
from cogs.requests.commands import BUTTONS as REQUEST_BUTTONS
from cogs.requests.commands import RequestCommands
from cogs.sight import see
from cogs.ui.replies import reply, think
from domain.models.entries import Kind, Ref
from domain.text import TITLE_LIMIT, one_line


class Apis(
    MoreCommands,
    UseCommands,
    MuteCommands,
    RequestCommands,
    commands.GroupCog,
    name="api",
    description="What the backend promises, and when that changes",
):
    """The commands of `/api`."""

    def __init__(self, bot: HubBot) -> None:
        super().__init__()
        bot.add_dynamic_items(*REQUEST_BUTTONS)
        bot.add_dynamic_items(EndpointPicker, RefreshButton, OffersButton, OffersPageButton, ListButton)
        bot.add_dynamic_items(*CHANGES_BUTTONS, BringBackButton, ThereButton, EditButton)
        bot.add_dynamic_items(*USE_BUTTONS, *MUTE_BUTTONS)

    @app_commands.command(name="share")
    @app_commands.describe(
        url="Where it is: its base address, its documentation or its document",
        file="Its document: OpenAPI, Swagger or GraphQL, as .json, .yaml, .yml or .graphql",
        title="What it is called; as its document says, if you say nothing",
        tags="What it is found by, such as shop, payments",
    )
    async def share(
        self,
        interaction: Interaction,
        url: str | None = None,
        file: discord.Attachment | None = None,
        title: app_commands.Range[str, 1, TITLE_LIMIT] | None = None,
        tags: str | None = None,
    ) -> None:
        """Share an API with those who build on it"""
        await share(interaction, url, file, title=title or "", tags=tags or "")

    @app_commands.command(name="edit")
    @app_commands.describe(number="The API's number, such as A3")
    @app_commands.autocomplete(number=entries_like(Kind.API))
    async def edit(self, interaction: Interaction, number: str) -> None:
        """Call an API otherwise, or give it other tags"""
        ref = Ref.parse(number, Kind.API)
        await see(interaction, ref)
        await edit(interaction, ref)

    @app_commands.command(name="list")
    async def list(self, interaction: Interaction) -> None:
        """See which APIs there are, and whether they are up"""
        await think(interaction)
        await reply(interaction, await listing(interaction, 0))

    @app_commands.command(name="show")
    @app_commands.rename(word="filter")
    @app_commands.describe(
        number="The API's number, such as A3",
        word="Only endpoints with this in their path, description or tags",
    )
    @app_commands.autocomplete(number=entries_like(Kind.API))
    async def show(
        self,
        interaction: Interaction,
        number: str,
        word: app_commands.Range[str, 1, WORD_LIMIT] | None = None,
    ) -> None:
        """See one API, and open its endpoints"""
        ref = Ref.parse(number, Kind.API)
        if word is None:
            await show(interaction, ref)
            return
        await think(interaction)
        await see(interaction, ref)
        await reply(interaction, await offers(interaction, ref.number, one_line(word), 0))

    @app_commands.command(name="refresh")
    @app_commands.rename(replaces="replace")
    @app_commands.describe(
        number="The API's number, such as A3",
        url="Where it is from now on: its base address, its documentation or its document",
        file="A new document of it",
        replaces="Take the document though it is of another API",
    )
    @app_commands.autocomplete(number=entries_like(Kind.API))
    async def refresh(
        self,
        interaction: Interaction,
        number: str,
        url: str | None = None,
        file: discord.Attachment | None = None,
        *,
        replaces: bool = False,
    ) -> None:
        """Look at an API's document now, bring a new one, or say where it is now"""
        await refresh(interaction, number, url, file, replaces=replaces)
