"""How long a search takes on a server of each size, among many entries of many servers; and what the index weighs."""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.crowd import MILLION, SIZES, build, order_of, sizes_of
from bench.filling import WRITTEN, merged
from bench.held import most_held
from bench.report import Command, Timer, in_ms
from bench.synthetic import chance_of, query, server_id
from data.database import Database
from data.store import SqliteStore
from domain.finding import DEPTH, found
from domain.models.search import Query
from domain.models.sight import FULL
from domain.search import SearchService, as_read

TIMES: Final = 200
"""Searches on a server of each size; as many others go before them, so that nothing is cold."""

INDEX_SIZE: Final = "SELECT sum(length(block)) AS size FROM entry_terms_data"

FILE_SIZE: Final = "SELECT page_count * page_size AS size FROM pragma_page_count, pragma_page_size"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How long searches took on one server."""

    entries: int
    """Of the server."""
    merged: bool
    timer: Timer


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What came out; sizes in bytes, times in seconds."""

    entries: int
    servers: int
    build: float
    merging: float
    hours: int
    """Over which the bot spreads the merging."""
    index: int
    database: int
    memory: int
    """The most that this process held."""
    searches: Sequence[Asked]
    completing: Asked


class Clock:
    """Implements `domain.ports.Clock`: it is when the entries were written."""

    now = staticmethod(lambda: WRITTEN)


async def measured(path: Path, entries: int, servers: int) -> Scale:
    """Build a database and search in it.

    Raises:
        Unusable: there are more servers than entries.
    """
    sizes = sizes_of(entries, servers)
    order = order_of(sizes)
    database = Database(path, now=Clock.now)
    await database.open()
    began = time.perf_counter()
    await build(database, order)
    built = time.perf_counter() - began
    told(f"built in {built:,.0f} s")
    looked_at = range(min(len(SIZES), servers))
    before = [await searching(database, order, place, merged=False) for place in looked_at]
    began = time.perf_counter()
    hours = await merged(SqliteStore(database))
    merging_took = time.perf_counter() - began
    told(f"merged in {merging_took:,.0f} s, which the bot spreads over {hours:,} h")
    after = [await searching(database, order, place, merged=True) for place in looked_at]
    completing = await completed(database, order, min(2, servers - 1))
    async with database.reading() as connection:
        index = (await connection.all(INDEX_SIZE))[0]["size"]
        size = (await connection.all(FILE_SIZE))[0]["size"]
    await database.close()
    return Scale(
        entries=entries,
        servers=servers,
        build=built,
        hours=hours,
        merging=merging_took,
        index=index,
        database=size,
        memory=most_held(),
        searches=[*before, *after],
        completing=completing,
    )


async def searching(database: Database, order: Sequence[int], place: int, *, merged: bool) -> Asked:
    """Search on one server, as its members do."""
    store = SqliteStore(database)
    warm, asked = [await questions(store, order, place, purpose) for purpose in ("warm", "ask")]
    timer = Timer()
    for times, texts in ((Timer(), warm), (timer, asked)):
        for text in texts:
            with times:
                query = as_read(Query(text))
                async with store.reading() as reading:
                    await found(reading, server_id(place), query, now=WRITTEN, limit=DEPTH)
    return Asked(entries=order.count(place), merged=merged, timer=timer)


async def completed(database: Database, order: Sequence[int], place: int) -> Asked:
    """Complete the title of an entry of one server while it is typed."""
    store = SqliteStore(database)
    service = SearchService(store, Clock())
    timer = Timer()
    for times, purpose in ((Timer(), "warm"), (timer, "complete")):
        chance = chance_of(purpose, place)
        for title, _ in await some(store, order, place, purpose):
            typed = title[: chance.randint(1, len(title))]
            with times:
                await service.titles(server_id(place), typed, sight=FULL)
    return Asked(entries=order.count(place), merged=True, timer=timer)


async def questions(store: SqliteStore, order: Sequence[int], place: int, purpose: str) -> list[str]:
    """What members of a server ask."""
    chance = chance_of(purpose, place, "words")
    return [query(title, body, chance) for title, body in await some(store, order, place, purpose)]


