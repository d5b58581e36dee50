"""*More…* on a solution's card: all else that whoever pressed it may do now, for them alone."""

from cogs.client import Interaction, guild_of, member_of
from cogs.history import HistoryButton
from cogs.secrets import UnmaskButton
from cogs.solutions.buttons import RestoreButton, RetireButton, UnnameButton, VetoButton
from cogs.solutions.forms import DetailsForm, SupersedeForm, TagsForm, WordsForm
from cogs.solutions.wordings import WordingsButton
from cogs.ui import text
from cogs.ui.actions import NUMBER, Action
from cogs.ui.cards import Button, Card
from cogs.ui.replies import reply, think
from domain.masking import masked_fields
from domain.models.deeds import Deed
from domain.models.entries import Kind, Member, Ref
from domain.models.solution import Solution, Standing


class MoreButton(Action, template=rf"solution:more:(?P<number>{NUMBER})"):
    """*More…*"""

    def __init__(self, number: int) -> None:
        super().__init__(f"solution:more:{number}", "More…")
        self._number = number
        self.entry = Ref(Kind.SOLUTION, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Show what else one may do."""
        await think(interaction)
        solution = await interaction.client.hub.solutions.get(guild_of(interaction), self._number)
        await reply(interaction, more_card(solution, member_of(interaction)))


class EditButton(Action, template=rf"solution:edit:(?P<number>{NUMBER})"):
    """*Edit*: other words."""

    def __init__(self, number: int) -> None:
        super().__init__(f"solution:edit:{number}", "Edit")
        self._number = number
        self.entry = Ref(Kind.SOLUTION, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form, filled with what stands there."""
        solution = await interaction.client.hub.solutions.get(guild_of(interaction), self._number)
        solution.check_standing()
        solution.check(Deed.EDIT, member_of(interaction))
        await interaction.response.send_modal(WordsForm(solution))


class DetailsButton(Action, template=rf"solution:details:(?P<number>{NUMBER})"):
    """*Tags, links, versions*; for whoever may only tag, the tags."""

    def __init__(self, number: int, label: str = "Tags, links, versions") -> None:
        super().__init__(f"solution:details:{number}", label)
        self._number = number
        self.entry = Ref(Kind.SOLUTION, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form, filled with what stands there."""
        solution = await interaction.client.hub.solutions.get(guild_of(interaction), self._number)
        solution.check_standing()
        solution.check(Deed.TAG, by := member_of(interaction))
        form = DetailsForm if solution.allows(Deed.EDIT, by) else TagsForm
        await interaction.response.send_modal(form(solution))


class SupersedeButton(Action, template=rf"solution:supersede:(?P<number>{NUMBER})"):
    """*Superseded by…*: asks which."""

    def __init__(self, number: int) -> None:
        super().__init__(f"solution:supersede:{number}", "Superseded by…")
        self._number = number
        self.entry = Ref(Kind.SOLUTION, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Ask for the newer solution's number."""
        await interaction.response.send_modal(SupersedeForm(self._number))


def more_card(solution: Solution, by: Member) -> Card:
    """All that `by` may do with a solution now, beside what stands on its card."""
    number = solution.ref.number
    offered: list[Button | None] = [
        *(changes(solution, by) if solution.standing.is_found else []),
        restore_button(solution, by),
        UnnameButton(number) if solution.allows(Deed.UNNAME, by) else None,
        VetoButton(number) if solution.allows(Deed.VETO, by) else None,
        UnmaskButton(solution.ref) if solution.allows(Deed.UNMASK, by) and masked_fields(solution) else None,
        WordingsButton(number) if solution.standing.is_found else None,
        HistoryButton(solution.ref),
    ]
    card = Card().title(text.heading(solution), "What else you can do with it")
    return card.actions(*offered)


def changes(solution: Solution, by: Member) -> list[Button | None]:
    """What `by` may change of a solution that is in use."""
    number = solution.ref.number
    may_edit = solution.allows(Deed.EDIT, by)
    details = DetailsButton(number) if may_edit else DetailsButton(number, "Tags")
    return [
        EditButton(number) if may_edit else None,
        details if solution.allows(Deed.TAG, by) else None,
        SupersedeButton(number) if solution.allows(Deed.SUPERSEDE, by) else None,
        RetireButton(number) if solution.allows(Deed.RETIRE, by) else None,
    ]


def restore_button(solution: Solution, by: Member) -> Button | None:
    """What brings a solution back, where that is possible and `by` may."""
    match solution.standing:
        case Standing.RETIRED if solution.allows(Deed.RESTORE, by):
            return RestoreButton(solution.ref.number)
        case Standing.SUPERSEDED if solution.allows(Deed.SUPERSEDE, by):
            return RestoreButton(solution.ref.number, "Not superseded")
        case _:
            return None
