"""Cards: what Nexus shows, as Components V2 layouts within Discord's limits.

Limits: https://discord.com/developers/docs/components/reference
"""

import re
from collections.abc import Sequence
from enum import Enum
from io import BytesIO
from typing import Any, Self

import discord
from discord import ui

from cogs.ui.text import Render, fitted, person, whole_lines
from domain.models.delivery import GROUP
from domain.models.entries import Member
from domain.text import shortened

TEXT_BUDGET = 4000
"""Characters of all texts of one message."""

COMPONENT_BUDGET = 40
"""Components of one message, containers and accessories counted."""

CHOICES = 25
"""Choices of one menu, or that complete what is typed."""

CHOICE_LIMIT = 100
"""Characters of a choice, and of what stands below it."""

ROW = 5
"""Buttons of one row."""

FILES = 10
"""Files of one message."""

ALT_LIMIT = 1024
"""Characters of the words for an image."""

Button = ui.Button[Any] | ui.DynamicItem[ui.Button[Any]]
Menu = ui.DynamicItem[ui.UserSelect[Any]] | ui.DynamicItem[ui.Select[Any]]


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
        self._attached: dict[ui.Item[Any], tuple[str, bytes]] = {}
        self.mentions = discord.AllowedMentions.none()
        self.is_cut = False
        self.is_moot = False
        """Whether it brings a message up to date, but is not worth one of its own."""

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
        """Rows of up to five buttons; those that are None are left out."""
        shown = [button for button in buttons if button is not None]
        for start in range(0, len(shown), ROW):
            row: ui.ActionRow[Any] = ui.ActionRow(*shown[start : start + ROW])
            if self._has_room(1 + len(row.children)):
                self._box.add_item(row)
        return self

    def menu(self, picker: Menu | None) -> Self:
        """A row with a menu; nothing for None."""
        if picker is not None and self._has_room(2):
            item: Any = picker
            row: ui.ActionRow[Any] = ui.ActionRow(item)
            self._box.add_item(row)
        return self

    def attach(self, name: str, content: bytes, *, is_image: bool, alt: str = "") -> Self:
        """A file: an image is shown, with `alt` for those who do not see it; any other can be opened."""
        name = plain_name(name, taken=[each for each, _ in self._attached.values()])
        # Where Discord refuses the file, its place must have room for the words that say so.
        if len(self._attached) == FILES or len(missing(name)) > self._left or not self._has_room(1):
            self.is_cut = True
            return self
        self._left -= len(missing(name))
        url = f"attachment://{name}"
        words = shortened(alt, ALT_LIMIT) or None
        image = discord.MediaGalleryItem(url, description=words)
        shown: ui.Item[Any] = ui.MediaGallery(image) if is_image else ui.File(url)
        self._attached[shown] = (name, content)
        self._box.add_item(shown)
        return self

    @property
    def files(self) -> list[discord.File]:
        """The attached files, made anew each time: sending one uses it up."""
        return [discord.File(BytesIO(content), name) for name, content in self._attached.values()]

    def without_files(self) -> Self:
        """Say in place of each attached file that it could not be posted."""
        lost = {item: ui.TextDisplay[Any](missing(name)) for item, (name, _) in self._attached.items()}
        self._attached = {}
        self._arrange([lost.get(item, item) for item in self._box.children])
        return self

    def moot(self) -> Self:
        """Show this only where an earlier message stands that it brings up to date."""
        self.is_moot = True
        return self

    def calls(self, members: Sequence[Member], role_id: int | None = None) -> Self:
        """Mention these at the top, so that Discord notifies them and nobody else; nobody where there is no room.

        They are notified when the card is posted, never by an edit.
        """
        called = members[:GROUP]
        words = " ".join([*map(person, called), *([f"<@&{role_id}>"] if role_id else [])])
        if not words:
            return self
        if not self._has_room(1) or len(words) > self._left:
            self.is_cut = True
            return self
        self._left -= len(words)
        self._arrange([ui.TextDisplay(words), *self._box.children])
        return self.notifies(called, role_id)

    def notifies(self, members: Sequence[Member], role_id: int | None = None) -> Self:
        """Have Discord notify those whom the card's words mention, and nobody else, when it is posted."""
        self.mentions = discord.AllowedMentions(
            everyone=False,
            users=[discord.Object(member.id) for member in members],
            roles=[discord.Object(role_id)] if role_id else [],
            replied_user=False,
        )
        return self

    def _arrange(self, items: Sequence[ui.Item[Any]]) -> None:
        """Fill the box anew."""
        for item in self._box.children:
            self._box.remove_item(item)
        for item in items:
            self._box.add_item(item)

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


def plain_name(name: str, *, taken: Sequence[str]) -> str:
    """A file's name in the signs that Discord keeps, and unlike those that are `taken`."""
    stem, dot, ending = re.sub(r"[^A-Za-z0-9._-]+", "_", name).rpartition(".")
    stem, ending = (stem, ending) if dot else (ending, "")
    stem, ending = stem.strip("._-")[:80] or "file", ending.strip("._-")[:12]
    plain = f"{stem}.{ending}" if ending else stem
    return plain if plain not in taken else f"{len(taken) + 1}_{plain}"


def missing(name: str) -> str:
    """Says that a file is not there."""
    return f"-# The file `{name}` could not be posted."


def link_button(label: str, url: str) -> ui.Button[Any]:
    """A button that opens an address."""
    return ui.Button(label=label, url=url)


def note(text: str, *buttons: Button | None) -> Card:
    """A card that says one thing."""
    return Card().text(text).actions(*buttons)


def joined(parts: Sequence[str]) -> str:
    """The parts that say something, on one line."""
    return " · ".join(part for part in parts if part)
