"""APIs as rows."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from data.channels import SEEN, ids_in_json
from data.database import Connection, Value
from data.entries import add_entry, save_entry
from data.rows import (
    CARD_JOIN,
    ENTRY_COLUMNS,
    MILLISECOND,
    entry_fields,
    millis,
    millis_or_none,
    moment,
    new_fields,
)
from domain.models.api import LONGEST_PAUSE, Api, ApiDraft, Check, Outcome, Source, Told, Watch
from domain.models.entries import Kind, NewEntry, Ref, no_such

SELECT_APIS: Final = f"""
    SELECT {ENTRY_COLUMNS}, a.*,
        (SELECT count(*) FROM entries x JOIN endpoints y ON y.entry_id = x.id
            WHERE y.guild_id = a.guild_id AND y.api_number = e.number AND x.state <> 'gone') AS live,
        (SELECT count(*) FROM entries x JOIN endpoints y ON y.entry_id = x.id
            WHERE y.guild_id = a.guild_id AND y.api_number = e.number AND x.state = 'deprecated') AS deprecated,
        (SELECT count(DISTINCT member_id) FROM (
            SELECT u.member_id FROM uses u WHERE u.guild_id = a.guild_id AND u.kind = 'A' AND u.number = e.number
            UNION ALL
            SELECT u.member_id FROM endpoints y JOIN entries x ON x.id = y.entry_id
            JOIN uses u ON u.guild_id = a.guild_id AND u.kind = 'E' AND u.number = x.number
            WHERE y.guild_id = a.guild_id AND y.api_number = e.number)) AS users,
        (SELECT r.breaking FROM revisions r
            WHERE r.guild_id = a.guild_id AND r.number = e.number AND r.revision = a.revision) AS breaking,
        (SELECT r.at FROM revisions r
            WHERE r.guild_id = a.guild_id AND r.number = e.number AND r.revision = a.revision) AS revised_at
    FROM entries e JOIN apis a ON a.entry_id = e.id {CARD_JOIN}
"""

SELECT_ONE: Final = f"{SELECT_APIS} WHERE e.guild_id = :guild_id AND e.kind = 'A' AND e.number = :number"

WHERE_LISTED: Final = f"WHERE e.guild_id = :guild_id AND e.kind = 'A' AND e.state <> 'retired' AND {SEEN}"

SELECT_LISTED: Final = f"{SELECT_APIS} {WHERE_LISTED} ORDER BY e.title, e.id LIMIT :limit OFFSET :offset"

COUNT_LISTED: Final = f"SELECT count(*) AS total FROM entries e {WHERE_LISTED}"

SELECT_SERVERS: Final = f"SELECT a.servers FROM entries e JOIN apis a ON a.entry_id = e.id {WHERE_LISTED}"

SELECT_UNCHECKED: Final = f"""
    {SELECT_APIS}
    WHERE e.guild_id = :guild_id AND e.kind = 'A' AND e.state = 'watched' AND a.outcome = 'unchecked' AND {SEEN}
    ORDER BY e.title, e.id
"""

SELECT_AT: Final = f"""
    {SELECT_APIS} WHERE a.guild_id = :guild_id AND a.address = :address
    ORDER BY e.state = 'retired', e.id DESC LIMIT 1
"""

SELECT_WITH_DOCUMENT: Final = f"""
    {SELECT_APIS} JOIN revisions r ON r.guild_id = :guild_id AND r.number = e.number AND r.revision = a.revision
    WHERE e.guild_id = :guild_id AND e.kind = 'A' AND e.state <> 'retired' AND e.number IN (
        SELECT number FROM revisions WHERE guild_id = :guild_id AND mark = :mark) AND r.mark = :mark
    ORDER BY e.id LIMIT 1
"""

SELECT_CALLED: Final = f"""
    {SELECT_APIS} WHERE e.guild_id = :guild_id AND e.kind = 'A' AND lower(e.title) = lower(:title) AND {SEEN}
    ORDER BY e.state = 'retired', e.id DESC
"""

INSERT_API: Final = """
    INSERT INTO apis (entry_id, guild_id, address, is_asked, format, version, description, servers, auth, warnings,
        revision, checked_at, outcome, up_at, reason, tries, check_at, leased_until, etag, modified)
    VALUES (:entry_id, :guild_id, :address, :is_asked, :format, :version, :description, :servers, :auth, :warnings,
        :revision, :checked_at, :outcome, :up_at, :reason, :tries, :check_at, 0, :etag, :modified)
