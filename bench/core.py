"""What members wait for, from the draft of a blocker to its history, and the start, on a server that has a history.

Everything goes through the real services and SQLite, without Discord. The history is logged by the service too, so
that the last entries of it are the measure of logging.
"""

import argparse
import asyncio
import random
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench.report import Command, Measure, Stopwatch, as_json, as_table
from bot.aside import ProcessAside
from bot.clock import SystemClock
from bot.fetching.fetcher import WebFetcher
from data.database import Database
from data.errands import PLAN
from data.rows import millis
from data.store import SqliteStore
from domain.carrying import TryLater
from domain.errands import BATCH
from domain.hub import Hub
from domain.models.blocker_draft import BlockerDraft, Urgency
from domain.models.delivery import Delivery
from domain.models.entries import Kind, Member, Place, Ref, Spot
from domain.models.errand import Task
from domain.models.listing import Wanted
from domain.models.resolution import Resolution
from domain.models.search import Query
from domain.models.sight import FULL

SEED: Final = 20260105

TIMES: Final = 200
"""How often each kind of work is measured, at most."""

FULL_SCALE: Final = (1_000, 10_000)
"""Entries that a server has unless it is told."""

OPENINGS: Final = 10

DUE: Final = 1_000
"""Errands that are due at most; a hundred times as many are not."""

PAGE: Final = 10

PLACE: Final = Place(guild_id=1, channel_id=2)
ADA: Final = Member(10, "Ada")
LINUS: Final = Member(11, "Linus")

TOPICS: Final = (
    "django",
    "drf",
    "graphql",
    "docker",
    "celery",
    "redis",
    "postgres",
    "pytest",
    "asyncio",
    "nginx",
)
WORDS: Final = tuple(
    """
    accepts admin again backend broker build cache certificate commit connection consumer container context cookie
    cors crashes database deadlock default deploy disk duplicate empty endpoint environment error exception expired
    fails field filter fixture foreign header hook host image import index integer invalid join key limit lock login
    loop memory merge method middleware migration missing mock model module network null operator order page password
    path permission pipeline pool port proxy query queue refused relation request resolver response restart retry
    route schema secret serializer session settings signal slow socket stale static task template thread timeout token
    transaction type unique upload user validation variable version view volume webhook worker
    """.split()  # noqa: SIM905  (a paragraph of words reads better than a list of strings)
)


class NoCourier:
    """Implements `domain.carrying.Courier` where there is no Discord."""

    async def carry(self, delivery: Delivery) -> Spot:
        """Refuse, for now.

        Raises:
            TryLater: always.
        """
        raise TryLater(f"nobody carries {delivery.key}")


async def run(folder: Path, entries: int) -> Sequence[Measure]:
    """Measure on a server of so many entries."""
    path = folder / f"core-{entries}.db"
    database = Database(path, now=now)
    await database.open()
    hub = Hub.over(
        SqliteStore(database), SystemClock(), NoCourier(), fetcher=WebFetcher(), aside=ProcessAside()
    )
    chance = random.Random(SEED)  # noqa: S311  (the same data every time)
    measured = {
        "log a blocker": await logging(hub, chance, entries),
        "claim a blocker": await claiming(hub, entries),
        "resolve a blocker": await resolving(hub, entries),
        "vote for a solution": await voting(hub, entries),
        "offer before posting": await offering(hub, chance, entries),
        "list a page": await listing(hub, chance),
        "tell a history": await telling(hub, entries),
        "search": await searching(hub, chance),
        "autocomplete a number": await completing(hub, chance),
        "do the errands due": await doing_errands(hub, database, min(entries, DUE)),
    }
    await database.close()
    measured["open the database"] = await opening(path)
    return [Measure(work, entries, watch.seconds) for work, watch in measured.items()]


def now() -> datetime:
    """This moment, for the records of migrations."""
    return datetime.now(UTC)


async def logging(hub: Hub, chance: random.Random, entries: int) -> Stopwatch:
    """Log all entries, and give the times of the last ones."""
    watch = Stopwatch()
    for number in range(entries):
        await watch.time(hub.blockers.log(PLACE, draft(chance), by=ADA, cause=number + 1))
    return Stopwatch(watch.seconds[-TIMES:])


async def claiming(hub: Hub, entries: int) -> Stopwatch:
    """Claim the newest blockers."""
    watch = Stopwatch()
    for number in range(entries, max(entries - TIMES, 0), -1):
        await watch.time(hub.blockers.claim(PLACE.guild_id, number, by=LINUS))
    return watch


async def resolving(hub: Hub, entries: int) -> Stopwatch:
    """Resolve the newest blockers, which somebody helps with."""
    watch = Stopwatch()
    told = Resolution(cause="The worker had another settings module.", fix="Set it for both. " * 20)
    for number in range(entries, max(entries - TIMES, 0), -1):
        cause = 2 * entries + number
        await watch.time(hub.resolutions.resolve(PLACE.guild_id, number, told, by=ADA, cause=cause))
    return watch


