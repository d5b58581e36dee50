"""Killed at any step between due and sent, and started again, Nexus shows the recap once."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import replace
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest

from domain.models.recap import RecapState
from tests.wire.discord_server import WireDiscord
from tests.wire.due import HERE, PROBLEM, make_due, past_recaps
from tests.wire.nursery import KILLED, LIVED, Plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.wire.nursery import Nursery
    from tests.wire.watch import Watch

POSTING = "POST /channels/*/messages"

ABREAST = 8
"""Lives that go on side by side, each on a Discord of its own, as most of one is waiting."""


@pytest.fixture
async def due(tmp_path: Path, nursery: Nursery, watch: Watch) -> Path:
    """A database of a Nexus that was here before, with a recap that is due."""
    path = tmp_path / "due.db"
    async with WireDiscord(watch) as discord:
        await nursery.live(Plan(discord.url, str(path)))
    await make_due(path, HERE)
    return path


async def shows_once(discord: WireDiscord, database: Path) -> None:
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
    async def ends_of(steps: Sequence[int]) -> Sequence[int]:
        """How those end who are to be killed at these steps; each is born again ten minutes later."""
        async with AsyncExitStack() as open_now:
            discords = [await open_now.enter_async_context(WireDiscord(watch)) for _ in steps]
            databases = [copyfile(due, due.with_name(f"{step}.db")) for step in steps]
            worlds = list(zip(discords, databases, strict=True))
            plans = [Plan(discord.url, str(database)) for discord, database in worlds]
            ends = await nursery.live(
                *(replace(plan, dies_at=step) for plan, step in zip(plans, steps, strict=True))
            )
            for discord in discords:
                discord.forgets_nonces()
            assert set(await nursery.live(*(replace(plan, minutes=10) for plan in plans))) == {LIVED}
            for discord, database in worlds:
                await shows_once(discord, database)
        return ends

    ends: list[int] = []
    while set(ends) <= {KILLED}:
        ends += await ends_of(range(len(ends) + 1, len(ends) + 1 + ABREAST))

    deaths = ends.count(KILLED)
    assert deaths > 10, "they died on the way"
    assert ends == [KILLED] * deaths + [LIVED] * (len(ends) - deaths)


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
        await shows_once(discord, due)
        assert discord.cards() == [card]
