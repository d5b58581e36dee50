"""What one can do with a solution in one press. Each button's id holds the solution's number."""

import discord

from cogs.client import Interaction, guild_of, member_of
from cogs.entries import EntryAction, deliver_about, to_card
from cogs.ui import text
from cogs.ui.actions import NEVER, NUMBER, Action
from cogs.ui.cards import Card, note
from cogs.ui.replies import reply, think
from domain.models.deeds import Deed
from domain.models.entries import Kind, Ref
from domain.models.solution import Solution


class SolutionAction(EntryAction, template=NEVER):
    """A button of one solution."""

    kind = Kind.SOLUTION

    async def redraw(self, interaction: Interaction) -> None:
        """Bring the solution's card up to date, and its blocker's."""
        solutions = interaction.client.hub.solutions
        await redraw(interaction, await solutions.get(guild_of(interaction), self._number))


class RetireButton(SolutionAction, template=rf"solution:retire:(?P<number>{NUMBER})"):
    """*Retire*: a moderator takes a solution out of use."""

    def __init__(self, number: int) -> None:
        super().__init__("retire", number, "Retire")

    async def done(self, interaction: Interaction) -> Card:
        """Retire the solution."""
        solution = await interaction.client.hub.solutions.retire(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        sentence = f"**{text.heading(solution)}** is retired: its card says so, and /search does not find it."
        return note(sentence, RestoreButton(self._number, "Undo"))


class RestoreButton(SolutionAction, template=rf"solution:restore:(?P<number>{NUMBER})"):
    """*Bring back*: a retired solution is in use again, or nothing stands in the place of a superseded one."""

    def __init__(self, number: int, label: str = "Bring back") -> None:
        super().__init__("restore", number, label)

    async def done(self, interaction: Interaction) -> Card:
        """Bring the solution back."""
        solution = await interaction.client.hub.solutions.restore(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        return note(f"**{text.heading(solution)}** is in use again.", to_card(solution))


class UnnameButton(SolutionAction, template=rf"solution:unname:(?P<number>{NUMBER})"):
    """*Take my name out*: the solution stays and does not say any more who helped or wrote."""

    def __init__(self, number: int) -> None:
        super().__init__("unname", number, "Take my name out")

    async def done(self, interaction: Interaction) -> Card:
        """Take the name out."""
        solution = await interaction.client.hub.solutions.unname(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        return note(f"**{text.heading(solution)}** names you no longer.", to_card(solution))


class VetoButton(Action, template=rf"solution:veto:(?P<number>{NUMBER})"):
    """*Take my words back*: asks first, since it cannot be undone."""

    def __init__(self, number: int) -> None:
        super().__init__(f"solution:veto:{number}", "Take my words back")
        self._number = number
        self.entry = Ref(Kind.SOLUTION, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Ask whether they mean it."""
        await think(interaction)
        solution = await interaction.client.hub.solutions.get(guild_of(interaction), self._number)
        solution.check(Deed.VETO, member_of(interaction))
        sentence = (
            f"This takes all words out of **{text.heading(solution)}**, for everybody and for good."
            " If it is only your name that you want out, “More…” has that too."
        )
        await reply(interaction, note(sentence, VetoNowButton(self._number)))


class VetoNowButton(SolutionAction, template=rf"solution:veto-now:(?P<number>{NUMBER})"):
    """*Take them back for good*."""

    def __init__(self, number: int) -> None:
        super().__init__("veto-now", number, "Take them back for good", style=discord.ButtonStyle.danger)

    async def done(self, interaction: Interaction) -> Card:
        """Take the words back."""
        solution = await interaction.client.hub.solutions.take_back(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        return note(f"Done: **{solution.ref}** says nothing any more, and /search does not find it.")


async def redraw(interaction: Interaction, solution: Solution) -> None:
    """Bring the cards that show a solution up to date: its own, and its blocker's."""
    await deliver_about(interaction, solution.ref)
    if solution.blocker:
        await deliver_about(interaction, solution.blocker)


ACTIONS = (RetireButton, RestoreButton, UnnameButton, VetoButton, VetoNowButton)
"""All of them, for the bot to know."""
