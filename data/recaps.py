"""Which recaps were dealt with, as rows, and what they count."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from data.channels import SEEN, ids_in_json
from data.database import Connection
from data.rows import millis, moment, spot_of
from domain.errors import NotFound
from domain.models.delivery import Key, Topic
from domain.models.recap import Period, RecapRecord, RecapState, Week

INSERT_RECAP: Final = """
    INSERT INTO recaps (guild_id, key, period_start, period_end, state, created_at)
    VALUES (:guild_id, :key, :start, :end, :state, :created_at)
    ON CONFLICT (guild_id, key) DO NOTHING
"""

SELECT_RECAPS: Final = """
    SELECT r.*, CASE WHEN d.state <> 'gone' THEN d.channel_id END AS card_channel_id,
        d.message_id AS card_message_id,
        d.state = 'gone' AND d.message_id IS NOT NULL AS is_deleted,
        d.state <> 'gone' AND d.message_id IS NULL AS is_owed
    FROM recaps r LEFT JOIN deliveries d ON d.guild_id = r.guild_id AND d.key = 'recap:' || r.key
"""

SELECT_RECAP: Final = f"{SELECT_RECAPS} WHERE r.guild_id = :guild_id AND r.key = :key"

SELECT_LISTED: Final = f"""
    {SELECT_RECAPS} WHERE r.guild_id = :guild_id
    ORDER BY r.period_end DESC, r.key DESC LIMIT :limit OFFSET :offset
"""

COUNT_LISTED: Final = "SELECT count(*) AS total FROM recaps WHERE guild_id = :guild_id"

SELECT_TO_COME: Final = "SELECT 1 FROM recaps WHERE state = 'late' AND period_end > :now LIMIT 1"

DUE_AGAIN: Final = """
    UPDATE servers SET recapped_until = NULL, next_recap_at = min(next_recap_at, (
        SELECT min(r.period_end) FROM recaps r
        WHERE r.guild_id = servers.guild_id AND r.state = 'late' AND r.period_end > :now
    ))
    WHERE guild_id IN (SELECT guild_id FROM recaps WHERE state = 'late' AND period_end > :now)
"""

FORGET_LET_GO: Final = """
    DELETE FROM deliveries WHERE state = 'gone' AND message_id IS NULL AND (guild_id, key) IN (
        SELECT guild_id, 'recap:' || key FROM recaps WHERE state = 'late' AND period_end > :now
    )
"""

FORGET_TO_COME: Final = "DELETE FROM recaps WHERE state = 'late' AND period_end > :now"

# What was never shown, of recaps and letters: a range of the keys for each. `;` is what follows `:`.
UNSENT: Final = """
    message_id IS NULL AND (key >= 'recap:' AND key < 'recap;' OR key >= 'letter:' AND key < 'letter;')
"""

SELECT_TOO_LATE: Final = f"""
    SELECT guild_id, key FROM deliveries
    WHERE state = 'due' AND due_at <= :now AND created_at < :before AND leased_until <= :now AND {UNSENT}
    UNION ALL
    SELECT guild_id, key FROM deliveries
    WHERE state = 'parked' AND created_at < :before AND leased_until <= :now AND {UNSENT}
    LIMIT :limit
"""

SELECT_UNSENT: Final = f"""
    SELECT guild_id, key FROM deliveries
    WHERE guild_id = :guild_id AND state IN ('due', 'parked') AND leased_until <= :now AND {UNSENT}
        AND key NOT LIKE 'recap:now-%'
"""

LET_GO: Final = """
    UPDATE deliveries SET state = 'gone', reason = 'too late, or paused' WHERE guild_id = :guild_id AND key = :key
"""

LEAVE_OUT: Final = "UPDATE recaps SET state = 'late' WHERE guild_id = :guild_id AND key = :key"

# Blockers that ended before the first week are in none of the counts, and are not looked at.
SELECT_WEEKS: Final = f"""
    WITH weeks (number, begun, over) AS MATERIALIZED (
        SELECT key, json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:weeks)
    ),
    concerned (entry_id, ended_at) AS (
        SELECT entry_id, ended_at FROM blockers WHERE guild_id = :guild_id AND ended_at IS NULL
        UNION ALL
        SELECT entry_id, ended_at FROM blockers WHERE guild_id = :guild_id AND ended_at >= :begun
    ),
    lives (opened_at, ended_at, is_solved) AS MATERIALIZED (
        SELECT e.created_at, c.ended_at, e.state = 'solved' FROM concerned c JOIN entries e ON e.id = c.entry_id
        WHERE e.guild_id = :guild_id AND {SEEN}
    )
    SELECT
        count(*) FILTER (WHERE opened_at >= begun AND opened_at < over) AS opened,
        count(*) FILTER (WHERE is_solved AND ended_at >= begun AND ended_at < over) AS solved,
        count(*) FILTER (WHERE opened_at < over AND (ended_at IS NULL OR ended_at >= over)) AS still_open
    FROM weeks LEFT JOIN lives ON TRUE GROUP BY number ORDER BY number
