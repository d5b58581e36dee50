"""What was said about entries, or is to be, and when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from data.database import Connection
from data.delivery_rows import delivery_from
from data.rows import millis, moment_or_none
from domain.models.delivery import Delivery, Key

# Parts begin alike where they are of one kind, such as a step of the ladder; see `deliveries.WANT_AGAIN` for the range.
SELECT_LAST: Final = """
    SELECT max(created_at) AS at FROM deliveries
    WHERE guild_id = :guild_id AND key >= :key AND key < :key || '0' AND state IN ('sent', 'due')
        AND created_at <= :now AND substr(key, length(:key) + 2, length(:part)) = :part
"""

SELECT_WANTED: Final = """
    SELECT * FROM deliveries
    WHERE guild_id = :guild_id AND key >= :key AND key < :key || '0' AND state IN ('sent', 'due')
        AND created_at > :since
    ORDER BY created_at, key
"""

COUNT_NUDGES: Final = """
    SELECT count(*) AS total FROM entries e JOIN deliveries d ON d.guild_id = e.guild_id
        AND d.key >= 'nudge:B' || e.number || '/' AND d.key < 'nudge:B' || e.number || '0'
    WHERE e.guild_id = :guild_id AND e.kind = 'B' AND e.created_at >= :logged_since AND e.author_id = :author_id
        AND d.created_at >= :since
"""


class SqliteSaid:
    """Implements `domain.repositories.Said`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def last(self, guild_id: int, key: Key, *, part: str = "", now: datetime) -> datetime | None:
        """When something of this topic about this entry was last wanted, of those whose part begins so.

        What was never sent and never will be does not count, nor what is wanted for later.
        """
        row = await self._connection.one(
            SELECT_LAST, guild_id=guild_id, key=str(key), part=part, now=millis(now)
        )
        return None if row is None else moment_or_none(row["at"])

    async def wanted(self, guild_id: int, key: Key, *, since: datetime) -> Sequence[Delivery]:
        """What of this topic about this entry is wanted for a later moment than that, in the order of these moments.

        What was never sent and never will be is not among it.
        """
        rows = await self._connection.all(SELECT_WANTED, guild_id=guild_id, key=str(key), since=millis(since))
        return [delivery_from(row) for row in rows]

    async def nudges_for(
        self, guild_id: int, author_id: int, *, logged_since: datetime, since: datetime
    ) -> int:
        """How often the blockers that somebody logged since the one moment called people since the other."""
        row = await self._connection.one(
            COUNT_NUDGES,
            guild_id=guild_id,
            author_id=author_id,
            logged_since=millis(logged_since),
            since=millis(since),
        )
        return 0 if row is None else row["total"]
