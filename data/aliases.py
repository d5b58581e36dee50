"""The wordings that found solutions, as rows."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Final

from data.database import Connection
from data.rows import millis, moment
from domain.errors import NotFound
from domain.models.alias import Alias
from domain.models.entries import Member

INSERT_ALIAS: Final = """
    INSERT INTO aliases (guild_id, number, text, fingerprints, member_id, member_name, at)
    VALUES (:guild_id, :number, :text, :fingerprints, :member_id, :member_name, :at)
    RETURNING id
"""

SELECT_ALIASES: Final = (
    "SELECT * FROM aliases WHERE guild_id = :guild_id AND number = :number ORDER BY at, id"
)

SELECT_ALIAS: Final = "SELECT * FROM aliases WHERE guild_id = :guild_id AND id = :id"

SELECT_OF_MEMBER: Final = """
    SELECT * FROM aliases WHERE guild_id = :guild_id AND member_id = :member_id ORDER BY at, id
"""

SELECT_WORDED: Final = """
    SELECT * FROM aliases
    WHERE guild_id = :guild_id AND text IN (SELECT value FROM json_each(:texts)) ORDER BY at, id
"""

DELETE_ALIAS: Final = "DELETE FROM aliases WHERE guild_id = :guild_id AND id = :id"


class SqliteAliases:
    """Implements `domain.repositories.Aliases`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, alias: Alias) -> Alias:
        """Keep a new one; returns it with its id."""
        rows = await self._connection.all(
            INSERT_ALIAS,
            guild_id=alias.guild_id,
            number=alias.number,
            text=alias.text,
            fingerprints="\n".join(alias.fingerprints),
            member_id=alias.by.id,
            member_name=alias.by.name,
            at=millis(alias.at),
        )
        return Alias(
            id=rows[0]["id"],
            guild_id=alias.guild_id,
            number=alias.number,
            text=alias.text,
            fingerprints=alias.fingerprints,
            by=alias.by.named,
            at=alias.at,
        )

    async def of(self, guild_id: int, number: int) -> Sequence[Alias]:
        """Those of a solution, oldest first."""
        rows = await self._connection.all(SELECT_ALIASES, guild_id=guild_id, number=number)
        return [alias_from(row) for row in rows]

    async def get(self, guild_id: int, alias_id: int) -> Alias:
        """One of them.

        Raises:
            NotFound: this server has it no more.
        """
        row = await self._connection.one(SELECT_ALIAS, guild_id=guild_id, id=alias_id)
        if row is None:
            raise NotFound("This wording is not kept any more.")
        return alias_from(row)

    async def of_member(self, guild_id: int, member_id: int) -> Sequence[Alias]:
        """Those that came from a member's searches, oldest first."""
        rows = await self._connection.all(SELECT_OF_MEMBER, guild_id=guild_id, member_id=member_id)
        return [alias_from(row) for row in rows]

    async def worded(self, guild_id: int, texts: Sequence[str]) -> Sequence[Alias]:
        """Those in just these words, whoever's they are, oldest first."""
        rows = await self._connection.all(SELECT_WORDED, guild_id=guild_id, texts=json.dumps(texts))
        return [alias_from(row) for row in rows]

    async def drop(self, guild_id: int, alias_id: int) -> None:
        """Forget one."""
        await self._connection.run(DELETE_ALIAS, guild_id=guild_id, id=alias_id)


def alias_from(row: sqlite3.Row) -> Alias:
    """The alias of a row."""
    return Alias(
        id=row["id"],
        guild_id=row["guild_id"],
        number=row["number"],
        text=row["text"],
        fingerprints=tuple(row["fingerprints"].split()),
        by=Member(row["member_id"], row["member_name"]),
        at=moment(row["at"]),
    )
