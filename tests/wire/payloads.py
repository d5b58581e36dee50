"""Discord's own words: one server, one channel, one member and the bot, as Discord would send them."""

from __future__ import annotations

import base64
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Json: TypeAlias = dict[str, Any]

BOT_ID = "100000000000000001"
GUILD_ID = "200000000000000001"
CHANNEL_ID = "300000000000000001"
BOT_ROLE_ID = "400000000000000001"
ADA_ID = "500000000000000001"
OWNER_ID = "500000000000000002"
LINUS_ID = "500000000000000003"

# Joined here, so that no scanner takes the sources for a leak: a real token has this shape.
TOKEN = ".".join(
    (
        base64.b64encode(BOT_ID.encode()).decode().rstrip("="),
        "GmadeU",
        "p-for-the-wire-rig-and-nothing-else-00",
    )
)

VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
USE_APPLICATION_COMMANDS = 1 << 31
CREATE_PUBLIC_THREADS = 1 << 35
SEND_MESSAGES_IN_THREADS = 1 << 38

MEMBER_PERMISSIONS = str(VIEW_CHANNEL | SEND_MESSAGES | READ_MESSAGE_HISTORY | USE_APPLICATION_COMMANDS)
BOT_PERMISSIONS = str(
    VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | CREATE_PUBLIC_THREADS
    | SEND_MESSAGES_IN_THREADS
)

EPHEMERAL = 1 << 6
LOADING = 1 << 7

_DISCORD_EPOCH = 1_420_070_400_000
_LONG_AGO = "2026-01-05T09:00:00+00:00"


def _snowflakes() -> Iterator[str]:
    last = 0
    while True:
        last = max(last + 1, int(time.time() * 1000) - _DISCORD_EPOCH << 22)
        yield str(last)


_ids = _snowflakes()


def new_id() -> str:
    """Return a snowflake of this moment, greater than every one before it."""
    return next(_ids)


def now() -> str:
    """Return this moment as Discord writes it."""
    return datetime.now(UTC).isoformat()


def user(user_id: str, name: str, *, bot: bool = False) -> Json:
    """Return a user."""
    return {
        "id": user_id,
        "username": name.lower(),
        "global_name": name,
        "discriminator": "0",
        "avatar": None,
        "bot": bot,
        "flags": 0,
        "public_flags": 0,
        "primary_guild": None,
    }


BOT = user(BOT_ID, "Nexus", bot=True)
ADA = user(ADA_ID, "Ada")
LINUS = user(LINUS_ID, "Linus")


def membership(*roles: str) -> Json:
    """Return what makes a user a member of the server, without the user."""
    return {
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": list(roles),
        "joined_at": _LONG_AGO,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }


def application() -> Json:
    """Return the bot's application."""
    return {
        "id": BOT_ID,
        "name": "Nexus",
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": user(OWNER_ID, "Grace"),
        "team": None,
        "flags": 0,
        "bot": BOT,
    }


def channel() -> Json:
    """Return the server's one text channel."""
    return {
        "id": CHANNEL_ID,
        "guild_id": GUILD_ID,
        "type": 0,
        "name": "prodevprojectnexus",
        "topic": None,
        "position": 0,
        "nsfw": False,
        "parent_id": None,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "permission_overwrites": [],
        "flags": 0,
    }


def thread(message_id: str, channel_id: str, name: str) -> Json:
    """Return a thread of the bot's on a message: it has the message's id."""
    return {
        "id": message_id,
        "guild_id": GUILD_ID,
        "parent_id": channel_id,
        "owner_id": BOT_ID,
        "type": 11,
        "name": name,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "message_count": 0,
        "member_count": 1,
        "flags": 0,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 10_080,
            "archive_timestamp": now(),
            "locked": False,
            "create_timestamp": now(),
        },
    }


def direct_channel(channel_id: str, recipient: Json) -> Json:
    """Return a channel of direct messages between the bot and `recipient`."""
    return {"id": channel_id, "type": 1, "last_message_id": None, "recipients": [recipient], "flags": 0}


def role(role_id: str, name: str, permissions: str, *, position: int) -> Json:
    """Return a role."""
    return {
        "id": role_id,
        "name": name,
        "permissions": permissions,
        "position": position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "icon": None,
        "unicode_emoji": None,
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def guild() -> Json:
    """Return the server, as GUILD_CREATE brings it."""
    return {
        "id": GUILD_ID,
        "name": "ProDev",
        "icon": None,
        "owner_id": OWNER_ID,
        "unavailable": False,
        "member_count": 4,
        "joined_at": _LONG_AGO,
        "large": False,
        "preferred_locale": "en-US",
        "features": [],
        "roles": [
            role(GUILD_ID, "@everyone", MEMBER_PERMISSIONS, position=0),
            role(BOT_ROLE_ID, "Nexus", BOT_PERMISSIONS, position=1),
        ],
        "channels": [channel()],
        "members": [
            {**membership(BOT_ROLE_ID), "user": BOT},
            {**membership(), "user": ADA},
            {**membership(), "user": LINUS},
        ],
        "threads": [],
        "voice_states": [],
        "presences": [],
        "emojis": [],
        "stickers": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def ready(session_id: str, resume_url: str) -> Json:
    """Return what opens a session; discord.py needs the address to resume it at."""
    return {
        "v": 10,
        "user": BOT,
        "guilds": [{"id": GUILD_ID, "unavailable": True}],
        "session_id": session_id,
        "resume_gateway_url": resume_url,
        "application": {"id": BOT_ID, "flags": 0},
    }


def message(channel_id: str, author: Json) -> Json:
    """Return an empty message of this moment."""
    return {
        "id": new_id(),
        "channel_id": channel_id,
        "author": author,
        "type": 0,
        "content": "",
        "timestamp": now(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": False,
        "flags": 0,
    }


def interaction(kind: int, data: Json, source: Json | None = None, by: Json = ADA) -> Json:
    """Return what somebody does in the channel: a command (2), a press (3) or a sent form (5).

    `source` is the message that carries the pressed button, or the one that opened the form.
    """
    interaction_id = new_id()
    payload: Json = {
        "id": interaction_id,
        "application_id": BOT_ID,
        "type": kind,
        "token": f"interaction-token-{interaction_id}",
        "version": 1,
        "data": data,
        "guild_id": GUILD_ID,
        "guild": {"id": GUILD_ID, "locale": "en-US", "features": []},
        "channel_id": CHANNEL_ID,
        "channel": {**channel(), "permissions": MEMBER_PERMISSIONS},
        "member": {**membership(), "user": by, "permissions": MEMBER_PERMISSIONS},
        "app_permissions": BOT_PERMISSIONS,
        "locale": "en-US",
        "guild_locale": "en-US",
        "context": 0,
        "authorizing_integration_owners": {"0": GUILD_ID},
        "entitlements": [],
        "attachment_size_limit": 10_485_760,
    }
    return payload if source is None else {**payload, "message": source}
