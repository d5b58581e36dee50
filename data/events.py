"""Events as rows: what happened to the entries."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Final

from data.database import Connection
from data.rows import member_or_none, millis, moment, ref_of
from domain.models.deeds import Deed
from domain.models.entries import Ref
from domain.models.events import Event

INSERT_EVENT: Final = """
    INSERT INTO events (guild_id, kind, number, deed, actor_id, actor_name, at, before, after)
    VALUES (:guild_id, :kind, :number, :deed, :actor_id, :actor_name, :at, :before, :after)
"""

SELECT_OF: Final = """
    SELECT * FROM events WHERE guild_id = :guild_id AND kind = :kind AND number = :number ORDER BY id
"""

FORGET_NAMES: Final = """
    UPDATE events SET before = json_remove(before, '$.quoted', '$.helpers'),
        after = json_remove(after, '$.quoted', '$.helpers')
    WHERE guild_id = :guild_id AND kind = :kind AND number = :number
"""

WORDS: Final = """
    '$.title', '$.problem', '$.cause', '$.fix', '$.prevention', '$.code', '$.language', '$.links', '$.versions',
    '$.tags', '$.quoted'
"""

FORGET_WORDS: Final = f"""
    UPDATE events SET before = json_remove(before, {WORDS}), after = json_remove(after, {WORDS})
    WHERE guild_id = :guild_id AND kind = :kind AND number = :number
"""


class SqliteEvents:
    """Implements `domain.repositories.Events`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, event: Event) -> None:
        """Keep an event."""
        await self._connection.run(
            INSERT_EVENT,
            guild_id=event.guild_id,
            kind=event.ref.kind.value,
            number=event.ref.number,
            deed=event.deed.value,
            actor_id=event.by.id if event.by else None,
            actor_name=event.by.name if event.by else None,
            at=millis(event.at),
            before=json.dumps(event.before),
            after=json.dumps(event.after),
        )

    async def of(self, guild_id: int, ref: Ref) -> Sequence[Event]:
        """The events of an entry, oldest first."""
        rows = await self._connection.all(
            SELECT_OF, guild_id=guild_id, kind=ref.kind.value, number=ref.number
        )
        return [event_from(row) for row in rows]

    async def forget_words(self, guild_id: int, ref: Ref) -> None:
        """Take out of a solution's events what it said, and whom it quoted."""
        await self._connection.run(FORGET_WORDS, guild_id=guild_id, kind=ref.kind.value, number=ref.number)

    async def forget_names(self, guild_id: int, ref: Ref) -> None:
        """Take out of a solution's events whom it quoted, and who helped."""
        await self._connection.run(FORGET_NAMES, guild_id=guild_id, kind=ref.kind.value, number=ref.number)


def event_from(row: sqlite3.Row) -> Event:
    """The event of a row."""
    return Event(
        guild_id=row["guild_id"],
        ref=ref_of(row),
        deed=Deed(row["deed"]),
        by=member_or_none(row, "actor"),
        at=moment(row["at"]),
        before=json.loads(row["before"]),
        after=json.loads(row["after"]),
        id=row["id"],
    )
