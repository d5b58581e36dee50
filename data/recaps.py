"""Which recaps were dealt with, as rows."""

from typing import Final

from data.database import Connection
from data.rows import millis, moment
from domain.errors import NotFound
from domain.models.recap import Period, RecapRecord, RecapState

INSERT_RECAP: Final = """
    INSERT INTO recaps (guild_id, key, period_start, period_end, state, created_at)
    VALUES (:guild_id, :key, :start, :end, :state, :created_at)
    ON CONFLICT (guild_id, key) DO NOTHING
"""

SELECT_RECAP: Final = "SELECT * FROM recaps WHERE guild_id = :guild_id AND key = :key"


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

    async def get(self, guild_id: int, key: str) -> RecapRecord:
        """The record of that key.

        Raises:
            NotFound: there is none.
        """
        row = await self._connection.one(SELECT_RECAP, guild_id=guild_id, key=key)
        if row is None:
            raise NotFound("There is no such recap in this server.")
        return RecapRecord(
            guild_id=row["guild_id"],
            key=row["key"],
            period=Period(moment(row["period_start"]), moment(row["period_end"])),
            state=RecapState(row["state"]),
            created_at=moment(row["created_at"]),
        )
