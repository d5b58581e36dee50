"""The searches that were asked, as rows."""

from datetime import datetime
from typing import Final

from data.database import Connection
from data.rows import millis
from domain.errors import NotFound
from domain.models.entries import Kind, Member
from domain.models.search import Query

INSERT_SEARCH: Final = """
    INSERT INTO searches (guild_id, member_id, text, kind, tag, asked_at)
    VALUES (:guild_id, :member_id, :text, :kind, :tag, :asked_at)
    RETURNING id
"""

SELECT_SEARCH: Final = "SELECT text, kind, tag FROM searches WHERE guild_id = :guild_id AND id = :id"

FORGET: Final = "DELETE FROM searches WHERE asked_at < :before"


class SqliteSearches:
    """Implements `domain.repositories.Searches`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, guild_id: int, query: Query, *, by: Member, at: datetime) -> int:
        """Keep a search; returns its number."""
        row = await self._connection.one(
            INSERT_SEARCH,
            guild_id=guild_id,
            member_id=by.id,
            text=query.text,
            kind=query.kind.value if query.kind else None,
            tag=query.tag,
            asked_at=millis(at),
        )
        assert row is not None  # noqa: S101  (RETURNING always gives a row here)
        return row["id"]

    async def get(self, guild_id: int, search_id: int) -> Query:
        """What was asked.

        Raises:
            NotFound: it was not asked in this server, or is long forgotten.
        """
        row = await self._connection.one(SELECT_SEARCH, guild_id=guild_id, id=search_id)
        if row is None:
            raise NotFound("This search is too old to go on with. Please ask again with /search.")
        return Query(row["text"], Kind(row["kind"]) if row["kind"] else None, row["tag"])

    async def forget(self, before: datetime) -> int:
        """Drop the searches asked before that moment; returns how many."""
        return await self._connection.run(FORGET, before=millis(before))
