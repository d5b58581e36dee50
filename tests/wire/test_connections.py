"""Whatever happens to its connection, the bot comes back and answers."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from tests.wire.process import BotProcess

if TYPE_CHECKING:
    from pathlib import Path

    from tests.wire.discord_server import WireDiscord
    from tests.wire.inside import Inside
    from tests.wire.watch import Watch

MALFORMED = {"id": "1", "type": 2, "token": "t"}


async def answers(discord: WireDiscord) -> bool:
    await discord.gateway.connected()
    return (await discord.invoke("search", query="celery")).private


async def test_a_process_survives_all_that_discord_does_to_it(
    discord: WireDiscord, watch: Watch, tmp_path: Path
) -> None:
    """The first connection is refused; then an event is malformed, Discord wants a new one, and a cable is pulled."""
    discord.trouble.drops("GET /")
    async with BotProcess(watch, api_url=discord.url, database=tmp_path / "nexus.db") as bot:
        assert await answers(discord)

        await discord.gateway.dispatch("INTERACTION_CREATE", MALFORMED)
        await discord.gateway.identified(times=2)
        assert await answers(discord)

        await discord.gateway.ask_to_reconnect()
        assert await answers(discord)

        await discord.gateway.break_off()
        assert await answers(discord)

        assert await bot.stop() == 0


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever connects again waits no time at all."""
    monkeypatch.setattr("bot.client.PAUSES", (0,))


async def test_what_is_malformed_leaves_no_second_connection_beating(
    discord: WireDiscord, inside: Inside
) -> None:
    life = inside.begins()
    await life.ready()
    for times in (2, 3):
        await discord.gateway.dispatch("INTERACTION_CREATE", MALFORMED)
        await discord.gateway.identified(times=times)
        assert await answers(discord)

    beating = [each for each in threading.enumerate() if type(each).__name__ == "KeepAliveHandler"]
    assert len(beating) == 1
    assert discord.gateway.lines == 1


async def test_a_session_that_discord_forgot_is_begun_anew(
    discord: WireDiscord, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = inside.begins()
    await life.ready()

    async def at_once(*_: object, **__: object) -> None:
        """discord.py would wait five seconds, lest Discord think it rude."""

    monkeypatch.setattr(life.bot, "before_identify_hook", at_once)
    await discord.gateway.forget_session()
    await discord.gateway.identified(times=2)

    assert await answers(discord)


async def test_the_heart_beats_only_while_it_is_connected(discord: WireDiscord, inside: Inside) -> None:
    life = inside.begins()
    await life.ready()
    await life.bot.tick()
    assert life.bot.heartbeat.exists()

    life.bot.heartbeat.unlink()
    discord.trouble.drops("GET /", times=99)
    await discord.gateway.break_off()
    await discord.asked("GET /", times=2)
    await asyncio.sleep(0)
    await life.bot.tick()
    assert not life.bot.heartbeat.exists()
