"""*Save as solution*, in two taps on messages: the one with the challenge, then the one with the answer."""

import asyncio
from dataclasses import replace

import discord

from cogs.client import Interaction, guild_of, member_of
from cogs.messages import message_at, words_of, writer_of
from cogs.sight import see, sight_of
from cogs.solutions.posting import Filled, SolutionForm, question_of
from cogs.ui import text
from cogs.ui.actions import Action
from cogs.ui.cards import Card, note
from cogs.ui.replies import reply, think, turn
from domain.errors import Refused
from domain.models.blocker import Blocker
from domain.models.challenge import Challenge
from domain.models.entries import Member, Ref
from domain.models.solution_draft import MESSAGE_LINK, parted

MESSAGE = r"\d{1,20}"
"""In a template: a message's number."""

SHOWN = 200
"""Characters of a challenge that are shown again."""


class AllInOneButton(Action, template=rf"solution:one:(?P<message>{MESSAGE})"):
    """*It is all in this message*: opens the form with the message that was picked as the answer."""

    def __init__(self, message: int) -> None:
        super().__init__(f"solution:one:{message}", "It is all in this message")
        self._message = message

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form.

        Raises:
            Refused: another message was picked since, or it is more than an hour ago.
        """
        picked = await interaction.client.hub.challenges.picked(
            guild_of(interaction), by=member_of(interaction)
        )
        if picked is None or id_in(picked.link) != self._message:
            raise Refused("That is no longer picked. Choose “Save as solution” in the message's menu again.")
        words, code = parted(picked.text)
        await interaction.response.send_modal(
            SolutionForm(
                Filled(fix=words, code=code, link=picked.link, quoted=writers(picked.author), ends_pick=True)
            )
        )


class CancelButton(Action, template="solution:cancel"):
    """*Cancel*: forgets the picked challenge."""

    def __init__(self) -> None:
        super().__init__("solution:cancel", "Cancel")

    async def pressed(self, interaction: Interaction) -> None:
        """Forget it."""
        await turn(interaction, self._forgotten(interaction))

    async def _forgotten(self, interaction: Interaction) -> Card:
        await interaction.client.hub.challenges.drop(guild_of(interaction), by=member_of(interaction))
        return note("Cancelled: nothing was kept.")


async def save_as_solution(interaction: Interaction, message: discord.Message) -> None:
    """The message menu: the form, once challenge and answer are known; until then the challenge is picked."""
    # A few rows of the local file: well within the time that a form has.
    filled = await pair_with(interaction, message)
    if filled:
        await interaction.response.send_modal(SolutionForm(filled))
        return
    await think(interaction)
    hub, guild_id = interaction.client.hub, guild_of(interaction)
    asked = await hub.challenges.blocker_shown(guild_id, message.id, sight=sight_of(interaction))
    challenge = challenge_of(asked, message.jump_url) if asked else told_in(message)
    picked = await hub.challenges.pick(guild_id, challenge, by=member_of(interaction))
    await reply(interaction, picked_card(picked, message.id))


async def pair_with(interaction: Interaction, answer: discord.Message) -> Filled | None:
    """The form's content with `answer` as what solved it; None where nobody knows yet what it answers."""
    hub, guild_id = interaction.client.hub, guild_of(interaction)
    picked = await hub.challenges.picked(guild_id, by=member_of(interaction))
    if picked and id_in(picked.link) == answer.id:
        return filled_with(answer, None, ends_pick=True)
    if replied := replied_to(answer):
        return filled_with(answer, replied)
    if picked:
        asked = await hub.challenges.blocker_shown(guild_id, id_in(picked.link), sight=sight_of(interaction))
        return filled_with(answer, picked, blocker=asked, ends_pick=True)
    return await in_talk_with(interaction, answer)


async def in_talk_with(interaction: Interaction, answer: discord.Message) -> Filled | None:
    """The form's content where `answer` replies to a blocker's card, or stands in its thread."""
    replied = answer.reference.message_id if answer.reference else None
    asked = await interaction.client.hub.challenges.blocker_shown(
        guild_of(interaction), *([replied] if replied else []), answer.channel.id, sight=sight_of(interaction)
    )
    return filled_with(answer, None, blocker=asked) if asked else None


