"""Secrets in Discord: the author is told what was masked, and can say that it is none."""

from collections.abc import Sequence

from cogs.client import Interaction, guild_of, member_of
from cogs.entries import REF, deliver_about
from cogs.ui.actions import Action
from cogs.ui.cards import note
from cogs.ui.forms import Form, short_field
from cogs.ui.replies import reply, think
from domain.masking import Masked, masked_in
from domain.models.entries import Ref

VALUE_LIMIT = 1000
"""Characters of a value that somebody says is no secret."""


class UnmaskButton(Action, template=rf"entry:unmask:(?P<ref>{REF})"):
    """*It is no secret*: asks the author for the value again, since Nexus does not keep it."""

    def __init__(self, ref: Ref | str) -> None:
        super().__init__(f"entry:unmask:{ref}", "It is no secret")
        self._ref = ref if isinstance(ref, Ref) else Ref.parse(ref)

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form."""
        await interaction.response.send_modal(UnmaskForm(self._ref))


class UnmaskForm(Form, title="It is no secret"):
    """The value that was masked, once more."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(title=f"Not a secret in {ref}")
        self._ref = ref
        self.add_item(
            short_field(
                "What was masked?",
                "value",
                limit=VALUE_LIMIT,
                hint="Paste it again: Nexus did not keep it. Everybody will see it.",
            )
        )

    async def submitted(self, interaction: Interaction) -> None:
        """Put the value back."""
        await think(interaction)
        await interaction.client.hub.secrets.unmask(
            guild_of(interaction), self._ref, self.typed("value"), by=member_of(interaction)
        )
        await deliver_about(interaction, self._ref)
        await reply(
            interaction, note(f"{self._ref} shows it now, and it is not masked in this server any more.")
        )


def warning(*texts: str) -> str:
    """What the author is told where something of theirs was masked; an empty string where nothing was."""
    found = masked_in("\n".join(texts))
    if not found:
        return ""
    it, new = ("it", "a new one") if len(set(found)) == 1 else ("them", "new ones")
    return (
        f"Masked before anything was kept: {listed(found)}. Others may have seen {it} elsewhere:"
        f" please revoke {it} now, and make {new}."
    )


def fresh_warning(before: str, after: str) -> str:
    """What is told where an edit brought something that was masked; an empty string where it did not."""
    known = masked_in(before)
    return warning(*(str(each) for each in masked_in(after) if each not in known))


def listed(found: Sequence[Masked]) -> str:
    """What was masked, in words."""
    kinds = list(dict.fromkeys(each.kind for each in found))
    return kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} and {kinds[-1]}"
