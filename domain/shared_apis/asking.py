"""Asking for endpoints that are missing, and answering those who do."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.changes import channel_of, index_entry, keep_new, keep_request
from domain.entries import post_card
from domain.errors import Refused
from domain.models.deeds import Deed
from domain.models.delivery import Key, Topic
from domain.models.entries import Member, NewEntry, Place, Ref
from domain.models.events import Event
from domain.models.listing import WantedRequests
from domain.models.request import Request
from domain.models.request_draft import Asked, RequestDraft
from domain.models.sight import FULL, Sight
from domain.ports import Clock, Repositories, Store
from domain.secrets import without_secrets
from domain.servers import known
from domain.shared_apis.before_asking import Known, asked_before, known_of, refuse_retired
from domain.shared_apis.fulfilling import SETTLED, close_to, fulfil, tell
from domain.shared_apis.syncing import call_of
from domain.sight import hidden_from
from domain.text import title_of


class RequestService:
    """Decides what happens to requests."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def known(self, guild_id: int, asked: Asked, *, sight: Sight = FULL) -> Known:
        """What one may see of such an endpoint: that it is there, in that API or in any, or was asked for.

        Raises:
            NotFound: this server has no such API.
            Refused: it is retired.
        """
        async with self._store.reading() as store:
            hidden = await hidden_from(store, guild_id, sight)
            return await known_of(store, guild_id, asked, hidden)

    async def ask(
        self, place: Place, draft: RequestDraft, *, by: Member, cause: int, sight: Sight = FULL
    ) -> Request:
        """Ask for an endpoint, and have its card posted: where the API's card stands or, without one, in the hub.

        `cause` is the id of the interaction: asked twice with the same, it is one request.

        Raises:
            NotFound: this server has no such API.
            Refused: it was asked for before, or the API is retired.
        """
        guild_id, now = place.guild_id, self._clock.now()
        async with self._store.transaction() as store:
            made = await store.entries.made_by(guild_id, cause)
            if made is not None:
                return await store.requests.get(guild_id, made.number)
            if draft.api:
                await refuse_retired(store, guild_id, draft.api)
            hidden = await hidden_from(store, guild_id, sight)
            if twin := await asked_before(store, guild_id, draft.asked, hidden):
                raise Refused(f"{twin.ref} asks for that already: press “I need this too” on its card.")
            draft = await without_secrets(store, guild_id, draft)
            title = title_of(f"{draft.method.value} {draft.path}")
            entry = NewEntry(guild_id=guild_id, title=title, tags=(), author=by, at=now, cause=cause)
            request = await store.requests.add(entry, draft)
            if request.api:
                request = await _close_to_its_api(store, request)
                await store.requests.save(request)
            await keep_new(store, Deed.ASK, request)
            await index_entry(store, request)
            await _post(store, place, request, self._clock)
            return request

    async def get(self, guild_id: int, number: int) -> Request:
        """The server's request of that number.

        Raises:
            NotFound: there is none.
        """
        async with self._store.reading() as store:
            return await store.requests.get(guild_id, number)

    async def needing(self, guild_id: int, ref: Ref) -> Sequence[Member]:
        """Who said “I need this too” to a request, who said so first being first."""
        async with self._store.reading() as store:
            return await store.uses.of(guild_id, ref)

    async def listed(
        self, guild_id: int, wanted: WantedRequests, *, limit: int, page: int, sight: Sight = FULL
    ) -> tuple[Sequence[Request], int]:
        """One page (from 0) of the requests that are wanted, and how many there are in all."""
        async with self._store.reading() as store:
            hidden = await hidden_from(store, guild_id, sight)
            return await store.requests.listed(
                guild_id, replace(wanted, hidden=hidden), limit=limit, offset=page * limit
            )

    async def answer(self, guild_id: int, number: int, deed: Deed, words: str, *, by: Member) -> Request:
        """Accept a request, propose something else, or decline it; its author is told, once of each.

        Raises:
            NotFound: this server has no such request.
            Refused: it is not `by`'s to answer, or was answered so.
            BadInput: the words are missing, or too many.
        """
        now = self._clock.now()
        async with self._store.transaction() as store:
            request = await store.requests.get(guild_id, number)
            answered = request.answered(deed, words, by=by, at=now)
            answered = await without_secrets(store, guild_id, answered)
            await keep_request(store, deed, request, answered, by=by)
            if by.id != request.author.id:
                await tell(store, answered, Topic.ANSWERED, answered.state.value, at=now)
            return answered

    async def editable(self, guild_id: int, number: int, *, by: Member) -> Request:
        """A request that `by` may edit.

        Raises:
            NotFound: this server has no such request.
            Refused: it is not `by`'s to edit, has come to its end, or its API is retired.
        """
        async with self._store.reading() as store:
            return await _editable(store, guild_id, number, by=by)

    async def edit(self, guild_id: int, number: int, draft: RequestDraft, *, by: Member) -> Request:
        """Ask for the same in other words, or for something else; it waits for an answer again.

        Raises:
            NotFound: this server has no such request.
            Refused: it is not `by`'s to edit, has come to its end, or its API is retired.
        """
        now = self._clock.now()
        async with self._store.transaction() as store:
            request = await _editable(store, guild_id, number, by=by)
            draft = await without_secrets(store, guild_id, draft)
            edited = replace(request.edited(draft, by=by, at=now), differs=(), endpoint=None)
            if edited.api:
                edited = await _close_to_its_api(store, edited)
            await keep_request(store, Deed.EDIT, request, edited, by=by)
            is_else = (edited.operation, edited.wanted) != (request.operation, request.wanted)
            if is_else and edited.endpoint and not edited.differs:
                endpoint = await store.endpoints.get(guild_id, edited.endpoint.number)
                return await fulfil(store, edited, endpoint, at=now)
            return edited

    async def agree(self, guild_id: int, number: int, *, by: Member) -> Request:
        """Take what was proposed instead.

        Raises:
            NotFound: this server has no such request.
            Refused: it is not `by`'s to say, or nothing is proposed.
        """
        return await self._move(guild_id, number, Deed.AGREE, by=by)

    async def call_off(self, guild_id: int, number: int, *, by: Member) -> Request:
        """Withdraw a request.

        Raises:
            NotFound: this server has no such request.
            Refused: it is not `by`'s to withdraw, or has come to its end.
        """
        return await self._move(guild_id, number, Deed.CALL_OFF, by=by)

    async def settle(self, guild_id: int, number: int, *, by: Member) -> Request:
        """Take what comes closest for what was asked for; those are told who need it too.

        Raises:
            NotFound: this server has no such request.
            Refused: it is not `by`'s to say, or nothing is there.
        """
        return await self._move(guild_id, number, Deed.SETTLE, by=by)

    async def need(self, guild_id: int, number: int, *, by: Member) -> Request:
        """Say “I need this too”.

        Raises:
            NotFound: this server has no such request.
            Refused: it is `by`'s own, has come to its end, or that was said before.
        """
        now = self._clock.now()
        async with self._store.transaction() as store:
            request = await store.requests.get(guild_id, number)
            request.after(Deed.NEED)
            request.check(Deed.NEED, by)
            if not await store.uses.add(guild_id, request.ref, by, at=now):
                raise Refused(f"You need {request.ref} already. You hear of it when it is there.")
            return await _noted(store, Deed.NEED, request, by=by, at=now)

    async def need_not(self, guild_id: int, number: int, *, by: Member) -> Request:
        """Take “I need this too” back.

        Raises:
            NotFound: this server has no such request.
            Refused: it was not said, or the request has come to its end.
        """
        async with self._store.transaction() as store:
            request = await store.requests.get(guild_id, number)
            request.after(Deed.NEED_NOT)
            if not await store.uses.remove(guild_id, request.ref, by):
                raise request.refusal(Deed.NEED_NOT)
            return await _noted(store, Deed.NEED_NOT, request, by=by, at=self._clock.now())

    async def _move(self, guild_id: int, number: int, deed: Deed, *, by: Member) -> Request:
        now = self._clock.now()
        async with self._store.transaction() as store:
            request = await store.requests.get(guild_id, number)
            moved = await keep_request(store, deed, request, request.moved(deed, by=by, at=now), by=by)
            if deed is Deed.SETTLE and moved.needed:
                await tell(store, moved, Topic.THERE, SETTLED, at=now)
            return moved


