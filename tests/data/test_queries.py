"""Every query stays within one server, and finds its rows by an index."""

import re
import sqlite3
from collections.abc import AsyncGenerator
from importlib import import_module
from itertools import product
from pathlib import Path

import pytest

from data.blockers import SELECT_WAITING
from data.database import Database
from data.search_index import FIND, title_expression
from data.within import bound
from domain.models.search import EVERYTHING
from tests.data.allowed import ACROSS_SERVERS, WALKS
from tests.support.domain import GUILD

DATA = Path(__file__).parents[2] / "data"

COMMANDS = {"index_upkeep.CHECK_LISTS", "index_upkeep.MAKE_LISTS", "index_upkeep.MERGE"}
"""Of those, what FTS5 is told to do: no rows of a server are read by SQLite itself."""

NUMBERED = {"vectors.ALL_UNREAD", "vectors.SELECT_UNREAD", "vectors.PUT_VECTOR"}
"""Those that go by the numbers of texts to be read, which are counted over all servers."""

INDEXED = {"agenda.ERRANDS_FAILED", "agenda.DELIVERIES_FAILED"}
"""Those that go through all of an index which holds little: what failed, or what is still owed."""

WALK = ("SCAN errands", "SCAN deliveries")

PARTS = {
    "blocker_rows.SELECT_BLOCKERS",
    "blockers.SELECT_BLOCKERS",
    "solution_rows.SELECT_SOLUTIONS",
    "solutions.SELECT_SOLUTIONS",
    "endpoint_rows.SELECT_ENDPOINTS",
    "endpoints.SELECT_ENDPOINTS",
    "api_endpoints.SELECT_ENDPOINTS",
    "namings.SELECT_ENDPOINTS",
    "apis.SELECT_APIS",
    "requests.SELECT_REQUESTS",
    "recaps.SELECT_RECAPS",
    "agenda.ERRANDS",
    "agenda.LOOKS",
}
"""What whole queries are put together from."""

STATEMENT = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b")


def queries() -> dict[str, str]:
    """Every SQL statement of a repository, by module and name."""
    modules = {path.stem: import_module(f"data.{path.stem}") for path in DATA.glob("*.py")}
    return {
        f"{stem}.{name}": value
        for stem, module in modules.items()
        for name, value in vars(module).items()
        if isinstance(value, str) and name.isupper() and STATEMENT.match(value)
    }


def tables_of_servers() -> set[str]:
    """The tables whose rows belong to a server."""
    schema = "".join(path.read_text() for path in sorted((DATA / "schema").glob("*.sql")))
    tables = re.findall(r"CREATE TABLE (\w+) \((.*?)\n\)", schema, re.DOTALL)
    return {name for name, columns in tables if "guild_id" in columns}


def touched(sql: str) -> set[str]:
    return set(re.findall(r"(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)", sql))


def test_every_query_is_bound_to_one_server_except_those_that_serve_all() -> None:
    ours = tables_of_servers() | {"entry_terms", "entry_vocabulary"}
    assert {"servers", "entries", "tags", "blockers", "searches", "deliveries", "numbers"} <= ours
    assert {"events", "votes", "drafts", "files", "errands", "challenges", "follows"} <= ours

    unbound = {
        name for name, sql in queries().items() if touched(sql) & ours and ":guild_id" not in sql
    } - PARTS
    assert unbound == set(ACROSS_SERVERS)


@pytest.fixture
async def crowded(database: Database, tmp_path: Path) -> AsyncGenerator[sqlite3.Connection]:
    """A file with six servers of 850 entries each, of which SQLite has no statistics."""
    async with database.transaction() as connection:
        for guild_id, kind in product(range(GUILD, GUILD + 6), "BSEAQ"):
            await connection.many(ENTRY, rows_of(guild_id, kind))
        for statement in FILLED:
            await connection.run(statement)
    connection = sqlite3.connect(tmp_path / "nexus.db")
    yield connection
    connection.close()


