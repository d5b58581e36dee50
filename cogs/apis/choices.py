"""Endpoints as choices of a menu, each opened for the reader alone."""

from collections.abc import Sequence

import discord

from cogs.client import Interaction
from cogs.entries import show
from cogs.ui.actions import NUMBER, Picker
from cogs.ui.cards import CHOICE_LIMIT, joined
from domain.models.endpoint import Endpoint, Status
from domain.models.entries import Kind, Ref
from domain.text import shortened


class EndpointPicker(Picker, template=rf"api:open:(?P<number>{NUMBER})"):
    """*Open an endpoint*: how it is called, for the reader alone."""

    def __init__(self, number: int, choices: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__(f"api:open:{number}", "Open an endpoint", choices)
        self.entry = Ref(Kind.API, number)

    async def picked(self, interaction: Interaction, value: str) -> None:
        """Show the endpoint."""
        await show(interaction, Ref(Kind.ENDPOINT, int(value)))


def choice_of(endpoint: Endpoint) -> discord.SelectOption:
    """An endpoint as a choice of a menu."""
    about = endpoint.status.value if endpoint.status is not Status.LIVE else ""
    return discord.SelectOption(
        label=shortened(endpoint.operation, CHOICE_LIMIT),
        value=str(endpoint.ref.number),
        description=shortened(joined([about, endpoint.summary]), CHOICE_LIMIT) or None,
    )
