"""Commands are registered with Discord when their definition changed, and only then."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import discord
from simcord.env import Env

from bot.app import build
from bot.client import Nexus
from bot.sync import fingerprint
from cogs.help import Help

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    import pytest

    from bot.config import Settings


def registrations(env: Env) -> list[str]:
    """Where commands were registered, in order."""
    return [
        asked.path
        for asked in env.http_requests
        if asked.method == "PUT" and asked.path.endswith("/commands")
    ]


@asynccontextmanager
async def run(bot: Nexus) -> AsyncGenerator[Env]:
    """One run of the bot on a Discord of its own."""
    env = Env(bot, check_errors=False, approved_intents=discord.Intents.default())
    try:
        await env.start()
        yield env
    finally:
        await env.shutdown()
        await bot.close()


async def registered_by(bot: Nexus) -> int:
    """How often a run of the bot registers its commands."""
    async with run(bot) as env:
        return len(registrations(env))


async def test_the_first_start_registers_all_and_the_second_nothing(settings: Settings) -> None:
    runs = [await registered_by(build(settings, ticking=False)) for _ in range(3)]

    assert runs == [1, 0, 0]


async def test_a_changed_description_is_registered_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await registered_by(build(settings, ticking=False)) == 1
    [command] = [each for each in Help.__cog_app_commands__ if each.name == "help"]
    assert isinstance(command, discord.app_commands.Command)
    monkeypatch.setattr(command, "description", "What is new here")

    assert await registered_by(build(settings, ticking=False)) == 1
    assert await registered_by(build(settings, ticking=False)) == 0


async def test_another_application_gets_them_too(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same database, with the token of another bot."""
    assert await registered_by(build(settings, ticking=False)) == 1
    monkeypatch.setattr(Nexus, "application_id", property(lambda _: 4242))
    assert await registered_by(build(settings, ticking=False)) == 1
    monkeypatch.undo()

    assert await registered_by(build(settings, ticking=False)) == 0


async def test_the_order_in_which_commands_are_loaded_does_not_matter(nexus: Nexus) -> None:
    async with run(nexus):
        before = fingerprint(nexus.tree, None)
        for command in reversed(nexus.tree.get_commands()):
            if isinstance(command, discord.app_commands.Group | discord.app_commands.Command):
                nexus.tree.remove_command(command.name)
                nexus.tree.add_command(command)

        assert fingerprint(nexus.tree, None) == before
