"""Whether an API is watched, stands still, or is retired."""

from dataclasses import replace
from datetime import datetime

from domain.errors import Refused
from domain.models.api import Api, Watch
from domain.models.deeds import Deed
from domain.models.entries import Member
from domain.models.events import Event
from domain.ports import Clock, Repositories, Store
from domain.shared_apis.retiring import Retirement, retirement_within, tell_users
from domain.shared_apis.room import check_room


class StandingService:
    """Lets the one who shared an API, or a moderator, decide what becomes of it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def watch(self, guild_id: int, number: int, *, wanted: bool, by: Member) -> Api:
        """Watch an API from now on, or no longer. One that was retired is in use again once it is wanted.

        Raises:
            NotFound: this server has no such API.
            Refused: it is not `by`'s to say, stands so already, or cannot be watched.
        """
        async with self._store.transaction() as store:
            api = await store.apis.get(guild_id, number)
            if wanted and not api.is_in_use:
                return await self._bring_back(store, api, by=by)
            api.check(Deed.WATCH, by)
            after = _watched(api) if wanted else _still(api)
            return await self._keep(store, Deed.WATCH, api, after, by=by)

    async def bring_back(self, guild_id: int, number: int, *, by: Member) -> Api:
        """Have a retired API in use again, and watched where one can look at its document.

        Raises:
            NotFound: this server has no such API.
            Refused: it is not `by`'s to bring back, is in use, or there is no room for it.
        """
        async with self._store.transaction() as store:
            return await self._bring_back(store, await store.apis.get(guild_id, number), by=by)

    async def retire(self, guild_id: int, number: int, *, by: Member) -> tuple[Retirement, datetime]:
        """Take an API out of use: neither it nor its endpoints are listed or found, until it is brought back.

        Returns who hears of it, and when.

        Raises:
            NotFound: this server has no such API.
            Refused: it is not `by`'s to retire, or is retired already.
        """
        async with self._store.transaction() as store:
            api = await store.apis.get(guild_id, number)
            api.check(Deed.WITHDRAW, by)
            if not api.is_in_use:
                raise Refused(f"{api.ref} is retired already. /api watch brings it back.")
            after = await self._keep(store, Deed.WITHDRAW, api, Watch.RETIRED, by=by)
            retirement = await retirement_within(store, self._clock, after)
            return retirement, await tell_users(store, self._clock, retirement)

    async def retirement(self, guild_id: int, number: int) -> Retirement:
        """Who is to hear that an API was retired, as things are now.

        Raises:
            NotFound: this server has no such API.
        """
        async with self._store.reading() as store:
            return await retirement_within(store, self._clock, await store.apis.get(guild_id, number))

    async def _bring_back(self, store: Repositories, api: Api, *, by: Member) -> Api:
        api.check(Deed.BRING_BACK, by)
        if api.is_in_use:
            raise Refused(f"{api.ref} is in use already.")
        await check_room(store, api.guild_id, endpoints=api.live)
        after = Watch.STILL if api.why_still else Watch.WATCHED
        return await self._keep(store, Deed.BRING_BACK, api, after, by=by)

    async def _keep(self, store: Repositories, deed: Deed, api: Api, watch: Watch, *, by: Member) -> Api:
        now = self._clock.now()
        after = replace(api, watch=watch, updated_at=now)
        await store.apis.save(after, check_at=now if watch is Watch.WATCHED else None)
        await store.events.add(Event.of(deed, api, after, by=by, at=now))
        await store.deliveries.want_again(api.guild_id, api.ref, at=now)
        return after


def _watched(api: Api) -> Watch:
    if api.watch is Watch.WATCHED:
        raise Refused(f"{api.ref} is watched already.")
    if api.why_still:
        raise Refused(f"{api.ref} {api.why_still}")
    return Watch.WATCHED


def _still(api: Api) -> Watch:
    if api.watch is Watch.WATCHED:
        return Watch.STILL
    if not api.is_in_use:
        raise Refused(f"{api.ref} is retired, so it is not watched anyway.")
    raise Refused(f"{api.ref} is not watched anyway.")
