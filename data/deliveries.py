"""Deliveries as rows: the outbox."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from data.database import Connection
from data.delivery_rows import delivery_from
from data.rows import millis
from domain.models.delivery import Delivery, DeliveryState, Key
from domain.models.entries import Ref, Spot

# A changed entry whose card was never asked for (channel unknown) needs none; hence INSERT … SELECT … WHERE.
WANT: Final = """
    INSERT INTO deliveries (guild_id, key, channel_id, user_id, state, wanted, shown, attempts, due_at,
        leased_until, message_id, created_at, reason)
    SELECT :guild_id, :key, :channel_id, NULL, 'due', 1, 0, 0, :at, 0, NULL, :at, ''
    WHERE :channel_id IS NOT NULL
        OR EXISTS (SELECT 1 FROM deliveries WHERE guild_id = :guild_id AND key = :key)
    ON CONFLICT (guild_id, key) DO UPDATE SET
        wanted = wanted + 1,
        due_at = CASE WHEN state = 'sent' THEN excluded.due_at ELSE due_at END,
        state = CASE WHEN state = 'sent' THEN 'due' ELSE state END
"""

WANT_ONCE: Final = """
    INSERT INTO deliveries (guild_id, key, channel_id, user_id, state, wanted, shown, attempts, due_at,
        leased_until, message_id, created_at, reason)
    VALUES (:guild_id, :key, :channel_id, :user_id, 'due', 1, 0, 0, :at, 0, NULL, :at, '')
    ON CONFLICT (guild_id, key) DO NOTHING
"""

# What is about B1 has the key `topic:B1` or `topic:B1/part`. The sign after `/` is `0`, so these keys, but not those
# of B10, are a range of the table's own order for each topic: however much a server has sent, little is looked at.
WANT_AGAIN: Final = """
    UPDATE deliveries SET wanted = wanted + 1, state = 'due', due_at = CASE state WHEN 'sent' THEN :at ELSE due_at END
    WHERE guild_id = :guild_id AND state IN ('sent', 'due') AND key IN (
        WITH topics (topic) AS (VALUES ('card'), ('nudge'), ('ask'), ('told'), ('retest'), ('answered'),
            ('there'), ('near'), ('retired'))
        SELECT d.key FROM topics JOIN deliveries d ON d.guild_id = :guild_id
            AND d.key >= topic || ':' || :ref AND d.key < topic || ':' || :ref || '0'
    )
"""

SELECT_ONE: Final = "SELECT * FROM deliveries WHERE guild_id = :guild_id AND key = :key"

CLAIM: Final = """
    UPDATE deliveries SET attempts = attempts + 1, leased_until = :until
    WHERE guild_id = :guild_id AND key = :key AND state = 'due' AND due_at <= :now AND leased_until <= :now
    RETURNING *
"""

# Recaps and letters come due a thousand at a time: what somebody waits for goes first, then what all read. `;` is what
# follows `:`.
SELECT_DUE: Final = """
    SELECT guild_id, key FROM deliveries
    WHERE state = 'due' AND due_at <= :now AND leased_until <= :now
    ORDER BY CASE
        WHEN key >= 'recap:' AND key < 'recap;' THEN 1
        WHEN key >= 'letter:' AND key < 'letter;' THEN 2
        ELSE 0 END, due_at, guild_id, key
    LIMIT :limit
"""

SELECT_DUE_ABOUT: Final = """
    WITH topics (topic, turn) AS (
        VALUES ('card', 1), ('thread', 2), ('ask', 3), ('told', 3), ('nudge', 3), ('lapsed', 3), ('quoted', 3),
            ('broke', 3), ('sunset', 3), ('retest', 3), ('answered', 3), ('there', 3), ('near', 3),
            ('retired', 3)
    )
    SELECT d.key FROM topics JOIN deliveries d ON d.guild_id = :guild_id
        AND d.key >= topic || ':' || :ref AND d.key < topic || ':' || :ref || '0'
    WHERE d.state = 'due' AND d.due_at <= :now
    ORDER BY turn, d.key
