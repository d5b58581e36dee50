"""Many entries at once: the rows that the services write, a transaction for a thousand.

How entries get in is no part of what is measured here, so members, cards and events are left out; what search reads,
the rows of entries, solutions, tags and documents, is what the bot would have written.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from data.database import Database, Value
from data.documents import PUT_DOCUMENT, row_of
from data.entries import INSERT_ENTRY, INSERT_TAG, NEXT_NUMBER
from data.rows import millis
from data.solutions import INSERT_SOLUTION
from data.store import SqliteStore
from domain.models.search import Document
from domain.models.solution import Standing
from domain.upkeep import IndexService

BATCH: Final = 1_000
"""Entries of one transaction."""

WRITTEN: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""When all entries were written; also the time at which is searched, so age moves no entry."""

Rows = Sequence[tuple[Mapping[str, Value], Sequence[str]]]
"""Of each entry: the row of its document, and its tags."""


def rows_of(documents: Iterable[Document]) -> Rows:
    """The documents as they are written."""
    return [(row_of(document), document.tags) for document in documents]


async def fill(database: Database, rows: Rows, *, after: int) -> None:
    """Write new solutions, numbered by server in their order, in one transaction.

    Their ids go on from `after`, which is how many entries the file has, none of them ever deleted.
    """
    ids = range(after + 1, after + 1 + len(rows))
    async with database.transaction() as connection:
        await connection.many(
            NEXT_NUMBER, [{"guild_id": row["guild_id"], "kind": row["kind"]} for row, _ in rows]
        )
        await connection.many(
            INSERT_ENTRY, [_entry(row, entry_id) for entry_id, (row, _) in zip(ids, rows, strict=True)]
        )
        await connection.many(
            INSERT_SOLUTION, [_solution(row, entry_id) for entry_id, (row, _) in zip(ids, rows, strict=True)]
        )
        await connection.many(
            INSERT_TAG,
            [
                {"entry_id": entry_id, "guild_id": row["guild_id"], "tag": tag, "position": position}
                for entry_id, (row, tags) in zip(ids, rows, strict=True)
                for position, tag in enumerate(tags)
            ],
        )
        await connection.many(PUT_DOCUMENT, [row for row, _ in rows])


def _entry(row: Mapping[str, Value], entry_id: int) -> dict[str, Value]:
    return {
        "guild_id": row["guild_id"],
        "kind": row["kind"],
        "number": row["number"],
        "title": row["title"],
        "state": Standing.POSTED.value,
        "author_id": 10,
        "author_name": "Ada",
        "cause_id": entry_id,
        "at": millis(WRITTEN),
    }


def _solution(row: Mapping[str, Value], entry_id: int) -> dict[str, Value]:
    empty = dict.fromkeys(("cause", "fix", "prevention", "language", "links", "versions"), "")
    return {
        **empty,
        "entry_id": entry_id,
        "guild_id": row["guild_id"],
        "problem": row["body"],
        "code": row["code"],
        "blocker_number": None,
        "asked_at": None,
    }


async def merged(store: SqliteStore) -> int:
    """Put the index into one piece, as Nexus does by the hour; returns how many hours it takes."""
    service = IndexService(store)
    hours = 1
    while await service.merge():
        hours += 1
    return hours
