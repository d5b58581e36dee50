"""Secrets in Discord: the author is told what was masked, and can say that it is none."""

from collections.abc import Sequence

from cogs.client import Interaction, guild_of, member_of
from cogs.entries import REF, deliver_about
from cogs.ui.actions import Action
from cogs.ui.cards import Card, note
from cogs.ui.forms import Form, short_field
from cogs.ui.replies import reply, think
from domain.masking import Masked, masked_fields
from domain.models.entries import Entry, Ref
from domain.models.solution import Solution

VALUE_LIMIT = 1000
"""Characters of a value that somebody says is no secret."""


class UnmaskButton(Action, template=rf"entry:unmask:(?P<ref>{REF})"):
    """*It is no secret*: asks the author for the value again, since Nexus does not keep it."""

    def __init__(self, ref: Ref | str) -> None:
        super().__init__(f"entry:unmask:{ref}", "It is no secret")
        self.entry = self._ref = ref if isinstance(ref, Ref) else Ref.parse(ref)

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
        entry = await interaction.client.hub.secrets.unmask(
            guild_of(interaction), self._ref, self.typed("value"), by=member_of(interaction)
        )
        await deliver_about(interaction, entry.ref)
        if isinstance(entry, Solution) and entry.blocker:
            await deliver_about(interaction, entry.blocker)
        await reply(
            interaction, note(f"{self._ref} shows it now, and it is not masked in this server any more.")
        )


def warn(card: Card, found: Sequence[Masked], ref: Ref | None = None) -> Card:
    """Tell the author on a private card what was masked, if anything was.

    With `ref`, the entry that it stands in, they can say there that it is none.
    """
    if not found:
        return card
    it, new = ("it", "a new one") if len(set(found)) == 1 else ("them", "new ones")
    card.text(
        f"Masked before anything was kept: {listed(found)}. Others may have seen {it} elsewhere:"
        f" please revoke {it} now, and make {new}."
    )
    return card.actions(UnmaskButton(ref) if ref else None)


def newly_masked(before: Entry, after: Entry) -> tuple[Masked, ...]:
    """What is masked in an entry since it was changed."""
    known = masked_fields(before)
    return tuple(each for each in masked_fields(after) if each not in known)


def listed(found: Sequence[Masked]) -> str:
    """What was masked, in words."""
    kinds = list(dict.fromkeys(each.kind for each in found))
    return kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} and {kinds[-1]}"