async def form_from(
    interaction: Interaction, message: str | None, challenge: str | None, blocker: Blocker | None, tags: str
) -> SolutionForm:
    """The form, filled from the messages that two links lead to, as far as Nexus may read them.

    Raises:
        BadInput: one is no link to a message of this server.
        NotFound: a message is not there, or not for this member to read.
    """
    answer, asked = await asyncio.gather(linked(interaction, message), linked(interaction, challenge))
    if blocker is None and challenge:
        blocker = await interaction.client.hub.challenges.blocker_shown(
            guild_of(interaction), id_in(challenge), sight=sight_of(interaction)
        )
    told = told_in(asked) if asked else None
    if answer is None:
        return SolutionForm(without_answer((message or "").strip(), told, blocker, tags))
    if challenge is None and blocker is None:
        told = replied_to(answer)
        found = None if told else await in_talk_with(interaction, answer)
        if found:
            return SolutionForm(replace(found, tags=tags))
    same = asked is not None and asked.id == answer.id
    return SolutionForm(filled_with(answer, None if same else told, blocker=blocker, tags=tags))


async def blocker_of(interaction: Interaction, ref: Ref) -> Blocker:
    """The blocker of a number.

    Raises:
        NotFound: there is no such blocker for this member.
    """
    await see(interaction, ref)
    return await interaction.client.hub.blockers.get(guild_of(interaction), ref.number)


async def linked(interaction: Interaction, link: str | None) -> discord.Message | None:
    """The message of a link, if there is one and Discord gives it in time."""
    return await message_at(interaction, link) if link else None


def filled_with(
    answer: discord.Message,
    asked: Challenge | None,
    *,
    blocker: Blocker | None = None,
    tags: str = "",
    ends_pick: bool = False,
) -> Filled:
    """The form's content: the problem from the challenge, the fix and its code from the answer."""
    words, code = parted(words_of(answer))
    return Filled(
        problem=question_of(blocker) if blocker else asked.text if asked else "",
        fix=words,
        code=code,
        link=answer.jump_url,
        tags=tags,
        quoted=writers(asker(asked, blocker), writer_of(answer)),
        blocker=blocker.ref if blocker else None,
        ends_pick=ends_pick,
    )


def without_answer(link: str, asked: Challenge | None, blocker: Blocker | None, tags: str) -> Filled:
    """The form's content where the answer is not there to be read: its link, if there is one."""
    return Filled(
        problem=question_of(blocker) if blocker else asked.text if asked else "",
        link=link,
        tags=tags,
        quoted=writers(None if blocker or asked is None else asked.author),
        blocker=blocker.ref if blocker else None,
    )


def asker(asked: Challenge | None, blocker: Blocker | None) -> Member | None:
    """Who asked, by a blocker or in a message."""
    if blocker:
        return blocker.author
    return asked.author if asked else None


def picked_card(challenge: Challenge, message_id: int) -> Card:
    """What is told after the first tap."""
    card = Card().title("Now choose the answer")
    card.text(
        "Open the menu of the message that solved it and choose **Save as solution** again, within an hour."
    )
    card.field("The challenge", challenge.text, text.prose, limit=SHOWN)
    return card.actions(AllInOneButton(message_id), CancelButton())


def told_in(message: discord.Message) -> Challenge:
    """A message as a challenge."""
    return Challenge(words_of(message), writer_of(message), message.jump_url)


def challenge_of(blocker: Blocker, link: str) -> Challenge:
    """A blocker's card as a challenge."""
    return Challenge(question_of(blocker), None, link)


def replied_to(message: discord.Message) -> Challenge | None:
    """The message that this one replies to, where Discord lets Nexus read it."""
    replied = message.reference.resolved if message.reference else None
    if not isinstance(replied, discord.Message):
        return None
    challenge = told_in(replied)
    return challenge if challenge.text else None


def writers(*members: Member | None) -> tuple[Member, ...]:
    """Those of them who are people."""
    return tuple(member for member in members if member)


def id_in(link: str) -> int:
    """The number of the message that a link leads to; 0 where it is no such link."""
    match = MESSAGE_LINK.fullmatch(link.strip())
    return int(match[3]) if match else 0
