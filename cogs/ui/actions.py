"""Buttons that work for ever: what they need stands in their id, so no restart makes them forget."""

import re
from typing import Any, Self

import discord
from discord import ui

from cogs.client import Interaction

NEVER = r"(?!)"
"""The template of a base class: it matches no id."""

NUMBER = r"[1-9]\d{0,8}"
"""In a template: an entry's number."""

PAGE_NUMBER = r"\d{1,6}"
"""In a template: a page, from 0."""


class Action(ui.DynamicItem[ui.Button[Any]], template=NEVER):
    """A button; the named groups of a subclass's template are the arguments of its constructor.

    Plain numbers arrive as `int`. Errors go to the bot's one error surface.
    """

    def __init__(
        self,
        custom_id: str,
        label: str,
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> None:
        super().__init__(ui.Button(label=label, style=style, custom_id=custom_id, disabled=disabled))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The action of a pressed button, read from its id."""
        del interaction, item
        return cls(**arguments_of(match))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says, or tell what went wrong."""
        try:
            await interaction.client.admit(interaction)
            await self.pressed(interaction)
        except Exception as error:  # noqa: BLE001  (buttons' door to the one error surface)
            await interaction.client.report(interaction, error)

    async def pressed(self, interaction: Interaction) -> None:
        """What the button does."""
        raise NotImplementedError


def arguments_of(match: re.Match[str]) -> dict[str, Any]:
    """The named groups of a matched id, plain numbers as `int`; a tag such as `007` stays a text."""
    return {
        name: int(text) if re.fullmatch("0|[1-9][0-9]*", text) else text
        for name, text in match.groupdict().items()
    }