"""

SELECT_SHOWN_BY: Final = """
    SELECT key FROM deliveries WHERE guild_id = :guild_id AND message_id = :message_id AND key NOT LIKE 'thread:%'
"""

GONE: Final = """
    UPDATE deliveries SET state = 'gone', leased_until = 0, reason = 'deleted'
    WHERE guild_id = :guild_id AND message_id = :message_id AND key NOT LIKE 'thread:%'
"""

GONE_WITH: Final = """
    UPDATE deliveries SET state = 'gone', leased_until = 0, reason = 'deleted with its channel'
    WHERE guild_id = :guild_id AND message_id IS NOT NULL
        AND (channel_id = :channel_id OR (message_id = :channel_id AND key LIKE 'thread:%'))
"""

DONE: Final = """
    UPDATE deliveries SET channel_id = :channel_id, message_id = :message_id, shown = :wanted, attempts = 0,
        leased_until = 0, reason = '',
        state = CASE WHEN wanted > :wanted THEN 'due' ELSE 'sent' END
    WHERE guild_id = :guild_id AND key = :key
"""

# The number of the attempt tells a sender that came too late: the delivery is in other hands by then.
POSTPONE: Final = """
    UPDATE deliveries SET due_at = :until, leased_until = 0, reason = :reason
    WHERE guild_id = :guild_id AND key = :key AND attempts = :attempts
"""

GIVE_UP: Final = """
    UPDATE deliveries SET state = :state, leased_until = 0, reason = :reason
    WHERE guild_id = :guild_id AND key = :key AND attempts = :attempts
"""

RETRY: Final = """
    UPDATE deliveries SET state = 'due', due_at = :at, attempts = 0
    WHERE guild_id = :guild_id AND key = :key AND state = 'parked'
"""

# What could not be said to one member in private is not for a channel. `;` follows `:`, so the keys before it are those
# of recaps.
REVIVE: Final = """
    UPDATE deliveries SET state = 'due', due_at = :at, attempts = 0,
        channel_id = CASE WHEN message_id IS NULL THEN :channel_id ELSE channel_id END
    WHERE guild_id = :guild_id AND state = 'parked' AND user_id IS NULL
        AND key NOT LIKE 'notice:%' AND (key >= 'recap:' AND key < 'recap;') = :recaps
