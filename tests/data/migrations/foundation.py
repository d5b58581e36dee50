"""A file as the foundation wrote it: two servers, with every kind of row in every state it knew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from data.rows import millis
from tests.data.written import OTHER_GUILD, later
from tests.support.domain import ADA, GRACE, GUILD, HUB, LINUS, MONDAY_NOON

if TYPE_CHECKING:
    from pathlib import Path

OPEN, HELD, SOLVED, ALONE = 1, 2, 3, 4
"""The blockers of the one server, by number."""

LINK = "https://docs.celeryq.dev/en/stable/userguide/tasks.html#names?a=1&b=2"
SPACED = "https://example.com/my notes"
"""No form takes it; a row that has it all the same keeps it as one link."""


def fill(path: Path) -> None:
    """Write what the foundation wrote: its own statements and columns, not those of today."""
    with closing(sqlite3.connect(path)) as connection, connection:
        fill_servers(connection)
        fill_entries(connection)
        fill_details(connection)
        fill_deliveries(connection)


def fill_servers(connection: sqlite3.Connection) -> None:
    """The servers, and the numbers that they gave."""
    for guild_id in (GUILD, OTHER_GUILD):
        connection.execute(
            "INSERT INTO servers VALUES (?, ?, 1, 4, 'Africa/Lagos', 4, 16, ?)",
            (guild_id, HUB, millis(later(days=4))),
        )
        connection.executemany(
            "INSERT INTO numbers VALUES (?, ?, ?)", [(guild_id, kind, 9) for kind in "BSE"]
        )


def fill_entries(connection: sqlite3.Connection) -> None:
    """The entries, with their words and tags."""
    entry = """
        INSERT INTO entries (id, guild_id, kind, number, title, state, author_id, author_name, cause_id, created_at,
            updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
    entries = [
        (1, GUILD, "B", OPEN, "CORS blocks me", "open", ADA, 0, 0),
        (2, GUILD, "B", HELD, "Celery is asleep", "claimed", ADA, 1, 2),
        (3, GUILD, "B", SOLVED, "Migrations conflict", "solved", ADA, 2, 6),
        (4, GUILD, "B", ALONE, "Docker eats my disk", "solved", GRACE, 3, 7),
        (5, GUILD, "S", 1, "Migrations conflict", "posted", LINUS, 6, 6),
        (6, GUILD, "S", 2, "Docker eats my disk", "posted", GRACE, 7, 7),
        (7, GUILD, "S", 3, "Tests are slow", "posted", ADA, 8, 8),
        (8, GUILD, "E", 1, "GET /users", "live", LINUS, 9, 9),
        (9, OTHER_GUILD, "B", OPEN, "Theirs", "open", ADA, 0, 0),
    ]
    for number, guild_id, kind, count, title, state, author, made, changed in entries:
        times = (millis(later(hours=made)), millis(later(hours=changed)))
        row = (number, guild_id, kind, count, title, state, author.id, author.name, 1000 + number, *times)
        connection.execute(entry, row)
        connection.execute(
            "INSERT INTO entry_index (rowid, server, title, body, code, tags) VALUES (?, ?, ?, 'x', '', '')",
            (number, f"server{guild_id}", title),
        )
    connection.executemany("INSERT INTO tags VALUES (3, ?, ?, ?)", [(GUILD, "git", 1), (GUILD, "django", 0)])


def fill_details(connection: sqlite3.Connection) -> None:
    """What is a blocker's, a solution's or an endpoint's own."""
    connection.executemany(
        "INSERT INTO blockers VALUES (?, ?, 'To ship', 'It broke', 'Tea', ?, ?, ?, ?, ?, ?)",
        [
            (1, GUILD, 0, None, None, None, None, None),
            (2, GUILD, 1, 2, "linus", millis(later(hours=2)), None, None),
            (3, GUILD, 2, 2, "linus", millis(later(hours=4)), millis(later(hours=6)), 1),
            (4, GUILD, 2, None, None, None, millis(later(hours=7)), 2),
            (9, OTHER_GUILD, 2, None, None, None, None, None),
        ],
    )
    connection.executemany(
        "INSERT INTO solutions VALUES (?, ?, 'It broke', 'A cause', 'A fix', 'x = 1', ?, ?)",
        [(5, GUILD, LINK, SOLVED), (6, GUILD, SPACED, ALONE), (7, GUILD, "", None)],
    )
    connection.execute(
        "INSERT INTO endpoints VALUES (8, ?, 'GET', '/users', 'Lists', '', '', '[]')", (GUILD,)
    )


def fill_deliveries(connection: sqlite3.Connection) -> None:
    """What was owed to Discord, sent and not."""
    connection.executemany(
        "INSERT INTO deliveries VALUES (?, ?, 20, NULL, ?, 2, ?, 0, ?, 0, ?, ?, '')",
        [
            (GUILD, key, state, shown, millis(MONDAY_NOON), message_id, millis(MONDAY_NOON))
            for key, state, shown, message_id in (
                ("card:B1", "sent", 2, 501),
                ("card:B2", "due", 0, None),
                ("card:B3", "gone", 1, 503),
                ("card:S3", "parked", 0, None),
                ("recap:2026-01-02", "sent", 2, 504),
            )
        ],
    )
