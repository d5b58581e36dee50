"""How long a recap takes to build, and how fast, and in how much memory, those of many servers are worked off.

Everything goes through the real services and SQLite, without Discord. What is built is what a tick builds when it
posts: gathered for those whom a private channel is hidden from, and drawn as the message's components; the chart is
no part of it. What is worked off is one recap of each server, from due to sent, by a courier that only counts, in
ticks without a pause between them; the bot makes one every 15 seconds.
"""

import argparse
import asyncio
import json
import math
import tempfile
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from bench.core import draft
from bench.held import held_now
from bench.history import ENDS, GUILD, MEMBERS, READERS, Clock, CountingCourier, History
from bench.report import Command, Timer, in_ms
from bench.scale import told
from bench.synthetic import chance_of
from bot.aside import ProcessAside
from bot.fetching.fetcher import WebFetcher
from cogs.recap.card import recap_card
from data.database import Database
from data.store import SqliteStore
from domain.hub import Hub
from domain.models.entries import Place

FULL_SCALE: Final = 10_000
"""Entries, and servers that are due, unless it is told."""

WEEK: Final = timedelta(weeks=1)

TIMES: Final = 100
"""How often the recap is built; a tenth as often before, so that nothing is cold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOff:
    """Servers whose recaps were due, and what it took to have them all sent."""

    servers: int
    sent: int
    seconds: float
    held: Sequence[int]
    """The memory of this process after each tick, in bytes."""

    @property
    def rate(self) -> float:
        """Servers a second."""
        return self.servers / self.seconds

    @property
    def by_tenth(self) -> Sequence[float]:
        """The most memory, in megabytes, that was held within each tenth of the ticks; of fewer ticks, by tick."""
        size = max(1, math.ceil(len(self.held) / 10))
        return [in_mb(max(self.held[start : start + size])) for start in range(0, len(self.held), size)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recaps:
    """What came out."""

    entries: int
    building: Timer
    few: WorkedOff
    """A tenth of the servers: if memory is constant, it took as much as for all."""
    all: WorkedOff


@dataclass(frozen=True, slots=True)
class Cohorts:
    """The services over a database of its own, the time there, and who carries what is owed."""

    hub: Hub
    clock: Clock
    courier: CountingCourier


@asynccontextmanager
async def cohorts(path: Path) -> AsyncGenerator[Cohorts]:
    """Open a new database, and the services over it."""
    clock, courier = Clock(ENDS - WEEK), CountingCourier()
    database = Database(path, now=clock.now)
    await database.open()
    try:
        yield Cohorts(
            Hub.over(SqliteStore(database), clock, courier, fetcher=WebFetcher(), aside=ProcessAside()),
            clock,
            courier,
        )
    finally:
        await database.close()


async def measured(folder: Path, entries: int, servers: int) -> Recaps:
    """Work off servers, few and all, and build the recap of one with so many entries.

    Python seldom gives memory back, so what needs most of it comes last.
    """
    few = await worked_off(folder / "few.db", max(1, servers // 10))
    everybody = await worked_off(folder / "all.db", servers)
    return Recaps(
        entries=entries, few=few, all=everybody, building=await building(folder / "one.db", entries)
    )


async def worked_off(path: Path, servers: int) -> WorkedOff:
    """Have a recap of each server made and sent."""
    async with cohorts(path) as these:
        await settle(these, servers)
        told(f"{servers:,} servers have something to tell")
        before = these.courier.count
        these.clock.at = ENDS
        held: list[int] = []
        began = time.perf_counter()
        while await these.hub.recaps.make_due() + await these.hub.outbox.deliver_due():
            held.append(held_now())
        seconds = time.perf_counter() - began
        sent = these.courier.count - before
    return WorkedOff(servers=servers, sent=sent, seconds=seconds, held=held)


async def settle(these: Cohorts, servers: int) -> None:
    """Let each server log a blocker in the week before its recap is due."""
    these.clock.at = ENDS - WEEK / 2
    chance = chance_of("servers")
    for guild_id in range(1, servers + 1):
        place, author = Place(guild_id, guild_id), chance.choice(MEMBERS)
        await these.hub.blockers.log(place, draft(chance), by=author, cause=guild_id)
    while await these.hub.outbox.deliver_due(limit=1_000):
        pass


async def building(path: Path, entries: int) -> Timer:
    """Build the recap of a server with a history."""
    async with cohorts(path) as these:
        await History(these.hub, these.clock).live(entries)
        told(f"{entries:,} entries are written")
        timer = Timer()
        for times, timing in ((TIMES // 10, Timer()), (TIMES, timer)):
            for _ in range(times):
                with timing:
                    recap, _ = await these.hub.recaps.preview(GUILD, sight=READERS)
                    recap_card(recap).to_components()
    return timer


def as_table(recaps: Recaps) -> str:
    """What came out, for people."""
    cpu, wall = in_ms(recaps.building.cpu), in_ms(recaps.building.wall)
    built = f"a recap of {recaps.entries:,} entries"
    times = f"{cpu['median']:>9.2f}{cpu['p95']:>9.2f}{wall['median']:>10.2f}{wall['p95']:>9.2f}"
    lines = [
        f"{'':30}{'times':>9}{'CPU p50':>9}{'p95 ms':>9}{'wall p50':>10}{'p95 ms':>9}",
        f"{built:30}{len(recaps.building.wall):>9,}{times}",
        f"\n{'recaps worked off':30}{'servers':>9}{'sent':>9}{'a second':>10}{'memory MB':>11}",
    ]
    lines += [
        f"{'':30}{each.servers:>9,}{each.sent:>9,}{each.rate:>10,.0f}{max(each.by_tenth):>11,.1f}"
        for each in (recaps.few, recaps.all)
    ]
    return "\n".join(lines)


def as_json(recaps: Recaps) -> str:
    """What came out, for machines: one object; memory in megabytes (10^6 bytes), the most while working servers off."""
    return json.dumps(
        {
            "benchmark": "recap",
            "entries": recaps.entries,
            "build_ms": in_ms(recaps.building.wall),
            "build_cpu_ms": in_ms(recaps.building.cpu),
            "due_servers": recaps.all.servers,
            "due_servers_per_s": round(recaps.all.rate, 1),
            "sent": recaps.all.sent,
            "rss_mb": max(recaps.all.by_tenth),
            "rss_mb_by_tenth": recaps.all.by_tenth,
            "rss_mb_of_a_tenth": max(recaps.few.by_tenth),
        }
    )


def in_mb(size: int) -> float:
    """Bytes as megabytes."""
    return round(size / 1e6, 1)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument(
        "--entries", type=int, default=FULL_SCALE, metavar="N", help="of one server; 10,000 unless told"
    )
    parser.add_argument("--servers", type=int, metavar="M", help="that are due; as many unless told")


def run(parsed: argparse.Namespace) -> None:
    """Measure and print."""
    servers = parsed.entries if parsed.servers is None else parsed.servers
    with tempfile.TemporaryDirectory(prefix="nexus-bench-") as folder:
        recaps = asyncio.run(measured(Path(folder), parsed.entries, servers))
    print(as_json(recaps) if parsed.json else as_table(recaps))


COMMAND: Final = Command(
    name="recap",
    about="how long a recap takes to build, and how fast those of many servers are worked off, in how much memory",
    arguments=arguments,
    run=run,
    small=300,
)
