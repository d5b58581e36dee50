"""Solutions as rows."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from data.database import Connection
from data.entries import add_entry
from data.rows import ENTRY_COLUMNS, entry_fields, millis, new_fields
from domain.errors import NotFound
from domain.models.entries import Kind, NewEntry, Ref
from domain.models.recap import Period
from domain.models.solution import Solution, SolutionDraft

POSTED: Final = "posted"
"""The state of a solution."""

# A solution that came from a blocker is shown on the blocker's card.
SELECT_SOLUTIONS: Final = f"""
    SELECT {ENTRY_COLUMNS}, s.problem, s.cause, s.fix, s.code, s.link, s.blocker_number
    FROM entries e JOIN solutions s ON s.entry_id = e.id
    LEFT JOIN deliveries d ON d.guild_id = e.guild_id
        AND d.key = COALESCE('card:B' || s.blocker_number, 'card:S' || e.number) AND d.state <> 'gone'
"""

SELECT_ONE: Final = f"{SELECT_SOLUTIONS} WHERE e.guild_id = :guild_id AND e.kind = 'S' AND e.number = :number"

SELECT_POSTED: Final = f"""
    {SELECT_SOLUTIONS}
    WHERE e.guild_id = :guild_id AND e.kind = 'S' AND e.created_at >= :start AND e.created_at < :end
        AND s.blocker_number IS NULL
    ORDER BY e.created_at DESC, e.id DESC
"""

INSERT_SOLUTION: Final = """
    INSERT INTO solutions (entry_id, guild_id, problem, cause, fix, code, link, blocker_number)
    VALUES (:entry_id, :guild_id, :problem, :cause, :fix, :code, :link, :blocker_number)
"""


class SqliteSolutions:
    """Implements `domain.repositories.Solutions`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, entry: NewEntry, draft: SolutionDraft, *, blocker: Ref | None = None) -> Solution:
        """Keep a new solution under the server's next number."""
        entry_id, ref = await add_entry(self._connection, entry, Kind.SOLUTION, POSTED)
        await self._connection.run(
            INSERT_SOLUTION,
            entry_id=entry_id,
            guild_id=entry.guild_id,
            problem=draft.problem,
            cause=draft.cause,
            fix=draft.fix,
            code=draft.code,
            link=draft.link,
            blocker_number=blocker.number if blocker else None,
        )
        return Solution(
            **new_fields(entry, ref),
            problem=draft.problem,
            cause=draft.cause,
            fix=draft.fix,
            code=draft.code,
            link=draft.link,
            blocker=blocker,
        )

    async def get(self, guild_id: int, number: int) -> Solution:
        """The server's solution of that number.

        Raises:
            NotFound: there is none.
        """
        row = await self._connection.one(SELECT_ONE, guild_id=guild_id, number=number)
        if row is None:
            raise NotFound(f"There is no solution S{number} in this server. /search finds those there are.")
        return solution_from(row)

    async def posted_within(self, guild_id: int, period: Period) -> Sequence[Solution]:
        """The solutions posted within the period that came from no blocker, newest first."""
        rows = await self._connection.all(
            SELECT_POSTED, guild_id=guild_id, start=millis(period.start), end=millis(period.end)
        )
        return [solution_from(row) for row in rows]


def solution_from(row: sqlite3.Row) -> Solution:
    """The solution of a row."""
    blocker: int | None = row["blocker_number"]
    return Solution(
        **entry_fields(row),
        problem=row["problem"],
        cause=row["cause"],
        fix=row["fix"],
        code=row["code"],
        link=row["link"],
        blocker=None if blocker is None else Ref(Kind.BLOCKER, blocker),
    )
