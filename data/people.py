"""Members as rows, as far as they told something about themselves: tags they follow, how they want to be called."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from data.channels import SEEN
from data.database import Connection
from data.periods import bounds
from data.rows import millis, millis_or_none, moment
from domain.models.entries import Member
from domain.models.preferences import Preferences
from domain.models.recap import Period

FOLLOW: Final = """
    INSERT INTO follows (guild_id, tag, member_id, member_name, at)
    VALUES (:guild_id, :tag, :member_id, :member_name, :at)
    ON CONFLICT (guild_id, tag, member_id) DO NOTHING
"""

UNFOLLOW: Final = """
    DELETE FROM follows WHERE guild_id = :guild_id AND tag = :tag AND member_id = :member_id
"""

SELECT_FOLLOWED: Final = """
    SELECT tag FROM follows WHERE guild_id = :guild_id AND member_id = :member_id ORDER BY tag
"""

# A tag has no space, so a list of tags between spaces holds exactly those that it names.
SELECT_FOLLOWERS: Final = """
    SELECT f.member_id, max(f.member_name) AS member_name
    FROM follows f LEFT JOIN preferences p ON p.guild_id = f.guild_id AND p.member_id = f.member_id
    WHERE f.guild_id = :guild_id AND instr(:tags, ' ' || f.tag || ' ')
        AND COALESCE(p.is_off, 0) = 0 AND COALESCE(p.snoozed_until, 0) <= :now
    GROUP BY f.member_id ORDER BY min(f.at), f.member_id
"""

SELECT_PREFERENCES: Final = """
    SELECT is_off, snoozed_until FROM preferences WHERE guild_id = :guild_id AND member_id = :member_id
"""

SELECT_UNCALLED: Final = """
    SELECT member_id FROM preferences WHERE guild_id = :guild_id AND (is_off OR COALESCE(snoozed_until, 0) > :now)
"""

PREFER: Final = """
    INSERT INTO preferences (guild_id, member_id, is_off, snoozed_until)
    VALUES (:guild_id, :member_id, :is_off, :snoozed_until)
    ON CONFLICT (guild_id, member_id) DO UPDATE SET
        is_off = excluded.is_off, snoozed_until = excluded.snoozed_until
"""

SELECT_HELPERS: Final = f"""
    SELECT c.member_id, max(c.member_name) AS member_name
    FROM entries e CROSS JOIN credits c ON c.entry_id = e.id AND c.part = 'helped'
    WHERE e.guild_id = :guild_id AND e.kind = 'S' AND e.created_at >= :start AND e.created_at < :end
        AND e.state IN ('posted', 'superseded') AND {SEEN}
    GROUP BY c.member_id
"""

SELECT_UNTHANKED: Final = "SELECT member_id FROM unthanked WHERE guild_id = :guild_id"

UNTHANK: Final = """
    INSERT INTO unthanked (guild_id, member_id) VALUES (:guild_id, :member_id)
    ON CONFLICT (guild_id, member_id) DO NOTHING
"""

THANK: Final = "DELETE FROM unthanked WHERE guild_id = :guild_id AND member_id = :member_id"

SELECT_READERS: Final = "SELECT member_id FROM letters WHERE guild_id = :guild_id"

READ_LETTERS: Final = """
    INSERT INTO letters (guild_id, member_id) VALUES (:guild_id, :member_id)
    ON CONFLICT (guild_id, member_id) DO NOTHING
"""

READ_NO_LETTERS: Final = "DELETE FROM letters WHERE guild_id = :guild_id AND member_id = :member_id"


class SqlitePeople:
    """Implements `domain.repositories.People`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def follow(self, guild_id: int, tag: str, member: Member, *, at: datetime) -> bool:
        """Note that a member follows a tag; False if they do."""
        changed = await self._connection.run(
            FOLLOW,
            guild_id=guild_id,
            tag=tag,
            member_id=member.id,
            member_name=member.name,
            at=millis(at),
        )
        return changed > 0

    async def unfollow(self, guild_id: int, tag: str, member_id: int) -> bool:
        """Note that a member does not follow a tag; False if they do not."""
        return await self._connection.run(UNFOLLOW, guild_id=guild_id, tag=tag, member_id=member_id) > 0

    async def followed(self, guild_id: int, member_id: int) -> Sequence[str]:
        """The tags that a member follows, in order."""
        rows = await self._connection.all(SELECT_FOLLOWED, guild_id=guild_id, member_id=member_id)
        return [row["tag"] for row in rows]

    async def followers(self, guild_id: int, tags: Sequence[str], *, now: datetime) -> Sequence[Member]:
        """Who follows any of the tags and wants to be called now, who followed first being first."""
        rows = await self._connection.all(
            SELECT_FOLLOWERS, guild_id=guild_id, tags=f" {' '.join(tags)} ", now=millis(now)
        )
        return [Member(row["member_id"], row["member_name"]) for row in rows]

    async def preferences(self, guild_id: int, member_id: int) -> Preferences:
        """How a member wants to be called; the defaults where they said nothing."""
        row = await self._connection.one(SELECT_PREFERENCES, guild_id=guild_id, member_id=member_id)
        if row is None:
            return Preferences()
        until: int = row["snoozed_until"]
        return Preferences(is_off=bool(row["is_off"]), snoozed_until=moment(until) if until else None)

    async def prefer(self, guild_id: int, member_id: int, preferences: Preferences) -> None:
        """Keep how a member wants to be called."""
        await self._connection.run(
            PREFER,
            guild_id=guild_id,
            member_id=member_id,
            is_off=int(preferences.is_off),
            snoozed_until=millis_or_none(preferences.snoozed_until) or 0,
        )

    async def uncalled(self, guild_id: int, *, now: datetime) -> Collection[int]:
        """The ids of the members who want not to be called now."""
        rows = await self._connection.all(SELECT_UNCALLED, guild_id=guild_id, now=millis(now))
        return {row["member_id"] for row in rows}

    async def helpers_within(
        self, guild_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Member]:
        """Who helped to find the solutions of the period, each once; none of hidden channels."""
        rows = await self._connection.all(SELECT_HELPERS, guild_id=guild_id, **bounds(period, hidden))
        return [Member(row["member_id"], row["member_name"]) for row in rows]

    async def unthanked(self, guild_id: int) -> Collection[int]:
        """The ids of the members who want no thanks in recaps."""
        rows = await self._connection.all(SELECT_UNTHANKED, guild_id=guild_id)
        return {row["member_id"] for row in rows}

    async def thank(self, guild_id: int, member_id: int, *, wanted: bool) -> None:
        """Keep whether a member may be thanked in recaps."""
        sql = THANK if wanted else UNTHANK
        await self._connection.run(sql, guild_id=guild_id, member_id=member_id)

    async def readers(self, guild_id: int) -> Collection[int]:
        """The ids of the members who want a private letter each week."""
        rows = await self._connection.all(SELECT_READERS, guild_id=guild_id)
        return {row["member_id"] for row in rows}

    async def read_letters(self, guild_id: int, member_id: int, *, wanted: bool) -> None:
        """Keep whether a member wants a private letter each week."""
        sql = READ_LETTERS if wanted else READ_NO_LETTERS
        await self._connection.run(sql, guild_id=guild_id, member_id=member_id)
