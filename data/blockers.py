"""Blockers as rows."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from data.database import Connection
from data.entries import UPDATE_ENTRY, add_entry
from data.rows import (
    CARD_JOIN,
    ENTRY_COLUMNS,
    entry_fields,
    millis,
    millis_or_none,
    moment_or_none,
    new_fields,
)
from domain.errors import NotFound
from domain.models.blocker import Blocker, BlockerDraft, State, Urgency
from domain.models.entries import Kind, Member, NewEntry, Ref
from domain.models.recap import Period

URGENCIES: Final = tuple(Urgency)
"""From least to most urgent; the store keeps the position."""

SELECT_BLOCKERS: Final = f"""
    SELECT {ENTRY_COLUMNS}, b.goal, b.happened, b.tried, b.urgency, b.helper_id, b.helper_name, b.claimed_at,
        b.solved_at, b.solution_number
    FROM entries e JOIN blockers b ON b.entry_id = e.id {CARD_JOIN}
"""

SELECT_ONE: Final = f"{SELECT_BLOCKERS} WHERE e.guild_id = :guild_id AND e.kind = 'B' AND e.number = :number"

WHERE_LISTED: Final = """
    WHERE e.guild_id = :guild_id AND e.kind = 'B' AND instr(:states, e.state)
        AND (:tag IS NULL OR EXISTS (SELECT 1 FROM tags t WHERE t.entry_id = e.id AND t.tag = :tag))
"""

SELECT_LISTED: Final = f"""
    {SELECT_BLOCKERS} {WHERE_LISTED}
    ORDER BY e.state <> 'open', e.state = 'solved', b.solved_at DESC, b.urgency DESC, e.created_at, e.id
    LIMIT :limit OFFSET :offset
"""

COUNT_LISTED: Final = f"SELECT count(*) AS total FROM entries e {WHERE_LISTED}"

SELECT_SOLVED: Final = f"""
    {SELECT_BLOCKERS}
    WHERE b.guild_id = :guild_id AND b.solved_at >= :start AND b.solved_at < :end
    ORDER BY b.solved_at DESC, e.id DESC
"""

SELECT_WAITING: Final = f"""
    {SELECT_BLOCKERS}
    WHERE e.guild_id = :guild_id AND e.kind = 'B' AND e.created_at < :moment
        AND (b.solved_at IS NULL OR b.solved_at >= :moment)
    ORDER BY e.created_at, e.id
"""

INSERT_BLOCKER: Final = """
    INSERT INTO blockers (entry_id, guild_id, goal, happened, tried, urgency)
    VALUES (:entry_id, :guild_id, :goal, :happened, :tried, :urgency)
"""

UPDATE_BLOCKER: Final = """
    UPDATE blockers SET helper_id = :helper_id, helper_name = :helper_name, claimed_at = :claimed_at,
        solved_at = :solved_at, solution_number = :solution_number
    WHERE entry_id = (
        SELECT id FROM entries WHERE guild_id = :guild_id AND kind = 'B' AND number = :number
    )
"""


class SqliteBlockers:
    """Implements `domain.repositories.Blockers`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, entry: NewEntry, draft: BlockerDraft) -> Blocker:
        """Keep a new blocker under the server's next number."""
        entry_id, ref = await add_entry(self._connection, entry, Kind.BLOCKER, State.OPEN.value)
        await self._connection.run(
            INSERT_BLOCKER,
            entry_id=entry_id,
            guild_id=entry.guild_id,
            goal=draft.goal,
            happened=draft.happened,
            tried=draft.tried,
            urgency=URGENCIES.index(draft.urgency),
        )
        return Blocker(
            **new_fields(entry, ref),
            goal=draft.goal,
            happened=draft.happened,
            tried=draft.tried,
            urgency=draft.urgency,
        )

    async def get(self, guild_id: int, number: int) -> Blocker:
        """The server's blocker of that number.

        Raises:
            NotFound: there is none.
        """
        row = await self._connection.one(SELECT_ONE, guild_id=guild_id, number=number)
        if row is None:
            raise NotFound(
                f"There is no blocker B{number} in this server. /blocker list shows those there are."
            )
        return blocker_from(row)

    async def save(self, blocker: Blocker) -> None:
        """Keep what changed of a blocker: state, helper, solution and their times."""
        await self._connection.run(
            UPDATE_ENTRY,
            guild_id=blocker.guild_id,
            kind=blocker.ref.kind.value,
            number=blocker.ref.number,
            state=blocker.state.value,
            updated_at=millis(blocker.updated_at),
        )
        await self._connection.run(
            UPDATE_BLOCKER,
            guild_id=blocker.guild_id,
            number=blocker.ref.number,
            helper_id=blocker.helper.id if blocker.helper else None,
            helper_name=blocker.helper.name if blocker.helper else None,
            claimed_at=millis_or_none(blocker.claimed_at),
            solved_at=millis_or_none(blocker.solved_at),
            solution_number=blocker.solution.number if blocker.solution else None,
        )

    async def listed(
        self, guild_id: int, *, states: Sequence[State], tag: str | None, limit: int, offset: int
    ) -> tuple[Sequence[Blocker], int]:
        """One page of the server's blockers in these states, open and most urgent first; and how many there are."""
        words = " ".join(state.value for state in states)
        counted = await self._connection.one(COUNT_LISTED, guild_id=guild_id, states=words, tag=tag)
        rows = await self._connection.all(
            SELECT_LISTED, guild_id=guild_id, states=words, tag=tag, limit=limit, offset=offset
        )
        return [blocker_from(row) for row in rows], counted["total"] if counted else 0

    async def solved_within(self, guild_id: int, period: Period) -> Sequence[Blocker]:
        """The blockers solved within the period, newest first."""
        rows = await self._connection.all(
            SELECT_SOLVED, guild_id=guild_id, start=millis(period.start), end=millis(period.end)
        )
        return [blocker_from(row) for row in rows]

    async def waiting_at(self, guild_id: int, moment: datetime) -> Sequence[Blocker]:
        """The blockers logged before the moment and not solved by then, oldest first."""
        rows = await self._connection.all(SELECT_WAITING, guild_id=guild_id, moment=millis(moment))
        return [blocker_from(row) for row in rows]


def blocker_from(row: sqlite3.Row) -> Blocker:
    """The blocker of a row."""
    solution: int | None = row["solution_number"]
    helper: int | None = row["helper_id"]
    urgency: int = row["urgency"]
    return Blocker(
        **entry_fields(row),
        goal=row["goal"],
        happened=row["happened"],
        tried=row["tried"],
        urgency=URGENCIES[urgency],
        state=State(row["state"]),
        helper=None if helper is None else Member(helper, row["helper_name"]),
        claimed_at=moment_or_none(row["claimed_at"]),
        solved_at=moment_or_none(row["solved_at"]),
        solution=None if solution is None else Ref(Kind.SOLUTION, solution),
    )
