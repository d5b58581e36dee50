"""Settings of servers: what they set, and what holds before they did."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from domain.changes import plan_errands
from domain.errors import BadInput
from domain.models.entries import Member, Place
from domain.models.errand import Task
from domain.models.ladder import Ladder
from domain.models.lifecycle import State
from domain.models.schedule import Schedule, Weekday, zone_of
from domain.models.server import CHECKS, Habits, RecapHabits, Server, Threads
from domain.ports import Clock, Repositories, Store

T = TypeVar("T")


class ServerService:
    """Reads and changes a server's settings."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def get(self, guild_id: int) -> Server | None:
        """The server's settings, unless Nexus was never used there."""
        async with self._store.reading() as store:
            return await store.servers.get(guild_id)

    async def set_up(  # the options of /setup hub
        self, place: Place, *, time_zone: str | None, weekday: Weekday | None, hour: int | None, by: Member
    ) -> Server:
        """Set the hub's channel (the place's) and when the recap comes; what is None stays as it was.

        Messages that could not be posted before are tried again, in the new channel.

        Raises:
            BadInput: there is no such time zone or hour.
        """
        now = self._clock.now()
        async with self._store.transaction() as store:
            server = await known(store, place, self._clock)
            schedule = changed(server.schedule, time_zone=time_zone, weekday=weekday, hour=hour)
            server = server.set_up(channel_id=place.channel_id, by=by).scheduled(schedule, at=now)
            await store.servers.save(server)
            await store.deliveries.revive(place.guild_id, channel_id=server.hub_channel_id, at=now)
            if server.recaps.channel_id is None:
                await store.deliveries.revive_recaps(place.guild_id, channel_id=server.hub_channel_id, at=now)
        return server

    async def change_recaps(
        self,
        place: Place,
        *,
        time_zone: str | None = None,
        weekday: Weekday | None = None,
        hour: int | None = None,
        channel_id: int | None = None,
        is_paused: bool | None = None,
        tells_quiet: bool | None = None,
    ) -> Server:
        """Set when the weekly recap comes, where, and whether; what is None stays, the channel 0 is the hub's.

        Where a channel is chosen, recaps that could not be posted before are tried again there; a pause lets them go.

        Raises:
            BadInput: there is no such time zone or hour.
        """
        now = self._clock.now()
        async with self._store.transaction() as store:
            server = await known(store, place, self._clock)
            old = server.recaps
            recaps = RecapHabits(
                channel_id=_or(channel_id, old.channel_id) or None,
                is_paused=_or(is_paused, old.is_paused),
                tells_quiet=_or(tells_quiet, old.tells_quiet),
            )
            schedule = changed(server.schedule, time_zone=time_zone, weekday=weekday, hour=hour)
            server = server.scheduled(schedule, at=now).with_recaps(recaps, at=now)
            await store.servers.save(server)
            if server.recaps.is_paused:
                for key in await store.recaps.unsent(place.guild_id, now=now):
                    await store.recaps.let_go(place.guild_id, key)
            if channel_id is not None:
                await store.deliveries.revive_recaps(
                    place.guild_id, channel_id=server.recap_channel_id, at=now
                )
        return server

    async def change_habits(
        self,
        place: Place,
        *,
        threads: Threads | None = None,
        claim_hours: int | None = None,
        author_hours: int | None = None,
        quiet_hours: int | None = None,
        fresh_days: int | None = None,
    ) -> Server:
        """Set how a server deals with blockers and solutions; what is None stays as it was.

        What waits for its time already waits for the new time.

        Raises:
            BadInput: a span is too short or too long.
        """

        def changed_habits(old: Habits) -> Habits:
            return Habits(
                threads=_or(threads, old.threads),
                claim_hours=_or(claim_hours, old.claim_hours),
                author_hours=_or(author_hours, old.author_hours),
                quiet_hours=_or(quiet_hours, old.quiet_hours),
                fresh_days=_or(fresh_days, old.fresh_days),
            )

        async with self._store.transaction() as store:
            before = await known(store, place, self._clock)
            server = replace(before, habits=changed_habits(before.habits))
            await store.servers.save(server)
            for task, later in waits_longer(before.habits, server.habits).items():
                await store.errands.shift(place.guild_id, task, by=later)
        return server

    async def change_ladder(
        self,
        place: Place,
        *,
        is_on: bool | None = None,
        hours: tuple[int | None, int | None, int | None] = (None, None, None),
        helper_role_id: int | None = None,
        mentor_role_id: int | None = None,
        wakes_at: int | None = None,
        sleeps_at: int | None = None,
    ) -> Server:
        """Set whom an unanswered blocker calls, and when; what is None stays as it was, the role 0 is no role.

        The hours of blockers that wait for a helper count from now on.

        Raises:
            BadInput: an hour is none of a day, or a step is too short or too long.
        """
        now = self._clock.now()
        async with self._store.transaction() as store:
            before = await known(store, place, self._clock)
            old = before.ladder
            first, second, third = (_or(new, held) for new, held in zip(hours, old.hours, strict=True))
            ladder = Ladder(
                is_on=_or(is_on, old.is_on),
                hours=(first, second, third),
                helper_role_id=_or(helper_role_id, old.helper_role_id) or None,
                mentor_role_id=_or(mentor_role_id, old.mentor_role_id) or None,
                wakes_at=_or(wakes_at, old.wakes_at),
                sleeps_at=_or(sleeps_at, old.sleeps_at),
            )
            server = replace(before, ladder=ladder)
            await store.servers.save(server)
            if ladder != old:
                await plan_calls(store, place.guild_id, now)
        return server

    async def change_checks(self, place: Place, minutes: int | None = None) -> Server:
        """Set how many minutes pass from one look at an API's document to the next; None leaves it as it was.

        They count from the last look.

        Raises:
            BadInput: that is too often, or too seldom.
        """
        if minutes is not None and minutes not in CHECKS:
            raise BadInput("APIs are looked at every 5 to 1,440 minutes, which is once a day.")
        async with self._store.transaction() as store:
            before = await known(store, place, self._clock)
            server = replace(before, check_minutes=_or(minutes, before.check_minutes))
            await store.servers.save(server)
            later = timedelta(minutes=server.check_minutes - before.check_minutes)
            await store.apis.shift(place.guild_id, by=later)
        return server

    async def keep_roles(self, guild_id: int, roles: Callable[[], Collection[int]]) -> None:
        """Take off a server's ladder what is not among its `roles` any more.

        They are asked for as the ladder is read: one that was made and chosen meanwhile stays.
        """
        server = await self.get(guild_id)
        if server is None or server.ladder.keeping(roles()) == server.ladder:
            return
        async with self._store.transaction() as store:
            if server := await store.servers.get(guild_id):
                await store.servers.save(replace(server, ladder=server.ladder.keeping(roles())))


