"""Watching APIs: their documents are looked at again and again, and what came of it is never mixed up."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from domain.apis.comparing.changes import Change
from domain.apis.keeping.digest import Digest
from domain.errors import BadInput, DomainError, Refused
from domain.fetching import Unreachable
from domain.models.api import LONGEST_PAUSE, Api, Check, Outcome, Source
from domain.models.deeds import Deed
from domain.models.delivery import Key
from domain.models.entries import Member
from domain.ports import Clock, Store
from domain.shared_apis.documents import Documents
from domain.shared_apis.leases import LEASE, is_past, let_go, taken
from domain.shared_apis.revising import next_check, revise_within, server_of, settle

PATIENCE: Final = timedelta(minutes=4)
"""How long one look may take: its host may sleep, its document refer to others, and each may have to wait its turn."""

AT_ONCE: Final = 8
"""APIs that are looked at side by side."""

OF_ONE: Final = 2
"""Those of one server among them: its hosts may be slow, and hold up no other server's."""

AGAIN: Final = timedelta(minutes=1)
"""After which an API is looked at again because somebody asks for it."""


class WatchService:
    """Looks at the documents of APIs again."""

    def __init__(
        self, store: Store, clock: Clock, documents: Documents, *, patience: timedelta = PATIENCE
    ) -> None:
        self._store = store
        self._clock = clock
        self._documents = documents
        self._patience = patience
        self._refreshed: dict[tuple[int, int], datetime] = {}

    async def check_due(self, *, is_here: Callable[[int], bool]) -> int:
        """Look at the APIs that are due, longest first, some at a time, until none is; returns how many that were.

        What cannot be checked is noted on the API. `is_here` says whether Nexus is in a server: for the others it
        fetches nothing, and asks again a day later.

        Raises:
            ExceptionGroup: some could not be looked at; they are tried again after a lease, and held up nothing.
        """
        looks: dict[asyncio.Task[object], int] = {}
        ended: set[asyncio.Task[object]] = set()
        try:
            while looks := {**looks, **await self._begun(looks.values(), is_here)}:
                done, _ = await asyncio.wait(looks, return_when=asyncio.FIRST_COMPLETED)
                looks = {look: guild_id for look, guild_id in looks.items() if look not in done}
                ended |= done
        finally:
            await _cut_off(looks)
        if troubles := [trouble for look in ended if isinstance(trouble := look.exception(), Exception)]:
            raise ExceptionGroup("Some APIs could not be looked at; they are tried again", troubles)
        return len(ended)

    async def refresh(self, guild_id: int, number: int, *, replaced_by: Member | None = None) -> Api:
        """Look at an API's document now; `replaced_by` takes what is there, be it of another API.

        Raises:
            NotFound: this server has no such API.
            Refused: it has no address where one can look, somebody looks at it in this moment or did so a moment ago,
                or it is not `replaced_by`'s to replace.
        """
        if replaced_by:
            await self._check_may(guild_id, number, replaced_by)
        api = await taken(self._store, self._clock, guild_id, number)
        if why := api.why_still or ("" if replaced_by else self._why_not_again(api)):
            await let_go(self._store, api)
            raise Refused(f"{api.ref} {why}")
        after = await self._check(api, replaced_by=replaced_by)
        self._refreshed[guild_id, number] = self._clock.now()
        return after

    async def bring(
        self, guild_id: int, number: int, content: bytes, *, by: Member, replaces: bool = False
    ) -> Api:
        """Take a new document of an API from a file; `replaces` says that it may be of another API.

        Raises:
            NotFound: this server has no such API.
            Refused: it is not `by`'s to bring, somebody looks at it in this moment, or it is of another API.
            BadInput: the document cannot be read, or not be compared with the one before.
        """
        await self._check_may(guild_id, number, by)
        digest = await self._documents.read(guild_id, content)
        api = await taken(self._store, self._clock, guild_id, number)
        try:
            changes = await self._documents.changes(api, digest, replaces=replaces)
        except DomainError:
            await let_go(self._store, api)
            raise
        return await self._take(api, digest, changes, api.source, by=by, is_fetched=False)

    def _why_not_again(self, api: Api) -> str:
        """Why nobody looks again at an API that somebody had looked at, with what came of that; empty where one can."""
        now = self._clock.now()
        lately = {key: at for key, at in self._refreshed.items() if timedelta() <= now - at < AGAIN}
        self._refreshed = lately
        if (api.guild_id, api.ref.number) not in lately:
            return ""
        return f"was looked at a moment ago: {_came_of(api)}. Please wait a minute."

    async def _check_may(self, guild_id: int, number: int, by: Member) -> None:
        async with self._store.reading() as store:
            (await store.apis.get(guild_id, number)).check(Deed.REVISE, by)

    async def _begun(
        self, busy: Collection[int], is_here: Callable[[int], bool]
    ) -> Mapping[asyncio.Task[object], int]:
        """Looks at APIs that are due, each with its server, beside those at the APIs of `busy` servers."""
        now = self._clock.now()
        async with self._store.transaction() as store:
            due = await store.apis.claim_due(
                now, until=now + LEASE, limit=AT_ONCE - len(busy), each=OF_ONE, busy=busy
            )
        return {
            asyncio.create_task(self._check_due(*api) if is_here(api[0]) else self._put_off(*api)): api[0]
            for api in due
        }

    async def _put_off(self, guild_id: int, number: int) -> None:
        async with self._store.transaction() as store:
            api = await store.apis.get(guild_id, number)
            await store.apis.save(api, check_at=self._clock.now() + LONGEST_PAUSE)

    async def _check_due(self, guild_id: int, number: int) -> None:
        async with self._store.reading() as store:
            api = await store.apis.get(guild_id, number)
        await self._check(api)

    async def _check(self, api: Api, *, replaced_by: Member | None = None) -> Api:
        """Look at a taken API, and keep what came of it, whatever that is."""
        try:
            async with asyncio.timeout(self._patience.total_seconds()):
                found = await self._documents.again(api)
                replaces = replaced_by is not None
                changes = await self._documents.changes(api, found[0], replaces=replaces) if found else None
        except TimeoutError:
            minutes = self._patience // timedelta(minutes=1)
            return await self._unchecked(api, f"it took more than {minutes} minutes")
        except Unreachable as trouble:
            return await self._unchecked(api, trouble.reason)
        except (BadInput, Refused) as trouble:
            return await self._unchecked(api, trouble.sentence)
        if found is None:
            unchanged = api.last_check.after(Outcome.UNCHANGED, at=self._clock.now(), is_fetched=True)
            return await self._keep(api, unchanged)
        return await self._take(api, found[0], changes, found[1], by=replaced_by, is_fetched=True)

    async def _take(
        self,
        api: Api,
        digest: Digest,
        changes: tuple[Change, ...] | None,
        source: Source,
        *,
        by: Member | None,
        is_fetched: bool,
    ) -> Api:
        """Keep a document that was fetched or brought: as a revision, unless it is the one that is known."""
        if changes is None:
            check = api.last_check.after(Outcome.UNCHANGED, at=self._clock.now(), is_fetched=is_fetched)
            return await self._keep(replace(api, source=source), check)
        async with self._store.transaction() as store:
            now = await store.apis.get(api.guild_id, api.ref.number)
            if is_past(api, now):
                if by:
                    raise Refused(f"{api.ref} changed in this moment. Please try again.")
                return now
            revised = await revise_within(
                store, self._clock, now, digest, changes, by=by, source=source, is_fetched=is_fetched
            )
        await settle(self._store, revised)
        return revised.api

    async def _unchecked(self, api: Api, reason: str) -> Api:
        return await self._keep(api, api.last_check.failed(reason, at=self._clock.now()))

    async def _keep(self, api: Api, check: Check) -> Api:
        """Keep what came of a look that brought no new document; the card shows it, at most once an hour."""
        async with self._store.transaction() as store:
            now = await store.apis.get(api.guild_id, api.ref.number)
            if is_past(api, now):
                return now
            server = await server_of(store, now)
            after = replace(now, source=api.source, last_check=check)
            await store.apis.save(after, check_at=next_check(after, server.check_minutes))
            if _shown(check) != _shown(now.last_check):
                await store.deliveries.want(api.guild_id, Key.card(api.ref), at=check.at)
            return after


async def _cut_off(looks: Iterable[asyncio.Task[object]]) -> None:
    """End the looks that have not ended."""
    for look in looks:
        look.cancel()
    await asyncio.gather(*looks, return_exceptions=True)


def _came_of(api: Api) -> str:
    """What came of the last look, in words."""
    match api.last_check.outcome:
        case Outcome.CHANGED:
            return f"it changed, and is at revision {api.revision} now"
        case Outcome.UNCHANGED:
            return f"it is unchanged, revision {api.revision} still holds"
        case Outcome.UNCHECKED:
            return f"it could not be checked ({api.last_check.reason.rstrip('.')})"


def _shown(check: Check) -> tuple[Outcome, str, datetime]:
    """What a card that is true for an hour shows of a look."""
    return check.outcome, check.reason, check.at.replace(minute=0, second=0, microsecond=0)
