"""The private step before a blocker is posted: what may have solved it already, and what follows."""

import discord

from cogs.blockers.buttons import LeaveButton, TagButton
from cogs.client import Interaction, guild_of, member_of, place_of
from cogs.entries import ShowButton, deliver_about, kept, to_card
from cogs.hits import hit_text
from cogs.secrets import warn
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.actions import NEVER, NUMBER, Action
from cogs.ui.cards import Button, Card, link_button, note
from cogs.ui.replies import turn
from domain.drafts import Offer
from domain.masking import masked_fields
from domain.models.blocker import Blocker
from domain.models.drafts import KeptDraft
from domain.models.entries import Kind, Ref
from domain.models.search import Hit
from domain.secrets import masked_in_file

DRAFT = r"[1-9]\d{0,14}"
"""In a template: a draft's number."""


class DraftAction(Action, template=NEVER):
    """A button of one draft; its answer takes the place of the private message that it stands on."""

    def __init__(
        self,
        deed: str,
        draft: int,
        label: str,
        *,
        more: str = "",
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    ) -> None:
        super().__init__(f"draft:{deed}:{draft}{more}", label, style=style)
        self._draft = draft

    async def pressed(self, interaction: Interaction) -> None:
        """Do it, and show what came of it."""
        await turn(interaction, self.done(interaction))

    async def done(self, interaction: Interaction) -> Card:
        """Do it; returns the message's new face."""
        raise NotImplementedError


class SolvedButton(DraftAction, template=rf"draft:solved:(?P<draft>{DRAFT}):(?P<number>{NUMBER})"):
    """*Solved mine*: a solution makes the draft needless."""

    def __init__(self, draft: int, number: int) -> None:
        super().__init__("solved", draft, "Solved mine", more=f":{number}", style=discord.ButtonStyle.success)
        self.entry = self._solution = Ref(Kind.SOLUTION, number)

    async def done(self, interaction: Interaction) -> Card:
        """Count that the solution helped."""
        solution = await interaction.client.hub.drafts.solved_by(
            guild_of(interaction), self._draft, self._solution, by=member_of(interaction)
        )
        await deliver_about(interaction, solution.ref)
        if solution.blocker:
            await deliver_about(interaction, solution.blocker)
        return note(
            f"Good to know that **{text.heading(solution)}** solved it. Nothing was posted,"
            " and whoever searches next sees that it helped. If it did not, press “Undo”.",
            ShowButton(solution.ref, f"Show {solution.ref}"),
            UndoSolvedButton(self._draft),
        )


class UndoSolvedButton(DraftAction, template=rf"draft:unsolved:(?P<draft>{DRAFT})"):
    """*Undo*: the solution did not make the draft needless."""

    def __init__(self, draft: int) -> None:
        super().__init__("unsolved", draft, "Undo")

    async def done(self, interaction: Interaction) -> Card:
        """Take the word for the solution back, and offer again."""
        drafts = interaction.client.hub.drafts
        offer = await drafts.not_solved(
            guild_of(interaction), self._draft, by=member_of(interaction), sight=sight_of(interaction)
        )
        for hit in offer.hits:
            await deliver_about(interaction, hit.ref)
        return offer_card(offer)


class SameButton(DraftAction, template=rf"draft:same:(?P<draft>{DRAFT}):(?P<number>{NUMBER})"):
    """*Same as mine*: joins a blocker that waits, instead of posting another."""

    def __init__(self, draft: int, number: int) -> None:
        super().__init__("same", draft, "Same as mine", more=f":{number}", style=discord.ButtonStyle.success)
        self._number = number
        self.entry = Ref(Kind.BLOCKER, number)

    async def done(self, interaction: Interaction) -> Card:
        """Join it."""
        blocker = await interaction.client.hub.drafts.same_as(
            guild_of(interaction), self._draft, self._number, by=member_of(interaction)
        )
        await deliver_about(interaction, blocker.ref)
        return note(
            f"Noted: **{text.heading(blocker)}** holds you up too. You are told once it is solved;"
            " nothing else was posted.",
            to_card(blocker),
            LeaveButton(self._number),
        )


