"""What one can do with a blocker in one press. Each button's id holds the blocker's number."""

import discord

from cogs.client import Interaction, guild_of, member_of
from cogs.entries import EntryAction, ShowButton, deliver_about, to_card
from cogs.ui import text
from cogs.ui.actions import NEVER, NUMBER
from cogs.ui.cards import Card, link_button, note
from domain.models.blocker import Blocker
from domain.models.deeds import Deed
from domain.models.delivery import Delivery, DeliveryState, Key, Topic
from domain.models.entries import Kind
from domain.text import shortened

LABEL = 80
"""Characters of a button's label."""

WORDS = {
    Deed.CLAIM: "You help no longer.",
    Deed.RELEASE: "You help again.",
    Deed.HAND_OVER: "You help again, as before.",
    Deed.PROPOSE: "Your answer is taken back.",
    Deed.ACCEPT: "The answer waits for its author's word again, and its solution is out of use.",
    Deed.DECLINE: "The answer waits for its author's word again.",
    Deed.RESOLVE: "It is as it was before, and its solution is out of use.",
    Deed.DROP: "It is needed again, as before.",
    Deed.DUPLICATE: "It is no duplicate any more.",
}
"""What was undone, in words."""


class BlockerAction(EntryAction, template=NEVER):
    """A button of one blocker."""

    kind = Kind.BLOCKER


