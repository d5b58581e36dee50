"""Endpoints as rows."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from data.channels import SEEN, ids_in_json
from data.database import Connection, Value
from data.endpoint_rows import SELECT_ENDPOINTS, endpoint_from, offer_from
from data.entries import add_entry, save_entry
from data.periods import bounds
from data.rows import new_fields
from data.within import IN_USE
from domain.models.endpoint import Endpoint, EndpointDraft, Method
from domain.models.entries import Kind, NewEntry, Ref, no_such
from domain.models.offer import Offer, Sought
from domain.models.recap import Period

SELECT_ONE: Final = f"{SELECT_ENDPOINTS} WHERE e.guild_id = :guild_id AND e.kind = 'E' AND e.number = :number"

SELECT_OPERATION: Final = f"""
    {SELECT_ENDPOINTS}
    WHERE p.guild_id = :guild_id AND p.api_number IS NULL AND p.method = :method AND p.path = :path
"""

WHERE_LISTED: Final = f"""
    WHERE e.guild_id = :guild_id AND e.kind = 'E' AND e.state <> 'gone'
        AND (:api IS NULL OR EXISTS (SELECT 1 FROM endpoints o WHERE o.entry_id = e.id AND o.api_number = :api))
        AND (:tag IS NULL OR EXISTS (SELECT 1 FROM tags t WHERE t.entry_id = e.id AND t.tag = :tag))
        AND {IN_USE} AND {SEEN}
"""

SELECT_LISTED: Final = f"""
    {SELECT_ENDPOINTS} {WHERE_LISTED} ORDER BY p.path, p.method LIMIT :limit OFFSET :offset
"""

COUNT_LISTED: Final = f"SELECT count(*) AS total FROM entries e {WHERE_LISTED}"

# An endpoint of a document is seen where its API is, and there are fewer of these. What is sorted is only where to find
# the endpoints, and those that are gone know it by themselves.
SELECT_OFFERS: Final = f"""
    WITH known (number) AS MATERIALIZED (
        SELECT e.number FROM entries e
        WHERE e.guild_id = :guild_id AND e.kind = 'A' AND e.state <> 'retired' AND {SEEN}
    ),
    likely (id) AS MATERIALIZED (
        SELECT o.entry_id FROM endpoints o
        WHERE o.guild_id = :guild_id AND (
            o.api_number IN (SELECT number FROM known)
            OR (o.api_number IS NULL AND EXISTS (SELECT 1 FROM entries e WHERE e.id = o.entry_id AND {SEEN}))
        )
        ORDER BY (instr('/' || lower(o.path), :first) > 0) + (instr('/' || lower(o.path), :second) > 0)
                + (instr('/' || lower(o.path), :third) > 0) DESC,
            o.gone_in IS NOT NULL, o.method = :method DESC, length(o.path), o.path
        LIMIT :limit
    )
    SELECT e.kind, e.number, e.state, p.method, p.path, p.summary, p.api_number
    FROM likely JOIN endpoints p ON p.entry_id = likely.id JOIN entries e ON e.id = p.entry_id
    ORDER BY p.path, p.method
"""

SELECT_SHARED: Final = f"""
    {SELECT_ENDPOINTS}
    WHERE e.guild_id = :guild_id AND e.kind = 'E' AND e.created_at >= :start AND e.created_at < :end
        AND p.api_number IS NULL AND e.state <> 'gone' AND {SEEN}
    ORDER BY e.created_at DESC, e.id DESC
"""

# When it last changed says where not to look; of what changed since, the history tells when.
SELECT_CHANGED: Final = f"""
    {SELECT_ENDPOINTS}
    WHERE e.guild_id = :guild_id AND e.kind = 'E' AND e.created_at < :start AND e.updated_at >= :start
        AND EXISTS (
            SELECT 1 FROM events v WHERE v.guild_id = e.guild_id AND v.kind = 'E' AND v.number = e.number
                AND v.at >= :start AND v.at < :end
        )
        AND p.api_number IS NULL AND {SEEN}
    ORDER BY e.updated_at DESC, e.id DESC
"""

SELECT_BY_HAND: Final = f"""
    {SELECT_ENDPOINTS}
    WHERE p.guild_id = :guild_id AND p.api_number IS NULL AND e.state <> 'gone' AND {SEEN}
    ORDER BY p.path, p.method
"""

INSERT_ENDPOINT: Final = """
    INSERT INTO endpoints (entry_id, guild_id, method, path, summary, auth, request, response, shape, words, fields)
    VALUES (:entry_id, :guild_id, :method, :path, :summary, :auth, :request, :response, '', '', '')