"""

UPDATE_API: Final = """
    UPDATE apis SET address = :address, is_asked = :is_asked, format = :format, version = :version,
        description = :description, servers = :servers, auth = :auth,
        warnings = :warnings, revision = :revision, checked_at = :checked_at,
        outcome = :outcome, up_at = :up_at, reason = :reason, tries = :tries, check_at = :check_at,
        leased_until = 0, etag = :etag, modified = :modified
    WHERE entry_id = :entry_id AND guild_id = :guild_id
"""

# What is due or leased for later than a day from now was so by a clock that was ahead. The + keeps SQLite from going
# through the APIs of all servers instead of those that are due.
CLAIM_DUE: Final = """
    UPDATE apis SET leased_until = :until WHERE entry_id IN (
        SELECT entry_id FROM (
            SELECT entry_id, check_at, row_number() OVER (PARTITION BY +guild_id ORDER BY check_at)
                + (SELECT count(*) FROM json_each(:busy) b WHERE b.value = guild_id) AS turn
            FROM apis
            WHERE (check_at <= :now OR check_at > :latest) AND (leased_until <= :now OR leased_until > :latest)
        )
        WHERE turn <= :each ORDER BY check_at LIMIT :limit
    )
    RETURNING guild_id, (SELECT e.number FROM entries e WHERE e.id = entry_id) AS number
"""

CLAIM: Final = """
    UPDATE apis SET leased_until = :until
    WHERE guild_id = :guild_id AND (leased_until <= :now OR leased_until > :latest) AND entry_id = (
        SELECT id FROM entries WHERE guild_id = :guild_id AND kind = 'A' AND number = :number)
"""

LET_GO: Final = """
    UPDATE apis SET leased_until = 0 WHERE guild_id = :guild_id AND entry_id = (
        SELECT id FROM entries WHERE guild_id = :guild_id AND kind = 'A' AND number = :number)
