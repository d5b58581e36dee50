"""The schema itself refuses rows that make no sense."""

import sqlite3
from typing import LiteralString

import pytest

from data.database import Database
from data.store import SqliteStore
from domain.models.delivery import Key
from domain.models.entries import Kind, Ref
from tests.data.written import write_blocker
from tests.support.domain import GUILD, MONDAY_NOON

WRONG: list[LiteralString] = [
    "INSERT INTO votes VALUES (10, 1, 1, 'ada', 2, 0)",
    "INSERT INTO preferences VALUES (10, 1, 2, 0)",
    "INSERT INTO credits VALUES (1, 10, 'watched', 1, 'ada', 0)",
    "UPDATE servers SET threads = 'sometimes'",
    "UPDATE servers SET wakes_at = 24",
    "UPDATE servers SET sleeps_at = -1",
    "UPDATE servers SET ladder_is_on = 2",
    "UPDATE blockers SET source_is_gone = 2",
    "UPDATE blockers SET urgency = 3",
    "UPDATE blockers SET seen_at = 'yesterday'",
    "UPDATE deliveries SET state = 'lost'",
    "INSERT INTO events VALUES (NULL, 10, 'B', 1, 'log', NULL, NULL, 'now', '{}', '{}')",
]


@pytest.mark.parametrize("wrong", WRONG)
async def test_a_row_that_makes_no_sense_is_refused(database: Database, wrong: LiteralString) -> None:
    server = """
        INSERT INTO servers (guild_id, hub_channel_id, time_zone, recap_weekday, recap_hour, next_recap_at)
        VALUES (10, 20, 'UTC', 4, 16, 0)
    """
    async with database.transaction() as connection:
        await connection.run(server)
    async with SqliteStore(database).transaction() as new:
        await write_blocker(new, "Mine")
        await new.deliveries.want_once(GUILD, Key.card(Ref(Kind.BLOCKER, 1)), at=MONDAY_NOON, channel_id=1)

    with pytest.raises(sqlite3.IntegrityError):
        async with database.transaction() as connection:
            await connection.run(wrong)


async def test_every_table_holds_what_its_columns_say(database: Database) -> None:
    asked = "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    async with database.reading() as connection:
        tables = {row["name"]: bool(row["strict"]) for row in await connection.all(asked)}

    assert {"entries", "blockers", "events", "errands"} < set(tables)
    others = {name for name, strict in tables.items() if not strict}
    assert others <= {"migrations", "sqlite_schema", "sqlite_sequence"}, (
        "SQLite's own, and the record of migrations"
    )
