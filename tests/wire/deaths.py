"""Deaths at each step: bots that are killed on the way, and born again."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import replace
from shutil import copyfile
from typing import TYPE_CHECKING

from tests.wire.discord_server import WireDiscord
from tests.wire.nursery import KILLED, LIVED, Plan

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from tests.wire.nursery import Nursery
    from tests.wire.watch import Watch

ABREAST = 8
"""Lives that go on side by side, each on a Discord of its own, as most of one is waiting."""


async def deaths_at_each_step(
    nursery: Nursery,
    due: Path,
    watch: Watch,
    holds: Callable[[Path, WireDiscord], Awaitable[None]],
    *,
    watches: bool = False,
) -> int:
    """How many lives were cut short: each with a copy of the database, at a step of its own, up to one that lives.

    Each is born again ten minutes later, when Discord has forgotten its nonces; then `holds` looks at what came of it.
    """

    async def ends_of(steps: Sequence[int]) -> Sequence[int]:
        """How those end who are to be killed at these steps."""
        async with AsyncExitStack() as open_now:
            discords = [await open_now.enter_async_context(WireDiscord(watch)) for _ in steps]
            databases = [copyfile(due, due.with_name(f"{step}.db")) for step in steps]
            worlds = list(zip(discords, databases, strict=True))
            plans = [Plan(discord.url, str(database), watches=watches) for discord, database in worlds]
            ends = await nursery.live(
                *(replace(plan, dies_at=step) for plan, step in zip(plans, steps, strict=True))
            )
            for discord in discords:
                discord.forgets_nonces()
            assert set(await nursery.live(*(replace(plan, minutes=10) for plan in plans))) == {LIVED}
            for discord, database in worlds:
                await holds(database, discord)
        return ends

    ends: list[int] = []
    while set(ends) <= {KILLED}:
        ends += await ends_of(range(len(ends) + 1, len(ends) + 1 + ABREAST))
    deaths = ends.count(KILLED)
    assert ends == [KILLED] * deaths + [LIVED] * (len(ends) - deaths)
    return deaths
