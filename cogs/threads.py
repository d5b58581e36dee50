"""Threads: the talk about a blocker or an API, opened on its card."""

import discord

from cogs.client import HubBot
from domain.carrying import TryLater, Undeliverable
from domain.models.api import Api
from domain.models.blocker import Blocker
from domain.models.delivery import Delivery, DeliveryState, Key
from domain.models.entries import Entry, Kind, Spot
from domain.text import one_line, shortened

NAME_LIMIT = 100
"""Characters of a thread's name."""

SLEEPS_AFTER = 7 * 24 * 60
"""Minutes of silence after which Discord archives a thread: the longest that it knows."""

ALREADY_OPEN = 160004
"""Discord's error code for a second thread on a message."""

ARCHIVED = 50083
"""Discord's error code for a change to an archived thread."""


async def open_thread(bot: HubBot, delivery: Delivery) -> Spot:
    """Open a thread on an entry's card or, if it is open, give it the entry's present title.

    Raises:
        Undeliverable: the card was deleted or cannot be posted.
        TryLater: the card was not posted yet.
        discord.HTTPException: Discord refuses.
    """
    entry = await talked_about(bot, delivery)
    if delivery.message_id is not None:
        await rename(bot, delivery.message_id, delivery.guild_id, name_of(entry))
        return Spot(delivery.channel_id or delivery.message_id, delivery.message_id)
    if entry.card is None:
        card = await bot.hub.outbox.get(delivery.guild_id, Key.card(entry.ref))
        if card and card.state is DeliveryState.DUE:
            raise TryLater("its card was not posted yet")
        raise Undeliverable("its card is not there")
    channel = bot.get_partial_messageable(entry.card.channel_id, guild_id=delivery.guild_id)
    message = channel.get_partial_message(entry.card.message_id)
    try:
        await message.create_thread(name=name_of(entry), auto_archive_duration=SLEEPS_AFTER)
    except discord.HTTPException as error:
        if error.code != ALREADY_OPEN:
            raise
    return entry.card


async def rename(bot: HubBot, thread_id: int, guild_id: int, name: str) -> None:
    """Give a thread another name, unless it is archived: that would wake it."""
    guild = bot.get_guild(guild_id)
    thread = guild.get_thread(thread_id) if guild else None
    if thread is None or thread.archived or thread.name == name:
        return
    try:
        await thread.edit(name=name)
    except discord.HTTPException as error:
        if error.code != ARCHIVED:
            raise


async def talked_about(bot: HubBot, delivery: Delivery) -> Blocker | Api:
    """What the talk of a thread is about."""
    ref = delivery.key.ref
    service = bot.hub.apis.sharing if ref.kind is Kind.API else bot.hub.blockers
    return await service.get(delivery.guild_id, ref.number)


def name_of(entry: Entry) -> str:
    """A thread's name: the entry's number and title."""
    return shortened(f"{entry.ref} · {one_line(entry.title)}", NAME_LIMIT)
