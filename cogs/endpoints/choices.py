"""The choice among several endpoints."""

from collections.abc import Sequence

import discord

from cogs.client import Interaction
from cogs.entries import CHOICE_LIMIT, show
from cogs.ui.actions import Picker
from cogs.ui.cards import joined
from domain.models.endpoint import Status
from domain.models.entries import Kind, Ref
from domain.models.offer import Offer
from domain.text import shortened


class OperationPicker(Picker, template=r"endpoint:meant"):
    """*Which one?*: one of the endpoints that were meant."""

    def __init__(self, choices: Sequence[discord.SelectOption] = (), hint: str = "Which one?") -> None:
        super().__init__("endpoint:meant", hint, choices)

    async def picked(self, interaction: Interaction, value: str) -> None:
        """Open it."""
        await show(interaction, Ref(Kind.ENDPOINT, int(value)))


def choice_of(offer: Offer) -> discord.SelectOption:
    """An endpoint as a choice of a menu."""
    status = offer.status.value if offer.status is not Status.LIVE else ""
    about = joined([str(offer.api or ""), status, offer.summary])
    return discord.SelectOption(
        label=shortened(f"{offer.ref} · {offer.operation}", CHOICE_LIMIT),
        value=str(offer.ref.number),
        description=shortened(about, CHOICE_LIMIT) or None,
    )
