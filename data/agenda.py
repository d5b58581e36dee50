"""The agenda of all servers, read from a connection that changes nothing."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final, LiteralString

from data.chores import chores_in
from data.rows import millis, moment
from domain.models.agenda import Agenda, Item, Listed, Sort
from domain.models.chore import Chore, Duty

RECAPS_DUE: Final = """
    SELECT count(*) OVER () AS total, s.guild_id, '' AS what, s.next_recap_at AS at,
        0 AS is_in_hand, 0 AS is_parked, coalesce(f.tries, 0) AS tries, coalesce(f.reason, '') AS reason
    FROM servers s LEFT JOIN failed_recaps f ON f.guild_id = s.guild_id AND f.due_at = s.next_recap_at
    WHERE NOT s.recap_is_paused AND s.next_recap_at <= :now AND (f.again_at IS NULL OR f.again_at <= :now)
    ORDER BY s.next_recap_at LIMIT :limit
"""

RECAPS_COMING: Final = """
    SELECT count(*) OVER () AS total, guild_id, '' AS what, next_recap_at AS at,
        0 AS is_in_hand, 0 AS is_parked, 0 AS tries, '' AS reason
    FROM servers WHERE NOT recap_is_paused AND next_recap_at > :now
    ORDER BY next_recap_at LIMIT :limit
"""

RECAPS_FAILED: Final = """
    SELECT count(*) OVER () AS total, f.guild_id, '' AS what, f.again_at AS at,
        0 AS is_in_hand, 0 AS is_parked, f.tries, f.reason
    FROM failed_recaps f
    WHERE EXISTS (
        SELECT 1 FROM servers s
        WHERE s.guild_id = f.guild_id AND s.next_recap_at = f.due_at AND NOT s.recap_is_paused
    )
    ORDER BY f.again_at LIMIT :limit
"""

ERRANDS: Final = """
    SELECT count(*) OVER () AS total, guild_id, kind || number || ' ' || task AS what, due_at AS at,
        0 AS is_in_hand, 0 AS is_parked, tries, reason
    FROM errands
"""

ERRANDS_DUE: Final = f"{ERRANDS} WHERE due_at <= :now ORDER BY due_at LIMIT :limit"

ERRANDS_COMING: Final = f"{ERRANDS} WHERE due_at > :now AND tries = 0 ORDER BY due_at LIMIT :limit"

ERRANDS_FAILED: Final = f"{ERRANDS} WHERE tries > 0 ORDER BY due_at LIMIT :limit"

DELIVERIES_DUE: Final = """
    SELECT count(*) OVER () AS total, guild_id, key AS what, due_at AS at,
        leased_until > :now AS is_in_hand, 0 AS is_parked, CASE reason WHEN '' THEN 0 ELSE attempts END AS tries, reason
    FROM deliveries WHERE state = 'due' AND due_at <= :now
    ORDER BY due_at LIMIT :limit
"""

DELIVERIES_COMING: Final = """
    SELECT count(*) OVER () AS total, guild_id, key AS what, due_at AS at,
        0 AS is_in_hand, 0 AS is_parked, 0 AS tries, reason
    FROM deliveries WHERE state = 'due' AND due_at > :now AND reason = ''
    ORDER BY due_at LIMIT :limit
"""

DELIVERIES_FAILED: Final = """
    WITH failed AS (
        SELECT guild_id, key, created_at AS at, 0 AS leased_until, 1 AS is_parked, attempts, reason
        FROM deliveries WHERE state = 'parked'
        UNION ALL
        SELECT guild_id, key, due_at, leased_until, 0, attempts, reason
        FROM deliveries WHERE state = 'due' AND reason <> ''
    )
    SELECT count(*) OVER () AS total, guild_id, key AS what, at,
        leased_until > :now AS is_in_hand, is_parked, attempts AS tries, reason
    FROM failed ORDER BY is_parked DESC, at LIMIT :limit
