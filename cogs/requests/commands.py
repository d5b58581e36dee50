"""The commands of requests."""

from typing import Final

from discord import app_commands
from discord.ext import commands

from cogs.client import Interaction
from cogs.entries import entries_like, show
from cogs.requests.asking import ask
from cogs.requests.buttons import (
    AgreeButton,
    AnswerButton,
    AskButton,
    EditButton,
    NeedButton,
    NeedNotButton,
    SettleButton,
    WithdrawButton,
)
from cogs.requests.lists import FILTERS, ListButton, listing
from cogs.ui.lists import choices_of
from cogs.ui.replies import reply, think
from domain.models.endpoint import PATH_LIMIT, Method
from domain.models.entries import Kind, Ref
from domain.models.request_draft import Asked

BUTTONS: Final = (
    AnswerButton,
    AskButton,
    EditButton,
    NeedButton,
    NeedNotButton,
    AgreeButton,
    SettleButton,
    WithdrawButton,
    ListButton,
)
"""The buttons of requests."""


class RequestCommands(commands.Cog):
    """The commands of `/api` that are about requests."""

    @app_commands.command(name="request")
    @app_commands.describe(
        method="The HTTP method, or what GraphQL has for it",
        path="Its path, such as /orders/{id}; of GraphQL the name of the field",
        api="The API that is to have it, such as A3; any, if you say nothing",
    )
    @app_commands.choices(
        method=[app_commands.Choice(name=method.value, value=method.value) for method in Method]
    )
    @app_commands.autocomplete(api=entries_like(Kind.API))
    async def request(
        self,
        interaction: Interaction,
        method: str,
        path: app_commands.Range[str, 1, PATH_LIMIT],
        api: str | None = None,
    ) -> None:
        """Ask the backend for an endpoint that is missing"""
        await ask(interaction, Asked.typed(Method(method), path, Ref.parse(api, Kind.API) if api else None))

    @app_commands.command(name="requests")
    @app_commands.rename(chosen="show")
    @app_commands.describe(
        chosen="Which ones; those that are not there yet, if you say nothing",
        number="One request's number, such as Q5, to see it",
    )
    @app_commands.choices(chosen=choices_of(FILTERS))
    @app_commands.autocomplete(number=entries_like(Kind.REQUEST))
    async def requests(
        self, interaction: Interaction, chosen: str = "waiting", number: str | None = None
    ) -> None:
        """See which endpoints are asked for, and what became of that"""
        if number is not None:
            await show(interaction, Ref.parse(number, Kind.REQUEST))
            return
        await think(interaction)
        await reply(interaction, await listing(interaction, chosen, 0))
