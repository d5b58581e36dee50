"""The revisions of APIs as rows: their documents and what changed, compressed."""

import json
import sqlite3
import zlib
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter

from data.channels import SEEN, ids_in_json
from data.database import Connection
from data.periods import bounds
from data.rows import member_or_none, millis, moment
from domain.apis.comparing.changes import Change
from domain.apis.comparing.grouping import grouped
from domain.apis.comparing.rules import Grade
from domain.errors import NotFound
from domain.models.api import Revision
from domain.models.entries import Kind, Ref
from domain.models.recap import Period

COLUMNS: Final = """
    r.guild_id, r.number, r.revision, r.at, r.member_id, r.member_name, r.format, r.version, r.mark, r.changes,
    r.content IS NOT NULL AS is_whole
"""

SELECT_ONE: Final = f"""
    SELECT {COLUMNS} FROM revisions r
    WHERE r.guild_id = :guild_id AND r.number = :number AND r.revision = :revision
"""

SELECT_LISTED: Final = f"""
    SELECT {COLUMNS} FROM revisions r WHERE r.guild_id = :guild_id AND r.number = :number
    ORDER BY r.revision DESC LIMIT :limit OFFSET :offset
"""

COUNT_LISTED: Final = """
    SELECT count(*) AS total FROM revisions WHERE guild_id = :guild_id AND number = :number
"""

SELECT_WITHIN: Final = f"""
    SELECT {COLUMNS} FROM revisions r JOIN entries e ON e.guild_id = r.guild_id AND e.kind = 'A' AND e.number = r.number
    WHERE r.guild_id = :guild_id AND r.at >= :start AND r.at < :end AND e.state <> 'retired' AND {SEEN}
    ORDER BY r.at DESC, r.number DESC, r.revision DESC
"""

SELECT_RULES_OF: Final = """
    SELECT r.rules FROM revisions r WHERE r.guild_id = :guild_id AND r.number = :number
    ORDER BY r.revision DESC LIMIT :limit
"""

SELECT_RULES: Final = f"""
    SELECT r.rules FROM revisions r JOIN entries e ON e.guild_id = r.guild_id AND e.kind = 'A' AND e.number = r.number
    WHERE r.guild_id = :guild_id AND r.at >= :start AND {SEEN}
    ORDER BY r.at DESC LIMIT :limit
"""

SELECT_CONTENT: Final = """
    SELECT content FROM revisions WHERE guild_id = :guild_id AND number = :number AND revision = :revision
"""

INSERT_REVISION: Final = """
    INSERT INTO revisions (guild_id, number, revision, at, member_id, member_name, format, version, mark, content,
        changes, breaking, risky, safe, muted, rules)
    VALUES (:guild_id, :number, :revision, :at, :member_id, :member_name, :format, :version, :mark, :content,
        :changes, :breaking, :risky, :safe, :muted, :rules)
"""

PRUNE: Final = """
    UPDATE revisions SET content = NULL
    WHERE guild_id = :guild_id AND number = :number AND revision <= :last AND content IS NOT NULL
"""

CHANGES: Final = TypeAdapter(tuple[Change, ...])


