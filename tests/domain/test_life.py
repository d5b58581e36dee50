"""Whatever people press, in whatever order and whenever: what must hold holds."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from pydantic import TypeAdapter

from data.database import Database
from data.store import SqliteStore
from domain.changes import errands_of
from domain.finding import found, hits
from domain.models.blocker import Blocker
from domain.models.deeds import Deed
from domain.models.delivery import Delivery, DeliveryState, Key, Topic
from domain.models.entries import Kind, Member, Ref
from domain.models.errand import Errand, Task
from domain.models.events import UNTOLD, Event
from domain.models.ladder import Ladder
from domain.models.lifecycle import MACHINE, TRANSITIONS, State
from domain.models.search import Query, Within
from domain.ports import Repositories
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    LINUS,
    MONDAY_NOON,
    PLACE,
    SetClock,
    blocker_draft,
    refusal,
)
from tests.support.hub import hub_over
from tests.support.life import PEOPLE, TO_BLOCKERS, TO_SOLUTIONS, DrawingCourier

T = TypeVar("T")

FOREVER = datetime(2100, 1, 1, tzinfo=UTC)
NUMBERS = (1, 2, 3)
AUTHORS = {1: ADA, 2: LINUS, 3: ADA}
MOVED = ("state", "helper", "claimed_at", "proposal", "ended_at", "solution", "duplicate_of")
"""What a move changes, and what undoing it brings back."""

ROWS = TypeAdapter(Blocker)

AS_DEEDS = {deed.value: deed for deed in Deed}

numbers = st.sampled_from(NUMBERS)
people = st.sampled_from(PEOPLE)


class Life(RuleBasedStateMachine):
    """Three blockers among five people."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.clock = SetClock()
        self.courier = DrawingCourier()
        self.database = Database(Path(self.folder.name) / "nexus.db", now=self.clock.now)
        self.store = SqliteStore(self.database)
        self.hub = self.courier.hub = hub_over(self.store, self.clock, self.courier)
        self.causes = count(100)
        self.was: dict[int, Blocker] = {}
        self.run(self.begin())

    def run(self, asked: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(asked)

    async def begin(self) -> None:
        await self.database.open()
        for number, author in AUTHORS.items():
            await self.hub.blockers.log(PLACE, blocker_draft(), by=author, cause=number)
        await self.hub.people.follow(GUILD, "celery", by=GRACE)
        async with self.store.transaction() as stored:
            server = await stored.servers.get(GUILD)
            assert server
            await stored.servers.save(replace(server, ladder=Ladder(helper_role_id=7, mentor_role_id=8)))

    def teardown(self) -> None:
        self.run(self.database.close())
        self.runner.close()
        self.folder.cleanup()

    @rule(what=st.sampled_from(sorted(TO_BLOCKERS)), number=numbers, by=people)
    def press(self, what: str, number: int, by: Member) -> None:
        """Somebody presses something on a blocker."""
        self.run(self.pressed(what, number, by))

    @rule(pick=st.integers(0, 99), number=numbers)
    def press_what_is_possible(self, pick: int, number: int) -> None:
        """Somebody who may presses something that is possible, so that much is done."""
        state = self.run(self.hub.blockers.get(GUILD, number)).state
        possible = sorted(what for what in TO_BLOCKERS if (state, AS_DEEDS.get(what)) in MACHINE)
        possible.append("undo")
        for by in (*PEOPLE[pick % 5 :], *PEOPLE[: pick % 5]):
            if not self.run(self.pressed(possible[pick % len(possible)], number, by)):
                return

    async def pressed(self, what: str, number: int, by: Member) -> str:
        before, noted = await self.standing(number)
        self.clock.skip(seconds=1)
        sentence = await refusal(TO_BLOCKERS[what](self.hub, number, by, next(self.causes)))
        after, events = await self.standing(number)
        if sentence:
            assert (after, events) == (before, noted), sentence
            return sentence
        assert len(events) == len(noted) + 1, "each deed is noted once"
        deed = events[-1].deed
        assert (events[-1].by, events[-1].at) == (by.named, self.clock.now())
        if deed is Deed.UNDO:
            self.check_undone(number, after)
        elif (before.state, deed) in MACHINE:
            assert after.state is MACHINE[before.state, deed]
        else:
            raise AssertionError(f"{deed} is no way from {before.state}")
        if deed in TRANSITIONS | {Deed.HAND_OVER}:
            self.was[number] = before
        return ""

    def check_undone(self, number: int, after: Blocker) -> None:
        before = self.was.pop(number)
        assert {name: getattr(after, name) for name in MOVED} == {
            name: getattr(before, name) for name in MOVED
        }

    async def standing(self, number: int) -> tuple[Blocker, Sequence[Event]]:
        ref = Ref(Kind.BLOCKER, number)
        return await self.hub.blockers.get(GUILD, number), await self.hub.entries.history(GUILD, ref)

    @rule(what=st.sampled_from(sorted(TO_SOLUTIONS)), number=numbers, by=people)
    def press_on_a_solution(self, what: str, number: int, by: Member) -> None:
        """Somebody presses something on a solution, which need not be there."""
        self.clock.skip(seconds=1)
        self.run(refusal(TO_SOLUTIONS[what](self.hub, number, by, next(self.causes))))

    @rule(number=numbers, by=people)
    def write_in_the_thread(self, number: int, by: Member) -> None:
        """Somebody writes below a card, if it stands."""
        blocker = self.run(self.hub.blockers.get(GUILD, number))
        if blocker.card:
            self.run(self.hub.talk.heard(GUILD, blocker.card.message_id, by=by))

    @rule(hours=st.sampled_from([1, 8, 24, 80]))
    def time_passes(self, hours: int) -> None:
        """Time passes, with a tick at its end: nothing stays undone that was due."""
        self.clock.skip(hours=hours)
        while self.run(self.hub.errands.do_due()):
            pass
        assert all(errand.due_at > self.clock.now() for errand in self.run(self.errands()))

    @rule()
    def deliver(self) -> None:
        """All that is owed to Discord gets there."""
        while self.run(self.hub.outbox.deliver_due()):
            pass

    async def errands(self) -> Sequence[Errand]:
        async with self.store.reading() as stored:
            return await stored.errands.due(FOREVER, limit=1000)

    @invariant()
    def all_is_sound(self) -> None:
        """What must hold of each blocker."""
        self.run(self.check())

    async def check(self) -> None:
        async with self.store.reading() as stored:
            blockers = {number: await stored.blockers.get(GUILD, number) for number in NUMBERS}
            for blocker in blockers.values():
                check_shape(blocker, AUTHORS[blocker.ref.number])
                check_events(blocker, await stored.events.of(GUILD, blocker.ref))
                check_duplicates(blocker, blockers)
                assert blocker.affected == len(await stored.blockers.affected(GUILD, blocker.ref.number))
            await self.check_errands(stored, blockers)
            await self.check_solutions_and_index(stored, blockers)
            delivered = [await self.delivered(stored, blocker.ref) for blocker in blockers.values()]
        for delivery in chain.from_iterable(delivered):
            assert delivery.shown == delivery.wanted
            drawn = await self.courier.drawn(delivery)
            assert self.courier.shown[str(delivery.key)] == drawn, "the card equals the row"

    async def delivered(self, stored: Repositories, ref: Ref) -> Sequence[Delivery]:
        """The messages about a blocker that say to be up to date; the others are due."""
        keys = [Key.card(ref), *(Key.about(Topic.NUDGE, ref, step) for step in range(3))]
        found = [await stored.deliveries.get(GUILD, key) for key in keys]
        assert found[0]
        owed = [each for each in found if each]
        assert {each.state for each in owed} <= {DeliveryState.SENT, DeliveryState.DUE}
        return [each for each in owed if each.state is DeliveryState.SENT]

    async def check_errands(self, stored: Repositories, blockers: Mapping[int, Blocker]) -> None:
        server = await stored.servers.get(GUILD)
        assert server
        errands = await stored.errands.due(FOREVER, limit=1000)
        for blocker in blockers.values():
            planned = {each.task for each in errands if each.ref == blocker.ref}
            asked_for = {each.task for each in errands_of(blocker, server, self.clock.now())}
            assert planned - {Task.ASK} == asked_for
            assert Task.ASK not in planned or blocker.is_waiting

    async def check_solutions_and_index(self, stored: Repositories, blockers: Mapping[int, Blocker]) -> None:
        written = {each.ref: each for n in NUMBERS for each in await stored.solutions.of_blocker(GUILD, n)}
        for blocker in blockers.values():
            assert blocker.solution is None or written[blocker.solution].blocker == blocker.ref
        waiting = {blocker.ref for blocker in blockers.values() if blocker.is_waiting}
        in_use = {ref for ref, each in written.items() if each.standing.is_found}
        assert await refs_found(stored, Within(Kind.BLOCKER)) == {
            blocker.ref for blocker in blockers.values()
        }
        assert await refs_found(stored, Within()) == waiting | in_use


async def refs_found(stored: Repositories, within: Within) -> set[Ref]:
    """What a search for Celery finds."""
    answer = await found(stored, GUILD, Query("celery", within), now=MONDAY_NOON, limit=99)
    return {hit.ref for hit in await hits(stored, GUILD, answer, answer.ranked)}


def check_duplicates(blocker: Blocker, blockers: Mapping[int, Blocker]) -> None:
    """A duplicate leads on to another blocker, and never back."""
    passed = {blocker.ref}
    while blocker.duplicate_of:
        assert blocker.duplicate_of not in passed
        passed.add(blocker.duplicate_of)
        blocker = blockers[blocker.duplicate_of.number]


def check_shape(blocker: Blocker, author: Member) -> None:
    """What each state asks for."""
    assert blocker.author == author
    assert blocker.helper is None or blocker.helper.id != author.id
    assert (blocker.helper is None) == (blocker.claimed_at is None)
    assert (blocker.proposal is not None) == (blocker.state is State.PROPOSED)
    assert (blocker.ended_at is not None) == blocker.state.is_end
    assert (blocker.solution is not None) == (blocker.state is State.SOLVED)
    assert (blocker.duplicate_of is not None) == (blocker.state is State.DUPLICATE)
    if not blocker.state.is_end:
        assert (blocker.helper is None) == (blocker.state is State.OPEN)


def check_events(blocker: Blocker, events: Sequence[Event]) -> None:
    """The events tell the whole story: told again from the first, they end in the row."""
    told: dict[str, Any] = {}
    for event in events:
        assert all(told.get(name) == value for name, value in event.before.items())
        told |= event.after
    assert told == ROWS.dump_python(blocker, mode="json", exclude=UNTOLD)
    assert [event.id for event in events] == sorted({event.id for event in events})


Life.TestCase.settings = settings(max_examples=14, stateful_step_count=30, deadline=None)
test_whatever_people_press_what_must_hold_holds = Life.TestCase
