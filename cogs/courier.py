"""Carries deliveries to Discord: sends a message once, edits it in place, and knows what can be mended."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import TypeAlias

import aiohttp
import discord

from cogs.client import HubBot
from cogs.threads import open_thread
from cogs.ui.cards import Card
from domain.carrying import MessageGone, Moot, TryLater, Undeliverable
from domain.models.delivery import FIRST_PAUSE, Delivery, DeliveryState, Key, Topic
from domain.models.entries import Spot

PATIENCE = 10
"""Seconds that one try may take."""

LOOK_BACK = 100
"""Messages looked through, from each end, for one that was sent before: as many as Discord tells at once."""

UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
"""Discord's error codes for what is not there (any more)."""

THREAD_ARCHIVED = 50083
"""Discord's error code for a message in an archived thread, which cannot be edited."""

TO_THE_TALK = {Topic.ASK, Topic.RETEST}
"""What belongs where a blocker is talked about: in its thread, if that is open."""

TO_THE_THREAD = {Topic.BROKE, Topic.SUNSET, Topic.RETIRED}
"""What belongs into the thread of an API."""

Channel: TypeAlias = discord.PartialMessageable | discord.DMChannel
"""Where a message can be sent and edited."""

FILES_REFUSED = {HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}
"""What Discord answers where a message's files may be the trouble."""


class DiscordCourier:
    """Implements `domain.carrying.Courier`."""

    def __init__(self, bot: HubBot) -> None:
        self._bot = bot

    async def carry(self, delivery: Delivery) -> Spot:
        """Send the delivery as it should look now, or edit its message; returns where it stands.

        Raises:
            Undeliverable: never as things are.
            MessageGone: its message was deleted.
            Moot: it says nothing that is worth a message any more.
            TryLater: not this time.
        """
        async with explained(delivery):
            if delivery.key.topic is Topic.THREAD:
                return await open_thread(self._bot, delivery)
            return await self._carried(delivery, await self._bot.gallery.delivery(delivery))

    async def _carried(self, delivery: Delivery, card: Card) -> Spot:
        card.children[0].id = mark_of(delivery)
        channel = await self._channel(delivery)
        try:
            return await self._sent(channel, delivery, card)
        except discord.HTTPException as error:
            if not card.files or error.status not in FILES_REFUSED:
                raise
        if delivery.message_id is not None:
            # Another file came in the place of the one that the message has.
            try:
                return await self._sent(channel, delivery, card, files_anew=True)
            except discord.HTTPException as error:
                if error.status not in FILES_REFUSED:
                    raise
        return await self._sent(channel, delivery, card.without_files())

    async def _sent(
        self, channel: Channel, delivery: Delivery, card: Card, *, files_anew: bool = False
    ) -> Spot:
        """Send the message or edit it; its files stay with it unless they come `files_anew`."""
        known = delivery.message_id
        if known is None and delivery.attempts > 1:
            known = await self._sent_before(channel, delivery)
        if known is None and card.is_moot:
            raise Moot("it came to nothing before it was sent")
        if known is None:
            message = await channel.send(
                view=card, files=card.files, nonce=delivery.nonce, allowed_mentions=card.mentions
            )
            return Spot(channel.id, message.id)
        # An edit calls nobody.
        message = channel.get_partial_message(known)
        nobody, files = discord.AllowedMentions.none(), card.files if files_anew else discord.utils.MISSING
        await message.edit(view=card, attachments=files, allowed_mentions=nobody)
        return Spot(channel.id, known)

    async def _channel(self, delivery: Delivery) -> Channel:
        if delivery.channel_id is not None:
            channel_id = delivery.channel_id
            if delivery.key.topic in TO_THE_TALK and delivery.message_id is None:
                channel_id = await self._talk(delivery) or channel_id
            if delivery.key.topic in TO_THE_THREAD and delivery.message_id is None:
                channel_id = await self._thread(delivery) or channel_id
            return self._bot.get_partial_messageable(channel_id, guild_id=delivery.guild_id)
        guild = self._bot.get_guild(delivery.guild_id)
        user_id = delivery.user_id or (guild.owner_id if guild else None)
        if user_id is None:
            raise Undeliverable("nobody is known who could be told")
        return await self._bot.create_dm(discord.Object(user_id, type=discord.User))

    async def _talk(self, delivery: Delivery) -> int | None:
        """The thread on the card of the entry that a delivery is about, if it is open and Nexus may write there."""
        guild = self._bot.get_guild(delivery.guild_id)
        blocker = await self._bot.hub.blockers.get(delivery.guild_id, delivery.key.ref.number)
        thread = guild.get_thread(blocker.card.message_id) if guild and blocker.card else None
        return thread.id if thread and may_write(thread) else None

    async def _thread(self, delivery: Delivery) -> int | None:
        """The thread of an API, which is opened now where it was not; None where there is none to write in.

        Raises:
            TryLater: it could not be opened yet.
        """
        key = Key.about(Topic.THREAD, delivery.key.ref)
        opened = await self._bot.hub.outbox.deliver(delivery.guild_id, key)
        if opened and opened.state is DeliveryState.DUE and opened.message_id is None:
            raise TryLater("its thread is not open yet")
        guild = self._bot.get_guild(delivery.guild_id)
        if opened is None or not opened.stands or opened.message_id is None or guild is None:
            return None
        try:
            # A thread that sleeps has to be asked for; it wakes when it is written in.
            thread = guild.get_thread(opened.message_id) or await guild.fetch_channel(opened.message_id)
        except discord.NotFound:
            return None
        return thread.id if isinstance(thread, discord.Thread) and is_open_to_nexus(thread) else None

    async def _sent_before(self, channel: Channel, delivery: Delivery) -> int | None:
        """The message of an earlier try whose answer was lost: Nexus's own, with the delivery's mark.

        It is among the newest, whatever a clock said that was wrong; or, where much was said since, among the first
        since it was wanted.
        """
        since = delivery.created_at - timedelta(minutes=1)
        newest = [message async for message in channel.history(limit=LOOK_BACK)]
        found = self._own(newest, delivery)
        if found is None and len(newest) == LOOK_BACK and newest[-1].created_at > since:
            first = channel.history(limit=LOOK_BACK, after=since, oldest_first=True)
            found = self._own([message async for message in first], delivery)
        return found

    def _own(self, messages: Sequence[discord.Message], delivery: Delivery) -> int | None:
        """The one of these that shows the delivery."""
        for message in messages:
            boxes = [part for part in message.components if isinstance(part, discord.Container)]
            if message.author == self._bot.user and any(box.id == mark_of(delivery) for box in boxes):
                return message.id
        return None


