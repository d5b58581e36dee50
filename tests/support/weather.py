"""What befalls a server and Nexus: restarts, lost permissions, deleted channels, a second server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from tests.support.cohort import Cohort, Shown

if TYPE_CHECKING:
    from simcord.builders import ChannelHandle

    from tests.support.cohort import Person


async def restart(hub: Cohort) -> None:
    """Nexus ends and starts again."""
    await hub.restarts()


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
