"""Entries: their numbers, what they share, and what completes while people type."""

import sqlite3
from collections.abc import Collection, Sequence
from typing import Final

from data.channels import SEEN, ids_in_json
from data.database import Connection
from data.rows import millis, ref_of
from data.within import IN_USE
from domain.models.entries import Entry, EntryId, Kind, NewEntry, Ref, Suggestion

NEXT_NUMBER: Final = """
    INSERT INTO numbers (guild_id, kind, last) VALUES (:guild_id, :kind, 1)
    ON CONFLICT (guild_id, kind) DO UPDATE SET last = last + 1
    RETURNING last
"""

INSERT_ENTRY: Final = """
    INSERT INTO entries
        (guild_id, kind, number, title, state, author_id, author_name, cause_id, created_at, updated_at)
    VALUES
        (:guild_id, :kind, :number, :title, :state, :author_id, :author_name, :cause_id, :at, :at)
    RETURNING id
"""

INSERT_TAG: Final = """
    INSERT INTO tags (entry_id, guild_id, tag, position) VALUES (:entry_id, :guild_id, :tag, :position)
"""

UPDATE_ENTRY: Final = """
    UPDATE entries SET title = :title, state = :state, updated_at = :updated_at
    WHERE guild_id = :guild_id AND kind = :kind AND number = :number
    RETURNING id, (SELECT group_concat(tag, ' ') FROM (
        SELECT tag FROM tags WHERE entry_id = entries.id ORDER BY position
    )) AS tags
"""

# The + keeps SQLite from going through all tags of the server instead of the entry's.
DELETE_TAGS: Final = "DELETE FROM tags WHERE entry_id = :entry_id AND +guild_id = :guild_id"

SELECT_MADE_BY: Final = "SELECT kind, number FROM entries WHERE guild_id = :guild_id AND cause_id = :cause"

SELECT_AFTER: Final = """
    SELECT id, guild_id, kind, number FROM entries WHERE id > :after ORDER BY id LIMIT :limit
"""

SELECT_LAST: Final = "SELECT coalesce(max(id), 0) AS id FROM entries"

# SQLite's lower() knows ASCII alone, so a title is also looked through as it was typed.
SUGGEST: Final = f"""
    SELECT kind, number, title FROM entries e
    WHERE guild_id = :guild_id AND instr(:kinds, kind)
        AND (
            :typed = '' OR instr(lower(title), :typed) OR instr(title, :as_typed)
            OR substr(lower(kind) || number, 1, length(:typed)) = :typed
            OR substr(CAST(number AS TEXT), 1, length(:typed)) = :typed
        )
        AND {IN_USE} AND {SEEN}
    ORDER BY
        :typed IN (lower(kind) || number, CAST(number AS TEXT)) DESC,
        :typed IN (
            substr(lower(kind) || number, 1, length(:typed)), substr(CAST(number AS TEXT), 1, length(:typed))
        ) DESC,
        created_at DESC, id DESC
    LIMIT :limit
"""

SUGGEST_TAGS: Final = f"""
    SELECT tag FROM tags t
    WHERE guild_id = :guild_id AND substr(tag, 1, length(:typed)) = :typed
        AND (:hidden = '[]' OR EXISTS (SELECT 1 FROM entries e WHERE e.id = t.entry_id AND {SEEN}))
    GROUP BY tag ORDER BY count(*) DESC, tag
    LIMIT :limit
"""


class SqliteEntries:
    """Implements `domain.repositories.Entries`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def made_by(self, guild_id: int, cause: int) -> Ref | None:
        """The entry that this interaction wrote, if it wrote one."""
        row = await self._connection.one(SELECT_MADE_BY, guild_id=guild_id, cause=cause)
        return None if row is None else ref_of(row)

    async def suggest(
        self,
        guild_id: int,
        kinds: Sequence[Kind],
        typed: str,
        hidden: Collection[int] = (),
        *,
        limit: int,
    ) -> Sequence[Suggestion]:
        """Entries whose number or title holds what was typed, newest first.

        Without those of `hidden` channels, and the endpoints of retired APIs.
        """
        letters = "".join(kind.value for kind in kinds)
        rows = await self._connection.all(
            SUGGEST,
            guild_id=guild_id,
            kinds=letters,
            typed=typed.lower(),
            as_typed=typed,
            hidden=ids_in_json(hidden),
            limit=limit,
        )
        return [Suggestion(ref_of(row), row["title"]) for row in rows]

    async def tags(
        self, guild_id: int, typed: str, hidden: Collection[int] = (), *, limit: int
    ) -> Sequence[str]:
        """Tags that start with what was typed, most used first; entries of `hidden` channels do not count."""
        rows = await self._connection.all(
            SUGGEST_TAGS, guild_id=guild_id, typed=typed, hidden=ids_in_json(hidden), limit=limit
        )
        return [row["tag"] for row in rows]

    async def after(self, entry_id: int, *, limit: int) -> Sequence[EntryId]:
        """The next entries of all servers, in the order of their ids."""
        rows = await self._connection.all(SELECT_AFTER, after=entry_id, limit=limit)
        return [entry_id_of(row) for row in rows]

    async def last(self) -> int:
        """The id of the newest entry; 0 where there is none."""
        [row] = await self._connection.all(SELECT_LAST)
        return row["id"]


def entry_id_of(row: sqlite3.Row) -> EntryId:
    """Which entry a row is of."""
    return EntryId(row["id"], row["guild_id"], ref_of(row))


async def add_entry(connection: Connection, entry: NewEntry, kind: Kind, state: str) -> tuple[int, Ref]:
    """Store an entry's common part under the server's next number; returns its row's id and its number."""
    counted = await connection.one(NEXT_NUMBER, guild_id=entry.guild_id, kind=kind.value)
    assert counted is not None  # noqa: S101  (RETURNING always gives a row here)
    number: int = counted["last"]
    inserted = await connection.one(
        INSERT_ENTRY,
        guild_id=entry.guild_id,
        kind=kind.value,
        number=number,
        title=entry.title,
        state=state,
        author_id=entry.author.id,
        author_name=entry.author.name,
        cause_id=entry.cause,
        at=millis(entry.at),
    )
    assert inserted is not None  # noqa: S101  (the same)
    entry_id: int = inserted["id"]
    await _add_tags(connection, entry.guild_id, entry_id, entry.tags)
    return entry_id, Ref(kind, number)


async def save_entry(connection: Connection, entry: Entry, state: str) -> int:
    """Keep what changed of an entry's common part; returns its row's id."""
    saved = await connection.one(
        UPDATE_ENTRY,
        guild_id=entry.guild_id,
        kind=entry.ref.kind.value,
        number=entry.ref.number,
        title=entry.title,
        state=state,
        updated_at=millis(entry.updated_at),
    )
    assert saved is not None  # noqa: S101  (an entry that was read is there)
    entry_id: int = saved["id"]
    if tuple((saved["tags"] or "").split()) != entry.tags:
        await connection.run(DELETE_TAGS, entry_id=entry_id, guild_id=entry.guild_id)
        await _add_tags(connection, entry.guild_id, entry_id, entry.tags)
    return entry_id


async def _add_tags(connection: Connection, guild_id: int, entry_id: int, tags: Sequence[str]) -> None:
    if tags:
        rows = (
            {"entry_id": entry_id, "guild_id": guild_id, "tag": tag, "position": position}
            for position, tag in enumerate(tags)
        )
        await connection.many(INSERT_TAG, rows)
