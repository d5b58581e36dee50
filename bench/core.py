"""What members wait for: logging, claiming, searching, completing, and the start, on a server that has a history.

Everything goes through the real services and SQLite, without Discord. The history is logged by the service too, so
that the last entries of it are the measure of logging.
"""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench.report import Benchmark, Measure, Stopwatch
from bot.clock import SystemClock
from data.database import Database
from data.store import SqliteStore
from domain.hub import Hub
from domain.models.blocker import BlockerDraft, Urgency
from domain.models.delivery import Delivery
from domain.models.entries import Kind, Member, Place
from domain.models.search import Query
from domain.ports import TryLater

SEED: Final = 20260105

TIMES: Final = 200
"""How often each kind of work is measured, at most."""

OPENINGS: Final = 10

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
    """Implements `domain.ports.Courier` where there is no Discord."""

    async def carry(self, delivery: Delivery) -> int:
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
    hub = Hub.over(SqliteStore(database), SystemClock(), NoCourier())
    chance = random.Random(SEED)  # noqa: S311  (the same data every time)
    measured = {
        "log a blocker": await logging(hub, chance, entries),
        "claim a blocker": await claiming(hub, entries),
        "search": await searching(hub, chance),
        "autocomplete a number": await completing(hub, chance),
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


async def searching(hub: Hub, chance: random.Random) -> Stopwatch:
    """Ask for a topic and two words, as people do."""
    watch = Stopwatch()
    for _ in range(TIMES):
        query = Query(" ".join((chance.choice(TOPICS), *chance.sample(WORDS, 2))))
        await watch.time(hub.search.ask(PLACE.guild_id, query, by=LINUS))
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


BENCHMARK: Final = Benchmark(
    name="core",
    about="what members wait for: log, claim, search, autocomplete; and opening the database",
    run=run,
    small=(300,),
    full=(1_000, 10_000),
)
