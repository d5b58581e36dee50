"""Getting at the documents of APIs: from addresses or from files, without secrets, and compared with what is known."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from weakref import WeakValueDictionary

from domain.apis.addresses import host_of
from domain.apis.comparing.changes import Change
from domain.apis.finding.bundling import bundled
from domain.apis.finding.discovery import Discovered, discover, introspection, is_page
from domain.apis.keeping.digest import Digest
from domain.apis.work import compared, digested, titled
from domain.errors import Refused
from domain.fetching import Fetcher, Unreachable, Validators
from domain.masking import mask
from domain.models.api import Api, Source
from domain.ports import Aside, Clock, Store
from domain.shared_apis.room import check_room
from domain.shared_apis.syncing import shares_calls

SEARCH: Final = timedelta(minutes=4)
"""How long finding a document may take, with all places that are tried and all files that belong to it."""

SEARCHES: Final = 2
"""Documents that are looked for at once for one server: more wait, so that no server keeps all others waiting."""

A_PAGE: Final = "it answers with a web page now, not with its document; perhaps it is waking up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document that was found at an address."""

    digest: Digest
    source: Source
    host: str


class Documents:
    """Reads documents, wherever they are."""

    def __init__(
        self, store: Store, clock: Clock, fetcher: Fetcher, aside: Aside, *, search: timedelta = SEARCH
    ) -> None:
        self._store = store
        self._clock = clock
        self._fetcher = fetcher
        self._aside = aside
        self._search = search
        self._turns: WeakValueDictionary[int, asyncio.Semaphore] = WeakValueDictionary()

    async def at(self, guild_id: int, address: str) -> Found:
        """The document at an address or near it.

        Raises:
            BadInput: there is none, or it cannot be read.
            Unreachable: the address cannot be fetched, or may not be.
        """
        turn = self._turns.setdefault(guild_id, asyncio.Semaphore(SEARCHES))
        async with turn:
            found, whole = await self._found(guild_id, address)
        async with self._store.reading() as store:
            shown = mask(found.address, await store.harmless.safe(guild_id))
        return Found(
            digest=await self.read(guild_id, whole),
            source=_source(
                shown,
                _lasting(found.validators, is_whole=whole == found.content),
                is_asked=found.question is not None,
            ),
            host=host_of(found.address),
        )

    async def _found(self, guild_id: int, address: str) -> tuple[Discovered, bytes]:
        """What is found at an address or near it, and that with its other files in it."""
        try:
            async with asyncio.timeout(self._search.total_seconds()):
                found = await discover(address, self._fetcher)
                whole = await bundled(
                    found.content, found.address, self._fetcher, self._aside, guild_id=guild_id
                )
                return found, whole
        except TimeoutError as error:
            raise Unreachable(
                host_of(address), "looking for its document took too long", later=True
            ) from error

    async def again(self, api: Api) -> tuple[Digest, Source] | None:
        """The document of an API as it is now; None where its host says that it is what it was.

        Raises:
            BadInput: it cannot be read any more.
            Unreachable: its address cannot be fetched.
        """
        known = Validators(api.source.etag, api.source.modified)
        question = introspection() if api.source.is_asked else None
        found = await self._fetcher.fetch(api.source.address, known=known, body=question)
        if found.trouble:
            raise found.trouble
        if found.is_unchanged:
            return None
        if is_page(found.body):
            raise Unreachable(host_of(found.address), A_PAGE, later=True)
        whole = await bundled(found.body, found.address, self._fetcher, self._aside, guild_id=api.guild_id)
        validators = _lasting(found.validators, is_whole=whole == found.body)
        source = _source(api.source.address, validators, is_asked=api.source.is_asked)
        return await self.read(api.guild_id, whole), source

    async def read(self, guild_id: int, content: bytes) -> Digest:
        """What is kept of a document, its secrets masked.

        Raises:
            BadInput: it cannot be read.
            Refused: it is too much work.
        """
        async with self._store.reading() as store:
            safe = await store.harmless.safe(guild_id)
        return await self._aside.do(guild_id, digested, content, safe)

    async def changes(self, api: Api, digest: Digest, *, replaces: bool = False) -> tuple[Change, ...] | None:
        """What changed since the newest revision of an API; None where the document is the same.

        `replaces` says that it takes the API's place, be it of another API.

        Raises:
            BadInput: the two cannot be compared.
            Refused: it is of another API, or there is no room for all of its endpoints.
        """
        async with self._store.reading() as store:
            last = await store.revisions.get(api.guild_id, api.ref.number, api.revision)
            if last.mark == digest.mark:
                return None
            old = await store.revisions.content(api.guild_id, api.ref.number, api.revision)
            known = await store.api_endpoints.of(api.guild_id, api.ref.number)
            await check_room(store, api.guild_id, endpoints=len(digest.operations), of=api)
        changes = await self._aside.do(api.guild_id, compared, old, digest.content, self._clock.now().date())
        if not (
            replaces or shares_calls(known, digest.operations) or await self._has_title(api, old, digest)
        ):
            raise _another(api, digest)
        return changes

    async def _has_title(self, api: Api, old: bytes, digest: Digest) -> bool:
        """Whether a document has the title of one that is kept."""
        title = await self._aside.do(api.guild_id, titled, old)
        return bool(title) and title.casefold() == digest.title.casefold()


def _another(api: Api, digest: Digest) -> Refused:
    """The refusal of a document that would put another API in the place of one."""
    called = f", {digest.title}" if digest.title else ""
    return Refused(
        f"That is the document of another API{called}: it has neither the title nor any endpoint of {api.ref}."
        f" /api share shares it by itself. If it is to take the place of {api.ref}, /api refresh with replace does so."
    )


def _lasting(validators: Validators, *, is_whole: bool) -> Validators:
    """The validators of a document that stands in one file: of the others, its host says nothing by them."""
    return validators if is_whole else Validators()


def _source(address: str, validators: Validators, *, is_asked: bool) -> Source:
    return Source(address=address, is_asked=is_asked, etag=validators.etag, modified=validators.last_modified)