async def _post(store: Repositories, place: Place, request: Request, clock: Clock) -> None:
    """Have a new request's card posted where those see it who see its API's."""
    if request.api is None:
        await post_card(store, place, request.ref, clock)
        return
    await known(store, place, clock)
    api = await store.apis.get(place.guild_id, request.api.number)
    await store.deliveries.want(
        place.guild_id, Key.card(request.ref), at=clock.now(), channel_id=await channel_of(store, api)
    )


async def _editable(store: Repositories, guild_id: int, number: int, *, by: Member) -> Request:
    request = await store.requests.get(guild_id, number)
    request.after(Deed.EDIT)
    request.check(Deed.EDIT, by)
    if request.api:
        await refuse_retired(store, guild_id, request.api)
    return request


async def _close_to_its_api(store: Repositories, request: Request) -> Request:
    assert request.api is not None  # noqa: S101  (asked by the callers)
    api = await store.apis.get(request.guild_id, request.api.number)
    endpoints = await store.api_endpoints.of(request.guild_id, request.api.number)
    return close_to(request, api, {call_of(each): each for each in endpoints})


async def _noted(store: Repositories, deed: Deed, request: Request, *, by: Member, at: datetime) -> Request:
    """The request after its need changed, which its card counts."""
    await store.events.add(Event.of(deed, request, request, by=by, at=at))
    await store.deliveries.want(request.guild_id, Key.card(request.ref), at=at)
    return await store.requests.get(request.guild_id, request.ref.number)