"""

FORGET_NOTICES: Final = "DELETE FROM deliveries WHERE guild_id = :guild_id AND key LIKE 'notice:%'"


class SqliteDeliveries:
    """Implements `domain.repositories.Deliveries`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def want(self, guild_id: int, key: Key, *, at: datetime, channel_id: int | None = None) -> None:
        """Have this delivery sent or, if it was sent, brought up to date; one that is gone stays gone.

        Without a channel, a delivery that was never wanted before stays unwanted.
        """
        await self._connection.run(
            WANT, guild_id=guild_id, key=str(key), channel_id=channel_id, at=millis(at)
        )

    async def want_once(
        self,
        guild_id: int,
        key: Key,
        *,
        at: datetime,
        user_id: int | None = None,
        channel_id: int | None = None,
    ) -> None:
        """Have this delivery sent to a member or to a channel, unless it was wanted before."""
        await self._connection.run(
            WANT_ONCE,
            guild_id=guild_id,
            key=str(key),
            user_id=user_id,
            channel_id=channel_id,
            at=millis(at),
        )

    async def want_again(self, guild_id: int, ref: Ref, *, at: datetime) -> None:
        """Have all that was sent about an entry brought up to date, but for its thread."""
        await self._connection.run(WANT_AGAIN, guild_id=guild_id, ref=str(ref), at=millis(at))

    async def get(self, guild_id: int, key: Key) -> Delivery | None:
        """The delivery as it stands."""
        row = await self._connection.one(SELECT_ONE, guild_id=guild_id, key=str(key))
        return None if row is None else delivery_from(row)

    async def claim(self, guild_id: int, key: Key, *, now: datetime, until: datetime) -> Delivery | None:
        """The delivery for the caller alone until then; None if it is not due or in other hands."""
        row = await self._connection.one(
            CLAIM, guild_id=guild_id, key=str(key), now=millis(now), until=millis(until)
        )
        return None if row is None else delivery_from(row)

    async def due(self, now: datetime, *, limit: int) -> Sequence[tuple[int, Key]]:
        """Server and key of the deliveries that are due and in nobody's hands, longest first.

        Recaps come after all others, and letters last.
        """
        rows = await self._connection.all(SELECT_DUE, now=millis(now), limit=limit)
        return [(row["guild_id"], Key.parse(row["key"])) for row in rows]

    async def due_about(self, guild_id: int, ref: Ref, now: datetime) -> Sequence[Key]:
        """The keys of the deliveries about an entry that are due, its card first."""
        rows = await self._connection.all(SELECT_DUE_ABOUT, guild_id=guild_id, ref=str(ref), now=millis(now))
        return [Key.parse(row["key"]) for row in rows]

    async def shown_by(self, guild_id: int, message_id: int) -> Key | None:
        """What a message of the server's shows."""
        row = await self._connection.one(SELECT_SHOWN_BY, guild_id=guild_id, message_id=message_id)
        return None if row is None else Key.parse(row["key"])

    async def gone(self, guild_id: int, *, message_id: int) -> None:
        """Note that the message of a delivery was deleted."""
        await self._connection.run(GONE, guild_id=guild_id, message_id=message_id)

    async def gone_with(self, guild_id: int, *, channel_id: int) -> None:
        """Note that the messages of a channel were deleted with it; what was not sent yet stays owed."""
        await self._connection.run(GONE_WITH, guild_id=guild_id, channel_id=channel_id)

    async def done(self, delivery: Delivery, spot: Spot) -> None:
        """Note a claimed delivery as shown by that message; it stays due if it changed meanwhile."""
        await self._connection.run(
            DONE,
            guild_id=delivery.guild_id,
            key=str(delivery.key),
            channel_id=spot.channel_id,
            message_id=spot.message_id,
            wanted=delivery.wanted,
        )

    async def postpone(self, delivery: Delivery, *, until: datetime, reason: str) -> None:
        """Give a claimed delivery back, to be tried again at that time."""
        await self._connection.run(
            POSTPONE,
            guild_id=delivery.guild_id,
            key=str(delivery.key),
            attempts=delivery.attempts,
            until=millis(until),
            reason=reason,
        )

    async def give_up(self, delivery: Delivery, *, gone: bool, reason: str) -> None:
        """Note a claimed delivery as impossible (parked) or its message as deleted (gone)."""
        state = DeliveryState.GONE if gone else DeliveryState.PARKED
        await self._connection.run(
            GIVE_UP,
            guild_id=delivery.guild_id,
            key=str(delivery.key),
            attempts=delivery.attempts,
            state=state.value,
            reason=reason,
        )

    async def retry(self, guild_id: int, key: Key, *, at: datetime) -> None:
        """Have this delivery tried again where it was parked."""
        await self._connection.run(RETRY, guild_id=guild_id, key=str(key), at=millis(at))

    async def revive(self, guild_id: int, *, channel_id: int, at: datetime) -> None:
        """Have what is parked for the server's channels, but recaps, sent to that one; let notices be given again."""
        await self._revive(guild_id, channel_id, at, recaps=False)

    async def revive_recaps(self, guild_id: int, *, channel_id: int, at: datetime) -> None:
        """Have the recaps that are parked sent to that channel, and let notices be given again."""
        await self._revive(guild_id, channel_id, at, recaps=True)

    async def _revive(self, guild_id: int, channel_id: int, at: datetime, *, recaps: bool) -> None:
        await self._connection.run(
            REVIVE, guild_id=guild_id, channel_id=channel_id, at=millis(at), recaps=recaps
        )
        await self._connection.run(FORGET_NOTICES, guild_id=guild_id)
