"""Endpoints that are named by method and path, as people type them."""

import re
from typing import Final

from discord.app_commands import Choice

from cogs.client import Interaction, guild_of
from cogs.endpoints.choices import OperationPicker, choice_of
from cogs.entries import CHOICE_LIMIT, Completion, entries_like
from cogs.requests.buttons import AskButton
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.cards import CHOICES, Card, note
from cogs.ui.replies import reply
from domain.models.entries import Kind, Ref
from domain.shared_apis.opening import NAMED, Meant
from domain.text import shortened

_LETTERS: Final = "".join(kind.value for kind in Kind)
_NUMBER: Final = re.compile(rf"\s*#?[{_LETTERS}]?[ -]?\d+(\s*·.*)?\s*", re.IGNORECASE | re.DOTALL)


def is_number(typed: str) -> bool:
    """Whether an entry's number was typed, and not a path."""
    return bool(_NUMBER.fullmatch(typed))


async def open_typed(interaction: Interaction, typed: str) -> None:
    """Answer with the endpoint that a path names; with a choice of several; else with what is near."""
    guild_id = guild_of(interaction)
    meant = await interaction.client.hub.apis.opening.find(guild_id, typed, sight=sight_of(interaction))
    if len(meant.fitting) == 1:
        number = meant.only.ref.number
        await reply(interaction, await interaction.client.gallery.endpoint(guild_id, number))
    else:
        await reply(interaction, meant_card(meant))


async def named_in(interaction: Interaction, typed: str, *kinds: Kind) -> Ref:
    """What was typed: an entry of these kinds by its number, or an endpoint by its path.

    Raises:
        NotFound: no endpoint has that path.
        BadInput: several have it, or it is the number of another kind.
    """
    if is_number(typed):
        return Ref.parse(typed, *kinds)
    sight = sight_of(interaction)
    return (
        await interaction.client.hub.apis.opening.find(guild_of(interaction), typed, sight=sight)
    ).only.ref


def meant_card(meant: Meant) -> Card:
    """The choice among several endpoints; or that there is none, what is near, and the way to ask for it."""
    said = text.plain(shortened(meant.typed.text, NAMED))
    if meant.fitting:
        card = Card().title(f"“{said}”", f"{len(meant.fitting)} endpoints are called so")
        return card.menu(OperationPicker([choice_of(each) for each in meant.fitting[:CHOICES]]))
    card = note(f"No endpoint here is called “{said}”.")
    if meant.otherwise:
        methods = " and ".join(dict.fromkeys(each.method.value for each in meant.otherwise))
        card.text(f"Its path is there, with {methods}.")
    if likely := (*meant.otherwise, *meant.near):
        card.text("Did you mean one of these?")
        card.menu(OperationPicker([choice_of(each) for each in likely], "Did you mean …"))
    card.text("-# /endpoint list shows those there are. Is it missing? Ask for it.")
    return card.actions(AskButton.of(meant.typed.operation))


def named_like(*kinds: Kind) -> Completion:
    """Completes an endpoint by its path as people type it, else an entry of these kinds by its number or title."""
    by_number = entries_like(*kinds)

    async def complete(interaction: Interaction, typed: str) -> list[Choice[str]]:
        if interaction.guild_id is None:
            return []
        found: dict[str, str] = {}
        if typed.strip() and not is_number(typed):
            offers = await interaction.client.hub.apis.opening.complete(
                interaction.guild_id, typed, sight=sight_of(interaction)
            )
            found = {str(each.ref): f"{each.ref} · {each.operation}" for each in offers}
        is_full = len(found) >= CHOICES
        others = {} if is_full else {each.value: each.name for each in await by_number(interaction, typed)}
        choices = list((found | {ref: name for ref, name in others.items() if ref not in found}).items())
        return [Choice(name=shortened(name, CHOICE_LIMIT), value=ref) for ref, name in choices[:CHOICES]]

    return complete
