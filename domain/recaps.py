"""The weekly recap: made once for each server and week, posted by the outbox."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.models.delivery import Key, Topic
from domain.models.entries import Place
from domain.models.recap import Period, Recap, RecapRecord, RecapState
from domain.models.server import WEEK, Server
from domain.models.sight import Sight
from domain.ports import Clock, Repositories, Store
from domain.sections import gathered
from domain.servers import known
from domain.sight import hidden_from

LATEST = timedelta(days=2)
"""A recap that is later than this is not posted any more."""

BATCH = 50
"""How many servers one tick works off."""


class RecapService:
    """Makes recaps: on schedule, on demand, and to look at."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def make_due(self) -> int:
        """Deal with the recaps that are due, each in a transaction of its own; returns how many there were."""
        async with self._store.reading() as store:
            due = await store.servers.due(self._clock.now(), limit=BATCH)
        troubles: list[Exception] = []
        for server in due:
            try:
                await self._make(server.guild_id)
            except Exception as trouble:  # noqa: BLE001  (one server's trouble must not keep the others waiting)
                troubles.append(trouble)
        if troubles:
            raise ExceptionGroup("Some recaps could not be made; they are tried again", troubles)
        return len(due)

    async def _make(self, guild_id: int) -> None:
        now = self._clock.now()
        async with self._store.transaction() as store:
            server = await store.servers.get(guild_id)
            if server is None or server.next_recap_at > now:
                return  # another tick or a changed schedule came first
            period = week_until(server.next_recap_at, server)
            key = server.next_recap_at.astimezone(ZoneInfo(server.schedule.time_zone)).date().isoformat()
            if now - period.end > LATEST:
                state = RecapState.LATE
            elif (await gathered(store, guild_id, key, period, ())).is_quiet:
                state = RecapState.QUIET
            else:
                state = RecapState.POSTED
            await self._keep(store, server, key, period, state, channel_id=server.hub_channel_id)
            await store.servers.save(server.with_next_recap(after=now))

    async def make_now(self, place: Place, *, cause: int) -> Key | None:
        """Have a recap of the last seven days posted; the schedule stays as it is.

        Returns the delivery's key, or None where there is nothing to tell.
        """
        now = self._clock.now()
        key = f"now-{cause}"
        period = week_before(now)
        async with self._store.transaction() as store:
            server = await known(store, place, self._clock)
            if (await gathered(store, place.guild_id, key, period, ())).is_quiet:
                return None
            channel_id = server.channel_for(place)
            await self._keep(store, server, key, period, RecapState.POSTED, channel_id=channel_id)
            return Key(Topic.RECAP, key)

    async def _keep(
        self,
        store: Repositories,
        server: Server,
        key: str,
        period: Period,
        state: RecapState,
        *,
        channel_id: int,
    ) -> None:
        now = self._clock.now()
        record = RecapRecord(guild_id=server.guild_id, key=key, period=period, state=state, created_at=now)
        if await store.recaps.add(record) and state is RecapState.POSTED:
            await store.deliveries.want(server.guild_id, Key(Topic.RECAP, key), at=now, channel_id=channel_id)

    async def preview(self, guild_id: int, *, sight: Sight) -> tuple[Recap, datetime | None]:
        """The recap of the last seven days as its reader may see it now, and when the next one is due."""
        now = self._clock.now()
        async with self._store.reading() as store:
            server = await store.servers.get(guild_id)
            hidden = await hidden_from(store, guild_id, sight)
            recap = await gathered(store, guild_id, "preview", week_before(now), hidden)
        return recap, server.next_recap_at if server else None

    async def history(self, guild_id: int, *, limit: int, page: int) -> tuple[Sequence[RecapRecord], int]:
        """A page (from 0) of the recaps that were dealt with, the newest first, and how many there are in all."""
        async with self._store.reading() as store:
            return await store.recaps.listed(guild_id, limit=limit, offset=page * limit)

    async def get(self, guild_id: int, key: str, *, sight: Sight) -> Recap:
        """The recap of that key as its readers may see it, its entries as they stand now.

        Raises:
            NotFound: there is none.
        """
        async with self._store.reading() as store:
            record = await store.recaps.get(guild_id, key)
            hidden = await hidden_from(store, guild_id, sight)
            recap = await gathered(store, guild_id, key, record.period, hidden)
        return replace(recap, is_late=record.is_late)


def week_until(due: datetime, server: Server) -> Period:
    """The week that ends when a server's recap is due."""
    return Period(server.schedule.period_start(due), due)


def week_before(now: datetime) -> Period:
    """The last seven days, with what happened just now."""
    return Period(now - WEEK, now + timedelta(milliseconds=1))
