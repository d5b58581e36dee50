"""Servers' settings as rows."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from data.database import Connection
from data.rows import millis, millis_or_none, moment, moment_or_none
from domain.models.failures import Failures
from domain.models.ladder import Ladder
from domain.models.schedule import Schedule, Weekday
from domain.models.server import Habits, RecapHabits, Server, Threads

SELECT_SERVER: Final = "SELECT * FROM servers WHERE guild_id = :guild_id"

# A recap that could not be made is put off; what failed of an earlier one, or at another hour, counts no more.
SELECT_DUE: Final = """
    SELECT s.* FROM servers s
    LEFT JOIN failed_recaps f ON f.guild_id = s.guild_id AND f.due_at = s.next_recap_at
    WHERE NOT s.recap_is_paused AND s.next_recap_at <= :now AND (f.again_at IS NULL OR f.again_at <= :now)
    ORDER BY s.next_recap_at LIMIT :limit
"""

SELECT_FAILURES: Final = (
    "SELECT tries, reason FROM failed_recaps WHERE guild_id = :guild_id AND due_at = :due_at"
)

POSTPONE: Final = """
    INSERT INTO failed_recaps (guild_id, due_at, again_at, tries, reason)
    VALUES (:guild_id, :due_at, :until, :tries, :reason)
    ON CONFLICT (guild_id) DO UPDATE SET due_at = excluded.due_at, again_at = excluded.again_at,
        tries = excluded.tries, reason = excluded.reason
"""

FORGET_FAILURES: Final = "DELETE FROM failed_recaps WHERE guild_id = :guild_id AND due_at <> :due_at"

UPSERT_SERVER: Final = """
    INSERT INTO servers
        (guild_id, hub_channel_id, is_set_up, set_up_by, time_zone, recap_weekday, recap_hour, next_recap_at,
        recapped_until, recap_channel_id, recap_is_paused, tells_quiet_weeks,
        threads, claim_hours, author_hours, quiet_hours, fresh_days,
        ladder_is_on, ladder_hours, helper_role_id, mentor_role_id, wakes_at, sleeps_at, check_minutes)
    VALUES
        (:guild_id, :hub_channel_id, :is_set_up, :set_up_by, :time_zone, :weekday, :hour, :next_recap_at,
        :recapped_until, :recap_channel_id, :recap_is_paused, :tells_quiet_weeks,
        :threads, :claim_hours, :author_hours, :quiet_hours, :fresh_days,
        :ladder_is_on, :ladder_hours, :helper_role_id, :mentor_role_id, :wakes_at, :sleeps_at, :check_minutes)
    ON CONFLICT (guild_id) DO UPDATE SET
        hub_channel_id = excluded.hub_channel_id, is_set_up = excluded.is_set_up,
        set_up_by = excluded.set_up_by, time_zone = excluded.time_zone,
        recap_weekday = excluded.recap_weekday, recap_hour = excluded.recap_hour,
        next_recap_at = excluded.next_recap_at, recapped_until = excluded.recapped_until,
        recap_channel_id = excluded.recap_channel_id, recap_is_paused = excluded.recap_is_paused,
        tells_quiet_weeks = excluded.tells_quiet_weeks, threads = excluded.threads, claim_hours = excluded.claim_hours,
        author_hours = excluded.author_hours, quiet_hours = excluded.quiet_hours, fresh_days = excluded.fresh_days,
        ladder_is_on = excluded.ladder_is_on, ladder_hours = excluded.ladder_hours,
        helper_role_id = excluded.helper_role_id, mentor_role_id = excluded.mentor_role_id,
        wakes_at = excluded.wakes_at, sleeps_at = excluded.sleeps_at,
        check_minutes = excluded.check_minutes
