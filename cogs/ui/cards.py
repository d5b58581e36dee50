"""Cards: what Nexus shows, as Components V2 layouts within Discord's limits.

Limits: https://discord.com/developers/docs/components/reference
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any, Self

import discord
from discord import ui

from cogs.ui.text import Render, fitted, whole_lines

TEXT_BUDGET = 4000
"""Characters of all texts of one message."""

COMPONENT_BUDGET = 40
"""Components of one message, containers and accessories counted."""

Button = ui.Button[Any] | ui.DynamicItem[ui.Button[Any]]


class Accent(Enum):
    """The stripe beside a card. It repeats what the words say, and never says it alone."""

    WAITS = discord.Colour(0xE0A030)
    HELPED = discord.Colour(0x4F7FD9)
    DONE = discord.Colour(0x3BA55D)
    CALM = discord.Colour(0x7A7F8C)


class Card(ui.LayoutView):
    """A message made of one framed box, filled from top to bottom.

    What no longer fits is left out and `is_cut` says so; whoever fills the card offers a way to see all.
    """

    def __init__(self, accent: Accent = Accent.CALM) -> None:
        super().__init__(timeout=None)
        self._box: ui.Container[Any] = ui.Container(accent_colour=accent.value)
        self.add_item(self._box)
        self._left = TEXT_BUDGET
        self._fields: list[tuple[str, str]] = []
        self.is_cut = False

    def title(self, text: str, detail: str = "") -> Self:
        """The heading, and below it a small line."""
        return self.text(f"### {text}" + (f"\n-# {detail}" if detail else ""))

    def text(self, text: str) -> Self:
        """A paragraph of Markdown, as many of its lines as fit."""
        if shown := self._paid(text, components=1):
            self._box.add_item(ui.TextDisplay(shown))
        return self

    def field(self, label: str, text: str, render: Render, *, limit: int = 700) -> Self:
        """People's words under a label, as `render` shows them, in at most `limit` characters; nothing if empty."""
        if not text.strip():
            return self
        self._fields.append((label, text))
        head = f"**{label}**\n"
        shown, cut = fitted(text, max(min(limit, self._left - len(head)), 1), render)
        self.is_cut = self.is_cut or cut
        return self.text(head + shown)

    @property
    def whole(self) -> str:
        """All fields uncut, as Markdown."""
        return "\n\n".join(f"## {label}\n\n{text}" for label, text in self._fields) + "\n"

    def line(self) -> Self:
        """A thin line."""
        if self._has_room(1):
            self._box.add_item(ui.Separator())
        return self

    def row(self, text: str, button: Button) -> Self:
        """A paragraph with its button beside it."""
        if shown := self._paid(text, components=3):
            self._box.add_item(ui.Section(shown, accessory=button))
        return self

    def actions(self, *buttons: Button | None) -> Self:
        """A row of up to five buttons; those that are None are left out."""
        shown = [button for button in buttons if button is not None]
        if shown and self._has_room(1 + len(shown)):
            row: ui.ActionRow[Any] = ui.ActionRow(*shown)
            self._box.add_item(row)
        return self

    def _paid(self, text: str, *, components: int) -> str:
        """What of `text` still fits, taken off the budget; empty where nothing does."""
        shown = whole_lines(text, self._left) if self._has_room(components) else ""
        self.is_cut = self.is_cut or shown != text
        self._left -= len(shown)
        return shown

    def _has_room(self, components: int) -> bool:
        has_room = self.total_children_count + components <= COMPONENT_BUDGET
        self.is_cut = self.is_cut or not has_room
        return has_room


def link_button(label: str, url: str) -> ui.Button[Any]:
    """A button that opens an address."""
    return ui.Button(label=label, url=url)


def note(text: str, *buttons: Button | None) -> Card:
    """A card that says one thing."""
    return Card().text(text).actions(*buttons)


def joined(parts: Sequence[str]) -> str:
    """The parts that say something, on one line."""
    return " · ".join(part for part in parts if part)
