"""Errands as rows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from data.database import Connection, Value
from data.rows import MILLISECOND, millis, moment, ref_of
from domain.models.entries import Ref
from domain.models.errand import Errand, Task
from domain.models.failures import Failures

PLAN: Final = """
    INSERT INTO errands (guild_id, task, kind, number, due_at) VALUES (:guild_id, :task, :kind, :number, :due_at)
    ON CONFLICT (guild_id, kind, number, task) DO UPDATE SET due_at = excluded.due_at, tries = 0, reason = ''
"""

DROP: Final = """
    DELETE FROM errands
    WHERE guild_id = :guild_id AND instr(:tasks, '|' || task || '|') AND kind = :kind AND number = :number
"""

SHIFT: Final = "UPDATE errands SET due_at = due_at + :by WHERE guild_id = :guild_id AND task = :task"

SELECT_DUE: Final = "SELECT * FROM errands WHERE due_at <= :now ORDER BY due_at LIMIT :limit"

TAKE: Final = """
    DELETE FROM errands
    WHERE guild_id = :guild_id AND task = :task AND kind = :kind AND number = :number AND due_at = :due_at
"""

POSTPONE: Final = """
    UPDATE errands SET due_at = :until, tries = :tries, reason = :reason
    WHERE guild_id = :guild_id AND task = :task AND kind = :kind AND number = :number AND due_at = :due_at
"""


class SqliteErrands:
    """Implements `domain.repositories.Errands`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def plan(self, errand: Errand) -> None:
        """Have an errand done at its time; it takes the place of one for the same task and entry, failed or not."""
        await self._connection.run(
            PLAN,
            **_named(errand),
        )

    async def drop(self, guild_id: int, ref: Ref, *tasks: Task) -> None:
        """Have these tasks for an entry not done any more."""
        words = f"|{'|'.join(task.value for task in tasks)}|"
        await self._connection.run(
            DROP, guild_id=guild_id, tasks=words, kind=ref.kind.value, number=ref.number
        )

    async def shift(self, guild_id: int, task: Task, *, by: timedelta) -> None:
        """Have all errands of a server for this task done so much later, or earlier."""
        if by:
            await self._connection.run(SHIFT, guild_id=guild_id, task=task.value, by=by // MILLISECOND)

    async def due(self, now: datetime, *, limit: int) -> Sequence[Errand]:
        """The errands that are due, longest first."""
        rows = await self._connection.all(SELECT_DUE, now=millis(now), limit=limit)
        return [
            Errand(
                guild_id=row["guild_id"],
                task=Task(row["task"]),
                ref=ref_of(row),
                due_at=moment(row["due_at"]),
                failures=Failures(row["tries"], row["reason"]),
            )
            for row in rows
        ]

    async def take(self, errand: Errand) -> bool:
        """Take an errand off the list, to do it in this transaction; False if it is not there as it was."""
        taken = await self._connection.run(
            TAKE,
            **_named(errand),
        )
        return taken > 0

    async def postpone(self, errand: Errand, failures: Failures, *, until: datetime) -> None:
        """Have an errand that failed tried again then, unless it is not there as it was."""
        await self._connection.run(
            POSTPONE,
            **_named(errand),
            until=millis(until),
            tries=failures.tries,
            reason=failures.reason,
        )


def _named(errand: Errand) -> dict[str, Value]:
    """What tells an errand from all others, and when it is due."""
    return {
        "guild_id": errand.guild_id,
        "task": errand.task.value,
        "kind": errand.ref.kind.value,
        "number": errand.ref.number,
        "due_at": millis(errand.due_at),
    }
