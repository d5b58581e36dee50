"""Killed at the worst moment, between what was logged and its card, the bot loses and doubles nothing."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.wire.test_process import BLOCKER, GOAL, titles

if TYPE_CHECKING:
    from tests.wire.discord_server import WireDiscord
    from tests.wire.inside import Inside
    from tests.wire.process import BotProcess

POSTING = "POST /channels/*/messages"


class Later:
    """The clock ten minutes from now."""

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(minutes=10)


@pytest.mark.parametrize("arrived", [True, False])
async def test_the_entry_is_there_and_its_card_shows_once(
    discord: WireDiscord, bot: BotProcess, inside: Inside, arrived: bool
) -> None:
    """Discord had the card already but could not say so any more, or it never came."""
    form = await discord.invoke("blocker log")
    card = discord.trouble.holds(POSTING)
    asking = asyncio.create_task(discord.submit(form, BLOCKER))
    await discord.asked(POSTING)
    await bot.is_killed()
    if arrived:
        card.set()
        await discord.posted(GOAL)
    asking.cancel()

    life = inside.begins(clock=Later())
    await life.ready()
    await life.bot.tick()

    assert titles(inside.database) == [GOAL]
    assert [GOAL in each.text for each in discord.cards()] == [True]
    assert list(discord.threads().values()) == [f"B1 · {GOAL}"]
