"""Logging a blocker: the form, and the ways that lead to it."""

import aiohttp
import discord

from cogs.blockers.fields import goal_field, happened_field, tried_field, urgency_field, urgency_in
from cogs.blockers.offer import DRAFT, DiscardButton, GoOnButton, logged_card, offer_card
from cogs.client import Interaction, guild_of, member_of, place_of
from cogs.messages import message_at, words_of
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.actions import NUMBER, Action
from cogs.ui.cards import Card
from cogs.ui.forms import Form, file_field
from cogs.ui.replies import reply, think
from domain.drafts import Offer
from domain.errors import BadInput, Refused
from domain.models.blocker_draft import BlockerDraft
from domain.models.drafts import File, KeptDraft, check_size
from domain.models.entries import Kind, Ref, Spot
from domain.models.solution_draft import MESSAGE_LINK


class StillStuckButton(Action, template=rf"blocker:stuck:(?P<number>{NUMBER})"):
    """*Still stuck*: the solution of another's blocker did not help; log one's own, linked to it."""

    def __init__(self, number: int) -> None:
        super().__init__(f"blocker:stuck:{number}", "Still stuck")
        self._number = number
        self.entry = Ref(Kind.BLOCKER, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form, filled with the context."""
        blocker = await interaction.client.hub.blockers.get(guild_of(interaction), self._number)
        tried = (
            f"{blocker.solution}, which solved {blocker.ref}, did not work for me:"
            if blocker.solution
            else ""
        )
        form = LogForm(goal=blocker.goal, happened=blocker.happened, tried=tried, follows=blocker.ref)
        await interaction.response.send_modal(form)


class AnewButton(Action, template=rf"draft:anew:(?P<draft>{DRAFT})"):
    """*Start anew*: the form, whose blocker takes the place of the draft."""

    def __init__(self, draft: int) -> None:
        super().__init__(f"draft:anew:{draft}", "Start anew")
        self._draft = draft

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form."""
        await interaction.response.send_modal(LogForm(replaces=self._draft))


class LogForm(Form, title="Log a blocker"):
    """What is needed to help somebody."""

    def __init__(
        self,
        *,
        goal: str = "",
        happened: str = "",
        tried: str = "",
        source: Spot | None = None,
        follows: Ref | None = None,
        dismissed: tuple[Ref, ...] = (),
        replaces: int | None = None,
    ) -> None:
        super().__init__()
        self._source, self._follows, self._dismissed, self._replaces = source, follows, dismissed, replaces
        self.add_item(goal_field(goal))
        self.add_item(happened_field(happened))
        self.add_item(tried_field(tried))
        self.add_item(urgency_field())
        self.add_item(file_field("A screenshot or a log", "file", hint="Everybody will see it"))

    async def submitted(self, interaction: Interaction) -> None:
        """Log the blocker, or show what may make it needless."""
        draft = BlockerDraft.written(
            goal=self.typed("goal"),
            happened=self.typed("happened"),
            tried=self.typed("tried"),
            urgency=urgency_in(self),
            source=self._source,
            follows=self._follows,
            dismissed=self._dismissed,
        )
        upload = self.uploaded("file")
        if upload:
            check_size(upload.size)
        await think(interaction)
        written = await interaction.client.hub.drafts.write(
            place_of(interaction),
            draft,
            by=member_of(interaction),
            cause=interaction.id,
            file=await read(upload) if upload and upload.size else None,
            replaces=self._replaces,
            sight=sight_of(interaction),
        )
        is_offer = isinstance(written, Offer)
        card = offer_card(written) if is_offer else await logged_card(interaction, written)
        if upload and not upload.size:
            card.text(f"-# The file `{text.plain(upload.filename)}` was empty, so it is left out.")
        await reply(interaction, card)


async def read(upload: discord.Attachment) -> File:
    """The file that was put into a form.

    Raises:
        Refused: Discord does not hand it out.
    """
    try:
        return File(upload.filename, await upload.read())
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise Refused(
            "Discord does not hand me the file right now. Please try again, or leave it out for now."
        ) from error


async def begin(interaction: Interaction, link: str | None) -> None:
    """`/blocker log`: the form, filled from the message of a link; or first the draft that was left behind.

    Raises:
        BadInput: the link is none to a message of this server, or to one of Nexus's own.
        NotFound: the message is not there, or not for this member to read.
    """
    if link is not None:
        await interaction.response.send_modal(await form_from(interaction, link))
        return
    pending = await interaction.client.hub.drafts.pending(guild_of(interaction), by=member_of(interaction))
    if pending:
        await reply(interaction, pending_card(pending))
    else:
        await interaction.response.send_modal(LogForm())


def pending_card(kept: KeptDraft) -> Card:
    """What a member reads who left a draft behind."""
    words = f"You began a blocker {text.when(kept.at)}: **{text.plain(kept.draft.goal)}**"
    card = Card().text(f"{words}\nIt is not posted yet.")
    return card.actions(GoOnButton(kept.id), AnewButton(kept.id), DiscardButton(kept.id))


async def log_as_blocker(interaction: Interaction, message: discord.Message) -> None:
    """The message menu: the form, filled from the message."""
    await interaction.response.send_modal(form_of(interaction, message))


async def form_from(interaction: Interaction, link: str) -> LogForm:
    """The form, filled from the message that `link` leads to, as far as Nexus may read it.

    Raises:
        BadInput: it is no link to a message of this server, or to one of Nexus's own.
        NotFound: the message is not there, or not for this member to read.
    """
    message = await message_at(interaction, link)
    if message:
        return form_of(interaction, message)
    match = MESSAGE_LINK.fullmatch(link.strip())
    return LogForm(source=Spot(int(match[2]), int(match[3])) if match else None)


def form_of(interaction: Interaction, message: discord.Message) -> LogForm:
    """The form, filled from a message; what somebody wants to do, only they can say.

    Discord hides the text of some messages from bots; the link is there all the same.

    Raises:
        BadInput: the message is one of Nexus's own.
    """
    if message.author == interaction.client.user:
        raise BadInput(
            "That is one of my own messages. Use the buttons on it, or /blocker log for something new."
        )
    return LogForm(happened=words_of(message), source=Spot(message.channel.id, message.id))
