"""*More…* on a blocker's card: all else that whoever pressed it may do now, for them alone."""

from cogs.blockers.buttons import DropButton, LeaveButton, ReopenButton, ThreadButton, UndoButton
from cogs.blockers.fields import goal_field, happened_field, tried_field, urgency_field, urgency_in
from cogs.blockers.resolve import AloneButton
from cogs.client import Interaction, guild_of, member_of
from cogs.entries import deliver_about, to_card
from cogs.history import HistoryButton
from cogs.secrets import UnmaskButton, newly_masked, warn
from cogs.sight import see
from cogs.ui import text
from cogs.ui.actions import NUMBER, Action, MemberPicker
from cogs.ui.cards import Button, Card, note
from cogs.ui.forms import Form, short_field
from cogs.ui.replies import reply, think
from domain.blockers import Options
from domain.models.blocker import Blocker
from domain.models.blocker_draft import BlockerDraft
from domain.models.deeds import Deed
from domain.models.entries import Kind, Member, Ref
from domain.models.lifecycle import MACHINE


class MoreButton(Action, template=rf"blocker:more:(?P<number>{NUMBER})"):
    """*More…*"""

    def __init__(self, number: int) -> None:
        super().__init__(f"blocker:more:{number}", "More…")
        self._number = number
        self.entry = Ref(Kind.BLOCKER, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Show what else one may do."""
        await think(interaction)
        by = member_of(interaction)
        options = await interaction.client.hub.blockers.options(guild_of(interaction), self._number, by=by)
        await reply(interaction, more_card(options, by))


class EditButton(Action, template=rf"blocker:edit:(?P<number>{NUMBER})"):
    """*Edit*: other words, other tags."""

    def __init__(self, number: int) -> None:
        super().__init__(f"blocker:edit:{number}", "Edit")
        self._number = number
        self.entry = Ref(Kind.BLOCKER, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form, filled with what stands there."""
        blocker = await interaction.client.hub.blockers.get(guild_of(interaction), self._number)
        blocker.check(Deed.EDIT, member_of(interaction))
        await interaction.response.send_modal(EditForm(blocker))


class DuplicateButton(Action, template=rf"blocker:duplicate:(?P<number>{NUMBER})"):
    """*Duplicate of…*: asks which."""

    def __init__(self, number: int) -> None:
        super().__init__(f"blocker:duplicate:{number}", "Duplicate of…")
        self._number = number
        self.entry = Ref(Kind.BLOCKER, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Ask for the other blocker's number."""
        await interaction.response.send_modal(DuplicateForm(self._number))


class HandOverPicker(MemberPicker, template=rf"blocker:handover:(?P<number>{NUMBER})"):
    """Hands a blocker over to whoever is picked."""

    def __init__(self, number: int) -> None:
        super().__init__(f"blocker:handover:{number}", "Hand over to…")
        self._number = number
        self.entry = Ref(Kind.BLOCKER, number)

    async def picked(self, interaction: Interaction, member: Member) -> None:
        """Hand the blocker over."""
        await think(interaction)
        blocker = await interaction.client.hub.blockers.hand_over(
            guild_of(interaction), self._number, member, by=member_of(interaction)
        )
        await deliver_about(interaction, blocker.ref)
        await reply(
            interaction,
            note(
                f"{text.person(member)} helps with **{text.heading(blocker)}** from now on."
                " Tell them in the thread: nobody was pinged.",
                to_card(blocker),
                UndoButton(self._number),
            ),
        )


class EditForm(Form, title="Edit"):
    """A blocker's words and tags."""

    def __init__(self, blocker: Blocker) -> None:
        super().__init__(title=f"Edit {blocker.ref}")
        self._blocker = blocker
        self.add_item(goal_field(blocker.goal))
        self.add_item(happened_field(blocker.happened))
        self.add_item(tried_field(blocker.tried))
        self.add_item(
            short_field(
                "Tags",
                "tags",
                limit=150,
                hint="Such as: django, celery",
                filled=" ".join(blocker.tags),
                required=False,
            )
        )
        self.add_item(urgency_field(blocker.urgency))

    async def submitted(self, interaction: Interaction) -> None:
        """Keep the new words."""
        draft = BlockerDraft.written(
            goal=self.typed("goal"),
            happened=self.typed("happened"),
            tried=self.typed("tried"),
            tags=self.typed("tags"),
            urgency=urgency_in(self),
        )
        await think(interaction)
        blocker = await interaction.client.hub.blockers.edit(
            guild_of(interaction), self._blocker.ref.number, draft, by=member_of(interaction)
        )
        await deliver_about(interaction, blocker.ref)
        card = note(f"**{text.heading(blocker)}** is changed.", to_card(blocker))
        mine = blocker.ref if blocker.allows(Deed.UNMASK, member_of(interaction)) else None
        await reply(interaction, warn(card, newly_masked(self._blocker, blocker), mine))


class DuplicateForm(Form, title="Duplicate"):
    """Which blocker is the same."""

    def __init__(self, number: int) -> None:
        super().__init__(title=f"B{number} is a duplicate")
        self._number = number
        self.add_item(short_field("Of which blocker?", "of", limit=40, hint="Its number, such as B7"))

    async def submitted(self, interaction: Interaction) -> None:
        """Mark the duplicate."""
        of = Ref.parse(self.typed("of"), Kind.BLOCKER)
        await think(interaction)
        await see(interaction, of)
        blocker = await interaction.client.hub.blockers.mark_duplicate(
            guild_of(interaction), self._number, of, by=member_of(interaction)
        )
        await deliver_about(interaction, blocker.ref)
        await deliver_about(interaction, of)
        await reply(
            interaction,
            note(
                f"**{text.heading(blocker)}** goes on at **{of}**; who waits for it is told there.",
                to_card(blocker),
                UndoButton(self._number),
            ),
        )


def more_card(options: Options, by: Member) -> Card:
    """All that `by` may do with a blocker now, beside what stands on its card."""
    blocker, number = options.blocker, options.blocker.ref.number

    def may(deed: Deed) -> bool:
        return (blocker.state, deed) in MACHINE and blocker.allows(deed, by, late=options.is_late)

    offered: list[Button | None] = [
        EditButton(number) if may(Deed.EDIT) else None,
        AloneButton(number) if may(Deed.RESOLVE) and by.id == blocker.author.id else None,
        DropButton(number) if may(Deed.DROP) else None,
        DuplicateButton(number) if may(Deed.DUPLICATE) else None,
        ReopenButton(number) if may(Deed.REOPEN) else None,
        UndoButton(number) if options.can_undo else None,
        LeaveButton(number) if blocker.is_waiting and options.is_affected else None,
        UnmaskButton(blocker.ref) if options.can_unmask else None,
        ThreadButton(number) if blocker.is_waiting and options.can_open_thread else None,
        HistoryButton(blocker.ref),
    ]
    card = Card().title(text.heading(blocker), "What else you can do with it")
    return card.actions(*offered).menu(HandOverPicker(number) if may(Deed.HAND_OVER) else None)
