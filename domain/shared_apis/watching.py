"""Watching APIs: their documents are looked at again and again, and what came of it is never mixed up."""

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.apis.changes import Change
from domain.apis.digests import Digest
from domain.errors import BadInput, DomainError, Refused
from domain.fetching import Unreachable
from domain.models.api import Api, Check, Outcome, Source
from domain.models.deeds import Deed
from domain.models.delivery import Key
from domain.models.entries import Member
from domain.ports import Clock, Store
from domain.shared_apis.documents import Documents
from domain.shared_apis.revising import index_endpoints, next_check, revise_within, server_of

log = logging.getLogger(__name__)

LEASE: Final = timedelta(minutes=5)
"""How long whoever looks at an API has it alone: its host may sleep, and its document refer to others."""

BATCH: Final = 20
"""APIs that are looked at in one round."""


class WatchService:
    """Looks at the documents of APIs again."""

    def __init__(self, store: Store, clock: Clock, documents: Documents) -> None:
        self._store = store
        self._clock = clock
        self._documents = documents

    async def check_due(self) -> int:
        """Look at the APIs that are due, longest first; returns how many there were.

        What cannot be checked is noted on the API; it holds up no other.
        """
        async with self._store.reading() as store:
            due = await store.apis.due(self._clock.now(), limit=BATCH)
        troubles: list[Exception] = []
        for guild_id, number in due:
            try:
                await self._check_due(guild_id, number)
            except Exception as trouble:  # noqa: BLE001  (one API's trouble must not keep the others waiting)
                troubles.append(trouble)
        if troubles:
            raise ExceptionGroup("Some APIs could not be looked at; they are tried again", troubles)
        return len(due)

    async def refresh(self, guild_id: int, number: int) -> Api:
        """Look at an API's document now.

        Raises:
            NotFound: this server has no such API.
            Refused: it has no address to look at, or somebody looks at it in this moment.
        """
        api = await self._taken(guild_id, number)
        if not api.source.address or not api.is_in_use:
            await self._let_go(api)
            raise Refused(
                f"{api.ref} has no address to look at. Bring a new document: /api refresh with `file`."
            )
        return await self._check(api)

    async def bring(self, guild_id: int, number: int, content: bytes, *, by: Member) -> Api:
        """Take a new document of an API from a file.

        Raises:
            NotFound: this server has no such API.
            Refused: it is not `by`'s to bring, or somebody looks at it in this moment.
            BadInput: the document cannot be read, or not be compared with the one before.
        """
        async with self._store.reading() as store:
            (await store.apis.get(guild_id, number)).check(Deed.REVISE, by)
        digest = await self._documents.read(guild_id, content)
        api = await self._taken(guild_id, number)
        try:
            return await self._take(api, digest, api.source, by=by)
        except DomainError:
            await self._let_go(api)
            raise

    async def _check_due(self, guild_id: int, number: int) -> None:
        try:
            api = await self._taken(guild_id, number)
        except Refused:
            return  # somebody else looks at it
        await self._check(api)

    async def _taken(self, guild_id: int, number: int) -> Api:
        now = self._clock.now()
        async with self._store.transaction() as store:
            api = await store.apis.get(guild_id, number)
            if not await store.apis.claim(guild_id, number, now=now, until=now + LEASE):
                raise Refused(f"Somebody looks at {api.ref} in this moment. Its card shows what comes of it.")
            return api

    async def _check(self, api: Api) -> Api:
        """Look at a taken API, and keep what came of it, whatever that is."""
        try:
            found = await self._documents.again(api)
            if found is None:
                return await self._keep(api, self._outcome(Outcome.UNCHANGED))
            digest, source = found
            return await self._take(api, digest, source, by=None)
        except Unreachable as trouble:
            return await self._keep(api, self._unchecked(api, trouble.reason))
        except (BadInput, Refused) as trouble:
            return await self._keep(api, self._unchecked(api, trouble.sentence))

    async def _take(self, api: Api, digest: Digest, source: Source, *, by: Member | None) -> Api:
        """Keep a document that was fetched or brought: as a revision, unless it is the one that is known."""
        changes = await self._documents.changes(api, digest)
        if changes is None:
            return await self._keep(replace(api, source=source), self._outcome(Outcome.UNCHANGED))
        return await self._revise(api, digest, changes, source, by=by)

    async def _revise(
        self, api: Api, digest: Digest, changes: tuple[Change, ...], source: Source, *, by: Member | None
    ) -> Api:
        async with self._store.transaction() as store:
            now = await store.apis.get(api.guild_id, api.ref.number)
            if now.revision != api.revision:
                raise Refused(f"{api.ref} changed in this moment. Please try again.")
            revised = await revise_within(store, self._clock, now, digest, changes, by=by, source=source)
        touched = [
            each.ref.number for each in revised.endpoints.values() if each.updated_at == revised.revision.at
        ]
        await index_endpoints(self._store, api.guild_id, touched)
        return revised.api

    def _outcome(self, outcome: Outcome) -> Check:
        return Check(at=self._clock.now(), outcome=outcome)

    def _unchecked(self, api: Api, reason: str) -> Check:
        return Check(
            at=self._clock.now(), outcome=Outcome.UNCHECKED, reason=reason, tries=api.last_check.tries + 1
        )

    async def _keep(self, api: Api, check: Check) -> Api:
        """Keep what came of a look that brought no new document; the card shows it, at most once an hour."""
        async with self._store.transaction() as store:
            now = await store.apis.get(api.guild_id, api.ref.number)
            server = await server_of(store, now)
            after = replace(now, source=api.source, last_check=check)
            await store.apis.save(after, check_at=next_check(after, server.check_minutes))
            before = now.last_check
            if (before.outcome, before.reason, before.at.hour) != (
                check.outcome,
                check.reason,
                check.at.hour,
            ):
                await store.deliveries.want(api.guild_id, Key.card(api.ref), at=check.at)
            return after

    async def _let_go(self, api: Api) -> None:
        """Let others look at an API again, as nothing came of this look."""
        async with self._store.transaction() as store:
            await store.apis.let_go(api.guild_id, api.ref.number)