"""


class SqliteServers:
    """Implements `domain.repositories.Servers`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def get(self, guild_id: int) -> Server | None:
        """The server's settings, unless Nexus was never used there."""
        row = await self._connection.one(SELECT_SERVER, guild_id=guild_id)
        return None if row is None else server_from(row)

    async def save(self, server: Server) -> None:
        """Keep the settings, new or changed."""
        await self._connection.run(
            UPSERT_SERVER,
            guild_id=server.guild_id,
            hub_channel_id=server.hub_channel_id,
            is_set_up=int(server.is_set_up),
            set_up_by=server.set_up_by,
            time_zone=server.schedule.time_zone,
            weekday=int(server.schedule.weekday),
            hour=server.schedule.hour,
            next_recap_at=millis(server.next_recap_at),
            recapped_until=millis_or_none(server.recapped_until),
            recap_channel_id=server.recaps.channel_id,
            recap_is_paused=int(server.recaps.is_paused),
            tells_quiet_weeks=int(server.recaps.tells_quiet),
            threads=server.habits.threads.value,
            claim_hours=server.habits.claim_hours,
            author_hours=server.habits.author_hours,
            quiet_hours=server.habits.quiet_hours,
            fresh_days=server.habits.fresh_days,
            ladder_is_on=int(server.ladder.is_on),
            ladder_hours=" ".join(map(str, server.ladder.hours)),
            helper_role_id=server.ladder.helper_role_id,
            mentor_role_id=server.ladder.mentor_role_id,
            wakes_at=server.ladder.wakes_at,
            sleeps_at=server.ladder.sleeps_at,
            check_minutes=server.check_minutes,
        )
        await self._connection.run(
            FORGET_FAILURES, guild_id=server.guild_id, due_at=millis(server.next_recap_at)
        )

    async def due(self, now: datetime, *, limit: int) -> Sequence[Server]:
        """The servers whose recap is due and not put off, longest first."""
        rows = await self._connection.all(SELECT_DUE, now=millis(now), limit=limit)
        return [server_from(row) for row in rows]

    async def failures(self, server: Server) -> Failures:
        """The tries to make the recap that is due next in a server, as far as they failed."""
        row = await self._connection.one(
            SELECT_FAILURES, guild_id=server.guild_id, due_at=millis(server.next_recap_at)
        )
        return Failures() if row is None else Failures(row["tries"], row["reason"])

    async def postpone(self, server: Server, failures: Failures, *, until: datetime) -> None:
        """Have the recap that is due next in a server, which could not be made, tried again then."""
        await self._connection.run(
            POSTPONE,
            guild_id=server.guild_id,
            due_at=millis(server.next_recap_at),
            until=millis(until),
            tries=failures.tries,
            reason=failures.reason,
        )


def server_from(row: sqlite3.Row) -> Server:
    """The settings of a row."""
    first, second, third = map(int, row["ladder_hours"].split())
    return Server(
        guild_id=row["guild_id"],
        hub_channel_id=row["hub_channel_id"],
        is_set_up=bool(row["is_set_up"]),
        set_up_by=row["set_up_by"],
        schedule=Schedule(
            time_zone=row["time_zone"], weekday=Weekday(row["recap_weekday"]), hour=row["recap_hour"]
        ),
        recaps=RecapHabits(
            channel_id=row["recap_channel_id"],
            is_paused=bool(row["recap_is_paused"]),
            tells_quiet=bool(row["tells_quiet_weeks"]),
        ),
        habits=Habits(
            threads=Threads(row["threads"]),
            claim_hours=row["claim_hours"],
            author_hours=row["author_hours"],
            quiet_hours=row["quiet_hours"],
            fresh_days=row["fresh_days"],
        ),
        ladder=Ladder(
            is_on=bool(row["ladder_is_on"]),
            hours=(first, second, third),
            helper_role_id=row["helper_role_id"],
            mentor_role_id=row["mentor_role_id"],
            wakes_at=row["wakes_at"],
            sleeps_at=row["sleeps_at"],
        ),
        check_minutes=row["check_minutes"],
        recapped_until=moment_or_none(row["recapped_until"]),
        next_recap_at=moment(row["next_recap_at"]),
    )
