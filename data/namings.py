"""Which endpoints blockers name, as rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from data.channels import ids_in_json
from data.database import Connection
from data.endpoint_rows import SELECT_ENDPOINTS, endpoint_from
from domain.models.endpoint import Endpoint

DROP: Final = "DELETE FROM named_endpoints WHERE guild_id = :guild_id AND blocker_number = :number"

INSERT: Final = """
    INSERT INTO named_endpoints (guild_id, blocker_number, endpoint_number) VALUES (:guild_id, :number, :endpoint)
"""

SELECT_NAMED: Final = f"""
    {SELECT_ENDPOINTS}
    WHERE e.guild_id = :guild_id AND e.kind = 'E' AND e.number IN (
        SELECT endpoint_number FROM named_endpoints WHERE guild_id = :guild_id AND blocker_number = :number)
    ORDER BY p.path, p.method
"""

SELECT_WAITING_ON: Final = """
    SELECT n.blocker_number, n.endpoint_number
    FROM json_each(:ids) wanted
    CROSS JOIN named_endpoints n ON n.guild_id = :guild_id AND n.endpoint_number = wanted.value
    CROSS JOIN entries e ON e.guild_id = :guild_id AND e.kind = 'B' AND e.number = n.blocker_number
    WHERE e.state IN ('open', 'claimed', 'proposed')
    ORDER BY n.blocker_number, n.endpoint_number
"""


class SqliteNamings:
    """Implements `domain.repositories.Namings`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def keep(self, guild_id: int, blocker: int, endpoints: Iterable[int]) -> None:
        """Keep which endpoints a blocker names now."""
        await self._connection.run(DROP, guild_id=guild_id, number=blocker)
        rows = [{"guild_id": guild_id, "number": blocker, "endpoint": each} for each in endpoints]
        if rows:
            await self._connection.many(INSERT, rows)

    async def of(self, guild_id: int, blocker: int) -> Sequence[Endpoint]:
        """The endpoints that a blocker names, by path."""
        rows = await self._connection.all(SELECT_NAMED, guild_id=guild_id, number=blocker)
        return [endpoint_from(row) for row in rows]

    async def waiting_on(self, guild_id: int, endpoints: Iterable[int]) -> Mapping[int, Sequence[int]]:
        """The blockers at no end yet that name some of these endpoints, each with those."""
        rows = await self._connection.all(SELECT_WAITING_ON, guild_id=guild_id, ids=ids_in_json(endpoints))
        found: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            found[row["blocker_number"]].append(row["endpoint_number"])
        return found
