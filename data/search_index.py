"""The search index on SQLite's FTS5 (https://sqlite.org/fts5.html).

FTS5 is used as what it is best at, lists of the entries that have a word; how much an entry is about a word is part of
the word (`celeri/2`), so nothing is computed while searching but sums. Each word begins with its server's id, so a
search reads its own server's lists alone, and a server's vocabulary stands together.
"""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from data.channels import SEEN, ids_in_json
from data.database import Connection
from data.documents import DELETE_DOCUMENT, PUT_DOCUMENT, TITLE, row_of
from data.rows import moment, moment_or_none, ref_of, spot_of
from data.synonyms import group_in
from data.within import VISIBLE, bound
from domain.models.entries import Kind, Member, Ref
from domain.models.search import Document, Title, Within
from domain.retrieval.passages import Text
from domain.retrieval.planning import Counts, Plan
from domain.retrieval.ranking import Candidate
from domain.retrieval.standing import Record
from domain.retrieval.synonyms import Group

FORMS: Final = re.compile(r"[^\W\d]+")
"""The words among many that each stand behind their length."""

REACH: Final = 100
"""How many of the best entries are looked at before all of them, where too few can be shown."""

# Numbers are never given twice, so they tell what a server has, or a little more. '0' is what follows '/'. A list that
# only hidden entries stand in is as if it were not there.
COUNT_WORDS: Final = f"""
    SELECT NULL AS word, NULL AS level, sum(last) AS entries
    FROM numbers WHERE guild_id = :guild_id AND kind IN ('B', 'S', 'E', 'A', 'Q')
    UNION ALL
    SELECT * FROM (SELECT words, NULL, NULL FROM synonyms WHERE guild_id = :guild_id ORDER BY number)
    UNION ALL
    SELECT w.value AS word, CAST(substr(v.term, -1) AS INTEGER) AS level, v.doc AS entries
    FROM json_each(:words) w CROSS JOIN entry_vocabulary v
    WHERE v.term >= :guild_id || ':' || w.value || '/' AND v.term < :guild_id || ':' || w.value || '0'
        AND (:hidden = '[]' OR EXISTS (
            SELECT 1 FROM entry_terms i CROSS JOIN entries e ON e.id = i.rowid
            WHERE i.entry_terms MATCH '"' || v.term || '"' AND {SEEN}
        ))
"""

# All in one row: there are many, and making a row costs more than reading the word.
SELECT_FORMS: Final = """
    SELECT group_concat(substr(v.term, length(:guild_id) + 3), ' ') AS forms
    FROM json_each(:beginnings) b CROSS JOIN entry_vocabulary v
    WHERE v.term >= :guild_id || ':=' || b.value AND v.term < :guild_id || ':=' || b.value || char(1114111)
"""

SELECT_SEEN_FORMS: Final = f"""
    SELECT f.value AS form FROM json_each(:forms) f
    WHERE EXISTS (
        SELECT 1 FROM entry_terms i CROSS JOIN entries e ON e.id = i.rowid
        WHERE i.entry_terms MATCH '"' || :guild_id || ':=' || length(f.value) || f.value || '"' AND {SEEN}
    )
"""

# The lists are summed up by entry; the best are then held against the filters in their order, until there are enough.
FIND: Final = f"""
    WITH lists AS MATERIALIZED (
        SELECT '"' || :guild_id || ':' || json_extract(value, '$[0]') || '"' AS list,
            json_extract(value, '$[1]') AS weight, json_extract(value, '$[2]') AS level
        FROM json_each(:lookups)
    ),
    postings AS (
        SELECT i.rowid AS id, l.weight, l.level
        FROM lists l CROSS JOIN entry_terms i WHERE i.entry_terms MATCH l.list
    ),
    found AS MATERIALIZED (
        SELECT id, sum(weight) AS score, sum(level) AS levels
        FROM postings GROUP BY id ORDER BY score DESC, id DESC LIMIT :reach
    )
    SELECT f.id, f.levels, d.title_stems, d.body_stems, d.inflected, d.aliases,
        e.created_at, s.helped, s.failed, s.unconfirmed_since, s.superseded_by, p.api_number
    FROM found f CROSS JOIN entries e ON e.id = f.id CROSS JOIN documents d ON d.entry_id = f.id
    LEFT JOIN solutions s ON s.entry_id = f.id LEFT JOIN endpoints p ON p.entry_id = f.id
    WHERE {VISIBLE}
    LIMIT :limit
"""

