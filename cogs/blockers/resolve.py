"""Resolving a blocker: the form that becomes a solution, and the short one of who found it alone."""

import discord

from cogs.blockers.buttons import solved_note
from cogs.client import Interaction, guild_of, member_of
from cogs.entries import deliver_about, to_card
from cogs.secrets import newly_masked, warn
from cogs.ui import text
from cogs.ui.actions import NUMBER, Action
from cogs.ui.cards import note
from cogs.ui.forms import Form, long_field, members_field
from cogs.ui.replies import reply, think
from domain.masking import masked_fields
from domain.models.blocker import Blocker
from domain.models.entries import TEXT_LIMIT, Kind, Ref
from domain.models.lifecycle import State
from domain.models.resolution import HELPERS_LIMIT, Resolution


class ResolveButton(Action, template=rf"blocker:resolve:(?P<number>{NUMBER})"):
    """*Resolve*: asks for cause and fix, which become a solution or, from a helper, a proposal to the author."""

    def __init__(self, number: int) -> None:
        super().__init__(f"blocker:resolve:{number}", "Resolve", style=discord.ButtonStyle.primary)
        self._number = number
        self.entry = Ref(Kind.BLOCKER, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form, unless it would be refused."""
        # A row or two of the local file: well within the time that a form has.
        blocker, is_enough = await interaction.client.hub.resolutions.who_resolves(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        await interaction.response.send_modal(ResolveForm(blocker, is_proposal=not is_enough))


class AloneButton(Action, template=rf"blocker:alone:(?P<number>{NUMBER})"):
    """*Solved it myself*: one field instead of five."""

    def __init__(self, number: int) -> None:
        super().__init__(f"blocker:alone:{number}", "Solved it myself")
        self._number = number
        self.entry = Ref(Kind.BLOCKER, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Open the short form."""
        await interaction.response.send_modal(AloneForm(self._number))


class ResolveForm(Form, title="Resolve"):
    """What caused a blocker, what fixed it, how to prevent it, and who helped."""

    def __init__(self, blocker: Blocker, *, is_proposal: bool) -> None:
        super().__init__(title=f"{'Answer' if is_proposal else 'Resolve'} {blocker.ref}")
        self._number = blocker.ref.number
        helpers = [blocker.helper] if blocker.helper else []
        self.add_item(long_field("What was the cause?", "cause", limit=TEXT_LIMIT))
        self.add_item(long_field("What fixed it?", "fix", limit=TEXT_LIMIT))
        self.add_item(long_field("How does one prevent it?", "prevention", limit=TEXT_LIMIT, required=False))
        self.add_item(long_field("Code that helps the next one", "code", limit=TEXT_LIMIT, required=False))
        self.add_item(members_field("Who helped?", "helpers", most=HELPERS_LIMIT, chosen=helpers))

    async def submitted(self, interaction: Interaction) -> None:
        """Resolve the blocker or propose the answer, and bring the card up to date."""
        resolution = Resolution.written(
            cause=self.typed("cause"),
            fix=self.typed("fix"),
            prevention=self.typed("prevention"),
            code=self.typed("code"),
            helpers=self.members("helpers"),
        )
        await resolved(interaction, self._number, resolution)


class AloneForm(Form, title="Solved it myself"):
    """What fixed it, in a few words."""

    def __init__(self, number: int) -> None:
        super().__init__(title=f"You solved B{number}")
        self._number = number
        self.add_item(
            long_field("What fixed it?", "fix", limit=TEXT_LIMIT, hint="For the next one who is stuck")
        )

    async def submitted(self, interaction: Interaction) -> None:
        """Resolve the blocker."""
        await resolved(interaction, self._number, Resolution.found_alone(self.typed("fix")))


async def resolved(interaction: Interaction, number: int, resolution: Resolution) -> None:
    """Resolve a blocker, or propose the answer to its author."""
    await think(interaction)
    blocker = await interaction.client.hub.resolutions.resolve(
        guild_of(interaction), number, resolution, by=member_of(interaction), cause=interaction.id
    )
    await deliver_about(interaction, blocker.ref)
    if blocker.state is State.SOLVED and blocker.solution:
        solution = await interaction.client.hub.solutions.get(blocker.guild_id, blocker.solution.number)
        # The blocker's own words stand in the solution, too; what was masked in them was told before.
        card = warn(solved_note(blocker), newly_masked(blocker, solution), solution.ref)
    else:
        author, told = text.person(blocker.author), blocker.proposal
        sentence = f"Your answer to **{text.heading(blocker)}** waits for {author}'s word. Thank you!"
        masked = masked_fields(told.resolution) if told else ()
        card = warn(note(sentence, to_card(blocker)), masked, blocker.ref)
    await reply(interaction, card)
