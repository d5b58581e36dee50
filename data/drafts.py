"""Blockers that were written and not posted yet, as rows."""

import sqlite3
from datetime import datetime
from typing import Final

from pydantic import TypeAdapter

from data.database import Connection
from data.rows import millis, moment
from domain.errors import NotFound
from domain.models.blocker_draft import BlockerDraft
from domain.models.drafts import KEPT_AT_ONCE, File, KeptDraft
from domain.models.entries import Kind, Member, Ref

DRAFTS: Final = TypeAdapter(BlockerDraft)
"""Between a draft and its JSON."""

INSERT_DRAFT: Final = """
    INSERT INTO drafts (guild_id, member_id, member_name, draft, file_name, file, at)
    VALUES (:guild_id, :member_id, :member_name, :draft, :file_name, :file, :at)
    RETURNING *
"""

DROP_OLDER: Final = """
    DELETE FROM drafts WHERE guild_id = :guild_id AND member_id = :member_id AND id NOT IN (
        SELECT id FROM drafts WHERE guild_id = :guild_id AND member_id = :member_id ORDER BY id DESC LIMIT :kept
    )
"""

SELECT_ONE: Final = "SELECT * FROM drafts WHERE guild_id = :guild_id AND id = :id"

SELECT_NEWEST: Final = """
    SELECT * FROM drafts WHERE guild_id = :guild_id AND member_id = :member_id AND solved_by IS NULL
    ORDER BY at DESC, id DESC LIMIT 1
"""

UPDATE_DRAFT: Final = """
    UPDATE drafts SET draft = :draft, solved_by = :solved_by, said = :said WHERE guild_id = :guild_id AND id = :id
"""

DELETE_DRAFT: Final = "DELETE FROM drafts WHERE guild_id = :guild_id AND id = :id"

FORGET: Final = "DELETE FROM drafts WHERE at < :before"


class SqliteDrafts:
    """Implements `domain.repositories.Drafts`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, draft: KeptDraft) -> KeptDraft:
        """Keep a draft, and forget the oldest of its author's where they have too many; returns it with its number."""
        row = await self._connection.one(
            INSERT_DRAFT,
            guild_id=draft.guild_id,
            member_id=draft.member.id,
            member_name=draft.member.name,
            draft=_json(draft),
            file_name=draft.file.name if draft.file else "",
            file=draft.file.content if draft.file else b"",
            at=millis(draft.at),
        )
        assert row is not None  # noqa: S101  (RETURNING always gives a row here)
        await self._connection.run(
            DROP_OLDER, guild_id=draft.guild_id, member_id=draft.member.id, kept=KEPT_AT_ONCE
        )
        return draft_from(row)

    async def get(self, guild_id: int, draft_id: int) -> KeptDraft:
        """The draft of that number.

        Raises:
            NotFound: there is none (any more).
        """
        row = await self._connection.one(SELECT_ONE, guild_id=guild_id, id=draft_id)
        if row is None:
            raise NotFound(
                "This draft is not there any more: it was posted or discarded, or is older than a day."
                " /blocker log starts anew."
            )
        return draft_from(row)

    async def save(self, draft: KeptDraft) -> None:
        """Keep what changed of a draft."""
        await self._connection.run(
            UPDATE_DRAFT,
            guild_id=draft.guild_id,
            id=draft.id,
            draft=_json(draft),
            solved_by=draft.solved_by.number if draft.solved_by else None,
            said=draft.said,
        )

    async def newest(self, guild_id: int, member_id: int) -> KeptDraft | None:
        """The draft that a member wrote last and that nothing came of yet."""
        row = await self._connection.one(SELECT_NEWEST, guild_id=guild_id, member_id=member_id)
        return None if row is None else draft_from(row)

    async def drop(self, guild_id: int, draft_id: int) -> None:
        """Forget a draft."""
        await self._connection.run(DELETE_DRAFT, guild_id=guild_id, id=draft_id)

    async def forget(self, before: datetime) -> int:
        """Forget the drafts written before that moment; returns how many."""
        return await self._connection.run(FORGET, before=millis(before))


def _json(draft: KeptDraft) -> str:
    return DRAFTS.dump_json(draft.draft).decode()


def draft_from(row: sqlite3.Row) -> KeptDraft:
    """The draft of a row."""
    return KeptDraft(
        guild_id=row["guild_id"],
        member=Member(row["member_id"], row["member_name"]),
        draft=DRAFTS.validate_json(row["draft"]),
        file=File(row["file_name"], row["file"]) if row["file_name"] else None,
        solved_by=None if row["solved_by"] is None else Ref(Kind.SOLUTION, row["solved_by"]),
        said=None if row["said"] is None else bool(row["said"]),
        at=moment(row["at"]),
        id=row["id"],
    )
