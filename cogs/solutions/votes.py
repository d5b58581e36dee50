"""What members say of a solution after trying it."""

from cogs.client import Interaction, guild_of, member_of
from cogs.solutions.buttons import redraw
from cogs.ui import text
from cogs.ui.actions import NUMBER, Action
from cogs.ui.cards import note
from cogs.ui.replies import reply, think
from domain.models.entries import Kind, Ref
from domain.models.solution import Solution


class HelpedButton(Action, template=rf"solution:helped:(?P<number>{NUMBER})"):
    """*This helped*; pressed again, it is taken back."""

    def __init__(self, number: int, label: str = "This helped") -> None:
        super().__init__(f"solution:helped:{number}", label)
        self._number = number
        self.entry = Ref(Kind.SOLUTION, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Count it."""
        await voted(interaction, self._number, helped=True)


class FailedButton(Action, template=rf"solution:failed:(?P<number>{NUMBER})"):
    """*Did not work*; pressed again, it is taken back."""

    def __init__(self, number: int) -> None:
        super().__init__(f"solution:failed:{number}", "Did not work")
        self._number = number
        self.entry = Ref(Kind.SOLUTION, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Count it."""
        await voted(interaction, self._number, helped=False)


async def voted(interaction: Interaction, number: int, *, helped: bool) -> None:
    """Count what a member says of a solution, and bring its cards up to date."""
    await think(interaction)
    solution, taken_back = await interaction.client.hub.solutions.vote(
        guild_of(interaction), number, helped=helped, by=member_of(interaction)
    )
    await redraw(interaction, solution)
    await reply(interaction, note(answer(solution, helped=helped, taken_back=taken_back)))


def answer(solution: Solution, *, helped: bool, taken_back: bool) -> str:
    """What whoever voted reads."""
    name = f"**{text.heading(solution)}**"
    if taken_back:
        return f"Taken back: you say nothing of {name} any more."
    if helped:
        return f"Good to know that {name} helped. It is shown before others from now on."
    return (
        f"Noted: {name} did not work for you. If you found what does, `/solution post` keeps it;"
        " if you are stuck, `/blocker log`."
    )
