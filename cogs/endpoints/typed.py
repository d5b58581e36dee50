"""Endpoints that are named by method and path, as people type them."""

import re
from collections.abc import Sequence
from typing import Final

import discord
from discord.app_commands import Choice

from cogs.client import Interaction, guild_of
from cogs.entries import CHOICE_LIMIT, entries_like, show
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.actions import Picker
from cogs.ui.cards import CHOICES, Card, joined, note
from cogs.ui.replies import reply
from domain.models.endpoint import Offer, Status
from domain.models.entries import Kind, Ref
from domain.shared_apis.opening import Meant
from domain.text import one_line, shortened

_LETTERS: Final = "".join(kind.value for kind in Kind)
_NUMBER: Final = re.compile(rf"\s*#?[{_LETTERS}]?[ -]?\d+(\s*·.*)?\s*", re.IGNORECASE | re.DOTALL)

_by_number: Final = entries_like(Kind.ENDPOINT)


class OperationPicker(Picker, template=r"endpoint:meant"):
    """*Which one?*: one of the endpoints that were meant."""

    def __init__(self, choices: Sequence[discord.SelectOption] = (), hint: str = "Which one?") -> None:
        super().__init__("endpoint:meant", hint, choices)

    async def picked(self, interaction: Interaction, value: str) -> None:
        """Open it."""
        await show(interaction, Ref(Kind.ENDPOINT, int(value)))


def is_number(typed: str) -> bool:
    """Whether an entry's number was typed, and not a path."""
    return bool(_NUMBER.fullmatch(typed))


async def open_typed(interaction: Interaction, typed: str) -> None:
    """Answer with the endpoint that a path names; with a choice of several; else with what is near."""
    guild_id = guild_of(interaction)
    meant = await interaction.client.hub.opening.find(guild_id, typed, sight=sight_of(interaction))
    if len(meant.fitting) == 1:
        [offer] = meant.fitting
        await reply(interaction, await interaction.client.gallery.endpoint(guild_id, offer.ref.number))
    else:
        await reply(interaction, meant_card(typed, meant))


def meant_card(typed: str, meant: Meant) -> Card:
    """The choice among several endpoints; or that there is none, and what is near."""
    said = text.plain(shortened(one_line(typed), 100))
    if meant.fitting:
        card = Card().title(f"“{said}”", f"{len(meant.fitting)} endpoints are called so")
        return card.menu(OperationPicker([choice_of(each) for each in meant.fitting[:CHOICES]]))
    card = note(f"No endpoint here is called “{said}”.")
    if meant.near:
        card.text("Did you mean one of these?")
        card.menu(OperationPicker([choice_of(each) for each in meant.near], "Did you mean …"))
    return card.text("-# /endpoint list shows those there are; /api request asks for one that is missing.")


def choice_of(offer: Offer) -> discord.SelectOption:
    """An endpoint as a choice of a menu."""
    status = offer.status.value if offer.status is not Status.LIVE else ""
    about = joined([str(offer.api or ""), status, offer.summary])
    return discord.SelectOption(
        label=shortened(f"{offer.ref} · {offer.operation}", CHOICE_LIMIT),
        value=str(offer.ref.number),
        description=shortened(about, CHOICE_LIMIT) or None,
    )


async def endpoint_like(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Completes an endpoint by its path as people type it, else by its number or title."""
    if interaction.guild_id is None:
        return []
    found: dict[str, str] = {}
    if typed.strip() and not is_number(typed):
        offers = await interaction.client.hub.opening.complete(
            interaction.guild_id, typed, sight=sight_of(interaction)
        )
        found = {str(each.ref): f"{each.ref} · {each.operation}" for each in offers}
    others = {choice.value: choice.name for choice in await _by_number(interaction, typed)}
    choices = list((found | {ref: name for ref, name in others.items() if ref not in found}).items())
    return [Choice(name=shortened(name, CHOICE_LIMIT), value=ref) for ref, name in choices[:CHOICES]]
