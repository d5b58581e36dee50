"""Every query stays within one server, and finds its rows by an index."""

import re
import sqlite3
from collections.abc import AsyncGenerator
from importlib import import_module
from itertools import product
from pathlib import Path

import pytest

from data.blockers import COUNT_LISTED as COUNT_BLOCKERS
from data.blockers import SELECT_LISTED as LIST_BLOCKERS
from data.blockers import SELECT_ONE as ONE_BLOCKER
from data.blockers import SELECT_SOLVED, SELECT_WAITING
from data.database import Database
from data.deliveries import CLAIM, REVIVE, SELECT_DUE
from data.endpoints import COUNT_LISTED as COUNT_ENDPOINTS
from data.endpoints import SELECT_LISTED as LIST_ENDPOINTS
from data.endpoints import SELECT_OPERATION, SELECT_SHARED
from data.entries import SELECT_MADE_BY, SUGGEST, SUGGEST_TAGS
from data.search_index import FIND, match_expression
from data.searches import SELECT_SEARCH
from data.servers import SELECT_DUE as SERVERS_DUE
from data.solutions import SELECT_ONE as ONE_SOLUTION
from data.solutions import SELECT_POSTED
from tests.support.domain import GUILD

DATA = Path(__file__).parents[2] / "data"

ACROSS_SERVERS = {
    "servers.SELECT_DUE": "the recaps of all servers that are due",
    "deliveries.SELECT_DUE": "the deliveries of all servers that are due",
    "searches.FORGET": "old searches of all servers",
}
"""The only queries that look at more than one server, and what for."""

PARTS = {"blockers.SELECT_BLOCKERS", "solutions.SELECT_SOLUTIONS", "endpoints.SELECT_ENDPOINTS"}
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
    schema = (DATA / "schema" / "0001_foundation.sql").read_text()
    tables = re.findall(r"CREATE TABLE (\w+) \((.*?)\n\)", schema, re.DOTALL)
    return {name for name, columns in tables if "guild_id" in columns}


def touched(sql: str) -> set[str]:
    return set(re.findall(r"(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)", sql))


def test_every_query_is_bound_to_one_server_except_those_that_serve_all() -> None:
    ours = tables_of_servers() | {"entry_index"}
    assert {"servers", "entries", "tags", "blockers", "searches", "deliveries", "numbers"} <= ours

    unbound = {
        name for name, sql in queries().items() if touched(sql) & ours and ":guild_id" not in sql
    } - PARTS
    assert unbound == set(ACROSS_SERVERS)


@pytest.fixture
async def crowded(database: Database, tmp_path: Path) -> AsyncGenerator[sqlite3.Connection]:
    """A file with six servers of 500 entries each, of which SQLite has no statistics."""
    async with database.transaction() as connection:
        for guild_id, kind in product(range(GUILD, GUILD + 6), "BSE"):
            await connection.many(ENTRY, rows_of(guild_id, kind))
        for statement in (TAGS, BLOCKERS, SOLUTIONS, ENDPOINTS, DELIVERIES, INDEX):
            await connection.run(statement)
    connection = sqlite3.connect(tmp_path / "nexus.db")
    yield connection
    connection.close()


def rows_of(guild_id: int, kind: str) -> list[dict[str, int | str]]:
    return [
        {"guild_id": guild_id, "kind": kind, "number": n, "cause": n * 10 + "BSE".index(kind)}
        for n in range(1, 171)
    ]


ENTRY = """
    INSERT INTO entries (guild_id, kind, number, title, state, author_id, author_name, cause_id, created_at,
        updated_at)
    VALUES (:guild_id, :kind, :number, 'Celery puzzle ' || :number, 'open', 1, 'ada', :cause, :number, :number)
"""
TAGS = "INSERT INTO tags SELECT id, guild_id, 'celery', 0 FROM entries"
BLOCKERS = """
    INSERT INTO blockers (entry_id, guild_id, goal, happened, tried, urgency)
    SELECT id, guild_id, title, 'x', '', 1 FROM entries WHERE kind = 'B'
"""
SOLUTIONS = """
    INSERT INTO solutions SELECT id, guild_id, title, '', 'x', '', '', NULL FROM entries WHERE kind = 'S'
"""
ENDPOINTS = """
    INSERT INTO endpoints SELECT id, guild_id, 'GET', '/' || number, 'x', '', '', '' FROM entries WHERE kind = 'E'
"""
DELIVERIES = """
    INSERT INTO deliveries SELECT guild_id, 'card:' || kind || number, 20, NULL, 'sent', 1, 1, 0, 0, 0, id, 0, ''
    FROM entries
"""
INDEX = """
    INSERT INTO entry_index (rowid, server, title, body, code, tags)
    SELECT id, 'server' || guild_id, title, 'the puzzle', '', 'celery' FROM entries
"""

