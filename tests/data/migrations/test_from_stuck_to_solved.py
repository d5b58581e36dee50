"""A server that used the foundation finds all of it again, and goes on from there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import data
from data.database import Database
from data.migrations import migrate
from data.store import SqliteStore
from domain.carrying import TryLater
from domain.hub import Hub
from domain.models.blocker_draft import Urgency
from domain.models.deeds import Deed
from domain.models.delivery import DeliveryState, Key
from domain.models.entries import Kind, Member, Ref, Spot
from domain.models.errand import Task
from domain.models.lifecycle import State
from domain.models.listing import Wanted
from domain.models.search import Query
from domain.models.server import Habits, Threads
from domain.models.sight import FULL
from tests.data.migrations.foundation import ALONE, HELD, LINK, OPEN, SOLVED, SPACED, fill
from tests.data.written import later
from tests.support.domain import ADA, GRACE, GUILD, LINUS, MODERATOR, MONDAY_NOON, SetClock
from tests.support.domain import resolution as answer
from tests.support.hub import hub_over

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from domain.models.delivery import Delivery

SCHEMA = Path(data.__file__).parent / "schema"

KEPT = {
    "entries": ("SELECT * FROM entries",) * 2,
    "tags": ("SELECT * FROM tags",) * 2,
    "endpoints": (
        "SELECT * FROM endpoints",
        "SELECT entry_id, guild_id, method, path, summary, auth, request, response FROM endpoints",
    ),
    "deliveries": ("SELECT * FROM deliveries",) * 2,
    "numbers": ("SELECT * FROM numbers",) * 2,
    "servers": (
        "SELECT * FROM servers",
        """
        SELECT guild_id, hub_channel_id, is_set_up, set_up_by, time_zone, recap_weekday, recap_hour, next_recap_at
        FROM servers
    """,
    ),
    "blockers": (
        "SELECT * FROM blockers",
        """
        SELECT entry_id, guild_id, goal, happened, tried, urgency, helper_id, helper_name, claimed_at, ended_at,
            solution_number
        FROM blockers
    """,
    ),
    "solutions": (
        "SELECT * FROM solutions",
        """
        SELECT entry_id, guild_id, problem, cause, fix, code, links, blocker_number FROM solutions
    """,
    ),
}
"""What the foundation kept, as it is asked for before and after."""


class NoCourier:
    async def carry(self, delivery: Delivery) -> Spot:
        raise TryLater(f"nobody carries {delivery.key}")


@pytest.fixture
async def old(tmp_path: Path) -> Path:
    """A file of the foundation's, filled."""
    first = tmp_path / "first"
    first.mkdir()
    (first / "0001_foundation.sql").write_text((SCHEMA / "0001_foundation.sql").read_text())
    path = tmp_path / "nexus.db"
    migrate(path, first, now=lambda: MONDAY_NOON)
    fill(path)
    return path


@pytest.fixture
async def database(old: Path) -> AsyncGenerator[Database]:
    """The file after today's Nexus opened it."""
    database = Database(old, now=lambda: MONDAY_NOON)
    await database.open()
    yield database
    await database.close()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(later(hours=24))


@pytest.fixture
def hub(database: Database, clock: SetClock) -> Hub:
    return hub_over(SqliteStore(database), clock, NoCourier())


async def test_every_row_of_before_is_there_with_what_it_said(old: Path) -> None:
    def told(turn: int) -> dict[str, list[object]]:
        with closing(sqlite3.connect(old)) as connection:
            return {what: connection.execute(asked[turn]).fetchall() for what, asked in KEPT.items()}

    before = told(0)
    migrate(old, SCHEMA, now=lambda: MONDAY_NOON)

    assert told(1) == before
    assert all(before.values())
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert old.with_name("nexus.db.before-0002").exists()


async def test_blockers_stand_as_they_stood(hub: Hub) -> None:
    waiting = await hub.blockers.get(GUILD, OPEN)
    held = await hub.blockers.get(GUILD, HELD)
    solved = await hub.blockers.get(GUILD, SOLVED)

    assert (waiting.state, waiting.urgency, waiting.card) == (State.OPEN, Urgency.WHENEVER, Spot(20, 501))
    assert (held.state, held.helper, held.claimed_at) == (State.CLAIMED, LINUS, later(hours=2))
    assert (solved.state, solved.solution, solved.ended_at) == (
        State.SOLVED,
        Ref(Kind.SOLUTION, 1),
        later(hours=6),
    )
    assert (solved.helper, solved.tags, solved.card) == (LINUS, ("django", "git"), None)
    for blocker in (waiting, held, solved):
        assert blocker.seen_at == blocker.created_at
        assert (blocker.called, blocker.affected, blocker.file) == (0, 0, "")
        assert blocker.proposal is blocker.follows is blocker.duplicate_of is blocker.source is None


async def test_solutions_know_when_it_was_asked_who_helped_and_their_link(hub: Hub) -> None:
    helped = await hub.solutions.get(GUILD, 1)
    alone = await hub.solutions.get(GUILD, 2)
    posted = await hub.solutions.get(GUILD, 3)

    assert (helped.blocker, helped.asked_at) == (Ref(Kind.BLOCKER, SOLVED), later(hours=2))
    assert (helped.helpers, helped.author, helped.links) == ((LINUS,), LINUS, (LINK,))
    assert (alone.helpers, alone.asked_at, alone.links) == ((), later(hours=3), (SPACED,))
    assert (posted.blocker, posted.asked_at) == (None, None)
    assert {each.helped + each.failed for each in (helped, alone, posted)} == {0}


