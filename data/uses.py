"""Who uses which APIs and endpoints, as rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from data.database import Connection
from data.rows import millis, ref_of
from domain.models.entries import Member, Ref

ADD: Final = """
    INSERT INTO uses (guild_id, kind, number, member_id, member_name, at)
    VALUES (:guild_id, :kind, :number, :member_id, :member_name, :at)
    ON CONFLICT (guild_id, kind, number, member_id) DO NOTHING
"""

REMOVE: Final = """
    DELETE FROM uses WHERE guild_id = :guild_id AND kind = :kind AND number = :number AND member_id = :member_id
"""

SELECT_USERS: Final = """
    SELECT member_id, member_name FROM uses WHERE guild_id = :guild_id AND kind = :kind AND number = :number
    ORDER BY at, member_id
"""

SELECT_OF_MEMBER: Final = """
    SELECT kind, number FROM uses WHERE guild_id = :guild_id AND member_id = :member_id AND kind IN ('A', 'E')
    ORDER BY kind, number
"""

SELECT_OF_API: Final = """
    SELECT u.kind, u.number, u.member_id, u.member_name, u.at FROM uses u
    WHERE u.guild_id = :guild_id AND u.kind = 'A' AND u.number = :number
    UNION ALL
    SELECT u.kind, u.number, u.member_id, u.member_name, u.at
    FROM endpoints p JOIN entries e ON e.id = p.entry_id
    JOIN uses u ON u.guild_id = :guild_id AND u.kind = 'E' AND u.number = e.number
    WHERE p.guild_id = :guild_id AND p.api_number = :number
    ORDER BY 1, 2, 5, 3
"""


class SqliteUses:
    """Implements `domain.repositories.Uses`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, guild_id: int, ref: Ref, member: Member, *, at: datetime) -> bool:
        """Note that a member uses an API or an endpoint; False if that was noted before."""
        added = await self._connection.run(
            ADD,
            guild_id=guild_id,
            kind=ref.kind.value,
            number=ref.number,
            member_id=member.id,
            member_name=member.name,
            at=millis(at),
        )
        return added > 0

    async def remove(self, guild_id: int, ref: Ref, member: Member) -> bool:
        """Note that a member does not use it; False if it was not noted before."""
        removed = await self._connection.run(
            REMOVE, guild_id=guild_id, kind=ref.kind.value, number=ref.number, member_id=member.id
        )
        return removed > 0

    async def of(self, guild_id: int, ref: Ref) -> Sequence[Member]:
        """Who uses an API as a whole, or an endpoint by itself, who said so first being first."""
        rows = await self._connection.all(
            SELECT_USERS, guild_id=guild_id, kind=ref.kind.value, number=ref.number
        )
        return [Member(row["member_id"], row["member_name"]) for row in rows]

    async def of_member(self, guild_id: int, member_id: int) -> Sequence[Ref]:
        """What a member uses."""
        rows = await self._connection.all(SELECT_OF_MEMBER, guild_id=guild_id, member_id=member_id)
        return [ref_of(row) for row in rows]

    async def of_api(self, guild_id: int, number: int) -> Mapping[Ref, Sequence[Member]]:
        """Who uses an API, and who its endpoints, by each of these that is used."""
        rows = await self._connection.all(SELECT_OF_API, guild_id=guild_id, number=number)
        found: dict[Ref, list[Member]] = defaultdict(list)
        for row in rows:
            found[ref_of(row)].append(Member(row["member_id"], row["member_name"]))
        return found
