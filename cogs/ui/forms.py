"""Forms: modals whose text is never lost."""

from typing import Any

import discord
from discord import ui

from cogs.client import Interaction


class Form(ui.Modal):
    """A modal. Errors go to the bot's one error surface, which gives back what was written."""

    async def on_submit(self, interaction: Interaction, /) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]  (this bot is always a HubBot)
        """Take what was written."""
        await interaction.client.admit(interaction)
        await self.submitted(interaction)

    async def on_error(self, interaction: Interaction, error: Exception, /) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]  (the same)
        """Tell what went wrong."""
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
    return ui.Label(
        text=name,
        description=hint or None,
        component=ui.TextInput(
            custom_id=custom_id,
            style=style,
            max_length=limit,
            required=required,
            default=filled[:limit] or None,
        ),
    )


def choice_field(name: str, custom_id: str, choices: dict[str, str], *, chosen: str) -> ui.Label[Any]:
    """A field with one choice of a few, each value with the words for it."""
    options = [
        discord.RadioGroupOption(label=words, value=value, default=value == chosen)
        for value, words in choices.items()
    ]
    return ui.Label(text=name, component=ui.RadioGroup(custom_id=custom_id, options=options))
