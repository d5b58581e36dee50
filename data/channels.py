"""The channels where cards stand, and the entries that are seen by those who see them."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from data.database import Connection
from domain.models.entries import Ref, Thread
from domain.models.sight import Channel

# A card's row keeps its channel when its message is gone: what was said in private stays there. A solution without
# a card of its own is shown on its blocker's, an endpoint of a document on its API's.
SEEN: Final = """
    (:hidden = '[]' OR COALESCE(
        (SELECT own.channel_id FROM deliveries own
            WHERE own.guild_id = e.guild_id AND own.key = 'card:' || e.kind || e.number),
        (SELECT its.channel_id FROM solutions shown JOIN deliveries its
            ON its.guild_id = e.guild_id AND its.key = 'card:B' || shown.blocker_number
            WHERE shown.entry_id = e.id),
        (SELECT its.channel_id FROM endpoints told JOIN deliveries its
            ON its.guild_id = e.guild_id AND its.key = 'card:A' || told.api_number
            WHERE told.entry_id = e.id),
        (SELECT hub_channel_id FROM servers WHERE guild_id = e.guild_id),
        0
    ) NOT IN (SELECT value FROM json_each(:hidden)))
"""
"""In a WHERE: whether the channel of `entries e` is none of `:hidden`, which are ids as JSON."""

# From one channel straight to the next by the index, however many cards each has.
SELECT_CHANNELS: Final = """
    WITH RECURSIVE channels (id) AS (
        SELECT min(channel_id) FROM deliveries
        WHERE guild_id = :guild_id AND key >= 'card:' AND key < 'card;'
        UNION ALL
        SELECT (SELECT min(channel_id) FROM deliveries
            WHERE guild_id = :guild_id AND key >= 'card:' AND key < 'card;' AND channel_id > channels.id)
        FROM channels WHERE channels.id IS NOT NULL
    ),
    found (id) AS (
        SELECT id FROM channels WHERE id IS NOT NULL
        UNION SELECT hub_channel_id FROM servers WHERE guild_id = :guild_id
    )
    SELECT found.id, t.parent_id, t.is_private,
        found.id IS (SELECT hub_channel_id FROM servers WHERE guild_id = :guild_id) AS is_hub
    FROM found LEFT JOIN threads t ON t.guild_id = :guild_id AND t.thread_id = found.id
    ORDER BY found.id
"""

SELECT_HIDDEN: Final = f"""
    SELECT 1 FROM entries e
    WHERE e.guild_id = :guild_id AND e.kind = :kind AND e.number = :number AND NOT {SEEN}
"""

NOTE_THREAD: Final = """
    INSERT INTO threads (guild_id, thread_id, parent_id, is_private)
    VALUES (:guild_id, :thread_id, :parent_id, :is_private)
    ON CONFLICT (guild_id, thread_id) DO NOTHING
"""


class SqliteChannels:
    """Implements `domain.repositories.Channels`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def of_cards(self, guild_id: int) -> Sequence[Channel]:
        """Those where cards of the server stand, stood or are to stand, and the hub."""
        rows = await self._connection.all(SELECT_CHANNELS, guild_id=guild_id)
        return [
            Channel(
                row["id"],
                Thread(row["parent_id"], bool(row["is_private"])) if row["parent_id"] is not None else None,
                bool(row["is_hub"]),
            )
            for row in rows
        ]

    async def note_thread(self, guild_id: int, thread_id: int, thread: Thread) -> None:
        """Keep what a thread is."""
        await self._connection.run(
            NOTE_THREAD,
            guild_id=guild_id,
            thread_id=thread_id,
            parent_id=thread.parent_id,
            is_private=int(thread.is_private),
        )

    async def hide(self, guild_id: int, ref: Ref, hidden: Collection[int]) -> bool:
        """Whether there is such an entry, and one of these channels is its own."""
        row = await self._connection.one(
            SELECT_HIDDEN,
            guild_id=guild_id,
            kind=ref.kind.value,
            number=ref.number,
            hidden=ids_in_json(hidden),
        )
        return row is not None


def ids_in_json(ids: Iterable[int]) -> str:
    """Ids as `SEEN` takes them."""
    return json.dumps(sorted(ids))