async def voting(hub: Hub, entries: int) -> Stopwatch:
    """Say of each solution that it helped."""
    watch = Stopwatch()
    for number in range(1, min(entries, TIMES) + 1):
        await watch.time(hub.solutions.vote(PLACE.guild_id, number, helped=True, by=LINUS))
    return watch


async def offering(hub: Hub, chance: random.Random, entries: int) -> Stopwatch:
    """Write blockers, and look for what may make each needless."""
    watch = Stopwatch()
    for number in range(min(entries, TIMES)):
        cause = 4 * entries + number
        await watch.time(hub.drafts.write(PLACE, draft(chance), by=LINUS, cause=cause))
    return watch


async def listing(hub: Hub, chance: random.Random) -> Stopwatch:
    """Turn to one of the first pages of the list of blockers."""
    watch = Stopwatch()
    for _ in range(TIMES):
        page = chance.randint(0, 4)
        await watch.time(hub.blockers.listed(PLACE.guild_id, Wanted(), limit=PAGE, page=page))
    return watch


async def telling(hub: Hub, entries: int) -> Stopwatch:
    """Tell what happened to the newest blockers."""
    watch = Stopwatch()
    for number in range(entries, max(entries - TIMES, 0), -1):
        await watch.time(hub.entries.history(PLACE.guild_id, Ref(Kind.BLOCKER, number)))
    return watch


async def doing_errands(hub: Hub, database: Database, due: int) -> Stopwatch:
    """Do what is due, a batch at a time, among a hundred times as much that is not."""
    at = millis(now())
    planned = [(PLACE.guild_id, number, at - number) for number in range(1, due + 1)]
    planned += [(PLACE.guild_id + 1, number, at + 10**9 + number) for number in range(1, 99 * due + 1)]
    async with database.transaction() as connection:
        await connection.many(PLAN, [errand(*each) for each in planned])
    watch = Stopwatch()
    for _ in range(0, due, BATCH):
        await watch.time(hub.errands.do_due())
    return watch


def errand(guild_id: int, number: int, due_at: int) -> dict[str, int | str]:
    """The row of an errand for a blocker."""
    return {
        "guild_id": guild_id,
        "task": Task.ASK.value,
        "kind": Kind.BLOCKER.value,
        "number": number,
        "due_at": due_at,
    }


async def searching(hub: Hub, chance: random.Random) -> Stopwatch:
    """Ask for a topic and two words, as people do."""
    watch = Stopwatch()
    for _ in range(TIMES):
        query = Query(" ".join((chance.choice(TOPICS), *chance.sample(WORDS, 2))))
        await watch.time(hub.search.ask(PLACE.guild_id, query, by=LINUS, sight=FULL))
    return watch


async def completing(hub: Hub, chance: random.Random) -> Stopwatch:
    """Complete what was typed so far: half a word, or the beginning of a number."""
    watch = Stopwatch()
    for _ in range(TIMES):
        typed = chance.choice((chance.choice(WORDS)[:3], f"B{chance.randint(1, 99)}"))
        await watch.time(hub.entries.suggest(PLACE.guild_id, typed, Kind.BLOCKER))
    return watch


async def opening(path: Path) -> Stopwatch:
    """Open the file as the bot does when it starts."""
    watch = Stopwatch()
    for _ in range(OPENINGS):
        database = Database(path, now=now)
        await watch.time(database.open())
        await database.close()
    return watch


def draft(chance: random.Random) -> BlockerDraft:
    """A blocker of made-up sentences about one topic."""
    topic = chance.choice(TOPICS)
    return BlockerDraft(
        goal=f"{topic} {' '.join(chance.sample(WORDS, 5))}",
        happened=" ".join(chance.choices(WORDS, k=60)),
        tried=" ".join(chance.choices(WORDS, k=20)),
        tags=(topic,),
        urgency=chance.choice(list(Urgency)),
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument(
        "--entries",
        type=int,
        action="append",
        metavar="N",
        help="how many the server has; may be given again",
    )


def measure(parsed: argparse.Namespace) -> None:
    """Measure on a server of each size, and print."""
    measures: list[Measure] = []
    with tempfile.TemporaryDirectory(prefix="nexus-bench-") as folder:
        for entries in parsed.entries or FULL_SCALE:
            measures += asyncio.run(run(Path(folder), entries))
    print(as_json("core", measures) if parsed.json else as_table(measures))


COMMAND: Final = Command(
    name="core",
    about="what members wait for, from a draft to its history; errands; and opening the database",
    arguments=arguments,
    run=measure,
    small=300,
)