SELECT_TEXTS: Final = """
    SELECT e.id, e.kind, e.number, e.title, e.state, e.author_id, e.author_name, e.created_at, t.body, t.code,
        s.fix, s.helped, s.unconfirmed_since, d.channel_id AS card_channel_id, d.message_id AS card_message_id,
        p.api_number, a.title AS api_title
    FROM json_each(:ids) wanted CROSS JOIN entries e ON e.id = wanted.value CROSS JOIN documents t ON t.entry_id = e.id
    LEFT JOIN solutions s ON s.entry_id = e.id
    LEFT JOIN endpoints p ON p.entry_id = e.id
    LEFT JOIN entries a ON a.guild_id = e.guild_id AND a.kind = 'A' AND a.number = p.api_number
    LEFT JOIN deliveries d ON d.guild_id = e.guild_id AND d.state <> 'gone' AND d.key = COALESCE(
        (SELECT own.key FROM deliveries own
            WHERE own.guild_id = e.guild_id AND own.key = 'card:' || e.kind || e.number),
        'card:B' || s.blocker_number
    )
    WHERE e.guild_id = :guild_id
    ORDER BY wanted.key
"""

FIND_NAMED: Final = f"""
    SELECT e.id FROM entries e JOIN documents d ON d.entry_id = e.id LEFT JOIN solutions s ON s.entry_id = e.id
    WHERE e.kind = :kind AND e.number = :number AND {VISIBLE}
"""

COMPLETE: Final = f"""
    SELECT e.kind, e.number, e.title, e.created_at, s.helped
    FROM entry_terms i CROSS JOIN entries e ON e.id = i.rowid LEFT JOIN solutions s ON s.entry_id = e.id
    WHERE i.entry_terms MATCH :match AND {VISIBLE}
    ORDER BY i.rowid DESC LIMIT :limit
"""

# Each kind by itself, from the newest on along its index: a server's entries are not gone through.
NEWEST: Final = (
    " UNION ALL ".join(
        f"""
    SELECT * FROM (
        SELECT e.kind, e.number, e.title, e.created_at, s.helped, e.id
        FROM entries e LEFT JOIN solutions s ON s.entry_id = e.id
        WHERE e.kind = '{kind.value}' AND {VISIBLE}
        ORDER BY e.created_at DESC, e.id DESC LIMIT :limit
    )
    """
        for kind in Kind
    )
    + "ORDER BY created_at DESC, id DESC LIMIT :limit"
)


