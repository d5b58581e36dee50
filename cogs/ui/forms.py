"""Forms: modals whose text is never lost."""

from collections.abc import Iterator, Sequence
from secrets import token_hex
from typing import Any, Final

import discord
from discord import ui

from cogs.client import Interaction
from cogs.ui.people import people
from domain.masking import masked_in
from domain.models.entries import Member

RUN: Final = token_hex(4)
"""This run of Nexus: a form that another run opened is not known any more."""

LIFE: Final = 24 * 60 * 60
"""Seconds after which an open form is forgotten."""


class Form(ui.Modal):
    """A modal. Errors go to the bot's one error surface, which gives back what was written."""

    def __init__(self, *, title: str = discord.utils.MISSING) -> None:
        super().__init__(title=title, timeout=LIFE, custom_id=f"form:{RUN}:{token_hex(8)}")

    async def on_submit(self, interaction: Interaction, /) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]  (this bot is always a HubBot)
        """Take what was written, or tell what went wrong."""
        try:
            await interaction.client.admit(interaction)
            await self.submitted(interaction)
        except Exception as error:  # noqa: BLE001  (forms' door to the one error surface)
            await interaction.client.report(interaction, error, written=self.written())

    async def submitted(self, interaction: Interaction) -> None:
        """What the form does with what was written."""
        raise NotImplementedError

    def typed(self, custom_id: str) -> str:
        """What was typed into the text field of that id."""
        field = self._field(custom_id)
        return field.value if isinstance(field, ui.TextInput) else ""

    def chosen(self, custom_id: str) -> str | None:
        """What was chosen in the radio group of that id."""
        field = self._field(custom_id)
        return field.value if isinstance(field, ui.RadioGroup) else None

    def members(self, custom_id: str) -> tuple[Member, ...]:
        """The people chosen in the field of that id; bots are left out."""
        field = self._field(custom_id)
        return people(field.values) if isinstance(field, ui.UserSelect) else ()

    def uploaded(self, custom_id: str) -> discord.Attachment | None:
        """The file put into the field of that id."""
        field = self._field(custom_id)
        return next(iter(field.values), None) if isinstance(field, ui.FileUpload) else None

    def written(self) -> str:
        """All that was typed, each text under its field's name."""
        texts = (
            f"{label.text}\n{label.component.value}"
            for label in self.walk_children()
            if isinstance(label, ui.Label)
            and isinstance(label.component, ui.TextInput)
            and label.component.value
        )
        return "\n\n".join(texts)

    def _field(self, custom_id: str) -> ui.Item[Any] | None:
        return next(
            (item for item in self.walk_children() if getattr(item, "custom_id", None) == custom_id), None
        )


def short_field(
    name: str, custom_id: str, *, limit: int, hint: str = "", filled: str = "", required: bool = True
) -> ui.Label[Any]:
    """A field for one line."""
    return _field(
        discord.TextStyle.short, name, custom_id, limit=limit, hint=hint, filled=filled, required=required
    )


def long_field(
    name: str, custom_id: str, *, limit: int, hint: str = "", filled: str = "", required: bool = True
) -> ui.Label[Any]:
    """A field for many lines."""
    return _field(
        discord.TextStyle.long, name, custom_id, limit=limit, hint=hint, filled=filled, required=required
    )


def _field(
    style: discord.TextStyle, name: str, custom_id: str, *, limit: int, hint: str, filled: str, required: bool
) -> ui.Label[Any]:
    # Masking can make a text longer than what may be typed: whoever edits it must not lose its end unseen.
    room = max(limit, len(filled)) if masked_in(filled) else limit
    return ui.Label(
        text=name,
        description=hint or None,
        component=ui.TextInput(
            custom_id=custom_id,
            style=style,
            max_length=room,
            required=required,
            default=filled[:room] or None,
        ),
    )


def choice_field(name: str, custom_id: str, choices: dict[str, str], *, chosen: str) -> ui.Label[Any]:
    """A field with one choice of a few, each value with the words for it."""
    options = [
        discord.RadioGroupOption(label=words, value=value, default=value == chosen)
        for value, words in choices.items()
    ]
    return ui.Label(text=name, component=ui.RadioGroup(custom_id=custom_id, options=options))


def members_field(name: str, custom_id: str, *, most: int, chosen: Sequence[Member] = ()) -> ui.Label[Any]:
    """A field for up to `most` people of the server (25 at most) or nobody, `chosen` being in it already."""
    kind = discord.SelectDefaultValueType.user
    menu: ui.UserSelect[Any] = ui.UserSelect(
        custom_id=custom_id,
        required=False,
        min_values=0,
        max_values=most,
        default_values=[discord.SelectDefaultValue(id=member.id, type=kind) for member in chosen[:most]],
    )
    return ui.Label(text=name, component=menu)


def file_field(name: str, custom_id: str, *, hint: str) -> ui.Label[Any]:
    """A field for one file or none."""
    upload: ui.FileUpload[Any] = ui.FileUpload(
        custom_id=custom_id, required=False, min_values=0, max_values=1
    )
    return ui.Label(text=name, description=hint, component=upload)


def is_forgotten(custom_id: str) -> bool:
    """Whether a form's id is of another run: it was open while Nexus restarted, and nothing else answers it."""
    return custom_id.startswith("form:") and not custom_id.startswith(f"form:{RUN}:")


def written_into(data: Any) -> str:
    """All that was typed into a form that is not known any more, from what Discord sent."""
    return "\n\n".join(text for text in _values(data) if text)


def _values(data: Any) -> Iterator[str]:
    for part in data.get("components", ()):
        inner = part.get("component", part)
        if isinstance(text := inner.get("value"), str):
            yield text
