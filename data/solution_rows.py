"""Between a solution and its row: what all questions for solutions select, and what is read from the answer."""

import sqlite3
from typing import Final

from data.rows import ENTRY_COLUMNS, entry_fields, moment_or_none
from data.solution_parts import members_in, spots_in
from domain.models.entries import Kind, Ref
from domain.models.solution import Solution, Standing

# A solution without a card of its own is shown on the card of the blocker that it solved.
# Names can hold any sign but those below 32, which therefore keep them apart.
SELECT_SOLUTIONS: Final = f"""
    SELECT {ENTRY_COLUMNS}, s.problem, s.cause, s.fix, s.prevention, s.code, s.language, s.links, s.versions,
        s.blocker_number, s.asked_at, s.superseded_by, s.helped, s.failed, s.unconfirmed_since,
        (SELECT group_concat(member_id || char(31) || member_name, char(30)) FROM (
            SELECT member_id, member_name FROM credits
            WHERE entry_id = e.id AND part = 'helped' ORDER BY position)) AS helpers,
        (SELECT group_concat(member_id || char(31) || member_name, char(30)) FROM (
            SELECT member_id, member_name FROM credits
            WHERE entry_id = e.id AND part = 'quoted' ORDER BY position)) AS quoted,
        (SELECT group_concat(channel_id || char(31) || message_id, char(30)) FROM linked_messages
            WHERE entry_id = e.id AND is_gone) AS lost
    FROM entries e JOIN solutions s ON s.entry_id = e.id
    LEFT JOIN deliveries d ON d.guild_id = e.guild_id AND d.state <> 'gone' AND d.key = COALESCE(
        (SELECT own.key FROM deliveries own WHERE own.guild_id = e.guild_id AND own.key = 'card:S' || e.number),
        'card:B' || s.blocker_number
    )
"""


def solution_from(row: sqlite3.Row) -> Solution:
    """The solution of a row."""
    blocker: int | None = row["blocker_number"]
    newer: int | None = row["superseded_by"]
    return Solution(
        **entry_fields(row),
        problem=row["problem"],
        cause=row["cause"],
        fix=row["fix"],
        prevention=row["prevention"],
        code=row["code"],
        language=row["language"],
        links=tuple(row["links"].splitlines()),
        versions=tuple(row["versions"].splitlines()),
        standing=Standing(row["state"]),
        blocker=None if blocker is None else Ref(Kind.BLOCKER, blocker),
        asked_at=moment_or_none(row["asked_at"]),
        helpers=tuple(members_in(row["helpers"])),
        quoted=tuple(members_in(row["quoted"])),
        lost=tuple(spots_in(row["lost"])),
        superseded_by=None if newer is None else Ref(Kind.SOLUTION, newer),
        helped=row["helped"],
        failed=row["failed"],
        unconfirmed_since=moment_or_none(row["unconfirmed_since"]),
    )
