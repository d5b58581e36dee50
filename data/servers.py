"""Servers' settings as rows."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from data.database import Connection
from data.rows import millis, moment
from domain.models.server import Schedule, Server, Weekday

SELECT_SERVER: Final = "SELECT * FROM servers WHERE guild_id = :guild_id"

SELECT_DUE: Final = "SELECT * FROM servers WHERE next_recap_at <= :now ORDER BY next_recap_at LIMIT :limit"

UPSERT_SERVER: Final = """
    INSERT INTO servers
        (guild_id, hub_channel_id, is_set_up, set_up_by, time_zone, recap_weekday, recap_hour, next_recap_at)
    VALUES
        (:guild_id, :hub_channel_id, :is_set_up, :set_up_by, :time_zone, :weekday, :hour, :next_recap_at)
    ON CONFLICT (guild_id) DO UPDATE SET
        hub_channel_id = excluded.hub_channel_id, is_set_up = excluded.is_set_up,
        set_up_by = excluded.set_up_by, time_zone = excluded.time_zone,
        recap_weekday = excluded.recap_weekday, recap_hour = excluded.recap_hour,
        next_recap_at = excluded.next_recap_at
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
        )

    async def due(self, now: datetime, *, limit: int) -> Sequence[Server]:
        """The servers whose recap is due, longest first."""
        rows = await self._connection.all(SELECT_DUE, now=millis(now), limit=limit)
        return [server_from(row) for row in rows]


def server_from(row: sqlite3.Row) -> Server:
    """The settings of a row."""
    return Server(
        guild_id=row["guild_id"],
        hub_channel_id=row["hub_channel_id"],
        is_set_up=bool(row["is_set_up"]),
        set_up_by=row["set_up_by"],
        schedule=Schedule(
            time_zone=row["time_zone"], weekday=Weekday(row["recap_weekday"]), hour=row["recap_hour"]
        ),
        next_recap_at=moment(row["next_recap_at"]),
    )