def may_write(thread: discord.Thread) -> bool:
    """Whether Nexus may write in a thread without waking it."""
    return not thread.archived and is_open_to_nexus(thread)


def is_open_to_nexus(thread: discord.Thread) -> bool:
    """Whether Nexus may write in a thread, which wakes it if it sleeps."""
    if thread.parent is None:
        return False
    has = thread.permissions_for(thread.guild.me)
    return has.send_messages_in_threads and (has.manage_threads or not thread.locked)


@asynccontextmanager
async def explained(delivery: Delivery) -> AsyncGenerator[None]:
    """Turn what Discord says into what the outbox understands.

    Raises:
        Undeliverable: never as things are.
        MessageGone: its message was deleted.
        TryLater: not this time.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    except discord.NotFound as error:
        went_with_channel = delivery.message_id is not None and error.code == UNKNOWN_CHANNEL
        if error.code == UNKNOWN_MESSAGE or went_with_channel:
            raise MessageGone(error.text) from error
        raise Undeliverable(error.text) from error
    except discord.Forbidden as error:
        raise Undeliverable(error.text) from error
    except discord.RateLimited as error:
        raise TryLater("rate limited", after=timedelta(seconds=error.retry_after)) from error
    except discord.HTTPException as error:
        if is_for_ever(error):
            raise Undeliverable(error.text) from error
        if error.code == THREAD_ARCHIVED:
            raise TryLater(error.text, after=asleep(delivery)) from error
        raise TryLater(f"{type(error).__name__}: {error}") from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise TryLater(f"{type(error).__name__}: {error}") from error


def is_for_ever(error: discord.HTTPException) -> bool:
    """Whether Discord will say the same next time; a thread that is archived may be opened again."""
    return error.status == HTTPStatus.BAD_REQUEST and error.code != THREAD_ARCHIVED


def asleep(delivery: Delivery) -> timedelta:
    """How long to wait for an archived thread, which may never be opened: twice as long each time, a week at most."""
    return min(FIRST_PAUSE * 2 ** min(delivery.attempts - 1, 16), timedelta(days=7))


def mark_of(delivery: Delivery) -> int:
    """The id of the box that a delivery's message is made of, which stays however its content changes.

    Discord wants 32 bits with a sign, and counts the components without an id of their own from 1.
    """
    return int(delivery.nonce[:7], 16) | 1 << 28
