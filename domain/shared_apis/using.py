"""Using: who said “I use this” to which APIs and endpoints, and so hears when that breaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from domain.errors import BadInput, Refused
from domain.models.api import Api
from domain.models.delivery import Key
from domain.models.endpoint import Endpoint, Status
from domain.models.entries import Kind, Member, Ref
from domain.models.sight import FULL, Sight
from domain.ports import Clock, Repositories, Store
from domain.sight import hidden_from

Usable: TypeAlias = Api | Endpoint
"""What one can use."""


@dataclass(frozen=True, slots=True)
class Used:
    """Something that one uses, and how it stands."""

    entry: Usable
    is_retired: bool
    """Whether it is a retired API, or belongs to one: nobody should build on it any more."""


@dataclass(frozen=True, slots=True)
class Users:
    """Who uses something, who said so first being first."""

    entry: Usable
    members: Sequence[Member]


class UseService:
    """Keeps what members use."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def use(self, guild_id: int, ref: Ref, *, by: Member) -> Usable:
        """Note that `by` uses an API or an endpoint; said twice, it is noted once.

        Raises:
            NotFound: this server has no such entry.
            BadInput: it is neither an API nor an endpoint.
            Refused: it is retired or gone.
        """
        async with self._store.transaction() as store:
            entry = await _entry(store, guild_id, ref)
            await _refuse_ended(store, entry)
            if await store.uses.add(guild_id, ref, by, at=self._clock.now()):
                await self._show(store, entry)
            return entry

    async def forget(self, guild_id: int, ref: Ref, *, by: Member) -> Usable:
        """Note that `by` does not use it, or not any more.

        Raises:
            NotFound: this server has no such entry.
        """
        async with self._store.transaction() as store:
            entry = await _entry(store, guild_id, ref)
            if await store.uses.remove(guild_id, ref, by):
                await self._show(store, entry)
            return entry

    async def of(self, guild_id: int, ref: Ref) -> tuple[Used, Sequence[Users]]:
        """An API, and who uses it as a whole, then each of its endpoints; or an endpoint, all of its API, then it.

        Only what somebody uses is among them.

        Raises:
            NotFound: this server has no such entry.
        """
        async with self._store.reading() as store:
            entry = await _entry(store, guild_id, ref)
            if isinstance(entry, Endpoint):
                whole = [await store.apis.get(guild_id, entry.api.number)] if entry.api else []
                found = [Users(each, await store.uses.of(guild_id, each.ref)) for each in (*whole, entry)]
                return await _used(store, entry), [each for each in found if each.members]
            users = await store.uses.of_api(guild_id, ref.number)
            entries = [entry, *await store.api_endpoints.of(guild_id, ref.number)]
            shown = [Users(each, users[each.ref]) for each in entries if each.ref in users]
            return await _used(store, entry), shown

    async def by_member(
        self, guild_id: int, *, by: Member, limit: int, page: int, sight: Sight = FULL
    ) -> tuple[Sequence[Used], int]:
        """One page (from 0) of what `by` uses and may know of, and how much that is in all."""
        async with self._store.reading() as store:
            used = await store.uses.of_member(guild_id, by.id)
            if hidden := await hidden_from(store, guild_id, sight):
                used = [ref for ref in used if not await store.channels.hide(guild_id, ref, hidden)]
            shown = used[page * limit : (page + 1) * limit]
            entries = [await _entry(store, guild_id, ref) for ref in shown]
            return [await _used(store, each) for each in entries], len(used)

    async def _show(self, store: Repositories, entry: Usable) -> None:
        """Have the card of the API tell how many use it."""
        api = entry.ref if isinstance(entry, Api) else entry.api
        if api:
            await store.deliveries.want(entry.guild_id, Key.card(api), at=self._clock.now())


async def _entry(store: Repositories, guild_id: int, ref: Ref) -> Usable:
    match ref.kind:
        case Kind.API:
            return await store.apis.get(guild_id, ref.number)
        case Kind.ENDPOINT:
            return await store.endpoints.get(guild_id, ref.number)
        case _:
            raise BadInput(f"{ref} is {ref.kind.article}: one uses APIs and endpoints.")


async def _refuse_ended(store: Repositories, entry: Usable) -> None:
    """Refuse what nobody can build on any more.

    Raises:
        Refused: it is so.
    """
    if isinstance(entry, Endpoint) and entry.status is Status.GONE:
        how = f"is gone since revision {entry.gone_in} of {entry.api}" if entry.api else "was taken away"
        raise Refused(f"{entry.ref} {how}: nobody can use it now.")
    api = await _api_of(store, entry)
    if api and not api.is_in_use:
        raise Refused(f"{api.ref} is retired: nobody should build on it any more.")


async def _used(store: Repositories, entry: Usable) -> Used:
    api = await _api_of(store, entry)
    return Used(entry, is_retired=api is not None and not api.is_in_use)


async def _api_of(store: Repositories, entry: Usable) -> Api | None:
    """The API that something is or belongs to."""
    if isinstance(entry, Api):
        return entry
    return await store.apis.get(entry.guild_id, entry.api.number) if entry.api else None