def rows_of(guild_id: int, kind: str) -> list[dict[str, int | str]]:
    return [
        {"guild_id": guild_id, "kind": kind, "number": n, "cause": n * 10 + "BSEAQ".index(kind)}
        for n in range(1, 171)
    ]


ENTRY = """
    INSERT INTO entries (guild_id, kind, number, title, state, author_id, author_name, cause_id, created_at,
        updated_at)
    VALUES (:guild_id, :kind, :number, 'Celery puzzle ' || :number, 'open', 1, 'ada', :cause, :number, :number)
"""
FILLED = (
    "INSERT INTO tags SELECT id, guild_id, 'celery', 0 FROM entries",
    """
    INSERT INTO blockers (entry_id, guild_id, goal, happened, tried, urgency, source_channel_id, source_message_id)
    SELECT id, guild_id, title, 'x', '', 1, 20, id FROM entries WHERE kind = 'B'
    """,
    """
    INSERT INTO solutions (entry_id, guild_id, problem, cause, fix, code, links, blocker_number)
    SELECT id, guild_id, title, '', 'x', '', '', number FROM entries WHERE kind = 'S'
    """,
    """
    INSERT INTO endpoints
    SELECT id, guild_id, 'GET', '/' || number, 'x', '', '', '', 1 + number % 9, '/' || number, '', '', NULL, NULL, NULL
    FROM entries WHERE kind = 'E'
    """,
    """
    INSERT INTO apis
    SELECT id, guild_id, 'https://' || number, 0, 'OpenAPI 3.1', '', '', '', '', '', 1, 0, 'unchanged', 0, '', 0,
        number, 0, '', ''
    FROM entries WHERE kind = 'A'
    """,
    """
    INSERT INTO requests
    SELECT id, guild_id, 1 + number % 9, 'GET', '/' || number, '/' || number, 'x', 'x', '', NULL, NULL, NULL, '',
        NULL, ''
    FROM entries WHERE kind = 'Q'
    """,
    """
    INSERT INTO revisions
    SELECT guild_id, number, 1, number, NULL, NULL, 'OpenAPI 3.1', '', '', x'00', x'00', 0, 0, 0, 0, ''
    FROM entries WHERE kind = 'A'
    """,
    "INSERT INTO named_endpoints SELECT guild_id, number, number FROM entries WHERE kind = 'B'",
    "INSERT INTO uses SELECT guild_id, kind, number, 1, 'ada', 0 FROM entries WHERE kind IN ('A', 'E')",
    """
    INSERT INTO deliveries SELECT guild_id, 'card:' || kind || number, 20, NULL, 'sent', 1, 1, 0, 0, 0, id, 0, ''
    FROM entries
    """,
    """
    INSERT INTO documents
    SELECT id, guild_id, 2, title, 'the puzzle', '', ' ^celery =6celery celeri/2', ' celeri  puzzl ', ' puzzl ', '', ''
    FROM entries
    """,
    """
    INSERT INTO aliases (guild_id, number, text, fingerprints, member_id, member_name, at)
    SELECT guild_id, number, title, '', 1, 'ada', 0 FROM entries
    """,
)

BOUND = {
    "guild_id": GUILD,
    "kind": "B",
    "kinds": "BSEAQ",
    "tag": "celery",
    "tags": " celery ",
    "typed": "ce",
    "as_typed": "ce",
    "states": "|open|claimed|",
    "tasks": "|call|lapse|",
    "ref": "B7",
    "number": 7,
    "cause": 70,
    "method": "GET",
    "path": "/7",
    "key": "card:B7",
    **bound(EVERYTHING, ()),
    "match": title_expression(GUILD, ["celery"]),
    "words": '["celeri"]',
    "beginnings": '["6ce"]',
    "lookups": '[["celeri/2", 1.0, 3]]',
    "ids": "[1, 2]",
    "busy": "[1, 2]",
    "weeks": "[[1, 2], [2, 3]]",
    "reach": 100,
    "limit": 30,
    "offset": 0,
}
"""What a statement binds; everything else is 1."""