class Fts5Index:
    """Implements `domain.repositories.SearchIndex`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def put(self, document: Document) -> None:
        """Index an entry, by its words as they are now."""
        await self._connection.run(PUT_DOCUMENT, **row_of(document))

    async def drop(self, guild_id: int, ref: Ref) -> None:
        """Take an entry out of the index."""
        await self._connection.run(DELETE_DOCUMENT, guild_id=guild_id, kind=ref.kind.value, number=ref.number)

    async def counts(self, guild_id: int, words: Iterable[str], hidden: Iterable[int]) -> Counts:
        """How many entries there are, and how many have each of the words, by level; and what means the same here."""
        rows = await self._connection.all(
            COUNT_WORDS,
            guild_id=guild_id,
            words=json.dumps(sorted(set(words))),
            hidden=ids_in_json(hidden),
        )
        having: dict[str, dict[int, int]] = defaultdict(dict)
        synonyms: list[Group] = []
        (_, _, whole), *others = rows
        for word, level, entries in others:
            if level is None:
                synonyms.append(group_in(word))
            else:
                having[word][level] = entries
        return Counts(whole or 0, dict(having), synonyms)

    async def forms(self, guild_id: int, beginnings: Iterable[str]) -> Sequence[str]:
        """The words that begin so, after their length, as they were written."""
        [row] = await self._connection.all(
            SELECT_FORMS, guild_id=guild_id, beginnings=json.dumps(sorted(set(beginnings)))
        )
        return FORMS.findall(row["forms"] or "")

    async def seen(self, guild_id: int, forms: Iterable[str], hidden: Iterable[int]) -> Collection[str]:
        """Those of the words, as they were written, that stand in an entry which is not hidden."""
        rows = await self._connection.all(
            SELECT_SEEN_FORMS, guild_id=guild_id, forms=json.dumps(list(forms)), hidden=ids_in_json(hidden)
        )
        return {row["form"] for row in rows}

    async def candidates(
        self, guild_id: int, plan: Plan, within: Within, hidden: Iterable[int], *, limit: int
    ) -> Sequence[Candidate]:
        """The entries that have most of what is looked up, best first."""
        filters = bound(within, hidden)
        lookups = json.dumps(
            [[f"{each.word}/{each.level}", each.weight, each.packed] for each in plan.lookups]
        )
        postings = sum(each.entries for each in plan.lookups)
        rows: list[sqlite3.Row] = []
        for reach in (-1,) if within.is_narrowed else (REACH, -1):
            rows = await self._connection.all(
                FIND, guild_id=guild_id, lookups=lookups, reach=reach, limit=limit, **filters
            )
            if len(rows) == limit or postings <= reach:
                break
        return [candidate_from(row) for row in rows]

    async def texts(self, guild_id: int, entry_ids: Iterable[int]) -> Sequence[Text]:
        """What is shown of entries, in the order of their ids."""
        rows = await self._connection.all(SELECT_TEXTS, guild_id=guild_id, ids=json.dumps(list(entry_ids)))
        return [text_from(row) for row in rows]

    async def titles(
        self, guild_id: int, words: Sequence[str], within: Within, hidden: Iterable[int], *, limit: int
    ) -> Sequence[Title]:
        """The newest entries whose title has words that begin so; of no words, the newest."""
        filters = bound(within, hidden)
        if words:
            match = title_expression(guild_id, words)
            rows = await self._connection.all(
                COMPLETE, guild_id=guild_id, match=match, limit=limit, **filters
            )
        else:
            rows = await self._connection.all(NEWEST, guild_id=guild_id, limit=limit, **filters)
        return [
            Title(ref_of(row), row["title"], moment(row["created_at"]), row["helped"] or 0) for row in rows
        ]

    async def named(self, guild_id: int, ref: Ref, within: Within, hidden: Iterable[int]) -> int | None:
        """The id of an entry by its number, if a search within that may show it."""
        if within.kind not in {None, ref.kind}:
            return None
        filters = bound(replace(within, kind=ref.kind), hidden)
        rows = await self._connection.all(FIND_NAMED, guild_id=guild_id, number=ref.number, **filters)
        return rows[0]["id"] if rows else None


def title_expression(guild_id: int, words: Sequence[str]) -> str:
    """The FTS5 query for titles with words that begin so."""
    return " AND ".join(f'"{guild_id}:{TITLE}{word}"*' for word in words)


def candidate_from(row: Iterable[Any]) -> Candidate:
    """The candidate of a row of `FIND`, whose columns are read in their order: there are many rows."""
    (
        entry_id,
        levels,
        title,
        body,
        inflected,
        aliases,
        created_at,
        helped,
        failed,
        unconfirmed,
        superseded,
        api,
    ) = row
    return Candidate(
        entry_id,
        levels,
        title,
        body,
        inflected,
        aliases.splitlines(),
        Record(
            moment(created_at),
            helped or 0,
            failed or 0,
            is_unconfirmed=unconfirmed is not None,
            is_superseded=superseded is not None,
            is_of_document=api is not None,
        ),
    )


def text_from(row: sqlite3.Row) -> Text:
    """What is shown of the entry of a row."""
    return Text(
        entry_id=row["id"],
        ref=ref_of(row),
        title=row["title"],
        body=row["body"],
        code=row["code"],
        fix=row["fix"] or "",
        state=row["state"],
        author=Member(row["author_id"], row["author_name"]),
        created_at=moment(row["created_at"]),
        card=spot_of(row),
        helped=row["helped"] or 0,
        unconfirmed_since=moment_or_none(row["unconfirmed_since"]),
        api=f"{Ref(Kind.API, row['api_number'])} · {row['api_title']}" if row["api_title"] else "",
    )
