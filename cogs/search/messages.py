"""Searching with what somebody wrote: a message whose menu was opened, or that a link leads to."""

import discord

from cogs.blockers.log import read
from cogs.client import Interaction, guild_of, member_of
from cogs.messages import message_at, words_of
from cogs.sight import sight_of
from cogs.solutions.posting import question_of
from cogs.ui.replies import reply, think
from domain.errors import BadInput, Refused
from domain.models.drafts import READ_LIMIT, TEXT_FILE_LIMIT
from domain.models.search import Query, Within
from domain.models.solution_draft import MESSAGE_LINK

NO_WORDS = (
    "I see no words in that message: it has none, or Discord hides them from me."
    " Copy what it says, and paste it into /search."
)

SHOWN = ("image/", "video/", "audio/")
"""Types of files that have no words."""


async def find_solutions(interaction: Interaction, message: discord.Message) -> None:
    """The message menu: search with what the message says."""
    await think(interaction)
    found = await interaction.client.hub.search.ask(
        guild_of(interaction),
        await query_of(interaction, message),
        by=member_of(interaction),
        sight=sight_of(interaction),
    )
    await reply(interaction, interaction.client.gallery.results(found))


async def query_from(interaction: Interaction, typed: str) -> Query:
    """What was typed or, where that is a link to a message, what the message says.

    Raises:
        BadInput: the message is of another server, or has no words.
        NotFound: the message is not there, or not for this member to read.
    """
    if not MESSAGE_LINK.fullmatch(typed.strip()):
        return Query(typed)
    message = await message_at(interaction, typed)
    if message is None:
        raise BadInput(NO_WORDS)
    return await query_of(interaction, message)


async def query_of(interaction: Interaction, message: discord.Message) -> Query:
    """What a message asks: a blocker whose card it is, or its own words with those of what is attached.

    Raises:
        BadInput: it has no words.
    """
    challenges = interaction.client.hub.challenges
    blocker = await challenges.blocker_shown(guild_of(interaction), message.id)
    if blocker:
        return Query(question_of(blocker), Within(dismissed=(blocker.ref,)))
    said = [words_of(message), *map(words_of_embed, message.embeds), await words_attached(message)]
    words = "\n".join(filter(None, said))
    if not words.strip():
        raise BadInput(NO_WORDS)
    return Query(words)


def words_of_embed(embed: discord.Embed) -> str:
    """What the box below a message says, such as one of another bot's."""
    fields = [f"{field.name}\n{field.value}" for field in embed.fields]
    return "\n".join(filter(None, (embed.title, embed.description, *fields)))


async def words_attached(message: discord.Message) -> str:
    """The end of the first log that came with a message, where Discord hands it out."""
    for attachment in message.attachments:
        if attachment.size <= TEXT_FILE_LIMIT and not (attachment.content_type or "").startswith(SHOWN):
            try:
                return (await read(attachment)).text[-READ_LIMIT:]
            except Refused:
                return ""
    return ""
