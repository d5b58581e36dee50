"""A server that had recaps goes on where its last one ended."""

import sqlite3
from contextlib import closing
from pathlib import Path

import data
from data.database import Database
from data.migrations import migrate
from data.rows import millis
from data.store import SqliteStore
from domain.models.server import RecapHabits
from tests.data.written import OTHER_GUILD, later
from tests.support.domain import GUILD, HUB, SetClock

SCHEMA = Path(data.__file__).parent / "schema"

BEFORE = ("0001", "0002", "0003", "0004")
"""What the file knew by then."""


async def test_the_next_recap_begins_where_the_last_one_on_schedule_ended(tmp_path: Path) -> None:
    schema, path, clock = tmp_path / "schema", tmp_path / "nexus.db", SetClock()
    schema.mkdir()
    for file in SCHEMA.glob("*.sql"):
        if file.name.startswith(BEFORE):
            (schema / file.name).write_bytes(file.read_bytes())
    migrate(path, schema, now=clock.now)
    with closing(sqlite3.connect(path)) as connection, connection:
        for guild_id in (GUILD, OTHER_GUILD):
            connection.execute(
                """
                INSERT INTO servers
                    (guild_id, hub_channel_id, time_zone, recap_weekday, recap_hour, next_recap_at)
                VALUES (?, ?, 'UTC', 4, 16, ?)
                """,
                (guild_id, HUB, millis(later(days=14))),
            )
        for key, days in (("2026-01-05", 0), ("2026-01-12", 7), ("now-1456074443980800014", 9)):
            connection.execute(
                "INSERT INTO recaps VALUES (?, ?, ?, ?, 'posted', ?)",
                (
                    GUILD,
                    key,
                    millis(later(days=days - 7)),
                    millis(later(days=days)),
                    millis(later(days=days)),
                ),
            )

    database = Database(path, now=clock.now)
    await database.open()
    async with SqliteStore(database).reading() as store:
        server, other = await store.servers.get(GUILD), await store.servers.get(OTHER_GUILD)
    await database.close()

    assert server
    assert other
    assert server.recapped_until == later(days=7)
    assert server.next_period.start == later(days=7)
    assert other.recapped_until is None
    assert server.recaps == RecapHabits()
