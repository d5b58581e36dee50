"""The endpoints that stand in documents, as rows: many at a time."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from data.channels import ids_in_json
from data.database import Connection, Value
from data.endpoint_rows import SELECT_ENDPOINTS, endpoint_from
from data.rows import millis
from domain.apis.reading.matching import shape_of
from domain.models.api import Api
from domain.models.endpoint import Endpoint, EndpointDraft, Method
from domain.text import title_of

NEXT_NUMBERS: Final = """
    INSERT INTO numbers (guild_id, kind, last) VALUES (:guild_id, 'E', :count)
    ON CONFLICT (guild_id, kind) DO UPDATE SET last = last + :count
    RETURNING last
"""

INSERT_ENTRIES: Final = """
    INSERT INTO entries (guild_id, kind, number, title, state, author_id, author_name, created_at, updated_at)
    VALUES (:guild_id, 'E', :number, :title, :state, :author_id, :author_name, :at, :at)
"""

INSERT_TAGS: Final = """
    INSERT INTO tags (entry_id, guild_id, tag, position)
    SELECT id, guild_id, :tag, :position FROM entries
    WHERE guild_id = :guild_id AND kind = 'E' AND number = :number
"""

INSERT_ENDPOINTS: Final = """
    INSERT INTO endpoints (entry_id, guild_id, method, path, summary, auth, request, response,
        api_number, shape, words, fields, sunset)
    SELECT id, guild_id, :method, :path, :summary, :auth, :request, :response, :api_number, :shape, :words, :fields,
        :sunset
    FROM entries WHERE guild_id = :guild_id AND kind = 'E' AND number = :number
"""

SELECT_OF_API: Final = f"""
    {SELECT_ENDPOINTS} WHERE p.guild_id = :guild_id AND p.api_number = :api_number ORDER BY p.path, p.method
"""

SELECT_PLAIN: Final = f"""
    {SELECT_ENDPOINTS}
    WHERE p.guild_id = :guild_id AND p.api_number = :api_number AND p.method = :method AND p.shape = :shape
"""

# What is a row of its own by an endpoint's number goes with it; its words and its tags go by the entry's row.
DELETE_GONE: Final = """
    DELETE FROM entries WHERE id IN (
        SELECT p.entry_id FROM endpoints p JOIN entries e ON e.id = p.entry_id
        WHERE p.guild_id = :guild_id AND p.api_number = :api_number AND e.state = 'gone'
            AND NOT EXISTS (
                SELECT 1 FROM uses u WHERE u.guild_id = p.guild_id AND u.kind = 'E' AND u.number = e.number)
            AND NOT EXISTS (
                SELECT 1 FROM named_endpoints n WHERE n.guild_id = p.guild_id AND n.endpoint_number = e.number)
            AND e.number NOT IN (
                SELECT q.endpoint_number FROM requests q
                WHERE q.guild_id = :guild_id AND q.endpoint_number IS NOT NULL)
        ORDER BY p.gone_in DESC, e.number DESC LIMIT :limit OFFSET :kept
    )
    RETURNING number
"""

DELETE_EVENTS: Final = """
    DELETE FROM events WHERE guild_id = :guild_id AND kind = 'E' AND number IN (SELECT value FROM json_each(:ids))
"""


class SqliteApiEndpoints:
    """Implements `domain.repositories.ApiEndpoints`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, api: Api, drafts: Sequence[EndpointDraft], *, at: datetime) -> Sequence[int]:
        """Keep new endpoints of an API under the server's next numbers, which are returned in the drafts' order."""
        if not drafts:
            return []
        counted = await self._connection.one(NEXT_NUMBERS, guild_id=api.guild_id, count=len(drafts))
        last: int = counted["last"] if counted else len(drafts)
        numbers = range(last - len(drafts) + 1, last + 1)
        await self._connection.many(INSERT_ENTRIES, _entries(api, drafts, numbers, at))
        await self._connection.many(INSERT_TAGS, _tags(api, drafts, numbers))
        await self._connection.many(INSERT_ENDPOINTS, _endpoints(api, drafts, numbers))
        return numbers

    async def of(self, guild_id: int, api_number: int) -> Sequence[Endpoint]:
        """All endpoints that an API has or had, by path and method."""
        rows = await self._connection.all(SELECT_OF_API, guild_id=guild_id, api_number=api_number)
        return [endpoint_from(row) for row in rows]

    async def forget_gone(self, guild_id: int, api_number: int, *, kept: int, limit: int) -> int:
        """Drop endpoints of an API that are gone and that nothing points to, with their history; returns how many.

        Of them, so many that went last are `kept`; at most `limit` are dropped.
        """
        rows = await self._connection.all(
            DELETE_GONE, guild_id=guild_id, api_number=api_number, kept=kept, limit=limit
        )
        if rows:
            ids = ids_in_json(row["number"] for row in rows)
            await self._connection.run(DELETE_EVENTS, guild_id=guild_id, ids=ids)
        return len(rows)

    async def called(self, guild_id: int, api_number: int, method: Method, path: str) -> Endpoint | None:
        """The endpoint of an API with that method and path, whatever the path's parameters are called."""
        row = await self._connection.one(
            SELECT_PLAIN,
            guild_id=guild_id,
            api_number=api_number,
            method=method.value,
            shape=shape_of(path),
        )
        return None if row is None else endpoint_from(row)


def _entries(
    api: Api, drafts: Sequence[EndpointDraft], numbers: Sequence[int], at: datetime
) -> Iterator[dict[str, Value]]:
    for number, draft in zip(numbers, drafts, strict=True):
        yield {
            "guild_id": api.guild_id,
            "number": number,
            "title": title_of(f"{draft.method.value} {draft.path}"),
            "state": draft.status.value,
            "author_id": api.author.id,
            "author_name": api.author.name,
            "at": millis(at),
        }


def _tags(api: Api, drafts: Sequence[EndpointDraft], numbers: Sequence[int]) -> Iterator[dict[str, Value]]:
    for number, draft in zip(numbers, drafts, strict=True):
        for position, tag in enumerate(draft.tags):
            yield {"guild_id": api.guild_id, "number": number, "tag": tag, "position": position}


def _endpoints(
    api: Api, drafts: Sequence[EndpointDraft], numbers: Sequence[int]
) -> Iterator[dict[str, Value]]:
    for number, draft in zip(numbers, drafts, strict=True):
        yield {
            "guild_id": api.guild_id,
            "number": number,
            "method": draft.method.value,
            "path": draft.path,
            "summary": draft.summary,
            "auth": draft.auth,
            "request": draft.request,
            "response": draft.response,
            "api_number": api.ref.number,
            "shape": shape_of(draft.path),
            "words": draft.words,
            "fields": "\n".join(draft.fields),
            "sunset": draft.sunset.isoformat() if draft.sunset else None,
        }
