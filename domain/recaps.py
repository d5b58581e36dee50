"""The weekly recap: made once for each server and week, posted by the outbox."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.failures import reason_within
from domain.models.delivery import Key, Topic
from domain.models.entries import Place
from domain.models.recap import NOW, PREVIEW, Period, Recap, RecapRecord, RecapState
from domain.models.schedule import LATEST, WEEK
from domain.models.server import Server
from domain.models.sight import Sight
from domain.ports import Clock, Repositories, Store
from domain.sections import gathered
from domain.servers import known
from domain.sight import hidden_from

BATCH = 50
"""How many servers one tick works off."""


class RecapService:
    """Makes recaps: on schedule, on demand, and to look at."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def make_due(self) -> int:
        """Deal with the recaps that are due, each in a transaction of its own; returns how many there were.

        Raises:
            ExceptionGroup: some could not be made; they are tried again after a pause, and held up no other.
        """
        await self._put_right()
        await self._let_go()
        async with self._store.reading() as store:
            due = await store.servers.due(self._clock.now(), limit=BATCH)
        troubles: list[Exception] = []
        for server in due:
            try:
                await self._make(server.guild_id)
            except Exception as trouble:  # noqa: BLE001  (one server's trouble must not keep the others waiting)
                troubles.append(trouble)
                await self._postpone(server, trouble)
        if troubles:
            raise ExceptionGroup("Some recaps could not be made; they are tried again", troubles)
        return len(due)

    async def _postpone(self, server: Server, trouble: Exception) -> None:
        async with self._store.transaction() as store:
            failures = await store.servers.failures(server)
            failures = failures.and_another(await reason_within(store, server.guild_id, trouble))
            await store.servers.postpone(server, failures, until=self._clock.now() + failures.pause)

    async def _put_right(self) -> None:
        """Where the clock was ahead, have those weeks told after all that were thought to be long over."""
        now = self._clock.now()
        async with self._store.reading() as store:
            is_wrong = await store.recaps.left_out_to_come(now)
        if is_wrong:
            async with self._store.transaction() as store:
                await store.recaps.take_up(now)

    async def _let_go(self) -> None:
        """Leave out the recaps and letters that could not be sent for so long that nobody waits for them now."""
        now = self._clock.now()
        async with self._store.reading() as store:
            late = await store.recaps.too_late(now - LATEST, now=now, limit=BATCH)
        for guild_id, key in late:
            async with self._store.transaction() as store:
                await store.recaps.let_go(guild_id, key)

    async def _make(self, guild_id: int) -> None:
        """Deal with each of a server's weeks that came due, in one transaction."""
        now = self._clock.now()
        async with self._store.transaction() as store:
            server = await store.servers.get(guild_id)
            if server is None or server.recaps.is_paused:
                return  # it was paused in this moment
            while server.next_recap_at <= now:
                await self._deal_with(store, server, now)
                server = server.recapped()
            await store.servers.save(server)

    async def _deal_with(self, store: Repositories, server: Server, now: datetime) -> None:
        """Have a server's recap posted that is due, and keep what became of it."""
        period = server.next_period
        key = period.end.astimezone(server.schedule.zone).date().isoformat()
        if now - period.end > LATEST:
            state = RecapState.LATE
        elif (await gathered(store, server.guild_id, key, period, ())).is_quiet:
            state = RecapState.QUIET
        else:
            state = RecapState.POSTED
        await self._keep(store, server, key, period, state, channel_id=server.recap_channel_id)
        if state is not RecapState.LATE:
            for member_id in await store.people.readers(server.guild_id):
                letter = Key.letter(key, member_id)
                await store.deliveries.want_once(server.guild_id, letter, at=now, user_id=member_id)

    async def make_now(self, place: Place, *, cause: int) -> Key | None:
        """Have a recap of the last seven days posted; the schedule stays as it is.

        Returns the delivery's key, or None where there is nothing to tell.
        """
        now = self._clock.now()
        key = f"{NOW}{cause}"
        period = week_before(now)
        async with self._store.transaction() as store:
            server = await known(store, place, self._clock)
            if (await gathered(store, place.guild_id, key, period, ())).is_quiet:
                return None
            channel_id = server.recaps.channel_id or server.channel_for(place)
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
        is_told = state is RecapState.POSTED or (state is RecapState.QUIET and server.recaps.tells_quiet)
        if await store.recaps.add(record) and is_told:
            await store.deliveries.want(server.guild_id, Key(Topic.RECAP, key), at=now, channel_id=channel_id)

    async def preview(self, guild_id: int, *, sight: Sight) -> tuple[Recap, Server | None]:
        """The recap of the last seven days as its reader may see it now, and the server's settings."""
        async with self._store.reading() as store:
            recap = await self._preview(store, guild_id, sight)
            return recap, await store.servers.get(guild_id)

    async def _preview(self, store: Repositories, guild_id: int, sight: Sight) -> Recap:
        hidden = await hidden_from(store, guild_id, sight)
        return await gathered(store, guild_id, PREVIEW, week_before(self._clock.now()), hidden)

    async def history(self, guild_id: int, *, limit: int, page: int) -> tuple[Sequence[RecapRecord], int]:
        """A page (from 0) of the recaps that were dealt with, the newest first, and how many there are in all."""
        async with self._store.reading() as store:
            return await store.recaps.listed(guild_id, limit=limit, offset=page * limit)

    async def get(self, guild_id: int, key: str, *, sight: Sight) -> Recap:
        """The recap of that key, or the preview, as its readers may see it, its entries as they stand now.

        Raises:
            NotFound: there is none.
        """
        async with self._store.reading() as store:
            if key == PREVIEW:
                return await self._preview(store, guild_id, sight)
            record = await store.recaps.get(guild_id, key)
            server = await store.servers.get(guild_id)
            hidden = await hidden_from(store, guild_id, sight)
            recap = await gathered(store, guild_id, key, record.period, hidden)
        tells_quiet = server is not None and server.recaps.tells_quiet and not record.is_asked_for
        return replace(recap, is_late=record.is_late(self._clock.now()), tells_quiet=tells_quiet)


def week_before(now: datetime) -> Period:
    """The last seven days, with what happened just now."""
    return Period(now - WEEK, now + timedelta(milliseconds=1))
