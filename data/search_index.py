"""The search index on SQLite's FTS5 (https://sqlite.org/fts5.html)."""

import re
import sqlite3
from collections.abc import Sequence
from itertools import takewhile
from operator import eq
from typing import Final

from data.database import Connection
from data.rows import moment, moment_or_none, ref_of, spot_of
from domain.models.entries import Member, Ref
from domain.models.search import MARK, Document, Hit, Query

PASSAGE_WORDS: Final = 24
"""How many words of an entry a hit shows."""

PUT_DOCUMENT: Final = """
    INSERT OR REPLACE INTO entry_index (rowid, server, title, body, code, tags)
    SELECT id, :server, :title, :body, :code, :tags FROM entries
    WHERE guild_id = :guild_id AND kind = :kind AND number = :number
"""

DELETE_DOCUMENT: Final = """
    DELETE FROM entry_index WHERE rowid = (
        SELECT id FROM entries WHERE guild_id = :guild_id AND kind = :kind AND number = :number
    )
"""

# bm25 takes one weight a column: server, title, body, code, tags.
# Unless blockers are asked for, one that has ended is left to its solution, which has its words too.
# bm25 is less than nothing, so less of it is worse: what is doubted, or has a newer one in its place, comes later.
# The passage is cut for the hits that are returned, not for all that match.
FIND: Final = """
    WITH found AS MATERIALIZED (
        SELECT i.rowid AS id, bm25(entry_index, 0.0, 1.0, 1.0, 1.0, 1.0)
            * CASE WHEN s.superseded_by IS NOT NULL THEN 0.5 WHEN s.unconfirmed_since IS NOT NULL THEN 0.75 ELSE 1 END
            AS score
        FROM entry_index i JOIN entries e ON e.id = i.rowid
        LEFT JOIN solutions s ON s.entry_id = e.id
        WHERE entry_index MATCH :match AND e.guild_id = :guild_id
            AND (e.kind = :kind OR (:kind IS NULL AND e.state NOT IN ('solved', 'dropped', 'duplicate')))
            AND (:tag IS NULL OR EXISTS (SELECT 1 FROM tags t WHERE t.entry_id = e.id AND t.tag = :tag))
        ORDER BY score, e.id DESC LIMIT :limit
    )
    SELECT e.kind, e.number, e.title, e.state, e.author_id, e.author_name, e.created_at,
        d.channel_id AS card_channel_id, d.message_id AS card_message_id,
        s.unconfirmed_since,
        snippet(entry_index, 2, :open, :close, '…', :words) AS body_passage,
        snippet(entry_index, 3, :open, :close, '…', :words) AS code_passage,
        highlight(entry_index, 1, :open, :close) AS title_marked,
        highlight(entry_index, 2, :open, :close) AS body_marked,
        highlight(entry_index, 3, :open, :close) AS code_marked,
        highlight(entry_index, 4, :open, :close) AS tags_marked
    FROM found JOIN entry_index i ON i.rowid = found.id JOIN entries e ON e.id = found.id
    LEFT JOIN solutions s ON s.entry_id = e.id
    LEFT JOIN deliveries d ON d.guild_id = e.guild_id AND d.state <> 'gone' AND d.key = COALESCE(
        (SELECT own.key FROM deliveries own
            WHERE own.guild_id = e.guild_id AND own.key = 'card:' || e.kind || e.number),
        'card:B' || s.blocker_number
    )
    WHERE entry_index MATCH :match
    ORDER BY found.score, e.id DESC
"""

_MARKED: Final = re.compile(f"{MARK[0]}(.*?){MARK[1]}", re.DOTALL)


class Fts5Index:
    """Implements `domain.ports.SearchIndex`: any of the terms, ranked by bm25."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def put(self, document: Document) -> None:
        """Index an entry, by its words as they are now."""
        await self._connection.run(
            PUT_DOCUMENT,
            guild_id=document.guild_id,
            kind=document.ref.kind.value,
            number=document.ref.number,
            server=server_word(document.guild_id),
            title=document.title,
            body=document.body,
            code=document.code,
            tags=" ".join(document.tags),
        )

    async def drop(self, guild_id: int, ref: Ref) -> None:
        """Take an entry out of the index."""
        await self._connection.run(DELETE_DOCUMENT, guild_id=guild_id, kind=ref.kind.value, number=ref.number)

    async def find(self, guild_id: int, query: Query, *, limit: int) -> Sequence[Hit]:
        """The server's entries that have any of the query's terms, best first."""
        if not query.terms:
            return []
        rows = await self._connection.all(
            FIND,
            match=match_expression(guild_id, query.terms),
            guild_id=guild_id,
            kind=query.kind.value if query.kind else None,
            tag=query.tag,
            limit=limit,
            open=MARK[0],
            close=MARK[1],
            words=PASSAGE_WORDS,
        )
        return [hit_from(row, query.terms) for row in rows]


def server_word(guild_id: int) -> str:
    """The word that marks a server's rows in the index."""
    return f"server{guild_id}"


def match_expression(guild_id: int, terms: Sequence[str]) -> str:
    """The FTS5 query for any of the terms within one server; terms are words, so quoting them is enough."""
    quoted = " OR ".join(f'"{term}"' for term in terms)
    return f'server : "{server_word(guild_id)}" AND {{title body code tags}} : ({quoted})'


def hit_from(row: sqlite3.Row, terms: Sequence[str]) -> Hit:
    """The hit of a row; the passage is the text's or, where only the code matches, the code's."""
    marked = " ".join(row[f"{field}_marked"] for field in ("title", "body", "code", "tags"))
    words = {word.lower() for word in _MARKED.findall(marked)}
    found = frozenset(nearest(word, terms) for word in words)
    only_code = MARK[0] not in row["body_passage"] and MARK[0] in row["code_passage"]
    return Hit(
        ref=ref_of(row),
        title=row["title"],
        state=row["state"],
        passage=row["code_passage"] if only_code else row["body_passage"],
        found=len(found),
        terms=found,
        author=Member(row["author_id"], row["author_name"]),
        created_at=moment(row["created_at"]),
        card=spot_of(row),
        unconfirmed_since=moment_or_none(row["unconfirmed_since"]),
    )


def nearest(word: str, terms: Sequence[str]) -> str:
    """The term that a found word stands for: stemming changes ends, so it is the one that begins most alike."""
    return max(terms, key=lambda term: sum(takewhile(bool, map(eq, word, term))))
