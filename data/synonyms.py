"""A server's own synonyms as rows."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from data.database import Connection
from data.entries import NEXT_NUMBER
from data.rows import millis, moment
from domain.models.entries import Member
from domain.models.synonyms import SynonymGroup
from domain.retrieval.synonyms import Group

BETWEEN: Final = ", "
"""Stands between the members of a group; none of them has a comma."""

SELECT_GROUPS: Final = "SELECT words FROM synonyms WHERE guild_id = :guild_id ORDER BY number"

SELECT_LISTED: Final = "SELECT * FROM synonyms WHERE guild_id = :guild_id ORDER BY number"

INSERT: Final = """
    INSERT INTO synonyms (guild_id, number, words, added_by_id, added_by_name, at)
    VALUES (:guild_id, :number, :words, :added_by_id, :added_by_name, :at)
    RETURNING *
"""

DELETE: Final = "DELETE FROM synonyms WHERE guild_id = :guild_id AND number = :number RETURNING *"


class SqliteSynonyms:
    """Implements `domain.repositories.SynonymGroups`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def groups(self, guild_id: int) -> Sequence[Group]:
        """The words of a server's groups, oldest first: what search needs of them."""
        rows = await self._connection.all(SELECT_GROUPS, guild_id=guild_id)
        return [group_in(row["words"]) for row in rows]

    async def listed(self, guild_id: int) -> Sequence[SynonymGroup]:
        """A server's groups, oldest first."""
        rows = await self._connection.all(SELECT_LISTED, guild_id=guild_id)
        return [group_from(row) for row in rows]

    async def add(self, guild_id: int, words: Group, *, by: Member, at: datetime) -> SynonymGroup:
        """Keep a group, under the server's next number."""
        numbers = await self._connection.all(NEXT_NUMBER, guild_id=guild_id, kind="synonyms")
        rows = await self._connection.all(
            INSERT,
            guild_id=guild_id,
            number=numbers[0]["last"],
            words=BETWEEN.join(words),
            added_by_id=by.id,
            added_by_name=by.name,
            at=millis(at),
        )
        return group_from(rows[0])

    async def remove(self, guild_id: int, number: int) -> SynonymGroup | None:
        """Drop a group; returns what it was, or None if there is none of that number."""
        row = await self._connection.one(DELETE, guild_id=guild_id, number=number)
        return None if row is None else group_from(row)


def group_in(words: str) -> Group:
    """The members of the group of a row."""
    return tuple(words.split(BETWEEN))


def group_from(row: sqlite3.Row) -> SynonymGroup:
    """The group of a row."""
    return SynonymGroup(
        number=row["number"],
        words=group_in(row["words"]),
        added_by=Member(row["added_by_id"], row["added_by_name"]),
        at=moment(row["at"]),
    )
