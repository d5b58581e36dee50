"""Blockers as rows, and whom they affect."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from data.blocker_rows import PROPOSALS, SELECT_BLOCKERS, URGENCIES, blocker_from
from data.channels import SEEN, ids_in_json
from data.database import Connection, Value
from data.entries import add_entry, save_entry
from data.periods import bounds
from data.rows import (
    millis,
    millis_or_none,
    new_fields,
)
from domain.models.blocker import Blocker, Source
from domain.models.blocker_draft import BlockerDraft
from domain.models.entries import Kind, Member, NewEntry, Ref, no_such
from domain.models.lifecycle import State
from domain.models.listing import Wanted
from domain.models.recap import Period

SELECT_ONE: Final = f"{SELECT_BLOCKERS} WHERE e.guild_id = :guild_id AND e.kind = 'B' AND e.number = :number"

WHERE_LISTED: Final = f"""
    WHERE e.guild_id = :guild_id AND e.kind = 'B' AND instr(:states, '|' || e.state || '|')
        AND (:tag IS NULL OR EXISTS (SELECT 1 FROM tags t WHERE t.entry_id = e.id AND t.tag = :tag))
        AND (:author_id IS NULL OR e.author_id = :author_id)
        AND (:helper_id IS NULL OR b.helper_id = :helper_id)
        AND (:untouched_since IS NULL OR e.updated_at < :untouched_since)
        AND {SEEN}
"""

ORDER_LISTED: Final = (
    "ORDER BY e.state <> 'open', b.ended_at IS NOT NULL, b.ended_at DESC, b.urgency DESC, e.created_at, e.id"
)

# Only what is on the page is looked at whole.
SELECT_LISTED: Final = f"""
    {SELECT_BLOCKERS} WHERE e.id IN (
        SELECT e.id FROM entries e JOIN blockers b ON b.entry_id = e.id
        {WHERE_LISTED} {ORDER_LISTED} LIMIT :limit OFFSET :offset
    ) {ORDER_LISTED}
"""

COUNT_LISTED: Final = f"""
    SELECT count(*) AS total FROM entries e JOIN blockers b ON b.entry_id = e.id {WHERE_LISTED}
"""

SELECT_SOLVED: Final = f"""
    {SELECT_BLOCKERS}
    WHERE b.guild_id = :guild_id AND b.ended_at >= :start AND b.ended_at < :end AND e.state = 'solved' AND {SEEN}
    ORDER BY b.ended_at DESC, e.id DESC
"""

SELECT_LOGGED: Final = f"""
    {SELECT_BLOCKERS}
    WHERE e.guild_id = :guild_id AND e.kind = 'B' AND e.created_at >= :start AND e.created_at < :end AND {SEEN}
    ORDER BY e.created_at DESC, e.id DESC
"""

# The + keeps SQLite from going through all entries of the server; each half of the list is a range of an index.
SELECT_WAITING: Final = f"""
    {SELECT_BLOCKERS}
    WHERE +e.guild_id = :guild_id AND e.id IN (
        SELECT entry_id FROM blockers WHERE guild_id = :guild_id AND ended_at IS NULL
        UNION ALL SELECT entry_id FROM blockers WHERE guild_id = :guild_id AND ended_at >= :moment)
        AND e.created_at < :moment AND {SEEN}
    ORDER BY e.created_at, e.id
"""

SELECT_FROM_MESSAGE: Final = f"""
    {SELECT_BLOCKERS} WHERE b.guild_id = :guild_id AND b.source_message_id = :message_id ORDER BY e.id
"""

SELECT_FROM_CHANNEL: Final = f"""
    {SELECT_BLOCKERS}
    WHERE b.guild_id = :guild_id AND b.source_message_id IS NOT NULL AND b.source_channel_id = :channel_id
    ORDER BY e.id
"""

INSERT_BLOCKER: Final = """
    INSERT INTO blockers
        (entry_id, guild_id, goal, happened, tried, urgency, seen_at, follows, source_channel_id, source_message_id)
    VALUES
        (:entry_id, :guild_id, :goal, :happened, :tried, :urgency, :at, :follows, :source_channel_id,
        :source_message_id)
"""

UPDATE_BLOCKER: Final = """
    UPDATE blockers SET goal = :goal, happened = :happened, tried = :tried, urgency = :urgency,
        helper_id = :helper_id, helper_name = :helper_name, claimed_at = :claimed_at, proposal = :proposal,
        ended_at = :ended_at, solution_number = :solution_number, duplicate_of = :duplicate_of,
        source_is_gone = :source_is_gone, seen_at = :seen_at, called = :called
    WHERE entry_id = :entry_id AND guild_id = :guild_id
"""

JOIN: Final = """
    INSERT INTO affected (guild_id, number, member_id, member_name, at)
    VALUES (:guild_id, :number, :member_id, :member_name, :at)
    ON CONFLICT (guild_id, number, member_id) DO NOTHING
"""

LEAVE: Final = """
    DELETE FROM affected WHERE guild_id = :guild_id AND number = :number AND member_id = :member_id
"""

SELECT_AFFECTED: Final = """
    SELECT member_id, member_name FROM affected WHERE guild_id = :guild_id AND number = :number
    ORDER BY at, member_id
