"""What Nexus must be allowed to do in the hub's channel."""

import discord

from domain.models.server import Threads

NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
    "attach_files": "Attach Files",
}
"""The permissions that Nexus needs in the hub's channel, with Discord's names for them."""

NEEDED_FOR_THREADS = {
    "create_public_threads": "Create Public Threads",
    "send_messages_in_threads": "Send Messages in Threads",
}
"""Those that it needs on top where threads open on cards."""


def missing_permissions(channel: discord.abc.GuildChannel, threads: Threads) -> list[str]:
    """Discord's names of the permissions that Nexus lacks in a channel where threads are opened like that."""
    needed = NEEDED if threads is Threads.NEVER else NEEDED | NEEDED_FOR_THREADS
    has = channel.permissions_for(channel.guild.me)
    return [name for flag, name in needed.items() if not getattr(has, flag)]


def cannot_ping(channel: discord.abc.GuildChannel, *role_ids: int | None) -> list[discord.Role]:
    """The roles that Nexus could name in a channel, but that would not notice it."""
    if channel.permissions_for(channel.guild.me).mention_everyone:
        return []
    roles = [channel.guild.get_role(role_id) for role_id in role_ids if role_id is not None]
    return [role for role in roles if role and not role.mentionable]