"""

LOOKS: Final = """
    SELECT count(*) OVER () AS total, a.guild_id, e.kind || e.number AS what, a.check_at AS at,
        a.leased_until > :now AS is_in_hand, 0 AS is_parked, 0 AS tries, '' AS reason
    FROM apis a JOIN entries e ON e.id = a.entry_id
"""

LOOKS_DUE: Final = f"{LOOKS} WHERE a.check_at <= :now ORDER BY a.check_at LIMIT :limit"

LOOKS_COMING: Final = f"{LOOKS} WHERE a.check_at > :now ORDER BY a.check_at LIMIT :limit"


DUE: Final[Mapping[Sort, LiteralString]] = {
    Sort.RECAP: RECAPS_DUE,
    Sort.ERRAND: ERRANDS_DUE,
    Sort.DELIVERY: DELIVERIES_DUE,
    Sort.LOOK: LOOKS_DUE,
}

COMING: Final[Mapping[Sort, LiteralString]] = {
    Sort.RECAP: RECAPS_COMING,
    Sort.ERRAND: ERRANDS_COMING,
    Sort.DELIVERY: DELIVERIES_COMING,
    Sort.LOOK: LOOKS_COMING,
}

FAILED: Final[Mapping[Sort, LiteralString]] = {
    Sort.RECAP: RECAPS_FAILED,
    Sort.ERRAND: ERRANDS_FAILED,
    Sort.DELIVERY: DELIVERIES_FAILED,
}


def agenda_of(
    connection: sqlite3.Connection, *, now: datetime, duties: Collection[Duty], limit: int
) -> Agenda:
    """What is on the agenda, with the first of each sort.

    Args:
        connection: to a database that has all migrations.
        now: the moment.
        duties: what chores there are.
        limit: how many of each sort are told one by one.

    Raises:
        sqlite3.Error: the database cannot be read.
    """
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    cursor.execute("BEGIN")  # all parts as of one moment
    chores = _chores(cursor, now, duties)

    def part(queries: Mapping[Sort, LiteralString], chosen: Sequence[Chore]) -> dict[Sort, Listed]:
        bound = {"now": millis(now), "limit": limit}
        rows = {sort: cursor.execute(sql, bound).fetchall() for sort, sql in queries.items()}
        listed = {sort: _listed(sort, its) for sort, its in rows.items()}
        return listed | {Sort.CHORE: Listed(len(chosen), [_chore(each, now) for each in chosen[:limit]])}

    return Agenda(
        now=now,
        due=part(DUE, [each for each in chores if each.is_due(now) or each.is_in_hand(now)]),
        coming=part(COMING, [each for each in chores if each.is_coming(now)]),
        failed=part(FAILED, [each for each in chores if each.failures.tries]),
    )


def _chores(cursor: sqlite3.Cursor, now: datetime, duties: Collection[Duty]) -> Sequence[Chore]:
    """The chores that there are, due first; one that was never begun is due now."""
    kept = {chore.duty: chore for chore in chores_in(cursor)}
    chores = (kept.get(duty) or Chore(duty=duty, due_at=now) for duty in duties)
    return sorted(chores, key=lambda chore: chore.due_at)


def _listed(sort: Sort, rows: Sequence[sqlite3.Row]) -> Listed:
    return Listed(rows[0]["total"] if rows else 0, [_item(sort, row) for row in rows])


def _item(sort: Sort, row: sqlite3.Row) -> Item:
    return Item(
        sort=sort,
        guild_id=row["guild_id"],
        what=row["what"],
        at=moment(row["at"]),
        is_in_hand=bool(row["is_in_hand"]),
        is_parked=bool(row["is_parked"]),
        tries=row["tries"],
        reason=row["reason"],
    )


def _chore(chore: Chore, now: datetime) -> Item:
    return Item(
        sort=Sort.CHORE,
        guild_id=None,
        what=chore.duty.value,
        at=chore.due_at,
        is_in_hand=chore.is_in_hand(now),
        tries=chore.failures.tries,
        reason=chore.failures.reason,
    )
