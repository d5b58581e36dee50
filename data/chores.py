"""Chores as rows."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from data.database import Connection
from data.rows import millis, millis_or_none, moment, moment_or_none
from domain.models.chore import Chore, Duty
from domain.models.failures import Failures

SELECT_CHORES: Final = "SELECT * FROM chores"

SELECT_CHORE: Final = "SELECT * FROM chores WHERE duty = :duty"

UPSERT_CHORE: Final = """
    INSERT INTO chores (duty, due_at, leased_until, tries, reason)
    VALUES (:duty, :due_at, :leased_until, :tries, :reason)
    ON CONFLICT (duty) DO UPDATE SET due_at = excluded.due_at, leased_until = excluded.leased_until,
        tries = excluded.tries, reason = excluded.reason
"""


class SqliteChores:
    """Implements `domain.repositories.Chores`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def all(self) -> Sequence[Chore]:
        """The chores that were ever begun."""
        return [chore_from(row) for row in await self._connection.all(SELECT_CHORES)]

    async def get(self, duty: Duty) -> Chore | None:
        """The chore of that duty, if it was ever begun."""
        row = await self._connection.one(SELECT_CHORE, duty=duty.value)
        return None if row is None else chore_from(row)

    async def save(self, chore: Chore) -> None:
        """Keep a chore, new or changed."""
        await self._connection.run(
            UPSERT_CHORE,
            duty=chore.duty.value,
            due_at=millis(chore.due_at),
            leased_until=millis_or_none(chore.leased_until),
            tries=chore.failures.tries,
            reason=chore.failures.reason,
        )


def chores_in(cursor: sqlite3.Cursor) -> Sequence[Chore]:
    """The same as `all`, for who looks at a database from outside; the cursor's rows have names."""
    return [chore_from(row) for row in cursor.execute(SELECT_CHORES)]


def chore_from(row: sqlite3.Row) -> Chore:
    """The chore of a row."""
    return Chore(
        duty=Duty(row["duty"]),
        due_at=moment(row["due_at"]),
        leased_until=moment_or_none(row["leased_until"]),
        failures=Failures(row["tries"], row["reason"]),
    )
