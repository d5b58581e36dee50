"""Endpoints: what the backend offers, so that the frontend can call it."""

from collections.abc import Sequence

from domain.changes import index_entry, keep_endpoint, keep_new
from domain.entries import post_card
from domain.errors import Refused
from domain.models.deeds import Deed
from domain.models.endpoint import Endpoint, EndpointDraft, Status
from domain.models.entries import Member, NewEntry, Place
from domain.models.request_draft import Asked
from domain.models.sight import FULL, Sight
from domain.ports import Clock, Repositories, Store
from domain.secrets import without_secrets
from domain.shared_apis.before_asking import in_documents
from domain.shared_apis.room import check_room_for_endpoints
from domain.shared_apis.sunsets import plan_sunset
from domain.sight import hidden_from, is_known
from domain.text import title_of


class EndpointService:
    """Decides what happens to endpoints."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def share(
        self, place: Place, draft: EndpointDraft, *, by: Member, cause: int, sight: Sight = FULL
    ) -> Endpoint:
        """Share an endpoint and have its card posted.

        `cause` is the id of the interaction: asked twice with the same, it is shared once.

        Raises:
            Refused: this method and path were shared before, or there is no room for more.
        """
        async with self._store.transaction() as store:
            made = await store.entries.made_by(place.guild_id, cause)
            if made is not None:
                return await store.endpoints.get(place.guild_id, made.number)
            draft = await without_secrets(store, place.guild_id, draft)
            await _refuse_known(store, place.guild_id, draft, sight)
            await check_room_for_endpoints(store, place.guild_id, more=1)
            title = title_of(f"{draft.method.value} {draft.path}")
            entry = NewEntry(
                guild_id=place.guild_id,
                title=title,
                tags=draft.tags,
                author=by,
                at=self._clock.now(),
                cause=cause,
            )
            endpoint = await store.endpoints.add(entry, draft)
            await keep_new(store, Deed.SHARE, endpoint)
            await index_entry(store, endpoint)
            await post_card(store, place, endpoint.ref, self._clock)
            return endpoint

    async def edit(
        self, guild_id: int, number: int, draft: EndpointDraft, *, by: Member, sight: Sight = FULL
    ) -> Endpoint:
        """Tell an endpoint anew that was shared by hand, be it with another method or path.

        Raises:
            NotFound: this server has no such endpoint.
            Refused: it is not `by`'s to edit, its document tells it, or that method and path were shared before.
        """
        async with self._store.transaction() as store:
            endpoint = await store.endpoints.get(guild_id, number)
            draft = await without_secrets(store, guild_id, draft)
            edited = endpoint.edited(draft, by=by, at=self._clock.now())
            if edited.operation != endpoint.operation:
                await _refuse_known(store, guild_id, draft, sight)
            return await keep_endpoint(store, Deed.EDIT, endpoint, edited, by=by)

    async def move(self, guild_id: int, number: int, status: Status, *, by: Member) -> Endpoint:
        """Give an endpoint its new status; what is gone is listed and found no more, until it has another.

        Raises:
            NotFound: this server has no such endpoint.
            Refused: it is not `by`'s to change, or has that status.
        """
        async with self._store.transaction() as store:
            endpoint = await store.endpoints.get(guild_id, number)
            moved = endpoint.moved_to(status, by=by, at=self._clock.now())
            await plan_sunset(store, moved, moved.updated_at)
            return await keep_endpoint(store, Deed.MOVE, endpoint, moved, by=by)

    async def get(self, guild_id: int, number: int) -> Endpoint:
        """The server's endpoint of that number.

        Raises:
            NotFound: there is none.
        """
        async with self._store.reading() as store:
            return await store.endpoints.get(guild_id, number)

    async def listed(
        self,
        guild_id: int,
        *,
        tag: str | None,
        api: int | None = None,
        limit: int,
        page: int,
        sight: Sight = FULL,
    ) -> tuple[Sequence[Endpoint], int]:
        """One page (from 0) of the endpoints by path, and how many there are in all; of one `api` alone, if named.

        Raises:
            NotFound: this server has no such API.
            Refused: it is retired.
        """
        async with self._store.reading() as store:
            if api and not (named := await store.apis.get(guild_id, api)).is_in_use:
                raise Refused(
                    f"{named.ref} is retired, so its endpoints are not listed. /api watch brings it back."
                )
            hidden = await hidden_from(store, guild_id, sight)
            return await store.endpoints.listed(
                guild_id, hidden, tag=tag, api=api, limit=limit, offset=page * limit
            )


async def _refuse_known(store: Repositories, guild_id: int, draft: EndpointDraft, sight: Sight) -> None:
    """Refuse what was shared before: by hand or, unless its whole address is given, in the document of an API."""
    known = await store.endpoints.of_operation(guild_id, draft.method, draft.path)
    if known is not None:
        raise _taken(known, is_seen=await is_known(store, guild_id, known.ref, sight))
    if not draft.path.startswith("/"):
        return
    asked = Asked(draft.method, draft.path)
    if told := await in_documents(store, guild_id, asked, await hidden_from(store, guild_id, sight)):
        raise Refused(
            f"{told.operation} was shared before: it is {told.ref}, in the document of {told.api}."
            " If yours is of another API, share it with its whole address, such as https://api.example.org/users."
        )


def _taken(endpoint: Endpoint, *, is_seen: bool) -> Refused:
    """The refusal of an endpoint that was shared before; to who cannot see that one, it says no more."""
    if not is_seen:
        return Refused(
            f"{endpoint.operation} was shared before, in a channel that you cannot see. A moderator can help."
        )
    if endpoint.status is Status.GONE:
        return Refused(
            f"{endpoint.operation} was shared before: it is {endpoint.ref}, and was taken away."
            " Its author can bring it back on its card."
        )
    return Refused(
        f"{endpoint.operation} was shared before: it is {endpoint.ref}, {endpoint.status.words}."
        " Its author can change the status on its card."
    )
