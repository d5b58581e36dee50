"""`/forget`: what a member searched for is theirs to have forgotten."""

import discord

from cogs.client import Interaction, guild_of, member_of
from cogs.ui.actions import Action
from cogs.ui.cards import Card, note
from cogs.ui.replies import turn


class ForgetButton(Action, template="search:forget"):
    """*Forget it*: forgets a member's searches in this server, and the wordings that came from them."""

    def __init__(self) -> None:
        super().__init__("search:forget", "Forget it", style=discord.ButtonStyle.danger)

    async def pressed(self, interaction: Interaction) -> None:
        """Forget it."""
        await turn(interaction, self._forgotten(interaction))

    async def _forgotten(self, interaction: Interaction) -> Card:
        forgotten = await interaction.client.hub.learning.forget(
            guild_of(interaction), by=member_of(interaction)
        )
        if not forgotten:
            return note("There is nothing of you to forget: I know of no search of yours here.")
        return note(f"Forgotten: {forgotten} of your searches and wordings.")


def forget_card() -> Card:
    """What is forgotten and what is not, before it is."""
    return (
        Card()
        .title("Forget what you searched for here?", "It cannot be undone.")
        .text(
            "**Forgotten:** each of your searches in this server, and the wordings that solutions keep from them."
            " The buttons below your old searches stop working."
        )
        .text(
            "**Not forgotten:** what you wrote (blockers, solutions, endpoints), and which solutions helped you."
            " Searches are forgotten after 90 days by themselves; wordings are not."
        )
        .actions(ForgetButton())
    )