"""


class SqliteBlockers:
    """Implements `domain.repositories.Blockers`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, entry: NewEntry, draft: BlockerDraft) -> Blocker:
        """Keep a new blocker under the server's next number."""
        entry_id, ref = await add_entry(self._connection, entry, Kind.BLOCKER, State.OPEN.value)
        await self._connection.run(
            INSERT_BLOCKER,
            entry_id=entry_id,
            guild_id=entry.guild_id,
            goal=draft.goal,
            happened=draft.happened,
            tried=draft.tried,
            urgency=URGENCIES.index(draft.urgency),
            at=millis(entry.at),
            follows=_number(draft.follows),
            source_channel_id=draft.source.channel_id if draft.source else None,
            source_message_id=draft.source.message_id if draft.source else None,
        )
        return Blocker(
            **new_fields(entry, ref),
            goal=draft.goal,
            happened=draft.happened,
            tried=draft.tried,
            urgency=draft.urgency,
            follows=draft.follows,
            source=Source(draft.source) if draft.source else None,
            seen_at=entry.at,
        )

    async def get(self, guild_id: int, number: int) -> Blocker:
        """The server's blocker of that number.

        Raises:
            NotFound: there is none.
        """
        row = await self._connection.one(SELECT_ONE, guild_id=guild_id, number=number)
        if row is None:
            raise no_such(Ref(Kind.BLOCKER, number))
        return blocker_from(row)

    async def save(self, blocker: Blocker) -> None:
        """Keep all that can change of a blocker."""
        entry_id = await save_entry(self._connection, blocker, blocker.state.value)
        await self._connection.run(
            UPDATE_BLOCKER,
            entry_id=entry_id,
            guild_id=blocker.guild_id,
            goal=blocker.goal,
            happened=blocker.happened,
            tried=blocker.tried,
            urgency=URGENCIES.index(blocker.urgency),
            helper_id=blocker.helper.id if blocker.helper else None,
            helper_name=blocker.helper.name if blocker.helper else None,
            claimed_at=millis_or_none(blocker.claimed_at),
            proposal=PROPOSALS.dump_json(blocker.proposal).decode() if blocker.proposal else None,
            ended_at=millis_or_none(blocker.ended_at),
            solution_number=_number(blocker.solution),
            duplicate_of=_number(blocker.duplicate_of),
            source_is_gone=int(blocker.source is not None and blocker.source.is_gone),
            seen_at=millis(blocker.seen_at),
            called=blocker.called,
        )

    async def listed(
        self, guild_id: int, wanted: Wanted, *, now: datetime, limit: int, offset: int
    ) -> tuple[Sequence[Blocker], int]:
        """One page of the server's blockers that are wanted, most urgent first; and how many there are."""
        wants: dict[str, Value] = {
            "guild_id": guild_id,
            "states": f"|{'|'.join(state.value for state in wanted.states)}|",
            "tag": wanted.tag,
            "author_id": wanted.author_id,
            "helper_id": wanted.helper_id,
            "untouched_since": millis(now - wanted.untouched_for) if wanted.untouched_for else None,
            "hidden": ids_in_json(wanted.hidden),
        }
        counted = await self._connection.one(COUNT_LISTED, **wants)
        rows = await self._connection.all(SELECT_LISTED, **wants, limit=limit, offset=offset)
        return [blocker_from(row) for row in rows], counted["total"] if counted else 0

    async def solved_within(
        self, guild_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Blocker]:
        """The blockers solved within the period, newest first, but for those of hidden channels."""
        rows = await self._connection.all(SELECT_SOLVED, guild_id=guild_id, **bounds(period, hidden))
        return [blocker_from(row) for row in rows]

    async def logged_within(
        self, guild_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Blocker]:
        """The blockers logged within the period, newest first, but for those of hidden channels."""
        rows = await self._connection.all(SELECT_LOGGED, guild_id=guild_id, **bounds(period, hidden))
        return [blocker_from(row) for row in rows]

    async def waiting_at(self, guild_id: int, moment: datetime, hidden: Collection[int]) -> Sequence[Blocker]:
        """The blockers logged before the moment and not at their end by then, oldest first; no hidden ones."""
        rows = await self._connection.all(
            SELECT_WAITING, guild_id=guild_id, moment=millis(moment), hidden=ids_in_json(hidden)
        )
        return [blocker_from(row) for row in rows]

    async def join(self, blocker: Blocker, member: Member, *, at: datetime) -> bool:
        """Note that a blocker affects a member too; False if that was noted before."""
        changed = await self._connection.run(
            JOIN,
            guild_id=blocker.guild_id,
            number=blocker.ref.number,
            member_id=member.id,
            member_name=member.name,
            at=millis(at),
        )
        return changed > 0

    async def leave(self, blocker: Blocker, member: Member) -> bool:
        """Note that a blocker does not affect a member; False if it was not noted before."""
        changed = await self._connection.run(
            LEAVE, guild_id=blocker.guild_id, number=blocker.ref.number, member_id=member.id
        )
        return changed > 0

    async def affected(self, guild_id: int, number: int) -> Sequence[Member]:
        """Whom a blocker affects beside its author, who said so first being first."""
        rows = await self._connection.all(SELECT_AFFECTED, guild_id=guild_id, number=number)
        return [Member(row["member_id"], row["member_name"]) for row in rows]

    async def from_message(self, guild_id: int, message_id: int) -> Sequence[Blocker]:
        """The blockers that were made from a message."""
        rows = await self._connection.all(SELECT_FROM_MESSAGE, guild_id=guild_id, message_id=message_id)
        return [blocker_from(row) for row in rows]

    async def from_channel(self, guild_id: int, channel_id: int) -> Sequence[Blocker]:
        """The blockers that were made from messages of a channel or thread."""
        rows = await self._connection.all(SELECT_FROM_CHANNEL, guild_id=guild_id, channel_id=channel_id)
        return [blocker_from(row) for row in rows]


def _number(ref: Ref | None) -> int | None:
    return ref.number if ref else None
