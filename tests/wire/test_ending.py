"""However it stands, a signal ends the bot soon, in order, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import pytest

from tests.wire.inside import left_behind
from tests.wire.process import BotProcess

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.wire.discord_server import WireDiscord
    from tests.wire.inside import Inside, Life
    from tests.wire.watch import Watch

ANSWERING = "POST /interactions/*/callback"
BOTH = [signal.SIGTERM, signal.SIGINT]


async def logging_in(discord: WireDiscord, inside: Inside) -> Life:
    discord.trouble.holds("GET /users/@me")
    life = inside.begins()
    await discord.asked("GET /users/@me")
    return life


async def registering_commands(discord: WireDiscord, inside: Inside) -> Life:
    discord.trouble.holds("PUT /applications/*/commands")
    life = inside.begins()
    await discord.asked("PUT /applications/*/commands")
    return life


async def retrying_to_log_in(discord: WireDiscord, inside: Inside) -> Life:
    discord.trouble.drops("GET /users/@me", times=99)
    life = inside.begins()
    await discord.asked("GET /users/@me")
    return life


async def connecting(discord: WireDiscord, inside: Inside) -> Life:
    discord.trouble.holds("GET /")
    life = inside.begins()
    await discord.asked("GET /")
    return life


async def retrying_to_connect(discord: WireDiscord, inside: Inside) -> Life:
    discord.trouble.drops("GET /", times=99)
    life = inside.begins()
    await discord.asked("GET /")
    return life


async def connected(discord: WireDiscord, inside: Inside) -> Life:  # noqa: ARG001  (like the others)
    life = inside.begins()
    await life.ready()
    return life


async def retrying_after_it_was_connected(discord: WireDiscord, inside: Inside) -> Life:
    life = await connected(discord, inside)
    discord.trouble.drops("GET /", times=99)
    await discord.gateway.break_off()
    await discord.asked("GET /", times=2)
    return life


@pytest.mark.parametrize("number", BOTH)
@pytest.mark.parametrize(
    "moment",
    [
        logging_in,
        registering_commands,
        retrying_to_log_in,
        connecting,
        retrying_to_connect,
        connected,
        retrying_after_it_was_connected,
    ],
)
async def test_a_signal_ends_it_soon_and_leaves_nothing_behind(
    discord: WireDiscord,
    inside: Inside,
    moment: Callable[[WireDiscord, Inside], Awaitable[Life]],
    number: signal.Signals,
) -> None:
    life = await moment(discord, inside)
    await asyncio.sleep(0.02)  # into whatever comes after the request, such as the pause before the next
    signal.raise_signal(number)
    await life.ends()

    assert left_behind() == []


async def test_a_second_signal_does_no_harm(discord: WireDiscord, inside: Inside) -> None:
    life = await connected(discord, inside)
    for number in (*BOTH, *BOTH):
        signal.raise_signal(number)
    await life.ends()

    assert left_behind() == []


async def test_who_asked_before_is_answered_and_who_asks_meanwhile_is_told_kindly(
    discord: WireDiscord, inside: Inside
) -> None:
    """Discord is slow with both answers: it ends when the second, too, has arrived."""
    life = await connected(discord, inside)
    answers = [discord.trouble.holds(ANSWERING) for _ in range(2)]
    before = asyncio.create_task(discord.invoke("search", query="celery"))
    await discord.asked(ANSWERING)
    await life.is_told_to_end()
    meanwhile = asyncio.create_task(discord.invoke("search", query="redis"))
    await discord.asked(ANSWERING, times=2)
    answers[0].set()
    found = await before
    answers[1].set()
    refusal = await meanwhile
    await life.ends()

    assert "celery" in found.text
    assert refusal.private
    assert "restarting" in refusal.text


async def test_a_process_that_waits_to_log_in_ends_by_ctrl_c(discord: WireDiscord, bot: BotProcess) -> None:
    """Entering has started it; nothing was held back yet, so it is stopped wherever it is by then."""
    await discord.asked("GET /users/@me")

    assert await bot.stop(signal.SIGINT) == 0
    assert "Traceback" not in bot.output


async def test_a_process_that_tries_again_and_again_ends_by_sigterm(
    discord: WireDiscord, watch: Watch, tmp_path: Path
) -> None:
    discord.trouble.drops("GET /users/@me", times=99)
    async with BotProcess(watch, api_url=discord.url, database=tmp_path / "nexus.db") as bot:
        await bot.says("trying again in 2 s")

        assert await bot.stop() == 0
        assert "Traceback" not in bot.output
