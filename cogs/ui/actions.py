"""Buttons and menus that work for ever: what they need stands in their id, so no restart makes them forget."""

import re
from collections.abc import Sequence
from typing import Any, Self, TypeVar

import discord
from discord import ui

from cogs.client import Interaction
from cogs.sight import see
from cogs.ui.people import people
from domain.errors import BadInput
from domain.models.entries import Member, Ref

NEVER = r"(?!)"
"""The template of a base class: it matches no id."""

NUMBER = r"[1-9]\d{0,8}"
"""In a template: an entry's number."""

PAGE_NUMBER = r"\d{1,6}"
"""In a template: a page, from 0."""

ItemT = TypeVar("ItemT", bound=ui.Item[Any])


class Lasting(ui.DynamicItem[ItemT], template=NEVER):
    """A part of a message that can be used for ever.

    The named groups of a subclass's template are the arguments of its constructor; plain numbers arrive as
    `int`. Errors go to the bot's one error surface.
    """

    entry: Ref | None = None
    """The entry that it is about: for whoever may not see that, there is none."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """What was used, read from its id."""
        del interaction, item
        return cls(**arguments_of(match))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what it is for, or tell what went wrong."""
        try:
            await interaction.client.admit(interaction)
            if self.entry:
                await see(interaction, self.entry)
            await self.used(interaction)
        except Exception as error:  # noqa: BLE001  (buttons' and menus' door to the one error surface)
            await interaction.client.report(interaction, error)

    async def used(self, interaction: Interaction) -> None:
        """What it is for."""
        raise NotImplementedError


class Action(Lasting[ui.Button[Any]], template=NEVER):
    """A button."""

    def __init__(
        self,
        custom_id: str,
        label: str,
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> None:
        super().__init__(ui.Button(label=label, style=style, custom_id=custom_id, disabled=disabled))

    async def used(self, interaction: Interaction) -> None:
        """Press the button."""
        await self.pressed(interaction)

    async def pressed(self, interaction: Interaction) -> None:
        """What the button does."""
        raise NotImplementedError


class MemberPicker(Lasting[ui.UserSelect[Any]], template=NEVER):
    """A menu of which one person of the server is picked."""

    def __init__(self, custom_id: str, hint: str) -> None:
        super().__init__(ui.UserSelect(custom_id=custom_id, placeholder=hint))

    async def used(self, interaction: Interaction) -> None:
        """Pick the person.

        Raises:
            BadInput: it is a bot.
        """
        found = people(self.item.values)
        if not found:
            raise BadInput("That is a bot. Please pick a person.")
        await self.picked(interaction, found[0])

    async def picked(self, interaction: Interaction, member: Member) -> None:
        """What the menu does with the picked person."""
        raise NotImplementedError


class Picker(Lasting[ui.Select[Any]], template=NEVER):
    """A menu of which one choice is picked."""

    def __init__(self, custom_id: str, hint: str, choices: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__(ui.Select(custom_id=custom_id, placeholder=hint, options=list(choices)))

    async def used(self, interaction: Interaction) -> None:
        """Pick the choice."""
        await self.picked(interaction, self.item.values[0])

    async def picked(self, interaction: Interaction, value: str) -> None:
        """What the menu does with the value of the picked choice."""
        raise NotImplementedError


def arguments_of(match: re.Match[str]) -> dict[str, Any]:
    """The named groups of a matched id, plain numbers as `int`; a tag such as `007` stays a text."""
    return {
        name: int(text) if re.fullmatch("0|[1-9][0-9]*", text) else text
        for name, text in match.groupdict().items()
    }
