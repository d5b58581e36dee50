"""Sharing an API: its document is read, kept, and made into endpoints."""

from collections.abc import Sequence
from dataclasses import replace

from domain.apis.keeping.digest import Digest
from domain.changes import index_entry, keep_new
from domain.entries import post_card
from domain.masking import mask
from domain.models.api import Api, ApiDraft, Revision, Source, Watch
from domain.models.deeds import Deed
from domain.models.delivery import Key
from domain.models.endpoint import Endpoint
from domain.models.entries import Member, NewEntry, Place
from domain.models.events import Event
from domain.models.sight import FULL, Sight
from domain.ports import Clock, Store
from domain.shared_apis.before_sharing import refuse_known
from domain.shared_apis.documents import Documents
from domain.shared_apis.revising import revise_within, settle, told_of
from domain.shared_apis.room import check_room
from domain.shared_apis.titles import title_for, title_in_file, title_in_host, title_typed
from domain.sight import hidden_from
from domain.text import tags_of


class ApiService:
    """Takes APIs in, and tells what they are."""

    def __init__(self, store: Store, clock: Clock, documents: Documents) -> None:
        self._store = store
        self._clock = clock
        self._documents = documents

    async def share_address(
        self,
        place: Place,
        address: str,
        *,
        title: str = "",
        tags: tuple[str, ...] = (),
        by: Member,
        cause: int,
        sight: Sight = FULL,
    ) -> Api:
        """Share the API whose document is found at an address or near it, and watch it.

        `title` is what somebody calls it, if not as its document does. `cause` is the id of the interaction: asked
        twice with the same, it is shared once.

        Raises:
            BadInput: no document is found there, it cannot be read, or nothing says what the API is called.
            Unreachable: the address cannot be fetched, or may not be.
            SharedBefore: it is there, and `by` may see it.
            Refused: it is there, and they may not; or there is no room for it.
        """
        found = await self._documents.at(place.guild_id, address)
        draft = ApiDraft(
            title=title_for(found.digest, title, title_in_host(found.host)),
            tags=tags,
            watch=Watch.STILL if found.source.is_masked else Watch.WATCHED,
            told=told_of(found.digest),
            source=found.source,
        )
        return await self._share(place, draft, found.digest, by=by, cause=cause, sight=sight)

    async def share_file(
        self,
        place: Place,
        name: str,
        content: bytes,
        *,
        title: str = "",
        tags: tuple[str, ...] = (),
        by: Member,
        cause: int,
        sight: Sight = FULL,
    ) -> Api:
        """Share the API that a file describes; it changes when somebody brings a new one.

        Raises:
            BadInput: it cannot be read, or nothing says what the API is called; the sentence says what to do.
            SharedBefore: it is there, and `by` may see it.
            Refused: it is there, and they may not; or there is no room for it.
        """
        digest = await self._documents.read(place.guild_id, content)
        draft = ApiDraft(
            title=title_for(digest, title, title_in_file(name)),
            tags=tags,
            watch=Watch.STILL,
            told=told_of(digest),
            source=Source(),
        )
        return await self._share(place, draft, digest, by=by, cause=cause, sight=sight)

    async def edit(self, guild_id: int, number: int, *, title: str, tags: str, by: Member) -> Api:
        """Give an API another title and other tags, as they were typed.

        Raises:
            NotFound: this server has no such API.
            BadInput: the title or a tag cannot be used.
            Refused: it is not `by`'s to edit.
        """
        async with self._store.transaction() as store:
            api = await store.apis.get(guild_id, number)
            api.check(Deed.EDIT, by)
            after = replace(
                api,
                title=mask(title_typed(title), await store.harmless.safe(guild_id)),
                tags=tags_of(tags),
                updated_at=self._clock.now(),
            )
            await store.apis.rename(after)
            await store.events.add(Event.of(Deed.EDIT, api, after, by=by, at=after.updated_at))
            await index_entry(store, after)
            await store.deliveries.want(guild_id, Key.card(api.ref), at=after.updated_at)
            return after

    async def get(self, guild_id: int, number: int) -> Api:
        """The server's API of that number.

        Raises:
            NotFound: there is none.
        """
        async with self._store.reading() as store:
            return await store.apis.get(guild_id, number)

    async def listed(
        self, guild_id: int, *, limit: int, page: int, sight: Sight = FULL
    ) -> tuple[Sequence[Api], int]:
        """One page (from 0) of the APIs in use by title, and how many there are in all."""
        async with self._store.reading() as store:
            hidden = await hidden_from(store, guild_id, sight)
            return await store.apis.listed(guild_id, hidden, limit=limit, offset=page * limit)

    async def endpoints(self, guild_id: int, number: int) -> Sequence[Endpoint]:
        """All endpoints that an API has or had, by path and method."""
        async with self._store.reading() as store:
            return await store.api_endpoints.of(guild_id, number)

    async def named_by(self, guild_id: int, blocker: int) -> Sequence[Endpoint]:
        """The endpoints that a blocker names, by path."""
        async with self._store.reading() as store:
            return await store.namings.of(guild_id, blocker)

    async def revision(self, guild_id: int, number: int, revision: int) -> Revision:
        """A revision of an API, with what changed.

        Raises:
            NotFound: there is none.
        """
        async with self._store.reading() as store:
            return await store.revisions.get(guild_id, number, revision)

    async def _share(
        self, place: Place, draft: ApiDraft, digest: Digest, *, by: Member, cause: int, sight: Sight
    ) -> Api:
        async with self._store.transaction() as store:
            made = await store.entries.made_by(place.guild_id, cause)
            if made is not None:
                return await store.apis.get(place.guild_id, made.number)
            await refuse_known(store, place.guild_id, draft, digest, by=by, sight=sight)
            await check_room(store, place.guild_id, endpoints=len(digest.operations))
            entry = NewEntry(
                guild_id=place.guild_id,
                title=mask(draft.title, await store.harmless.safe(place.guild_id)),
                tags=draft.tags,
                author=by,
                at=self._clock.now(),
                cause=cause,
            )
            api = await store.apis.add(entry, draft)
            await post_card(store, place, api.ref, self._clock)
            source = draft.source
            revised = await revise_within(
                store, self._clock, api, digest, (), by=by, source=source, is_fetched=bool(source.address)
            )
            await keep_new(store, Deed.SHARE, revised.api)
            await index_entry(store, revised.api)
        await settle(self._store, revised)
        return revised.api
