"""Registering commands with Discord, only when their definition changed."""

import hashlib
import json
import logging
from typing import Any

import discord
from discord import app_commands

from data.memory import Memory

log = logging.getLogger(__name__)


async def sync_commands(tree: app_commands.CommandTree[Any], memory: Memory, *, guild_id: int | None) -> bool:
    """Register the tree's commands, everywhere or in one server; returns whether that was needed."""
    guild = discord.Object(guild_id) if guild_id else None
    if guild is not None:
        tree.copy_global_to(guild=guild)
    key = f"commands:{tree.client.application_id}:{guild_id or 'everywhere'}"
    definition = fingerprint(tree, guild)
    if await memory.recall(key) == definition:
        return False
    synced = await tree.sync(guild=guild)
    await memory.remember(key, definition)
    log.info("Registered %d commands with Discord", len(synced))
    return True


def fingerprint(tree: app_commands.CommandTree[Any], guild: discord.Object | None) -> str:
    """A digest of all that Discord is told of the commands."""
    definitions = [command.to_dict(tree) for command in tree.get_commands(guild=guild)]
    definitions.sort(key=lambda each: (each.get("type", 1), each["name"]))
    return hashlib.sha256(json.dumps(definitions, sort_keys=True).encode()).hexdigest()