async def some(store: SqliteStore, order: Sequence[int], place: int, purpose: str) -> list[tuple[str, str]]:
    """Title and body of some entries of a server."""
    own = [entry_id for entry_id, its in enumerate(order, start=1) if its == place]
    chosen = chance_of(purpose, place, "entries").choices(own, k=min(TIMES, len(own)))
    async with store.reading() as reading:
        texts = {each.entry_id: each for each in await reading.index.texts(server_id(place), set(chosen))}
    return [(texts[entry_id].title, texts[entry_id].body) for entry_id in chosen]


def told(progress: str) -> None:
    """Tell those who wait how far it is."""
    print(progress, file=sys.stderr, flush=True)


def as_table(scale: Scale) -> str:
    """What came out, for people."""
    lines = [
        f"{scale.entries:,} entries of {scale.servers:,} servers",
        f"built in {scale.build:,.0f} s: {scale.entries / scale.build:,.0f} entries a second",
        f"merged in {scale.merging:,.0f} s, which the bot spreads over {scale.hours:,} h",
        f"index {scale.index / 1e6:,.0f} MB, {scale.index / scale.entries:,.0f} bytes an entry",
        f"database {scale.database / 1e6:,.0f} MB; memory {scale.memory / 1e6:,.0f} MB at most",
        f"\n{'':30}{'entries':>9}{'times':>7}{'CPU p50':>9}{'p95 ms':>9}{'wall p50':>10}{'p95 ms':>9}",
    ]
    works = [(f"search, {'' if each.merged else 'not yet '}merged", each) for each in scale.searches]
    for work, asked in (*works, ("complete a title, merged", scale.completing)):
        cpu, wall = in_ms(asked.timer.cpu), in_ms(asked.timer.wall)
        lines.append(
            f"{work:30}{asked.entries:>9,}{len(asked.timer.cpu):>7,}"
            f"{cpu['median']:>9.2f}{cpu['p95']:>9.2f}{wall['median']:>10.2f}{wall['p95']:>9.2f}"
        )
    return "\n".join(lines)


def as_json(scale: Scale) -> str:
    """What came out, for machines: one object; sizes in bytes, times in seconds where they are not in ms."""
    return json.dumps(
        {
            "benchmark": "search-scale",
            "entries": scale.entries,
            "servers": scale.servers,
            "build_s": round(scale.build, 1),
            "entries_per_s": round(scale.entries / scale.build),
            "merging_h": scale.hours,
            "merging_s": round(scale.merging, 1),
            "index_bytes": scale.index,
            "index_bytes_per_entry": round(scale.index / scale.entries),
            "database_bytes": scale.database,
            "peak_memory_bytes": scale.memory,
            "searches": [told_of(each) for each in scale.searches],
            "titles": told_of(scale.completing),
        }
    )


def told_of(asked: Asked) -> dict[str, object]:
    """How long searches took on one server."""
    return {
        "entries": asked.entries,
        "merged": asked.merged,
        "times": len(asked.timer.cpu),
        "cpu_ms": in_ms(asked.timer.cpu),
        "wall_ms": in_ms(asked.timer.wall),
    }


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument(
        "--entries", type=int, default=MILLION, metavar="N", help="of all servers; 1,000,000 unless told"
    )
    parser.add_argument("--servers", type=int, metavar="M", help="one for a thousand entries unless told")


def run(parsed: argparse.Namespace) -> None:
    """Measure and print.

    Raises:
        Unusable: there are more servers than entries.
    """
    servers = max(1, parsed.entries // 1_000) if parsed.servers is None else parsed.servers
    with tempfile.TemporaryDirectory(prefix="nexus-bench-") as folder:
        scale = asyncio.run(measured(Path(folder) / "scale.db", parsed.entries, servers))
    print(as_json(scale) if parsed.json else as_table(scale))


COMMAND: Final = Command(
    name="search-scale",
    about="how long a search takes by size of server, among a million entries; and what the index weighs",
    arguments=arguments,
    run=run,
    small=2_000,
)
