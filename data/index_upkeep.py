"""The upkeep of the search index on SQLite's FTS5 (https://sqlite.org/fts5.html): what it lacks, and its pieces."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final

from data.database import Connection
from data.documents import columns_of
from data.entries import entry_id_of
from domain.models.entries import EntryId, Ref
from domain.models.search import Document
from domain.models.solution import Standing
from domain.retrieval.indexing import READING

OUT_OF_USE: Final = "|" + "|".join(standing.value for standing in Standing if not standing.is_found) + "|"
"""The states of entries that are in no index."""

# Looked up in the index of readings alone, so that no text is read for it.
SELECT_UNREAD: Final = """
    SELECT e.id, e.guild_id, e.kind, e.number FROM entries e
    WHERE e.id > :after AND NOT instr(:out_of_use, '|' || e.state || '|')
        AND NOT EXISTS (
            SELECT 1 FROM documents d INDEXED BY documents_by_reading
            WHERE d.reading = :reading AND d.entry_id = e.id
        )
    ORDER BY e.id LIMIT :limit
"""

OUTDATE: Final = """
    UPDATE documents SET reading = 0 WHERE guild_id = :guild_id AND entry_id IN (
        SELECT e.id FROM json_each(:numbers) n
        CROSS JOIN entries e ON e.guild_id = :guild_id AND e.kind = 'E' AND e.number = n.value)
"""

SELECT_DOCUMENT: Final = """
    SELECT d.guild_id, d.reading, d.title, d.body, d.code, d.terms, d.title_stems, d.body_stems, d.inflected, d.aliases
    FROM entries e JOIN documents d ON d.entry_id = e.id
    WHERE e.guild_id = :guild_id AND e.kind = :kind AND e.number = :number
"""

# ';' is what follows ':'.
SELECT_LISTED: Final = """
    SELECT doc AS entry_id, group_concat(term, ' ') AS terms FROM entry_postings
    WHERE term >= :guild_id || ':' AND term < :guild_id || ';'
    GROUP BY doc
"""

SELECT_TERMS: Final = """
    SELECT e.id, e.guild_id, e.kind, e.number, s.terms FROM entries e LEFT JOIN scoped_documents s ON s.entry_id = e.id
    WHERE e.guild_id = :guild_id ORDER BY e.id
"""

# The 1 has the lists held against the words that they were made from.
CHECK_LISTS: Final = "INSERT INTO entry_terms (entry_terms, rank) VALUES ('integrity-check', 1)"

MAKE_LISTS: Final = "INSERT INTO entry_terms (entry_terms) VALUES ('rebuild')"

# Pages of 4 KB that one step writes at most; less than nothing begins to put all pieces into one.
MERGE: Final = "INSERT INTO entry_terms (entry_terms, rank) VALUES ('merge', :pages)"
PAGES: Final = 500

COUNT_PIECES: Final = "SELECT count(DISTINCT segid) AS pieces FROM entry_terms_idx"

COUNT_CHANGES: Final = "SELECT total_changes() AS changes"

WORK: Final = 2
"""From so many changed rows on, a merge has done something; it always changes one."""


class Fts5Upkeep:
    """Implements `domain.ports.IndexUpkeep`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def unread(self, after: int, *, limit: int) -> Sequence[EntryId]:
        """The next entries, in the order of their ids, that are not in the index by the rules of today."""
        rows = await self._connection.all(
            SELECT_UNREAD, after=after, out_of_use=OUT_OF_USE, reading=READING, limit=limit
        )
        return [entry_id_of(row) for row in rows]

    async def outdate(self, guild_id: int, endpoints: Iterable[int]) -> None:
        """Have endpoints be among the unread until they are indexed again; they are found as before meanwhile."""
        await self._connection.run(OUTDATE, guild_id=guild_id, numbers=json.dumps(list(endpoints)))

    async def reading(self, guild_id: int, ref: Ref) -> int | None:
        """The version of the rules by which an entry is in the index; None where it is not."""
        row = await self._document(guild_id, ref)
        return row["reading"] if row else None

    async def agrees(self, document: Document) -> bool:
        """Whether the index has an entry by just these words, read by the rules of today."""
        row = await self._document(document.guild_id, document.ref)
        return row is not None and dict(row) == columns_of(document)

    async def is_sound(self) -> bool:
        """Whether the index's lists agree with the words that it has of the entries.

        This writes nothing, yet FTS5 has it done by an INSERT, which needs a transaction.
        """
        try:
            await self._connection.run(CHECK_LISTS)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT_VTAB:
                raise
            return False
        return True

    async def astray(self, guild_id: int) -> Sequence[EntryId]:
        """A server's entries whose words the lists do not have, or have beside others."""
        listed = {
            row["entry_id"]: frozenset(row["terms"].split())
            for row in await self._connection.all(SELECT_LISTED, guild_id=guild_id)
        }
        rows = await self._connection.all(SELECT_TERMS, guild_id=guild_id)
        return [
            entry_id_of(row)
            for row in rows
            if frozenset((row["terms"] or "").split()) != listed.get(row["id"], frozenset())
        ]

    async def make_lists_anew(self) -> None:
        """Make the lists again from the words that the index has, all at once."""
        await self._connection.run(MAKE_LISTS)

    async def pieces(self) -> int:
        """How many pieces the index is in."""
        [row] = await self._connection.all(COUNT_PIECES)
        return row["pieces"]

    async def merge(self, *, to_one: bool = False) -> bool:
        """Put together some of the pieces that the index is in; False where there was nothing to do."""
        before = await self._changes()
        await self._connection.run(MERGE, pages=-PAGES if to_one else PAGES)
        return await self._changes() - before >= WORK

    async def _changes(self) -> int:
        [row] = await self._connection.all(COUNT_CHANGES)
        return row["changes"]

    async def _document(self, guild_id: int, ref: Ref) -> sqlite3.Row | None:
        return await self._connection.one(
            SELECT_DOCUMENT, guild_id=guild_id, kind=ref.kind.value, number=ref.number
        )