class SqliteRevisions:
    """Implements `domain.repositories.Revisions`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, revision: Revision, content: bytes) -> None:
        """Keep a new revision with its document."""
        await self._connection.run(
            INSERT_REVISION,
            guild_id=revision.guild_id,
            number=revision.api.number,
            revision=revision.number,
            at=millis(revision.at),
            member_id=revision.by.id if revision.by else None,
            member_name=revision.by.name if revision.by else None,
            format=revision.format,
            version=revision.version,
            mark=revision.mark,
            content=zlib.compress(content, 6),
            changes=_packed(revision),
            muted=len(grouped(revision.muted)),
            rules=" ".join(sorted({each.rule.name for each in (*revision.changes, *revision.muted)})),
            **{grade.value: revision.count(grade) for grade in Grade},
        )

    async def get(self, guild_id: int, number: int, revision: int) -> Revision:
        """A revision of the server's API of that number.

        Raises:
            NotFound: there is none.
        """
        row = await self._connection.one(SELECT_ONE, guild_id=guild_id, number=number, revision=revision)
        if row is None:
            raise _no_such(number, revision)
        return revision_from(row)

    async def content(self, guild_id: int, number: int, revision: int) -> bytes:
        """The document of a revision.

        Raises:
            NotFound: there is no such revision, or it is so old that its document was dropped.
        """
        row = await self._connection.one(SELECT_CONTENT, guild_id=guild_id, number=number, revision=revision)
        if row is None:
            raise _no_such(number, revision)
        if row["content"] is None:
            raise _too_old(number, revision)
        return zlib.decompress(row["content"])

    async def listed(
        self, guild_id: int, number: int, *, limit: int, offset: int
    ) -> tuple[Sequence[Revision], int]:
        """One page of an API's revisions, newest first; and how many there are."""
        counted = await self._connection.one(COUNT_LISTED, guild_id=guild_id, number=number)
        rows = await self._connection.all(
            SELECT_LISTED, guild_id=guild_id, number=number, limit=limit, offset=offset
        )
        return [revision_from(row) for row in rows], counted["total"] if counted else 0

    async def within(self, guild_id: int, period: Period, hidden: Collection[int]) -> Sequence[Revision]:
        """The revisions of the period of all APIs in use, newest first; none of hidden channels."""
        rows = await self._connection.all(SELECT_WITHIN, guild_id=guild_id, **bounds(period, hidden))
        return [revision_from(row) for row in rows]

    async def rules_of(self, guild_id: int, number: int, *, limit: int) -> Sequence[str]:
        """The names of the rules by which an API changed in its newest revisions, the last first."""
        rows = await self._connection.all(SELECT_RULES_OF, guild_id=guild_id, number=number, limit=limit)
        return _names(rows)

    async def rules(
        self, guild_id: int, hidden: Collection[int], *, since: datetime, limit: int
    ) -> Sequence[str]:
        """The names of the rules by which APIs changed since then, the last first; none of hidden channels."""
        rows = await self._connection.all(
            SELECT_RULES, guild_id=guild_id, start=millis(since), hidden=ids_in_json(hidden), limit=limit
        )
        return _names(rows)

    async def prune(self, guild_id: int, number: int, *, last: int) -> int:
        """Drop the documents of an API up to that revision; returns how many."""
        return await self._connection.run(PRUNE, guild_id=guild_id, number=number, last=last)


def _no_such(number: int, revision: int) -> NotFound:
    return NotFound(
        f"{Ref(Kind.API, number)} has no revision {revision}. /api changes shows those there are."
    )


def _too_old(number: int, revision: int) -> NotFound:
    return NotFound(
        f"Revision {revision} of {Ref(Kind.API, number)} is too old: its document is not kept any more."
        " /api changes shows what changed then."
    )


def _names(rows: Sequence[sqlite3.Row]) -> Sequence[str]:
    return list(dict.fromkeys(name for row in rows for name in row["rules"].split()))


def _packed(revision: Revision) -> bytes:
    told = {
        "changes": CHANGES.dump_python(tuple(revision.changes), mode="json"),
        "muted": CHANGES.dump_python(tuple(revision.muted), mode="json"),
        "reasons": dict(revision.reasons),
    }
    return zlib.compress(json.dumps(told, ensure_ascii=False).encode())


def revision_from(row: sqlite3.Row) -> Revision:
    """The revision of a row."""
    told: dict[str, Any] = json.loads(zlib.decompress(row["changes"]))
    return Revision(
        guild_id=row["guild_id"],
        api=Ref(Kind.API, row["number"]),
        number=row["revision"],
        at=moment(row["at"]),
        by=member_or_none(row, "member"),
        format=row["format"],
        version=row["version"],
        mark=row["mark"],
        changes=CHANGES.validate_python(told["changes"]),
        muted=CHANGES.validate_python(told["muted"]),
        reasons=told["reasons"],
        is_whole=bool(row["is_whole"]),
    )
