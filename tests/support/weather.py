"""What befalls a server and Nexus: restarts, lost permissions, deleted channels, a second server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.app import build
from tests.support.cohort import Cohort, FollowingClock, Shown

if TYPE_CHECKING:
    from simcord.builders import ChannelHandle

    from tests.support.cohort import Person


async def restart(hub: Cohort) -> None:
    """Nexus ends and starts again: a new process, the same database."""
    clock = FollowingClock()
    clock.env = hub.env
    await hub.bot.close()
    fresh = build(hub.bot._settings, clock=clock, ticking=False)  # pyright: ignore[reportPrivateUsage]  (what the old one was built with)
    await hub.env.restart_bot(fresh)
    hub.env.bot = hub.bot = fresh


def another_server(hub: Cohort) -> Cohort:
    """Another server, with people of its own and the same bot."""
    return Cohort(hub.env, hub.bot)


async def permit(hub: Cohort, channel: ChannelHandle, **permissions: bool) -> None:
    """Say what Nexus may do in a channel, by discord.py's names: `send_messages=False`."""
    allow, deny = discord.PermissionOverwrite(**permissions).pair()
    me = hub.env.backend.bot_user.id
    overwrite = Overwrite(me, OverwriteType.MEMBER, allow=allow.value, deny=deny.value)
    hub.env.backend.set_overwrite(channel.id, overwrite)
    await hub.env.settle()


async def delete(hub: Cohort, channel: ChannelHandle) -> None:
    """Somebody deletes a channel."""
    hub.env.backend.delete_channel(channel.id)
    await hub.env.settle()


def letters(person: Person) -> list[Shown]:
    """The direct messages between Nexus and a person, oldest first."""
    return [Shown(message) for message in person.actor.user.dm_channel.history()]