BOUND = {
    "guild_id": GUILD,
    "kind": None,
    "kinds": "BSE",
    "tag": "celery",
    "typed": "ce",
    "as_typed": "ce",
    "states": "open claimed",
    "number": 7,
    "cause": 70,
    "method": "GET",
    "path": "/7",
    "moment": 100,
    "start": 0,
    "end": 100,
    "id": 1,
    "key": "card:B7",
    "now": 100,
    "until": 200,
    "at": 1,
    "channel_id": 20,
    "limit": 50,
    "offset": 0,
    "match": match_expression(GUILD, ["celery"]),
    "open": "<",
    "close": ">",
    "words": 24,
}

HOT = {
    "search": FIND,
    "suggest": SUGGEST,
    "suggest tags": SUGGEST_TAGS,
    "made by": SELECT_MADE_BY,
    "list blockers": LIST_BLOCKERS,
    "count blockers": COUNT_BLOCKERS,
    "one blocker": ONE_BLOCKER,
    "one solution": ONE_SOLUTION,
    "list endpoints": LIST_ENDPOINTS,
    "count endpoints": COUNT_ENDPOINTS,
    "one operation": SELECT_OPERATION,
    "solved": SELECT_SOLVED,
    "waiting": SELECT_WAITING,
    "posted": SELECT_POSTED,
    "shared": SELECT_SHARED,
    "a search": SELECT_SEARCH,
    "claim": CLAIM,
    "revive": REVIVE,
    "deliveries due": SELECT_DUE,
    "recaps due": SERVERS_DUE,
}

SMALL = re.compile(r"SCAN (found|\(subquery-\d+\)|i VIRTUAL TABLE INDEX \d+:=?\w*)")
"""Scans of what is few: the hits of a search, an entry's tags, an answer of the full-text index."""


@pytest.mark.parametrize("asked", HOT)
async def test_no_query_walks_through_another_servers_rows(crowded: sqlite3.Connection, asked: str) -> None:
    plan = [row[3] for row in crowded.execute(f"EXPLAIN QUERY PLAN {HOT[asked]}", BOUND)]

    assert not [step for step in plan if step.startswith("SCAN") and not SMALL.match(step)]
    indexed = [step for step in plan if re.match(r"SEARCH (e|entries|tags|deliveries|searches)\b", step)]
    assert asked in {"deliveries due", "recaps due"} or all(
        re.search(r"guild_id=\?|rowid=\?|entry_id=\?", step) for step in indexed
    ), plan


async def test_a_search_does_the_same_work_however_many_other_servers_there_are(
    crowded: sqlite3.Connection,
) -> None:
    steps = {guild_id: work(crowded, guild_id) for guild_id in (GUILD, GUILD + 5)}
    crowded.execute(
        "DELETE FROM entry_index WHERE rowid IN (SELECT id FROM entries WHERE guild_id > ?)", (GUILD,)
    )
    crowded.execute("DELETE FROM entries WHERE guild_id > ?", (GUILD,))

    assert max(steps.values()) < work(crowded, GUILD) * 1.1


def work(connection: sqlite3.Connection, guild_id: int) -> int:
    """How many hundred steps SQLite's machine takes for a search."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    connection.set_progress_handler(step, 100)
    bound = {**BOUND, "guild_id": guild_id, "match": match_expression(guild_id, ["celery"])}
    assert len(connection.execute(FIND, bound).fetchall()) == 50
    connection.set_progress_handler(None, 100)
    return count
