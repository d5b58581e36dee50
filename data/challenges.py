"""The messages that members picked as a challenge, as rows."""

from datetime import datetime
from typing import Final

from data.database import Connection
from data.rows import member_or_none, millis
from domain.models.challenge import Challenge

PICK: Final = """
    INSERT INTO challenges (guild_id, member_id, text, author_id, author_name, link, at)
    VALUES (:guild_id, :member_id, :text, :author_id, :author_name, :link, :at)
    ON CONFLICT (guild_id, member_id) DO UPDATE SET text = excluded.text, author_id = excluded.author_id,
        author_name = excluded.author_name, link = excluded.link, at = excluded.at
"""

SELECT_PICKED: Final = """
    SELECT * FROM challenges WHERE guild_id = :guild_id AND member_id = :member_id AND at >= :since
"""

DROP: Final = "DELETE FROM challenges WHERE guild_id = :guild_id AND member_id = :member_id"

FORGET: Final = "DELETE FROM challenges WHERE at < :before"


class SqliteChallenges:
    """Implements `domain.repositories.Challenges`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def pick(self, guild_id: int, member_id: int, challenge: Challenge, *, at: datetime) -> None:
        """Keep a member's challenge; it takes the place of the one before."""
        await self._connection.run(
            PICK,
            guild_id=guild_id,
            member_id=member_id,
            text=challenge.text,
            author_id=challenge.author.id if challenge.author else None,
            author_name=challenge.author.name if challenge.author else None,
            link=challenge.link,
            at=millis(at),
        )

    async def picked(self, guild_id: int, member_id: int, *, since: datetime) -> Challenge | None:
        """The challenge that a member picked since then."""
        row = await self._connection.one(
            SELECT_PICKED, guild_id=guild_id, member_id=member_id, since=millis(since)
        )
        return None if row is None else Challenge(row["text"], member_or_none(row, "author"), row["link"])

    async def drop(self, guild_id: int, member_id: int) -> None:
        """Forget a member's challenge."""
        await self._connection.run(DROP, guild_id=guild_id, member_id=member_id)

    async def forget(self, before: datetime) -> int:
        """Forget the challenges picked before that moment; returns how many."""
        return await self._connection.run(FORGET, before=millis(before))
