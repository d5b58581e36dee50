"""Requests for endpoints as rows."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final, LiteralString

from data.channels import SEEN, ids_in_json
from data.database import Connection, Value
from data.entries import add_entry, save_entry
from data.periods import bounds
from data.rows import (
    CARD_JOIN,
    ENTRY_COLUMNS,
    entry_fields,
    member_or_none,
    millis,
    millis_or_none,
    moment_or_none,
)
from domain.models.endpoint import Method
from domain.models.entries import Kind, NewEntry, Ref, no_such
from domain.models.listing import WantedRequests
from domain.models.recap import Period
from domain.models.request import Request, RequestState
from domain.models.request_draft import RequestDraft, called

SELECT_REQUESTS: Final = f"""
    SELECT {ENTRY_COLUMNS}, q.api_number, q.method, q.path, q.wanted, q.why, q.words, q.answerer_id, q.answerer_name,
        q.answered_at, q.verdict, q.endpoint_number, q.differs, o.author_id AS owner_id, o.author_name AS owner_name,
        (SELECT count(*) FROM uses u WHERE u.guild_id = e.guild_id AND u.kind = 'Q' AND u.number = e.number) AS needed
    FROM entries e JOIN requests q ON q.entry_id = e.id
    LEFT JOIN entries o ON o.guild_id = e.guild_id AND o.kind = 'A' AND o.number = q.api_number
    {CARD_JOIN}
"""

SELECT_ONE: Final = f"{SELECT_REQUESTS} WHERE e.guild_id = :guild_id AND e.kind = 'Q' AND e.number = :number"

SELECT_CALLED: Final = f"""
    {SELECT_REQUESTS}
    WHERE q.guild_id = :guild_id AND q.shape = :shape AND e.state IN ('asked', 'countered', 'accepted') AND {SEEN}
    ORDER BY e.id
"""

SELECT_LIVING: Final = f"""
    {SELECT_REQUESTS}
    WHERE e.guild_id = :guild_id AND e.kind = 'Q' AND e.state IN ('asked', 'countered', 'accepted', 'declined')
        AND (q.api_number IS NULL OR q.api_number = :api_number)
    ORDER BY e.id
"""

SELECT_TOUCHED: Final = f"""
    {SELECT_REQUESTS}
    WHERE e.guild_id = :guild_id AND e.kind = 'Q' AND e.updated_at = :at
        AND (q.api_number IS NULL OR q.api_number = :api_number)
    ORDER BY e.id
"""

WHERE_LISTED: Final = f"""
    WHERE e.guild_id = :guild_id AND e.kind = 'Q' AND instr(:states, '|' || e.state || '|')
        AND (:author_id IS NULL OR e.author_id = :author_id)
        AND (:owner_id IS NULL OR EXISTS (
            SELECT 1 FROM requests r JOIN entries a ON a.guild_id = r.guild_id AND a.kind = 'A'
                AND a.number = r.api_number
            WHERE r.entry_id = e.id AND a.author_id = :owner_id))
        AND {SEEN}
"""

SELECT_LISTED: Final = f"""
    {SELECT_REQUESTS} {WHERE_LISTED}
    ORDER BY e.state <> 'asked', e.state NOT IN ('countered', 'accepted'), e.created_at DESC, e.id DESC
    LIMIT :limit OFFSET :offset
"""

COUNT_LISTED: Final = f"SELECT count(*) AS total FROM entries e {WHERE_LISTED}"

SELECT_UNANSWERED: Final = f"""
    {SELECT_REQUESTS}
    WHERE e.guild_id = :guild_id AND e.kind = 'Q' AND e.created_at < :moment AND e.state = 'asked' AND {SEEN}
    ORDER BY e.created_at, e.id
"""

SELECT_ANSWERED: Final = f"""
    {SELECT_REQUESTS}
    WHERE e.guild_id = :guild_id AND e.kind = 'Q' AND e.author_id = :member_id
        AND q.answered_at >= :start AND q.answered_at < :end AND {SEEN}
    ORDER BY q.answered_at DESC, e.id DESC
"""

INSERT_REQUEST: Final = """
    INSERT INTO requests (entry_id, guild_id, api_number, method, path, shape, wanted, why, words, verdict, differs)
    VALUES (:entry_id, :guild_id, :api_number, :method, :path, :shape, :wanted, :why, '', '', '')
"""

UPDATE_REQUEST: Final = """
    UPDATE requests SET method = :method, path = :path, shape = :shape, wanted = :wanted, why = :why, words = :words,
        answerer_id = :answerer_id, answerer_name = :answerer_name, answered_at = :answered_at,
        verdict = :verdict,
        endpoint_number = :endpoint_number, differs = :differs
    WHERE entry_id = :entry_id AND guild_id = :guild_id
