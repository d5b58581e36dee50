"""Giving an API another address, once it is deployed or its host moved: who uses it, and its history, stay."""

from dataclasses import replace

from domain.apis.comparing.changes import Change
from domain.errors import DomainError, Refused
from domain.models.api import Api, Outcome, Watch
from domain.models.deeds import Deed
from domain.models.delivery import Key
from domain.models.entries import Member
from domain.models.events import Event
from domain.models.sight import FULL, Sight
from domain.ports import Clock, Repositories, Store
from domain.shared_apis.documents import Documents, Found
from domain.shared_apis.leases import is_past, let_go, taken
from domain.shared_apis.revising import next_check, revise_within, server_of, settle
from domain.sight import is_known


class RelocationService:
    """Lets those who may bring a document say where it is from now on."""

    def __init__(self, store: Store, clock: Clock, documents: Documents) -> None:
        self._store = store
        self._clock = clock
        self._documents = documents

    async def relocate(
        self,
        guild_id: int,
        number: int,
        address: str,
        *,
        by: Member,
        replaces: bool = False,
        sight: Sight = FULL,
    ) -> Api:
        """Take the document that is at an address or near it, and watch the API there from now on.

        `replaces` says that it may be of another API.

        Raises:
            NotFound: this server has no such API.
            BadInput: no document is found there, or it cannot be read or compared.
            Unreachable: the address cannot be fetched, or may not be.
            Refused: it is not `by`'s to say, another API is there, somebody looks at it in this moment, or the address
                holds a secret.
        """
        async with self._store.reading() as store:
            (await store.apis.get(guild_id, number)).check(Deed.REVISE, by)
        found = await self._documents.at(guild_id, address)
        if found.source.is_masked:
            raise Refused(
                "That address has a secret in it, which is not kept, so nobody could look there again."
                " Give it without the secret, or bring the document as file."
            )
        api = await taken(self._store, self._clock, guild_id, number)
        try:
            changes = await self._documents.changes(api, found.digest, replaces=replaces)
            return await self._keep(api, found, changes, by=by, sight=sight)
        except DomainError:
            await let_go(self._store, api)
            raise

    async def _keep(
        self, api: Api, found: Found, changes: tuple[Change, ...] | None, *, by: Member, sight: Sight
    ) -> Api:
        async with self._store.transaction() as store:
            before = await store.apis.get(api.guild_id, api.ref.number)
            if is_past(api, before) or not before.is_in_use:
                raise Refused(f"{api.ref} changed in this moment. Please try again.")
            await _refuse_taken(store, before, found.source.address, sight)
            now = self._clock.now()
            watched = replace(before, watch=Watch.WATCHED, updated_at=now)
            await store.events.add(_told(Event.of(Deed.WATCH, before, watched, by=by, at=now), before, found))
            if changes is None:
                check = before.last_check.after(Outcome.UNCHANGED, at=now, is_fetched=True)
                return await self._watch(store, replace(watched, source=found.source, last_check=check))
            revised = await revise_within(
                store,
                self._clock,
                watched,
                found.digest,
                changes,
                by=by,
                source=found.source,
                is_fetched=True,
            )
        await settle(self._store, revised)
        return revised.api

    async def _watch(self, store: Repositories, api: Api) -> Api:
        """Keep an API whose document is the one that is known."""
        server = await server_of(store, api)
        await store.apis.save(api, check_at=next_check(api, server.check_minutes))
        await store.deliveries.want(api.guild_id, Key.card(api.ref), at=api.updated_at)
        return api


def _told(event: Event, api: Api, found: Found) -> Event:
    """The event with where the document was and is."""
    return replace(
        event,
        before={**event.before, "address": api.source.address},
        after={**event.after, "address": found.source.address},
    )


async def _refuse_taken(store: Repositories, api: Api, address: str, sight: Sight) -> None:
    """Refuse an address where another API is; to who cannot see that one, it says no more."""
    other = await store.apis.at(api.guild_id, address)
    if other is None or other.ref == api.ref or not other.is_in_use:
        return
    if not await is_known(store, api.guild_id, other.ref, sight):
        raise Refused("Another API is there, in a channel that you cannot see. A moderator can help.")
    raise Refused(f"{other.ref} is there already. If it is the same API, retire one of them first.")
