"""Rules that count no more, as rows."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from data.database import Connection
from data.rows import millis, moment
from domain.models.entries import Kind, Member, Ref
from domain.models.mute import Mute

EVERYWHERE: Final = 0
"""In the place of an API's number: for all APIs of a server."""

ADD: Final = """
    INSERT INTO mutes (guild_id, number, rule, reason, member_id, member_name, at)
    VALUES (:guild_id, :number, :rule, :reason, :member_id, :member_name, :at)
    ON CONFLICT (guild_id, number, rule) DO UPDATE SET reason = excluded.reason, member_id = excluded.member_id,
        member_name = excluded.member_name, at = excluded.at
"""

REMOVE: Final = "DELETE FROM mutes WHERE guild_id = :guild_id AND number = :number AND rule = :rule"

SELECT_LISTED: Final = "SELECT * FROM mutes WHERE guild_id = :guild_id ORDER BY number, rule"

SELECT_IN_FORCE: Final = """
    SELECT * FROM mutes WHERE guild_id = :guild_id AND number IN (0, :number) ORDER BY number, rule
"""


class SqliteMutes:
    """Implements `domain.repositories.Mutes`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, mute: Mute) -> None:
        """Keep a mute, in the place of one of the same rule."""
        await self._connection.run(
            ADD,
            guild_id=mute.guild_id,
            number=_number(mute.api),
            rule=mute.rule,
            reason=mute.reason,
            member_id=mute.by.id,
            member_name=mute.by.name,
            at=millis(mute.at),
        )

    async def remove(self, guild_id: int, api: Ref | None, rule: str) -> bool:
        """Drop the mute of a rule; False if there is none."""
        removed = await self._connection.run(REMOVE, guild_id=guild_id, number=_number(api), rule=rule)
        return removed > 0

    async def listed(self, guild_id: int) -> Sequence[Mute]:
        """A server's mutes: those for all of it first, then those of each API, by rule."""
        rows = await self._connection.all(SELECT_LISTED, guild_id=guild_id)
        return [mute_from(row) for row in rows]

    async def in_force(self, guild_id: int, api: Ref) -> Sequence[Mute]:
        """The mutes that hold for an API: those for all of the server first, then its own."""
        rows = await self._connection.all(SELECT_IN_FORCE, guild_id=guild_id, number=api.number)
        return [mute_from(row) for row in rows]


def _number(api: Ref | None) -> int:
    return api.number if api else EVERYWHERE


def mute_from(row: sqlite3.Row) -> Mute:
    """The mute of a row."""
    return Mute(
        guild_id=row["guild_id"],
        api=None if row["number"] == EVERYWHERE else Ref(Kind.API, row["number"]),
        rule=row["rule"],
        reason=row["reason"],
        by=Member(row["member_id"], row["member_name"]),
        at=moment(row["at"]),
    )