"""

SHIFT: Final = "UPDATE apis SET check_at = check_at + :by WHERE guild_id = :guild_id AND check_at IS NOT NULL"


class SqliteApis:
    """Implements `domain.repositories.Apis`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, entry: NewEntry, draft: ApiDraft) -> Api:
        """Keep a new API, with its first revision to come, under the server's next number."""
        entry_id, ref = await add_entry(self._connection, entry, Kind.API, draft.watch.value)
        api = Api(
            **new_fields(entry, ref),
            watch=draft.watch,
            told=draft.told,
            source=draft.source,
            revision=0,
            revised_at=entry.at,
            last_check=Check.up(Outcome.CHANGED, at=entry.at),
        )
        await self._connection.run(INSERT_API, **_columns(api, entry_id, None))
        return api

    async def get(self, guild_id: int, number: int) -> Api:
        """The server's API of that number.

        Raises:
            NotFound: there is none.
        """
        row = await self._connection.one(SELECT_ONE, guild_id=guild_id, number=number)
        if row is None:
            raise no_such(Ref(Kind.API, number))
        return api_from(row)

    async def save(self, api: Api, *, check_at: datetime | None) -> None:
        """Keep all that can change of an API, and when it is checked next; nobody is at it any more."""
        entry_id = await save_entry(self._connection, api, api.watch.value)
        await self._connection.run(UPDATE_API, **_columns(api, entry_id, check_at))

    async def rename(self, api: Api) -> None:
        """Keep an API's title and tags alone, whoever looks at it meanwhile."""
        await save_entry(self._connection, api, api.watch.value)

    async def at(self, guild_id: int, address: str) -> Api | None:
        """The server's API whose document is or was at that address: one in use before one that is retired."""
        row = await self._connection.one(SELECT_AT, guild_id=guild_id, address=address)
        return None if row is None else api_from(row)

    async def with_document(self, guild_id: int, mark: str) -> Api | None:
        """The server's API in use whose newest document has that mark, if there is one."""
        row = await self._connection.one(SELECT_WITH_DOCUMENT, guild_id=guild_id, mark=mark)
        return None if row is None else api_from(row)

    async def called(self, guild_id: int, title: str, hidden: Collection[int] = ()) -> Sequence[Api]:
        """The server's APIs of that title, whatever its case: those in use first; none of hidden channels."""
        rows = await self._connection.all(
            SELECT_CALLED, guild_id=guild_id, title=title, hidden=ids_in_json(hidden)
        )
        return [api_from(row) for row in rows]

    async def listed(
        self, guild_id: int, hidden: Collection[int] = (), *, limit: int, offset: int
    ) -> tuple[Sequence[Api], int]:
        """One page of the APIs in use by title, without `hidden` channels'; and how many there are."""
        wants: dict[str, Value] = {"guild_id": guild_id, "hidden": ids_in_json(hidden)}
        counted = await self._connection.one(COUNT_LISTED, **wants)
        rows = await self._connection.all(SELECT_LISTED, **wants, limit=limit, offset=offset)
        return [api_from(row) for row in rows], counted["total"] if counted else 0

    async def servers(self, guild_id: int, hidden: Collection[int]) -> Collection[str]:
        """The addresses that APIs in use are served at; none of hidden channels' APIs."""
        rows = await self._connection.all(SELECT_SERVERS, guild_id=guild_id, hidden=ids_in_json(hidden))
        return {server for row in rows for server in row["servers"].splitlines()}

    async def unchecked(self, guild_id: int, hidden: Collection[int]) -> Sequence[Api]:
        """The watched APIs that could not be checked when last looked at, by title; none of hidden channels."""
        rows = await self._connection.all(SELECT_UNCHECKED, guild_id=guild_id, hidden=ids_in_json(hidden))
        return [api_from(row) for row in rows]

    async def claim_due(
        self, now: datetime, *, until: datetime, limit: int, each: int, busy: Iterable[int]
    ) -> Sequence[tuple[int, int]]:
        """Have some APIs for oneself that are to be checked, as `claim`: the servers and numbers of the longest due.

        Of each server at most `each`, with those that one has already: `busy` names the server of every one.
        """
        rows = await self._connection.all(
            CLAIM_DUE,
            now=millis(now),
            latest=millis(now + LONGEST_PAUSE),
            until=millis(until),
            limit=limit,
            each=each,
            busy=ids_in_json(busy),
        )
        return [(row["guild_id"], row["number"]) for row in rows]

    async def claim(self, guild_id: int, number: int, *, now: datetime, until: datetime) -> bool:
        """Have an API for oneself until then, or until it is saved; False where somebody has it."""
        taken = await self._connection.run(
            CLAIM,
            guild_id=guild_id,
            number=number,
            now=millis(now),
            latest=millis(now + LONGEST_PAUSE),
            until=millis(until),
        )
        return taken > 0

    async def let_go(self, guild_id: int, number: int) -> None:
        """Let others have an API that was claimed."""
        await self._connection.run(LET_GO, guild_id=guild_id, number=number)

    async def shift(self, guild_id: int, *, by: timedelta) -> None:
        """Have the next checks of all of a server's APIs done so much later, or earlier."""
        await self._connection.run(SHIFT, guild_id=guild_id, by=by // MILLISECOND)


def _columns(api: Api, entry_id: int, check_at: datetime | None) -> dict[str, Value]:
    return {
        "entry_id": entry_id,
        "guild_id": api.guild_id,
        "address": api.source.address,
        "is_asked": int(api.source.is_asked),
        "format": api.told.format,
        "version": api.told.version,
        "description": api.told.description,
        "servers": "\n".join(api.told.servers),
        "auth": api.told.auth,
        "warnings": "\n".join(api.told.warnings),
        "revision": api.revision,
        "checked_at": millis(api.last_check.at),
        "outcome": api.last_check.outcome.value,
        "up_at": millis(api.last_check.up_at),
        "reason": api.last_check.reason,
        "tries": api.last_check.tries,
        "check_at": millis_or_none(check_at),
        "etag": api.source.etag,
        "modified": api.source.modified,
    }


def api_from(row: sqlite3.Row) -> Api:
    """The API of a row."""
    return Api(
        **entry_fields(row),
        watch=Watch(row["state"]),
        told=Told(
            format=row["format"],
            version=row["version"],
            description=row["description"],
            servers=tuple(row["servers"].splitlines()),
            auth=row["auth"],
            warnings=tuple(row["warnings"].splitlines()),
        ),
        source=Source(
            address=row["address"], is_asked=bool(row["is_asked"]), etag=row["etag"], modified=row["modified"]
        ),
        revision=row["revision"],
        revised_at=moment(row["revised_at"]),
        last_check=Check(
            at=moment(row["checked_at"]),
            outcome=Outcome(row["outcome"]),
            up_at=moment(row["up_at"]),
            reason=row["reason"],
            tries=row["tries"],
        ),
        live=row["live"],
        deprecated=row["deprecated"],
        users=row["users"],
        breaking=row["breaking"] or 0,
    )
