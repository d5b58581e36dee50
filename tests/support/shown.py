"""What people see: messages, open forms, and what the bot answered to one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from simcord.components import walk_components
from simcord.results import InteractionResult, ResponseMessage

from tests.support.component_rules import SELECTS, Kind
from tests.support.pings import Pings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simcord.backend import Backend


@dataclass(frozen=True)
class Upload:
    """A file that somebody puts into a form or a message."""

    name: str
    content: bytes = b"a file"


@dataclass(frozen=True)
class Shown:
    """A message as somebody sees it: its texts, buttons, menus and files."""

    message: ResponseMessage | discord.Message

    @property
    def id(self) -> int:
        return self.message.id

    @property
    def components(self) -> list[dict[str, Any]]:
        if isinstance(self.message, ResponseMessage):
            return self.message.components
        return [dict(component.to_dict()) for component in self.message.components]

    def _walk(self, *kinds: int) -> Iterator[dict[str, Any]]:
        return (each for each in walk_components(self.components) if each.get("type") in kinds or not kinds)

    @property
    def text(self) -> str:
        """All texts, one below the other."""
        texts = [each["content"] for each in self._walk(Kind.TEXT_DISPLAY)]
        return "\n".join([*([self.message.content] if self.message.content else []), *texts])

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons that can be pressed."""
        return [each["label"] for each in self._walk(Kind.BUTTON) if not each.get("disabled")]

    @property
    def links(self) -> list[str]:
        """Where the link buttons lead."""
        return [each["url"] for each in self._walk(Kind.BUTTON) if "url" in each]

    @property
    def menus(self) -> dict[str, list[str]]:
        """The menus that can be used: each hint with the words of its options, none where people are chosen."""
        menus = [each for each in self._walk(*SELECTS) if not each.get("disabled")]
        return {
            menu.get("placeholder") or menu["custom_id"]: [
                option["label"] for option in menu.get("options", ())
            ]
            for menu in menus
        }

    @property
    def files(self) -> dict[str, str]:
        """The names of the attached files, with their types."""
        return {file.filename: file.content_type or "" for file in self.message.attachments}

    @property
    def contents(self) -> dict[str, bytes]:
        """The names of the attached files, with what is in them."""
        stored = self._backend.cdn
        return {file.filename: stored.get(file.url) or b"" for file in self.message.attachments}

    @property
    def images(self) -> dict[str, str]:
        """The names of the pictures that galleries show, with their descriptions."""
        items = [item for each in self._walk(Kind.GALLERY) for item in each["items"]]
        return {item["media"]["url"].rpartition("/")[2]: item.get("description") or "" for item in items}

    @property
    def pinged(self) -> set[int]:
        """The ids of the people and roles that it notified; an edit notifies nobody."""
        return Pings.of(self._backend).by(self.message.id)

    @property
    def _backend(self) -> Backend:
        message = self.message.message if isinstance(self.message, ResponseMessage) else self.message
        state: Any = message._state  # pyright: ignore[reportPrivateUsage]  (SimCord's server, behind discord.py's)
        return state.http.backend

    def custom_id(self, label: str, *, near: str = "") -> str:
        """The id of the button of that label; of several, the one beside the text `near`."""
        beside = [
            each["accessory"]["custom_id"]
            for each in self._walk(Kind.SECTION)
            if each["accessory"].get("label") == label
            and any(near in text.get("content", "") for text in each["components"])
        ]
        plain = [
            each["custom_id"] for each in self._walk() if each.get("label") == label and "custom_id" in each
        ]
        found = beside if near else plain
        assert found, f"no button {label!r} near {near!r} among {self.buttons}:\n{self.text}"
        return found[0]

    def menu(self, name: str) -> dict[str, Any]:
        """The menu of that hint or id."""
        found = [
            each for each in self._walk(*SELECTS) if name in (each.get("placeholder"), each["custom_id"])
        ]
        assert found, f"no menu {name!r} among {self.menus}:\n{self.text}"
        return found[0]


@dataclass(frozen=True)
class Form:
    """An open form (a modal)."""

    result: InteractionResult

    @property
    def title(self) -> str:
        return (self.result.modal or {})["title"]

    @property
    def in_server(self) -> bool:
        """Whether it was opened in a server, not in direct messages."""
        return self.result._interaction.guild_id is not None  # pyright: ignore[reportPrivateUsage]  (SimCord tells it nowhere else)

    @property
    def fields(self) -> dict[str, dict[str, Any]]:
        """The fields by their ids."""
        parts = walk_components((self.result.modal or {})["components"])
        return {each["custom_id"]: each for each in parts if "custom_id" in each}

    @property
    def filled(self) -> dict[str, str]:
        """What each field holds already, by its id; of several values, one after a comma."""
        return {name: ", ".join(self.held(name)) for name in self.fields}

    def held(self, name: str) -> list[str]:
        """What a field holds already: its text, the values of the options chosen before, or people's ids."""
        field = self.fields[name]
        chosen = [option["value"] for option in field.get("options", ()) if option.get("default")]
        people = [str(each["id"]) for each in field.get("default_values") or ()]
        return [*([field["value"]] if field.get("value") else []), *chosen, *people]


@dataclass(frozen=True)
class Answer:
    """What the bot answered to one person."""

    result: InteractionResult

    @property
    def shown(self) -> Shown:
        """The last message of the answer."""
        messages = [*([self.result.response] if self.result.response else []), *self.result.followups]
        assert messages, f"no answer: {self.result!r}"
        return Shown(messages[-1])

    @property
    def text(self) -> str:
        return self.shown.text

    @property
    def buttons(self) -> list[str]:
        return self.shown.buttons

    @property
    def private(self) -> bool:
        message = self.shown.message
        return isinstance(message, ResponseMessage) and message.ephemeral

    @property
    def form(self) -> Form:
        assert self.result.modal is not None, f"no form was opened: {self.result!r}"
        return Form(self.result)
