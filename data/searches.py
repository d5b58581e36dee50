"""The searches that were asked, as rows."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from data.database import Connection
from data.rows import member_or_none, millis, millis_or_none, moment, moment_or_none
from domain.errors import NotFound
from domain.models.entries import Kind, Member, Ref
from domain.models.search import OWN_WORDS, Condition, Query, Within

INSERT_SEARCH: Final = """
    INSERT INTO searches (guild_id, member_id, text, kind, tag, author_id, author_name, condition, since, fingerprints,
        is_literal, dismissed, asked_at)
    VALUES (:guild_id, :member_id, :text, :kind, :tag, :author_id, :author_name, :condition, :since, :fingerprints,
        :is_literal, :dismissed, :asked_at)
    RETURNING id
"""

SELECT_SEARCH: Final = "SELECT * FROM searches WHERE guild_id = :guild_id AND id = :id"

DISMISS: Final = """
    UPDATE searches SET dismissed = dismissed || :ref || char(10) WHERE guild_id = :guild_id AND id = :id
"""

FORGET: Final = "DELETE FROM searches WHERE asked_at < :before"

SELECT_OF_MEMBER: Final = """
    SELECT * FROM searches WHERE guild_id = :guild_id AND member_id = :member_id ORDER BY asked_at, id
"""

# A copy is told by its words alone, so these must be many enough to be somebody's own.
FORGET_COPIES: Final = """
    DELETE FROM searches
    WHERE guild_id = :guild_id AND member_id <> :member_id
        AND length(text) - length(replace(text, ' ', '')) >= :own - 1 AND asked_at >= (
        SELECT min(own.asked_at) FROM searches own
        WHERE own.guild_id = :guild_id AND own.member_id = :member_id AND own.text = searches.text
    )
"""

FORGET_MEMBER: Final = "DELETE FROM searches WHERE guild_id = :guild_id AND member_id = :member_id"


class SqliteSearches:
    """Implements `domain.repositories.Searches`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, guild_id: int, query: Query, *, by: Member, at: datetime) -> int:
        """Keep a search; returns its number."""
        within = query.within
        row = await self._connection.one(
            INSERT_SEARCH,
            guild_id=guild_id,
            member_id=by.id,
            text=query.text,
            kind=within.kind.value if within.kind else None,
            tag=within.tag,
            author_id=within.author.id if within.author else None,
            author_name=within.author.name if within.author else None,
            condition=within.condition.value if within.condition else None,
            since=millis_or_none(within.since),
            fingerprints="\n".join(query.fingerprints),
            is_literal=query.is_literal,
            dismissed="".join(f"{ref}\n" for ref in within.dismissed),
            asked_at=millis(at),
        )
        assert row is not None  # noqa: S101  (RETURNING always gives a row here)
        return row["id"]

    async def get(self, guild_id: int, search_id: int) -> Query:
        """What was asked.

        Raises:
            NotFound: it was not asked in this server, or is long forgotten.
        """
        return query_from(await self._row(guild_id, search_id))

    async def asker(self, guild_id: int, search_id: int) -> int:
        """The id of the member who asked.

        Raises:
            NotFound: it was not asked in this server, or is long forgotten.
        """
        return (await self._row(guild_id, search_id))["member_id"]

    async def dismiss(self, guild_id: int, search_id: int, ref: Ref) -> None:
        """Note that an entry was not what this search looked for."""
        await self._connection.run(DISMISS, guild_id=guild_id, id=search_id, ref=str(ref))

    async def forget(self, before: datetime) -> int:
        """Drop the searches asked before that moment; returns how many."""
        return await self._connection.run(FORGET, before=millis(before))

    async def of_member(self, guild_id: int, member_id: int) -> Sequence[tuple[Query, datetime]]:
        """What a member asked, and when, oldest first."""
        rows = await self._connection.all(SELECT_OF_MEMBER, guild_id=guild_id, member_id=member_id)
        return [(query_from(row), moment(row["asked_at"])) for row in rows]

    async def forget_member(self, guild_id: int, member_id: int) -> int:
        """Drop the searches of a member, and others' later ones in the same own words; returns how many were theirs."""
        await self._connection.run(FORGET_COPIES, guild_id=guild_id, member_id=member_id, own=OWN_WORDS)
        return await self._connection.run(FORGET_MEMBER, guild_id=guild_id, member_id=member_id)

    async def _row(self, guild_id: int, search_id: int) -> sqlite3.Row:
        row = await self._connection.one(SELECT_SEARCH, guild_id=guild_id, id=search_id)
        if row is None:
            raise NotFound("This search is too old to go on with. Please ask again with /search.")
        return row


def query_from(row: sqlite3.Row) -> Query:
    """The query of a row."""
    return Query(
        row["text"],
        Within(
            kind=Kind(row["kind"]) if row["kind"] else None,
            tag=row["tag"],
            author=member_or_none(row, "author"),
            condition=Condition(row["condition"]) if row["condition"] else None,
            since=moment_or_none(row["since"]),
            dismissed=tuple(map(Ref.parse, dict.fromkeys(row["dismissed"].split()))),
        ),
        tuple(row["fingerprints"].split()),
        is_literal=bool(row["is_literal"]),
    )