class ClaimButton(BlockerAction, template=rf"blocker:claim:(?P<number>{NUMBER})"):
    """*I can help*: whoever presses it becomes the blocker's helper."""

    def __init__(self, number: int) -> None:
        super().__init__("claim", number, "I can help", style=discord.ButtonStyle.success)

    async def done(self, interaction: Interaction) -> Card:
        """Claim the blocker."""
        blocker = await interaction.client.hub.blockers.claim(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        return note(
            f"You are helping {text.person(blocker.author)} with **{text.heading(blocker)}**. Thank you!"
            " When you know the answer, press “Resolve”; if you cannot go on, “Hand back”.",
            to_card(blocker),
            ShowButton(blocker.ref, "Show it here"),
        )


class ReleaseButton(BlockerAction, template=rf"blocker:release:(?P<number>{NUMBER})"):
    """*Hand back*: the helper cannot go on; somebody else may."""

    def __init__(self, number: int) -> None:
        super().__init__("release", number, "Hand back")

    async def done(self, interaction: Interaction) -> Card:
        """Release the blocker."""
        blocker = await interaction.client.hub.blockers.release(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        return note(
            f"**{text.heading(blocker)}** is open for another helper again.", UndoButton(self._number)
        )


class JoinButton(BlockerAction, template=rf"blocker:join:(?P<number>{NUMBER})"):
    """*Me too*: whoever presses it is stuck on the same, and hears of it when it is solved."""

    def __init__(self, number: int) -> None:
        super().__init__("join", number, "Me too")

    async def done(self, interaction: Interaction) -> Card:
        """Join those whom the blocker affects."""
        blocker = await interaction.client.hub.blockers.join(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        return note(
            f"Noted: **{text.heading(blocker)}** holds you up too. You are told once it is solved.",
            LeaveButton(self._number),
        )


class LeaveButton(BlockerAction, template=rf"blocker:leave:(?P<number>{NUMBER})"):
    """*Not me any more*: takes “Me too” back."""

    def __init__(self, number: int) -> None:
        super().__init__("leave", number, "Not me any more")

    async def done(self, interaction: Interaction) -> Card:
        """Leave those whom the blocker affects."""
        blocker = await interaction.client.hub.blockers.leave(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        return note(f"**{text.heading(blocker)}** does not count you any more.")


class AcceptButton(BlockerAction, template=rf"blocker:accept:(?P<number>{NUMBER})"):
    """*It works*: the author takes the answer that was proposed."""

    def __init__(self, number: int) -> None:
        super().__init__("accept", number, "It works", style=discord.ButtonStyle.success)

    async def done(self, interaction: Interaction) -> Card:
        """Solve the blocker by the answer."""
        blocker = await interaction.client.hub.resolutions.accept(
            guild_of(interaction), self._number, by=member_of(interaction), cause=interaction.id
        )
        return solved_note(blocker)


class DeclineButton(BlockerAction, template=rf"blocker:decline:(?P<number>{NUMBER})"):
    """*Not solved*: the author does not take the answer that was proposed."""

    def __init__(self, number: int) -> None:
        super().__init__("decline", number, "Not solved")

    async def done(self, interaction: Interaction) -> Card:
        """Go on with the blocker."""
        blocker = await interaction.client.hub.resolutions.decline(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        helper = text.person(blocker.helper) if blocker.helper else "Somebody"
        return note(
            f"**{text.heading(blocker)}** goes on; {helper} helps. Say in the thread what is still missing.",
            UndoButton(self._number),
        )


class DropButton(BlockerAction, template=rf"blocker:drop:(?P<number>{NUMBER})"):
    """*No longer needed*: ends a blocker without a solution."""

    def __init__(self, number: int) -> None:
        super().__init__("drop", number, "No longer needed")

    async def done(self, interaction: Interaction) -> Card:
        """Drop the blocker."""
        blocker = await interaction.client.hub.blockers.drop(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        return note(f"**{text.heading(blocker)}** is no longer needed.", UndoButton(self._number))


class ReopenButton(BlockerAction, template=rf"blocker:reopen:(?P<number>{NUMBER})"):
    """*Reopen*: a blocker that has ended is open again; its solutions stay."""

    def __init__(self, number: int) -> None:
        super().__init__("reopen", number, "Reopen")

    async def done(self, interaction: Interaction) -> Card:
        """Reopen the blocker."""
        blocker = await interaction.client.hub.blockers.reopen(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        return note(f"**{text.heading(blocker)}** is open again. Its solutions stay.", to_card(blocker))


class UndoButton(BlockerAction, template=rf"blocker:undo:(?P<number>{NUMBER})"):
    """*Undo*: takes back one's own last move of a blocker."""

    def __init__(self, number: int) -> None:
        super().__init__("undo", number, "Undo")

    async def done(self, interaction: Interaction) -> Card:
        """Undo it."""
        blocker, event = await interaction.client.hub.blockers.undo(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        return note(f"Undone on **{text.heading(blocker)}**. {WORDS[event.deed]}", to_card(blocker))


class ThreadButton(BlockerAction, template=rf"blocker:thread:(?P<number>{NUMBER})"):
    """*Open a thread*: a place for the talk, on the card."""

    def __init__(self, number: int) -> None:
        super().__init__("thread", number, "Open a thread")

    async def done(self, interaction: Interaction) -> Card:
        """Have the thread opened now, and tell how that went."""
        guild_id, hub = guild_of(interaction), interaction.client.hub
        blocker = await hub.blockers.open_thread(guild_id, self._number)
        await deliver_about(interaction, blocker.ref)
        return thread_note(blocker, await hub.outbox.get(guild_id, Key.about(Topic.THREAD, blocker.ref)))


class TagButton(BlockerAction, template=rf"blocker:tag:(?P<number>{NUMBER}):(?P<tags>.+)"):
    """*Add #django #celery*: takes the tags that were proposed from the text."""

    def __init__(self, number: int, tags: str | int) -> None:
        words = " ".join(f"#{tag}" for tag in str(tags).split(","))
        label = shortened(f"Add {words}", LABEL)
        super().__init__("tag", number, label, more=f":{tags}", style=discord.ButtonStyle.primary)
        self._tags = str(tags)

    async def done(self, interaction: Interaction) -> Card:
        """Add the tags."""
        blocker = await interaction.client.hub.blockers.tag(
            guild_of(interaction), self._number, self._tags, by=member_of(interaction)
        )
        return note(f"**{text.heading(blocker)}** is tagged {text.tags(blocker.tags)}.", to_card(blocker))


def thread_note(blocker: Blocker, thread: Delivery | None) -> Card:
    """Says whether there is a thread on a blocker's card."""
    name = f"**{text.heading(blocker)}**"
    match thread:
        case Delivery(state=DeliveryState.SENT, message_id=int(thread_id)):
            address = f"https://discord.com/channels/{blocker.guild_id}/{thread_id}"
            return note(f"There is a thread on the card of {name}.", link_button("Go to the thread", address))
        case Delivery(state=DeliveryState.GONE):
            return note(f"The thread on the card of {name} was deleted, and Discord opens no second one.")
        case Delivery(state=DeliveryState.PARKED) if blocker.card is None:
            return note(f"The card of {name} is not there any more, so no thread can be opened on it.")
        case Delivery(state=DeliveryState.PARKED):
            return note(
                f"I may not open a thread on the card of {name}. An administrator can allow me"
                " *Create Public Threads* in that channel.",
                to_card(blocker),
            )
        case _:
            return note(
                f"A thread opens on the card of {name} as soon as Discord takes it.", to_card(blocker)
            )


def solved_note(blocker: Blocker) -> Card:
    """Says that a blocker is solved, and offers to take that back."""
    return note(
        f"**{text.heading(blocker)}** is solved, and kept as solution **{blocker.solution}** for the next one.",
        to_card(blocker),
        ShowButton(blocker.solution, f"Show {blocker.solution}") if blocker.solution else None,
        UndoButton(blocker.ref.number),
    )


ACTIONS = (
    ClaimButton,
    ReleaseButton,
    JoinButton,
    LeaveButton,
    AcceptButton,
    DeclineButton,
    DropButton,
    ReopenButton,
    UndoButton,
    ThreadButton,
    TagButton,
)
"""All of them, for the bot to know."""
