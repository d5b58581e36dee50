"""Errands: what Nexus does by itself when its time has come, each in a transaction of its own."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.changes import channel_of, keep_blocker, plan_errands
from domain.failures import reason_within
from domain.models.blocker import Blocker
from domain.models.deeds import Deed
from domain.models.delivery import CALM, Key, Topic
from domain.models.entries import Member
from domain.models.errand import Errand, Task
from domain.models.ladder import Ladder, Step
from domain.models.lifecycle import State
from domain.ports import Clock, Repositories, Store
from domain.shared_apis.sunsets import count_down
from domain.solutions import weigh
from domain.talk import QUIET
from domain.telling import ask_author

BATCH = 50
"""How many errands one tick does."""

LATER = timedelta(hours=1)
"""How long a call for help waits where its author's blockers called enough for now."""

CALLS = 6
"""How often the blockers of one author call people within a day."""

RECENT = timedelta(days=30)
"""How long ago the blockers were logged that count for it."""


@dataclass(frozen=True, slots=True)
class Called:
    """Whom one step of the ladder calls."""

    members: Sequence[Member] = ()
    role_id: int | None = None

    def __bool__(self) -> bool:
        return bool(self.members) or self.role_id is not None


class ErrandService:
    """Does what is due."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def do_due(self) -> int:
        """Do the errands that are due, longest first; returns how many there were.

        Raises:
            ExceptionGroup: some could not be done; they are tried again after a pause, and held up nothing.
        """
        async with self._store.reading() as store:
            due = await store.errands.due(self._clock.now(), limit=BATCH)
        troubles: list[Exception] = []
        for errand in due:
            try:
                await self._do(errand)
            except Exception as trouble:  # noqa: BLE001  (one entry's trouble must not keep the others waiting)
                troubles.append(trouble)
                await self._postpone(errand, trouble)
        if troubles:
            raise ExceptionGroup("Some errands could not be done; they are tried again", troubles)
        return len(due)

    async def called(self, blocker: Blocker, step: Step) -> Called:
        """Whom a step of the ladder calls to a blocker now."""
        async with self._store.reading() as store:
            return await self._called(store, blocker, step)

    async def _do(self, errand: Errand) -> None:
        tasks: dict[Task, Callable[[Repositories, Errand], Awaitable[None]]] = {
            Task.CALL: self._call,
            Task.LAPSE: self._lapse,
            Task.ASK: self._ask,
            Task.DOUBT: self._doubt,
            Task.SUNSET: self._count_down,
        }
        async with self._store.transaction() as store:
            if await store.errands.take(errand):
                await tasks[errand.task](store, errand)

    async def _postpone(self, errand: Errand, trouble: Exception) -> None:
        async with self._store.transaction() as store:
            failures = errand.failures.and_another(await reason_within(store, errand.guild_id, trouble))
            await store.errands.postpone(errand, failures, until=self._clock.now() + failures.pause)

    async def _call(self, store: Repositories, errand: Errand) -> None:
        """Take the next step of the ladder, if the blocker still waits for a helper and the server is awake."""
        now = self._clock.now()
        blocker = await store.blockers.get(errand.guild_id, errand.ref.number)
        server = await store.servers.get(errand.guild_id)
        if server is None or not server.ladder.is_on or blocker.state is not State.OPEN:
            return
        awake = server.ladder.awake_after(now, timedelta(), server.schedule.time_zone)
        if awake > now:
            await store.errands.plan(replace(errand, due_at=awake))
            return
        if await self._called_enough(store, blocker):
            await store.errands.plan(replace(errand, due_at=now + LATER))
            return
        step = Step(blocker.called)
        key = Key.about(Topic.NUDGE, blocker.ref)
        last = await store.said.last(blocker.guild_id, key, part=f"{int(step)}-", now=now)
        if last and now - last < CALM:  # it was reopened
            await store.errands.plan(replace(errand, due_at=last + CALM))
            return
        if await self._called(store, blocker, step):
            await store.deliveries.want_once(
                blocker.guild_id,
                Key.nudge(blocker.ref, step, at=now),
                at=now,
                channel_id=await channel_of(store, blocker),
            )
        blocker = replace(blocker, called=blocker.called + 1)
        await store.blockers.save(blocker)
        await plan_errands(store, blocker, now)

    async def _called_enough(self, store: Repositories, blocker: Blocker) -> bool:
        """Whether the blockers of one author called as often today as is fair to those whom they call."""
        now = self._clock.now()
        calls = await store.said.nudges_for(
            blocker.guild_id, blocker.author.id, logged_since=now - RECENT, since=now - CALM
        )
        return calls >= CALLS

    async def _called(self, store: Repositories, blocker: Blocker, step: Step) -> Called:
        server = await store.servers.get(blocker.guild_id)
        ladder = server.ladder if server else Ladder()
        if step is Step.FOLLOWERS:
            followers = await store.people.followers(blocker.guild_id, blocker.tags, now=self._clock.now())
            return Called([each for each in followers if each.id != blocker.author.id])
        return Called(role_id=ladder.helper_role_id if step is Step.HELPERS else ladder.mentor_role_id)

    async def _lapse(self, store: Repositories, errand: Errand) -> None:
        """Release a claim that was silent for too long, and tell its helper."""
        now = self._clock.now()
        blocker = await store.blockers.get(errand.guild_id, errand.ref.number)
        if blocker.state is not State.CLAIMED or blocker.helper is None:
            return
        await store.deliveries.want_once(
            blocker.guild_id,
            Key.about(Topic.LAPSED, blocker.ref, f"{blocker.helper.id}-{now:%Y%m%d%H%M}"),
            at=now,
            user_id=blocker.helper.id,
        )
        await keep_blocker(store, Deed.LAPSE, blocker, blocker.lapsed(at=now), by=None)

    async def _ask(self, store: Repositories, errand: Errand) -> None:
        """Ask an author who was silent after an answer, unless they want no nudges; after a snooze, they may."""
        blocker = await store.blockers.get(errand.guild_id, errand.ref.number)
        preferences = await store.people.preferences(errand.guild_id, blocker.author.id)
        is_asked_already = blocker.state is State.PROPOSED
        if not blocker.is_waiting or is_asked_already or preferences.is_off:
            return
        if snoozed_until := preferences.at(self._clock.now()).snoozed_until:
            await store.errands.plan(replace(errand, due_at=snoozed_until))
        else:
            await ask_author(store, blocker, self._clock, part=QUIET)

    async def _count_down(self, store: Repositories, errand: Errand) -> None:
        """Tell those who use an endpoint that it may soon be gone."""
        await count_down(store, self._clock, errand)

    async def _doubt(self, store: Repositories, errand: Errand) -> None:
        """See whether a solution still counts as confirmed."""
        solution = await store.solutions.get(errand.guild_id, errand.ref.number)
        if solution.standing.is_found:
            await weigh(store, solution, self._clock, Deed.DOUBT, by=None)