async def test_the_history_tells_what_the_rows_knew_in_the_order_of_time(
    hub: Hub, database: Database
) -> None:
    async def deeds(ref: str) -> list[tuple[Deed, Member | None, int]]:
        events = await hub.entries.history(GUILD, Ref.parse(ref))
        return [
            (event.deed, event.by, round((event.at - MONDAY_NOON).total_seconds() / 3600)) for event in events
        ]

    assert await deeds("B1") == [(Deed.LOG, ADA, 0)]
    assert await deeds("B2") == [(Deed.LOG, ADA, 1), (Deed.CLAIM, LINUS, 2)]
    assert await deeds("B3") == [(Deed.LOG, ADA, 2), (Deed.CLAIM, LINUS, 4), (Deed.RESOLVE, LINUS, 6)]
    assert await deeds("B4") == [(Deed.LOG, GRACE, 3), (Deed.RESOLVE, GRACE, 7)]
    assert await deeds("S3") == [(Deed.POST, ADA, 8)]
    assert await deeds("E1") == [(Deed.SHARE, LINUS, 9)]
    resolved = (await hub.entries.history(GUILD, Ref.parse("B3")))[-1]
    assert resolved.after["solution"] == {"kind": "S", "number": 1}
    async with database.reading() as connection:
        times = [row["at"] for row in await connection.all("SELECT at FROM events ORDER BY id")]
    assert times == sorted(times)


async def test_what_was_done_before_can_be_undone(hub: Hub) -> None:
    handed_back, _ = await hub.blockers.undo(GUILD, HELD, by=LINUS)
    open_again, _ = await hub.blockers.undo(GUILD, SOLVED, by=LINUS)

    assert (handed_back.state, handed_back.helper, handed_back.claimed_at) == (State.OPEN, None, None)
    assert (open_again.state, open_again.helper, open_again.solution) == (State.CLAIMED, LINUS, None)
    assert open_again.ended_at is None
    assert not (await hub.solutions.get(GUILD, 1)).standing.is_found


async def test_servers_get_the_defaults_of_what_they_can_set_now(hub: Hub) -> None:
    server = await hub.servers.get(GUILD)

    assert server
    assert server.is_set_up
    assert server.habits == Habits(threads=Threads.ALWAYS)
    assert server.ladder.is_on
    assert (server.ladder.hours, server.ladder.helper_role_id) == ((2, 4, 8), None)


async def test_nobody_is_called_released_or_told_on_the_day_of_the_update(
    hub: Hub, database: Database, clock: SetClock
) -> None:
    async with SqliteStore(database).reading() as store:
        planned = await store.errands.due(later(days=9999), limit=99)

    assert sorted((each.task.value, str(each.ref)) for each in planned) == [
        ("doubt", "S1"),
        ("doubt", "S2"),
        ("doubt", "S3"),
        ("lapse", "B2"),
    ]
    due = {each.task: each.due_at for each in planned if each.ref.number in {2, 3}}
    assert due[Task.DOUBT] <= later(days=181)
    assert due[Task.LAPSE] > datetime.now(UTC) + timedelta(hours=71), "the silence counts from today"
    assert await hub.errands.do_due() == 0
    clock.at = max(due.values())
    await hub.errands.do_due()
    assert (await hub.blockers.get(GUILD, HELD)).state is State.OPEN
    assert (await hub.solutions.get(GUILD, 3)).unconfirmed_since == later(hours=8, days=180)


async def test_the_loop_goes_on_with_blockers_of_before(hub: Hub) -> None:
    await hub.blockers.claim(GUILD, OPEN, by=LINUS)
    await hub.blockers.join(GUILD, OPEN, by=GRACE)
    await hub.resolutions.resolve(GUILD, OPEN, answer(), by=LINUS, cause=9001)
    solved = await hub.resolutions.accept(GUILD, OPEN, by=ADA, cause=9002)
    reopened = await hub.blockers.reopen(GUILD, ALONE, by=GRACE)
    dropped = await hub.blockers.drop(GUILD, HELD, by=ADA)

    assert solved.solution == Ref(Kind.SOLUTION, 10), "numbers go on"
    assert (await hub.solutions.get(GUILD, 10)).helpers == (LINUS,)
    assert reopened.state is State.OPEN
    assert dropped.state is State.DROPPED
    told = [event.deed for event in await hub.entries.history(GUILD, Ref(Kind.BLOCKER, OPEN))]
    assert told == [Deed.LOG, Deed.CLAIM, Deed.JOIN, Deed.PROPOSE, Deed.ACCEPT]
    card = await hub.outbox.get(GUILD, Key.card(Ref(Kind.BLOCKER, OPEN)))
    assert card
    assert (card.state, card.message_id) == (DeliveryState.DUE, 501)
    listed, total = await hub.blockers.listed(GUILD, Wanted(), limit=9, page=0)
    assert (total, len(listed)) == (4, 4)


async def test_what_was_found_before_is_found_still(hub: Hub) -> None:
    await hub.upkeep.refill()

    async def found(words: str) -> list[str]:
        answer = await hub.search.ask(GUILD, Query(words), by=MODERATOR, sight=FULL)
        return [str(hit.ref) for hit in answer.hits]

    assert await found("migrations conflict") == ["S1"]
    assert await found("celery asleep") == ["B2"]
    assert await found("theirs") == []
