"""Endpoints in Discord: share one, see what there is, call one."""

from discord import app_commands
from discord.ext import commands

from cogs.client import HubBot, Interaction, guild_of
from cogs.endpoints.buttons import CurlButton, PartButton, StatusButton, WholeButton
from cogs.endpoints.choices import OperationPicker
from cogs.endpoints.lists import ListButton, listing
from cogs.endpoints.sharing import EditButton, ShareForm, edit
from cogs.endpoints.typed import is_number, named_like, open_typed
from cogs.entries import entries_like, tag_like
from cogs.sight import see
from cogs.ui.replies import reply, think
from domain.models.endpoint import BY_HAND, PATH_LIMIT, Method, Status, path_of
from domain.models.entries import Kind, Ref
from domain.text import tag_of

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
"""The methods that are shared by hand."""


class Endpoints(commands.GroupCog, name="endpoint", description="What the backend offers, ready to call"):
    """The commands of `/endpoint`."""

    def __init__(self, bot: HubBot) -> None:
        super().__init__()
        bot.add_dynamic_items(
            OperationPicker, CurlButton, PartButton, WholeButton, StatusButton, ListButton, EditButton
        )

    @app_commands.command(name="share")
    @app_commands.describe(
        method="The HTTP method",
        path="Its path or URL, such as /api/users/{id}/",
        status="How far it is; live, if you say nothing",
    )
    @app_commands.choices(
        method=[app_commands.Choice(name=word, value=word) for word in METHODS],
        status=[
            app_commands.Choice(name=status.value.capitalize(), value=status.value) for status in BY_HAND
        ],
    )
    async def share(
        self,
        interaction: Interaction,
        method: str,
        path: app_commands.Range[str, 1, PATH_LIMIT],
        status: str = Status.LIVE.value,
    ) -> None:
        """Share an endpoint with those who call it"""
        await interaction.response.send_modal(ShareForm(Method(method), path_of(path), Status(status)))

    @app_commands.command(name="edit")
    @app_commands.describe(
        number="The endpoint's number, such as E7",
        method="Another HTTP method; as it is, if you say nothing",
        path="Another path or URL; as it is, if you say nothing",
    )
    @app_commands.choices(method=[app_commands.Choice(name=word, value=word) for word in METHODS])
    @app_commands.autocomplete(number=entries_like(Kind.ENDPOINT))
    async def edit(
        self,
        interaction: Interaction,
        number: str,
        method: str | None = None,
        path: app_commands.Range[str, 1, PATH_LIMIT] | None = None,
    ) -> None:
        """Tell an endpoint anew that was shared by hand"""
        ref = Ref.parse(number, Kind.ENDPOINT)
        await see(interaction, ref)
        await edit(interaction, ref, Method(method) if method else None, path_of(path) if path else None)

    @app_commands.command(name="list")
    @app_commands.describe(tag="Only those with this tag", api="Only those of this API, such as A3")
    @app_commands.autocomplete(tag=tag_like, api=entries_like(Kind.API))
    async def list(self, interaction: Interaction, tag: str | None = None, api: str | None = None) -> None:
        """See which endpoints there are"""
        await think(interaction)
        wanted = Ref.parse(api, Kind.API) if api else None
        if wanted:
            await see(interaction, wanted)
        number = wanted.number if wanted else 0
        await reply(interaction, await listing(interaction, tag_of(tag), 0, number))

    @app_commands.command(name="show")
    @app_commands.describe(number="Its path or number, such as GET /users/{id} or E7")
    @app_commands.autocomplete(number=named_like(Kind.ENDPOINT))
    async def show(self, interaction: Interaction, number: str) -> None:
        """See how one endpoint is called, ready to paste"""
        await think(interaction)
        if not is_number(number):
            await open_typed(interaction, number)
            return
        ref = Ref.parse(number, Kind.ENDPOINT)
        await see(interaction, ref)
        await reply(interaction, await interaction.client.gallery.endpoint(guild_of(interaction), ref.number))
