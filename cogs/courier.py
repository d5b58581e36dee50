"""Carries deliveries to Discord: sends a message once, edits it in place, and knows what can be mended."""

import asyncio
from datetime import timedelta
from http import HTTPStatus

import aiohttp
import discord
from discord import ui

from cogs.client import HubBot
from domain.models.delivery import Delivery
from domain.ports import MessageGone, TryLater, Undeliverable

PATIENCE = 10
"""Seconds that one try may take."""

LOOK_BACK = 100
"""Messages looked through for one that was sent before."""

UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
"""Discord's error codes for what is not there (any more)."""

THREAD_ARCHIVED = 50083
"""Discord's error code for a message in an archived thread, which cannot be edited."""


class DiscordCourier:
    """Implements `domain.ports.Courier`."""

    def __init__(self, bot: HubBot) -> None:
        self._bot = bot

    async def carry(self, delivery: Delivery) -> int:
        """Send the delivery as it should look now, or edit its message; returns the message's id.

        Raises:
            Undeliverable: never as things are.
            MessageGone: its message was deleted.
            TryLater: not this time.
        """
        view = await self._bot.gallery.delivery(delivery)
        view.children[0].id = mark_of(delivery)
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._carried(delivery, view)
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
            raise TryLater(f"{type(error).__name__}: {error}") from error
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise TryLater(f"{type(error).__name__}: {error}") from error

    async def _carried(self, delivery: Delivery, view: ui.LayoutView) -> int:
        channel = await self._channel(delivery)
        if delivery.message_id is not None:
            await channel.get_partial_message(delivery.message_id).edit(view=view)
            return delivery.message_id
        if delivery.attempts > 1 and (sent := await self._sent_before(channel, delivery)) is not None:
            await sent.edit(view=view)
            return sent.id
        message = await channel.send(view=view, nonce=delivery.nonce)
        return message.id

    async def _channel(self, delivery: Delivery) -> discord.PartialMessageable | discord.DMChannel:
        if delivery.channel_id is not None:
            return self._bot.get_partial_messageable(delivery.channel_id, guild_id=delivery.guild_id)
        guild = self._bot.get_guild(delivery.guild_id)
        user_id = delivery.user_id or (guild.owner_id if guild else None)
        if user_id is None:
            raise Undeliverable("nobody is known who could be told")
        return await self._bot.create_dm(discord.Object(user_id, type=discord.User))

    async def _sent_before(
        self, channel: discord.PartialMessageable | discord.DMChannel, delivery: Delivery
    ) -> discord.Message | None:
        """The message of an earlier try whose answer was lost: Nexus's own, with the delivery's mark."""
        since = delivery.created_at - timedelta(minutes=1)
        async for message in channel.history(limit=LOOK_BACK, after=since, oldest_first=True):
            boxes = [part for part in message.components if isinstance(part, discord.Container)]
            if message.author == self._bot.user and any(box.id == mark_of(delivery) for box in boxes):
                return message
        return None


def is_for_ever(error: discord.HTTPException) -> bool:
    """Whether Discord will say the same next time; a thread that is archived may be opened again."""
    return error.status == HTTPStatus.BAD_REQUEST and error.code != THREAD_ARCHIVED


def mark_of(delivery: Delivery) -> int:
    """The id of the box that a delivery's message is made of, which stays however its content changes.

    Discord wants 32 bits with a sign, and counts the components without an id of their own from 1.
    """
    return int(delivery.nonce[:7], 16) | 1 << 28
