"""Sunsets: the day after which something deprecated may be gone, and who hears of it ahead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.apis.keeping.digest import Summary
from domain.apis.work import digested
from domain.changes import channel_of, keep_endpoint
from domain.errors import BadInput
from domain.models.deeds import Deed
from domain.models.delivery import Key, groups
from domain.models.endpoint import Endpoint, Status
from domain.models.entries import Member
from domain.models.errand import Errand, Task
from domain.models.schedule import Schedule
from domain.models.server import Server
from domain.ports import Aside, Clock, Repositories, Store
from domain.shared_apis.syncing import call_of, synced
from domain.text import one_line, shortened

AHEAD: Final = (7, 1)
"""Days before its last day on which those who use an endpoint hear of it."""

HOUR: Final = 9
"""The hour of the day at which they do, where their server is."""

FURTHEST: Final = timedelta(days=3650)
"""How far away a day can be."""

_SPAN: Final = re.compile(r"(?:in )?(\d{1,4}) (day|week)s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class SunsetWord:
    """What those read who use what may soon be gone."""

    endpoint: Endpoint
    day: date
    called: Sequence[Member]
    """Nobody, once there is nothing to tell."""


class SunsetService:
    """Lets owners say until when something stays, and tells those who use it."""

    def __init__(self, store: Store, clock: Clock, aside: Aside) -> None:
        self._store = store
        self._clock = clock
        self._aside = aside

    async def announce(self, guild_id: int, number: int, typed: str, *, by: Member) -> Endpoint:
        """Say the last day of an endpoint, which is deprecated from now on; `none` takes that back.

        Raises:
            NotFound: this server has no such endpoint.
            BadInput: that is no day to come.
            Refused: it is not `by`'s to say, its document says it, or it is not live.
        """
        async with self._store.reading() as store:
            endpoint = await store.endpoints.get(guild_id, number)
            today = today_of(await store.servers.get(guild_id), self._clock.now())
        endpoint.check(Deed.SUNSET, by)
        day = day_typed(typed, today)
        told = Status.LIVE if day else await self._told(endpoint)
        async with self._store.transaction() as store:
            before = await store.endpoints.get(guild_id, number)
            now = self._clock.now()
            after = before.announced(day, by=by, at=now) if day else before.kept(told, by=by, at=now)
            await keep_endpoint(store, Deed.SUNSET, before, after, by=by)
            if after.api:
                await store.deliveries.want(guild_id, Key.card(after.api), at=now)
            await plan_sunset(store, after, now, is_news=True)
            return after

    async def today(self, guild_id: int) -> date:
        """The day that it is where a server is."""
        async with self._store.reading() as store:
            return today_of(await store.servers.get(guild_id), self._clock.now())

    async def word(self, guild_id: int, key: Key) -> SunsetWord:
        """What a delivery says, and to whom, as things are now.

        Raises:
            NotFound: there is no such endpoint.
        """
        ref, day = key.sunset
        async with self._store.reading() as store:
            endpoint = await store.endpoints.get(guild_id, ref.number)
            today = today_of(await store.servers.get(guild_id), self._clock.now())
            users = (await users_of(store, endpoint))[key.group]
            silent = await store.people.uncalled(guild_id, now=self._clock.now())
        is_told = endpoint.status is not Status.GONE and endpoint.sunset == day and today < day
        called = [each for each in users if each.id not in silent] if is_told else []
        return SunsetWord(endpoint=endpoint, day=day, called=called)

    async def _told(self, endpoint: Endpoint) -> Status:
        """How far an endpoint is by its document, or by hand."""
        if endpoint.api is None:
            return Status.LIVE
        async with self._store.reading() as store:
            api = await store.apis.get(endpoint.guild_id, endpoint.api.number)
            content = await store.revisions.content(api.guild_id, api.ref.number, api.revision)
            safe = await store.harmless.safe(endpoint.guild_id)
        digest = await self._aside.do(endpoint.guild_id, digested, content, safe)
        return _status_told(endpoint, digest.operations)


def _status_told(endpoint: Endpoint, operations: Sequence[Summary]) -> Status:
    """What a document says of an endpoint, whatever its owner says."""
    drafts = synced((), operations, revision=1, at=endpoint.updated_at).new
    return next((each.status for each in drafts if call_of(each) == call_of(endpoint)), endpoint.status)


def day_typed(typed: str, today: date) -> date | None:
    """The day that somebody typed: `2026-06-30`, `in 14 days`, `2 weeks`; None for `none`.

    Raises:
        BadInput: it is none, is over, or too far away.
    """
    words = one_line(typed).casefold()
    if words == "none":
        return None
    if span := _SPAN.fullmatch(words):
        day = today + timedelta(days=int(span[1]) * (7 if span[2] == "week" else 1))
    else:
        try:
            day = date.fromisoformat(words)
        except ValueError:
            raise BadInput(
                f"“{shortened(one_line(typed), 40)}” cannot be read as a day. Write it like 2026-06-30 or in 14 days;"
                " none takes it back."
            ) from None
    if day <= today:
        raise BadInput(
            "That day is over, or today. Choose one to come, so that those who use it can prepare."
        )
    if day - today > FURTHEST:
        raise BadInput("That is more than ten years away. Choose a day that people can plan for.")
    return day


def today_of(server: Server | None, now: datetime) -> date:
    """The day that it is where a server is."""
    return now.astimezone(_zone(server)).date()


async def plan_sunset(
    store: Repositories, endpoint: Endpoint, now: datetime, *, is_news: bool = False
) -> None:
    """Have the next word about an endpoint's last day said at its time, and the card changed when that is over.

    News of a day whose week ahead has begun are told at once.
    """
    due = None
    if endpoint.sunset and endpoint.status is not Status.GONE:
        server = await store.servers.get(endpoint.guild_id)
        moments = _moments(endpoint.sunset, _zone(server))
        is_soon = moments[0] <= now and today_of(server, now) < endpoint.sunset
        due = now if is_news and is_soon else next((at for at in moments if at > now), None)
    if due is None:
        await store.errands.drop(endpoint.guild_id, endpoint.ref, Task.SUNSET)
    else:
        await store.errands.plan(
            Errand(guild_id=endpoint.guild_id, task=Task.SUNSET, ref=endpoint.ref, due_at=due)
        )


async def count_down(store: Repositories, clock: Clock, errand: Errand) -> None:
    """Tell those who use an endpoint that it may soon be gone; of a day that came or is over, only the card tells."""
    now = clock.now()
    endpoint = await store.endpoints.get(errand.guild_id, errand.ref.number)
    api = await store.apis.get(errand.guild_id, endpoint.api.number) if endpoint.api else None
    if endpoint.sunset is None or endpoint.status is Status.GONE:
        return
    left = (endpoint.sunset - today_of(await store.servers.get(errand.guild_id), now)).days
    if left > 0 and (api is None or api.is_in_use):
        step = next(step for step in reversed(AHEAD) if left <= step or step == AHEAD[0])
        await _call(store, endpoint, await channel_of(store, api or endpoint), step, now)
    await store.deliveries.want(errand.guild_id, Key.card((api or endpoint).ref), at=now)
    await plan_sunset(store, endpoint, now)


async def _call(store: Repositories, endpoint: Endpoint, channel_id: int, step: int, now: datetime) -> None:
    users = await users_of(store, endpoint)
    for group in groups(users):
        key = Key.last_days(
            endpoint.api or endpoint.ref, endpoint.ref, endpoint.sunset or now.date(), step=step, group=group
        )
        await store.deliveries.want_once(endpoint.guild_id, key, at=now, channel_id=channel_id)


async def users_of(store: Repositories, endpoint: Endpoint) -> Sequence[Member]:
    """Who uses an endpoint or all of its API, each once, but for its author."""
    refs = [endpoint.ref, *([endpoint.api] if endpoint.api else [])]
    found = {each.id: each for ref in refs for each in await store.uses.of(endpoint.guild_id, ref)}
    return [each for each in found.values() if each.id != endpoint.author.id]


def _moments(day: date, zone: ZoneInfo) -> Sequence[datetime]:
    """When something happens about a last day: words ahead, and the end of it."""
    ahead = [datetime.combine(day - timedelta(days=days), time(HOUR), zone) for days in AHEAD]
    over = datetime.combine(day + timedelta(days=1), time(), zone)
    return [each.astimezone(UTC) for each in (*ahead, over)]


def _zone(server: Server | None) -> ZoneInfo:
    return (server.schedule if server else Schedule()).zone