FEW = re.compile(
    r"SCAN (found|f|known|likely|lists|l|channels|topics|weeks|lives|"
    r"(\d+ )?CONSTANT ROWS?|\(subquery-\d+\)|\w+ VIRTUAL TABLE INDEX \d+:=?\w*)"
)
"""Scans of what is few: the hits of a search, an entry's tags, an answer of the full-text index, a list of words, the
weeks of a recap and the blockers that waited in them, a server's APIs and the endpoints that are likely meant."""

OURS = re.compile(r"\((guild_id|rowid|entry_id)=\?")
"""A search that begins at the server's rows, or at one row that was found through them."""

WHOLE = re.compile(r"\(guild_id=\?( AND kind=\?)?\)")
"""A search through all of a server's rows."""


def whole(name: str) -> bool:
    return name not in PARTS and not name.startswith(("memory.", "chores."))


def plan_of(connection: sqlite3.Connection, sql: str) -> list[str]:
    bound = dict.fromkeys(re.findall(r":(\w+)", sql), 1) | BOUND
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", bound)]


async def test_no_query_walks_through_another_servers_rows(crowded: sqlite3.Connection) -> None:
    plans = {name: plan_of(crowded, sql) for name, sql in queries().items() if whole(name)}

    scans = {
        name
        for name, plan in plans.items()
        for step in plan
        if step.startswith("SCAN") and not FEW.match(step)
    }
    # The pieces of the index are FTS5's own rows, and no server's.
    assert scans == NUMBERED - {"vectors.PUT_VECTOR"} | {"index_upkeep.COUNT_PIECES"} | INDEXED
    assert all(" USING INDEX " in step for name in INDEXED for step in plans[name] if step.startswith(WALK))
    strangers = {
        name
        for name, plan in plans.items()
        if any(step.startswith("SEARCH") and not OURS.search(step) for step in plan)
    }
    # One errand is found by its time, and the installation's key stands beside a server's fingerprints.
    assert strangers == set(ACROSS_SERVERS) - COMMANDS - NUMBERED - INDEXED - {"agenda.RECAPS_FAILED"} | {
        "errands.TAKE",
        "errands.POSTPONE",
        "harmless.SELECT_SAFE",
    }


async def test_an_act_on_one_entry_costs_the_same_however_much_its_server_has(
    crowded: sqlite3.Connection,
) -> None:
    plans = {name: plan_of(crowded, sql) for name, sql in queries().items() if whole(name)}

    assert {name for name, plan in plans.items() if any(map(WHOLE.search, plan))} == set(WALKS)


async def test_a_search_does_the_same_work_however_many_other_servers_there_are(
    crowded: sqlite3.Connection,
) -> None:
    steps = {guild_id: work(crowded, FIND, guild_id) for guild_id in (GUILD, GUILD + 5)}
    crowded.execute("DELETE FROM documents WHERE guild_id > ?", (GUILD,))
    crowded.execute("DELETE FROM entries WHERE guild_id > ?", (GUILD,))

    assert max(steps.values()) < work(crowded, FIND) * 1.1


async def test_a_recap_reads_who_waits_and_not_all_that_ever_did(crowded: sqlite3.Connection) -> None:
    crowded.execute("UPDATE blockers SET ended_at = 500 WHERE guild_id = ?", (GUILD,))

    assert work(crowded, SELECT_WAITING, moment=1000, rows=0) <= 1


def work(
    connection: sqlite3.Connection, sql: str, guild_id: int = GUILD, *, rows: int = 30, **more: int
) -> int:
    """How many hundred steps SQLite's machine takes for a query that answers so many rows."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    connection.set_progress_handler(step, 100)
    assert len(connection.execute(sql, {**BOUND, "guild_id": guild_id, **more}).fetchall()) == rows
    connection.set_progress_handler(None, 100)
    return count
