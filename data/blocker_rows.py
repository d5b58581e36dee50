"""Between a blocker and its row: what all questions for blockers select, and what is read from the answer."""

import sqlite3
from typing import Final

from pydantic import TypeAdapter

from data.rows import CARD_JOIN, ENTRY_COLUMNS, entry_fields, member_or_none, moment, moment_or_none
from domain.models.blocker import Blocker, Source
from domain.models.blocker_draft import Urgency
from domain.models.entries import Kind, Ref, Spot
from domain.models.lifecycle import State
from domain.models.resolution import Proposal

URGENCIES: Final = tuple(Urgency)
"""From least to most urgent; the store keeps the position."""

PROPOSALS: Final = TypeAdapter(Proposal)
"""Between a proposal and its JSON."""

SELECT_BLOCKERS: Final = f"""
    SELECT {ENTRY_COLUMNS}, b.goal, b.happened, b.tried, b.urgency, b.helper_id, b.helper_name, b.claimed_at,
        b.proposal, b.ended_at, b.solution_number, b.duplicate_of, b.follows, b.seen_at, b.called,
        b.source_channel_id, b.source_message_id, b.source_is_gone, f.name AS file,
        (SELECT count(*) FROM affected a WHERE a.guild_id = e.guild_id AND a.number = e.number) AS affected
    FROM entries e JOIN blockers b ON b.entry_id = e.id
    LEFT JOIN files f ON f.guild_id = e.guild_id AND f.kind = e.kind AND f.number = e.number
    {CARD_JOIN}
"""


def _ref(kind: Kind, number: int | None) -> Ref | None:
    return None if number is None else Ref(kind, number)


def _source(row: sqlite3.Row) -> Source | None:
    if row["source_message_id"] is None:
        return None
    return Source(Spot(row["source_channel_id"], row["source_message_id"]), bool(row["source_is_gone"]))


def blocker_from(row: sqlite3.Row) -> Blocker:
    """The blocker of a row."""
    urgency: int = row["urgency"]
    return Blocker(
        **entry_fields(row),
        goal=row["goal"],
        happened=row["happened"],
        tried=row["tried"],
        urgency=URGENCIES[urgency],
        state=State(row["state"]),
        helper=member_or_none(row, "helper"),
        claimed_at=moment_or_none(row["claimed_at"]),
        proposal=PROPOSALS.validate_json(row["proposal"]) if row["proposal"] else None,
        ended_at=moment_or_none(row["ended_at"]),
        solution=_ref(Kind.SOLUTION, row["solution_number"]),
        duplicate_of=_ref(Kind.BLOCKER, row["duplicate_of"]),
        follows=_ref(Kind.BLOCKER, row["follows"]),
        source=_source(row),
        file=row["file"] or "",
        affected=row["affected"],
        seen_at=moment(row["seen_at"]),
        called=row["called"],
    )