"""


UPDATE_ENDPOINT: Final = """
    UPDATE endpoints SET method = :method, path = :path, summary = :summary, auth = :auth, request = :request,
        response = :response, words = :words, fields = :fields, sunset = :sunset, own_sunset = :own_sunset,
        gone_in = :gone_in
    WHERE entry_id = :entry_id AND guild_id = :guild_id
"""


class SqliteEndpoints:
    """Implements `domain.repositories.Endpoints`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, entry: NewEntry, draft: EndpointDraft) -> Endpoint:
        """Keep a new endpoint under the server's next number."""
        entry_id, ref = await add_entry(self._connection, entry, Kind.ENDPOINT, draft.status.value)
        await self._connection.run(
            INSERT_ENDPOINT,
            entry_id=entry_id,
            guild_id=entry.guild_id,
            method=draft.method.value,
            path=draft.path,
            summary=draft.summary,
            auth=draft.auth,
            request=draft.request,
            response=draft.response,
        )
        return Endpoint(
            **new_fields(entry, ref),
            method=draft.method,
            path=draft.path,
            summary=draft.summary,
            auth=draft.auth,
            request=draft.request,
            response=draft.response,
            status=draft.status,
        )

    async def get(self, guild_id: int, number: int) -> Endpoint:
        """The server's endpoint of that number.

        Raises:
            NotFound: there is none.
        """
        row = await self._connection.one(SELECT_ONE, guild_id=guild_id, number=number)
        if row is None:
            raise no_such(Ref(Kind.ENDPOINT, number))
        return endpoint_from(row)

    async def of_operation(self, guild_id: int, method: Method, path: str) -> Endpoint | None:
        """The server's endpoint with that method and path, if it was shared by hand."""
        row = await self._connection.one(SELECT_OPERATION, guild_id=guild_id, method=method.value, path=path)
        return None if row is None else endpoint_from(row)

    async def save(self, endpoint: Endpoint) -> None:
        """Keep all that can change of an endpoint; the shape of its path in a document never does."""
        entry_id = await save_entry(self._connection, endpoint, endpoint.status.value)
        await self._connection.run(
            UPDATE_ENDPOINT,
            guild_id=endpoint.guild_id,
            entry_id=entry_id,
            method=endpoint.method.value,
            path=endpoint.path,
            summary=endpoint.summary,
            auth=endpoint.auth,
            request=endpoint.request,
            response=endpoint.response,
            words=endpoint.words,
            fields="\n".join(endpoint.fields),
            sunset=_iso(endpoint.document_sunset),
            own_sunset=_iso(endpoint.owner_sunset),
            gone_in=endpoint.gone_in,
        )

    async def listed(
        self,
        guild_id: int,
        hidden: Collection[int] = (),
        *,
        tag: str | None,
        api: int | None = None,
        limit: int,
        offset: int,
    ) -> tuple[Sequence[Endpoint], int]:
        """One page of the endpoints by path and method, without `hidden` channels'; and how many there are."""
        wants: dict[str, Value] = {
            "guild_id": guild_id,
            "tag": tag,
            "api": api,
            "hidden": ids_in_json(hidden),
        }
        counted = await self._connection.one(COUNT_LISTED, **wants)
        rows = await self._connection.all(SELECT_LISTED, **wants, limit=limit, offset=offset)
        return [endpoint_from(row) for row in rows], counted["total"] if counted else 0

    async def offers(
        self, guild_id: int, hidden: Collection[int], sought: Sought, *, limit: int
    ) -> Sequence[Offer]:
        """Of what there is to call or was, what is most like the sought, by path and method.

        It is without `hidden` channels' and retired APIs'.
        """
        first, second, third, *_ = (*sought.words, "", "", "")
        rows = await self._connection.all(
            SELECT_OFFERS,
            guild_id=guild_id,
            hidden=ids_in_json(hidden),
            first=first,
            second=second,
            third=third,
            method=sought.method.value if sought.method else "",
            limit=limit,
        )
        return [offer_from(row) for row in rows]

    async def by_hand(self, guild_id: int, hidden: Collection[int] = ()) -> Sequence[Endpoint]:
        """All endpoints that were shared by hand, by path and method; none that are hidden or gone."""
        rows = await self._connection.all(SELECT_BY_HAND, guild_id=guild_id, hidden=ids_in_json(hidden))
        return [endpoint_from(row) for row in rows]

    async def shared_within(
        self, guild_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Endpoint]:
        """The endpoints shared within the period, newest first; no hidden ones."""
        rows = await self._connection.all(SELECT_SHARED, guild_id=guild_id, **bounds(period, hidden))
        return [endpoint_from(row) for row in rows]

    async def changed_within(
        self, guild_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Endpoint]:
        """The endpoints shared before the period and changed within it, last changed first; no hidden ones."""
        rows = await self._connection.all(SELECT_CHANGED, guild_id=guild_id, **bounds(period, hidden))
        return [endpoint_from(row) for row in rows]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