"""


class SqliteRequests:
    """Implements `domain.repositories.Requests`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, entry: NewEntry, draft: RequestDraft) -> Request:
        """Keep a new request under the server's next number."""
        entry_id, ref = await add_entry(self._connection, entry, Kind.REQUEST, RequestState.OPEN.value)
        await self._connection.run(
            INSERT_REQUEST,
            entry_id=entry_id,
            guild_id=entry.guild_id,
            api_number=draft.api.number if draft.api else None,
            method=draft.method.value,
            path=draft.path,
            shape=called(draft.path),
            wanted=draft.wanted,
            why=draft.why,
        )
        return await self.get(entry.guild_id, ref.number)

    async def get(self, guild_id: int, number: int) -> Request:
        """The server's request of that number.

        Raises:
            NotFound: there is none.
        """
        row = await self._connection.one(SELECT_ONE, guild_id=guild_id, number=number)
        if row is None:
            raise no_such(Ref(Kind.REQUEST, number))
        return request_from(row)

    async def save(self, request: Request) -> None:
        """Keep all that can change of a request; its API never does."""
        entry_id = await save_entry(self._connection, request, request.state.value)
        await self._connection.run(
            UPDATE_REQUEST,
            entry_id=entry_id,
            guild_id=request.guild_id,
            method=request.method.value,
            path=request.path,
            shape=called(request.path),
            wanted=request.wanted,
            why=request.why,
            words=request.words,
            answerer_id=request.answerer.id if request.answerer else None,
            answerer_name=request.answerer.name if request.answerer else None,
            answered_at=millis_or_none(request.answered_at),
            verdict=request.verdict.value if request.verdict else "",
            endpoint_number=request.endpoint.number if request.endpoint else None,
            differs="\n".join(request.differs),
        )

    async def called(self, guild_id: int, path: str, hidden: Collection[int] = ()) -> Sequence[Request]:
        """The requests that wait for a path, however its parameters are called, oldest first; no hidden ones."""
        return await self._all(
            SELECT_CALLED, guild_id=guild_id, shape=called(path), hidden=ids_in_json(hidden)
        )

    async def living(self, guild_id: int, api_number: int) -> Sequence[Request]:
        """The requests that may still come true and name that API or none, oldest first."""
        return await self._all(SELECT_LIVING, guild_id=guild_id, api_number=api_number)

    async def touched(self, guild_id: int, api_number: int, at: datetime) -> Sequence[Request]:
        """The requests for that API or for none that changed at that very moment, oldest first."""
        return await self._all(SELECT_TOUCHED, guild_id=guild_id, api_number=api_number, at=millis(at))

    async def listed(
        self, guild_id: int, wanted: WantedRequests, *, limit: int, offset: int
    ) -> tuple[Sequence[Request], int]:
        """One page of the requests that are wanted, those first that wait for an answer; and how many there are."""
        wants: dict[str, Value] = {
            "guild_id": guild_id,
            "states": f"|{'|'.join(state.value for state in wanted.states)}|",
            "author_id": wanted.author_id,
            "owner_id": wanted.owner_id,
            "hidden": ids_in_json(wanted.hidden),
        }
        counted = await self._connection.one(COUNT_LISTED, **wants)
        found = await self._all(SELECT_LISTED, **wants, limit=limit, offset=offset)
        return found, counted["total"] if counted else 0

    async def unanswered_at(
        self, guild_id: int, moment: datetime, hidden: Collection[int]
    ) -> Sequence[Request]:
        """The requests made before the moment that wait for an answer now, oldest first; no hidden ones."""
        return await self._all(
            SELECT_UNANSWERED, guild_id=guild_id, moment=millis(moment), hidden=ids_in_json(hidden)
        )

    async def answered_within(
        self, guild_id: int, member_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Request]:
        """A member's requests that were answered within the period, newest answer first; no hidden ones."""
        return await self._all(
            SELECT_ANSWERED, guild_id=guild_id, member_id=member_id, **bounds(period, hidden)
        )

    async def _all(self, query: LiteralString, **wants: Value) -> Sequence[Request]:
        return [request_from(row) for row in await self._connection.all(query, **wants)]


def request_from(row: sqlite3.Row) -> Request:
    """The request of a row."""
    return Request(
        **entry_fields(row),
        api=None if row["api_number"] is None else Ref(Kind.API, row["api_number"]),
        owner=member_or_none(row, "owner"),
        method=Method(row["method"]),
        path=row["path"],
        wanted=row["wanted"],
        why=row["why"],
        state=RequestState(row["state"]),
        words=row["words"],
        answerer=member_or_none(row, "answerer"),
        answered_at=moment_or_none(row["answered_at"]),
        verdict=RequestState(row["verdict"]) if row["verdict"] else None,
        endpoint=None if row["endpoint_number"] is None else Ref(Kind.ENDPOINT, row["endpoint_number"]),
        differs=tuple(row["differs"].splitlines()),
        needed=row["needed"],
    )