"""


class SqliteRecaps:
    """Implements `domain.repositories.Recaps`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, record: RecapRecord) -> bool:
        """Keep the record; False, and nothing kept, if the server has one with that key."""
        changed = await self._connection.run(
            INSERT_RECAP,
            guild_id=record.guild_id,
            key=record.key,
            start=millis(record.period.start),
            end=millis(record.period.end),
            state=record.state.value,
            created_at=millis(record.created_at),
        )
        return changed > 0

    async def left_out_to_come(self, now: datetime) -> bool:
        """Whether a week of any server was left out that is not over yet, as the clock was wrong then."""
        return await self._connection.one(SELECT_TO_COME, now=millis(now)) is not None

    async def take_up(self, now: datetime) -> None:
        """Forget that weeks were left out that are not over yet, and have their recaps come when they are."""
        await self._connection.run(DUE_AGAIN, now=millis(now))
        await self._connection.run(FORGET_LET_GO, now=millis(now))
        await self._connection.run(FORGET_TO_COME, now=millis(now))

    async def too_late(self, before: datetime, *, now: datetime, limit: int) -> Sequence[tuple[int, Key]]:
        """Server and key of recaps and letters that were owed before that moment, and could not be sent since."""
        rows = await self._connection.all(
            SELECT_TOO_LATE, before=millis(before), now=millis(now), limit=limit
        )
        return [(row["guild_id"], Key.parse(row["key"])) for row in rows]

    async def unsent(self, guild_id: int, *, now: datetime) -> Sequence[Key]:
        """The keys of a server's recaps on schedule, and letters, that are owed and in nobody's hands."""
        rows = await self._connection.all(SELECT_UNSENT, guild_id=guild_id, now=millis(now))
        return [Key.parse(row["key"]) for row in rows]

    async def let_go(self, guild_id: int, key: Key) -> None:
        """Have a recap or a letter not sent any more; a recap counts as left out."""
        await self._connection.run(LET_GO, guild_id=guild_id, key=str(key))
        if key.topic is Topic.RECAP:
            await self._connection.run(LEAVE_OUT, guild_id=guild_id, key=key.subject)

    async def get(self, guild_id: int, key: str) -> RecapRecord:
        """The record of that key.

        Raises:
            NotFound: there is none.
        """
        row = await self._connection.one(SELECT_RECAP, guild_id=guild_id, key=key)
        if row is None:
            raise NotFound("There is no such recap in this server.")
        return record_from(row)

    async def listed(self, guild_id: int, *, limit: int, offset: int) -> tuple[Sequence[RecapRecord], int]:
        """Some of a server's, the newest first, and how many there are in all."""
        rows = await self._connection.all(SELECT_LISTED, guild_id=guild_id, limit=limit, offset=offset)
        [counted] = await self._connection.all(COUNT_LISTED, guild_id=guild_id)
        return [record_from(row) for row in rows], counted["total"]

    async def weeks(
        self, guild_id: int, periods: Sequence[Period], hidden: Collection[int]
    ) -> Sequence[Week]:
        """How each of these periods, oldest first, went for the server's blockers; none of hidden channels counts."""
        rows = await self._connection.all(
            SELECT_WEEKS,
            guild_id=guild_id,
            weeks=json.dumps([(millis(each.start), millis(each.end)) for each in periods]),
            begun=millis(periods[0].start),
            hidden=ids_in_json(hidden),
        )
        return [
            Week(period=period, opened=row["opened"], solved=row["solved"], still_open=row["still_open"])
            for period, row in zip(periods, rows, strict=True)
        ]


def record_from(row: sqlite3.Row) -> RecapRecord:
    """The record of a row."""
    return RecapRecord(
        guild_id=row["guild_id"],
        key=row["key"],
        period=Period(moment(row["period_start"]), moment(row["period_end"])),
        state=RecapState(row["state"]),
        created_at=moment(row["created_at"]),
        spot=spot_of(row),
        is_deleted=bool(row["is_deleted"]),
        is_owed=bool(row["is_owed"]),
    )