async def known(store: Repositories, place: Place, clock: Clock) -> Server:
    """The settings of the place's server, which has the defaults from its first use on."""
    server = await store.servers.get(place.guild_id)
    if server is None:
        server = Server.first_used(place.guild_id, place.channel_id, at=clock.now())
        await store.servers.save(server)
    return server


async def habits_of(store: Repositories, guild_id: int) -> Habits:
    """How a server deals with blockers and solutions; the defaults where it set nothing."""
    server = await store.servers.get(guild_id)
    return server.habits if server else Habits()


async def plan_calls(store: Repositories, guild_id: int, now: datetime) -> None:
    """Count the hours of all blockers that wait for a helper anew."""
    # One that was logged in this very moment waits as well.
    for blocker in await store.blockers.waiting_at(guild_id, now + timedelta(seconds=1), ()):
        if blocker.state is State.OPEN:
            await plan_errands(store, blocker, now)


def changed(
    schedule: Schedule, *, time_zone: str | None, weekday: Weekday | None, hour: int | None
) -> Schedule:
    """A schedule with what is not None in its place.

    Raises:
        BadInput: there is no such time zone or hour.
    """
    if hour is not None and not 0 <= hour <= 23:
        raise BadInput("The hour is a whole number from 0 to 23.")
    return Schedule(
        time_zone=zone_of(time_zone) if time_zone is not None else schedule.time_zone,
        weekday=_or(weekday, schedule.weekday),
        hour=_or(hour, schedule.hour),
    )


def waits_longer(before: Habits, after: Habits) -> dict[Task, timedelta]:
    """By how much the errands that wait for their time already come later now."""
    return {
        Task.LAPSE: timedelta(hours=after.claim_hours - before.claim_hours),
        Task.ASK: timedelta(hours=after.quiet_hours - before.quiet_hours),
        Task.DOUBT: timedelta(days=after.fresh_days - before.fresh_days),
    }


def _or(new: T | None, old: T) -> T:
    return old if new is None else new
