"""While recaps are worked off, and Discord takes its time over one of them, members are served as ever."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from domain.models.entries import Place
from tests.wire.due import make_due
from tests.wire.test_process import BLOCKER, GOAL

if TYPE_CHECKING:
    from tests.wire.discord_server import WireDiscord
    from tests.wire.inside import Inside

PLACES = [Place(number, 1_000 + number) for number in range(1, 41)]
"""Servers whose recaps are due: more than one tick sends."""


async def test_a_member_is_answered_and_their_card_shows_at_once(
    discord: WireDiscord, inside: Inside
) -> None:
    await make_due(inside.database, *PLACES)
    life = inside.begins()
    await life.ready()
    slow = discord.trouble.holds("POST /channels/1001/messages")
    ticking = asyncio.create_task(life.bot.tick())
    await discord.asked("POST /channels/1001/messages")

    form = await discord.invoke("blocker log")
    answer = await discord.submit(form, BLOCKER)
    card = await discord.posted(GOAL)

    assert answer.private
    assert not card.private
    assert not ticking.done(), "Discord has not answered yet"
    slow.set()
    await ticking
    assert len(await discord.asked("POST /channels/*/messages", times=26)) == 26, (
        "the card, and those of one tick"
    )