class PostButton(DraftAction, template=rf"draft:post:(?P<draft>{DRAFT})"):
    """*Post anyway*: logs the draft as a blocker."""

    def __init__(self, draft: int, label: str = "Post anyway") -> None:
        super().__init__("post", draft, label, style=discord.ButtonStyle.primary)

    async def done(self, interaction: Interaction) -> Card:
        """Log it."""
        blocker = await interaction.client.hub.drafts.post(
            place_of(interaction), self._draft, by=member_of(interaction), cause=interaction.id
        )
        return await logged_card(interaction, blocker)


class DiscardButton(DraftAction, template=rf"draft:discard:(?P<draft>{DRAFT})"):
    """*Discard*: forgets the draft."""

    def __init__(self, draft: int) -> None:
        super().__init__("discard", draft, "Discard")

    async def done(self, interaction: Interaction) -> Card:
        """Forget it, and give back what was written, should it have been a slip."""
        kept_draft = await interaction.client.hub.drafts.discard(
            guild_of(interaction), self._draft, by=member_of(interaction)
        )
        draft = kept_draft.draft
        card = Card().text("Discarded; nothing was posted. This is what you wrote, should you want it back:")
        card.field("Goal", draft.goal, text.code)
        card.field("What happened", draft.happened, text.code, limit=1500)
        return card.field("Tried", draft.tried, text.code, limit=1500)


class GoOnButton(DraftAction, template=rf"draft:offer:(?P<draft>{DRAFT})"):
    """*Go on with it*: what may make a draft needless now, and *Post anyway*."""

    def __init__(self, draft: int) -> None:
        super().__init__("offer", draft, "Go on with it", style=discord.ButtonStyle.primary)

    async def done(self, interaction: Interaction) -> Card:
        """Offer again."""
        drafts = interaction.client.hub.drafts
        return offer_card(
            await drafts.offer(
                guild_of(interaction), self._draft, by=member_of(interaction), sight=sight_of(interaction)
            )
        )


BUTTONS = (SolvedButton, UndoSolvedButton, SameButton, PostButton, DiscardButton, GoOnButton)
"""All of them, for the bot to know."""


def offer_card(offer: Offer) -> Card:
    """A draft's private card: what may make it needless, and the way to post it all the same."""
    draft = offer.kept.draft
    mine = f"-# Your blocker: {text.plain(draft.goal)}"
    if offer.hits:
        card = Card().title("This may have been solved already", "Nothing is posted yet; only you see this.")
    else:
        card = Card().title("Ready to be posted", "Nothing earlier looks like it. Only you see this.")
    for hit in offer.hits:
        hit_rows(card, offer.kept, hit)
    card.line().text(mine)
    warn(card, (*masked_fields(draft), *masked_in_file(offer.kept.file)))
    return card.actions(
        PostButton(offer.kept.id, "Post anyway" if offer.hits else "Post"), DiscardButton(offer.kept.id)
    )


def hit_rows(card: Card, kept_draft: KeptDraft, hit: Hit) -> None:
    """One earlier entry: what it says, and what one can do with it."""
    link = link_button("Go to the card", text.link(kept_draft.guild_id, hit.card)) if hit.card else None
    show = ShowButton(hit.ref, f"Show {hit.ref}")
    settling = settling_button(kept_draft, hit)
    card.row(hit_text(hit), settling or show).actions(show if settling else None, link)


def settling_button(kept_draft: KeptDraft, hit: Hit) -> Button | None:
    """What says that an earlier entry makes the draft needless, where it can."""
    if hit.ref.kind is Kind.SOLUTION:
        return SolvedButton(kept_draft.id, hit.ref.number)
    is_own = hit.author.id == kept_draft.member.id
    return None if is_own else SameButton(kept_draft.id, hit.ref.number)


async def logged_card(interaction: Interaction, blocker: Blocker) -> Card:
    """Post a new blocker's card; returns what its author reads: where it is, what was masked, tags to take."""
    hub = interaction.client.hub
    sentence = f"**{text.heading(blocker)}** is logged. Whoever can help presses “I can help” on its card."
    card = await kept(interaction, blocker, sentence)
    file = await hub.blockers.file(blocker.guild_id, blocker.ref) if blocker.file else None
    warn(card, (*masked_fields(blocker), *masked_in_file(file)), blocker.ref)
    if tags := await hub.drafts.tags_for(blocker, file, sight=sight_of(interaction)):
        card.text("Tags that your text names, so that whoever follows them hears of it:")
        card.actions(TagButton(blocker.ref.number, ",".join(tags)))
    return card
