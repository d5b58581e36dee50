"""Killed at any step between due and sent, and started again, Nexus shows the recap once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain.models.recap import RecapState
from tests.wire.deaths import deaths_at_each_step
from tests.wire.discord_server import WireDiscord
from tests.wire.due import HERE, PROBLEM, make_due, past_recaps
from tests.wire.nursery import KILLED, LIVED, Plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.wire.nursery import Nursery
    from tests.wire.watch import Watch

POSTING = "POST /channels/*/messages"


@pytest.fixture
async def due(tmp_path: Path, nursery: Nursery, watch: Watch) -> Path:
    """A database of a Nexus that was here before, with a recap that is due."""
    path = tmp_path / "due.db"
    async with WireDiscord(watch) as discord:
        await nursery.live(Plan(discord.url, str(path)))
    await make_due(path, HERE)
    return path


async def shows_once(database: Path, discord: WireDiscord) -> None:
    """Who looks at the channel sees the recap once, and so says the history."""
    [card] = discord.cards()
    assert PROBLEM in card.text
    [record] = await past_recaps(database, HERE)
    assert record.state is RecapState.POSTED
    assert record.spot
    assert str(record.spot.message_id) == card.payload["id"]


async def test_killed_at_any_step_and_started_again_it_shows_once(
    nursery: Nursery, due: Path, watch: Watch
) -> None:
    deaths = await deaths_at_each_step(nursery, due, watch, shows_once)

    assert deaths > 10, "they died on the way"


async def test_killed_at_any_step_of_trying_again_it_still_shows_once(
    nursery: Nursery, due: Path, watch: Watch
) -> None:
    async with WireDiscord(watch) as discord:
        first = Plan(discord.url, str(due))
        discord.trouble.drops(POSTING)
        await nursery.live(first)
        [card] = discord.cards()
        discord.forgets_nonces()

        ends: list[int] = []
        while set(ends) <= {KILLED}:
            life = len(ends) + 1
            ends += await nursery.live(replace(first, minutes=10 * life, dies_at=life))

        assert len(ends) > 10, "they died on the way"
        assert ends[-1] == LIVED
        await shows_once(due, discord)
        assert discord.cards() == [card]
