"""What Nexus does by itself: it calls for help and doubts, each in its time and once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from data.store import SqliteStore
from domain.hub import Hub
from domain.models.deeds import Deed
from domain.models.delivery import DeliveryState, Key
from domain.models.entries import Kind, Ref
from domain.models.errand import Task
from domain.models.ladder import Ladder, Step
from domain.models.server import Habits
from tests.domain.owed import ROLES, S1, on_the_card, planned, set_ladder, steps_taken
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    HEDY,
    LINUS,
    MODERATOR,
    PLACE,
    FakeCourier,
    SetClock,
    blocker_draft,
    solution_draft,
)


@pytest.mark.usefixtures("celery")
class TestTheLadder:
    async def test_goes_from_followers_to_helpers_to_mentors_and_ends(
        self, hub: Hub, clock: SetClock, courier: FakeCourier
    ) -> None:
        clock.skip(hours=1, minutes=59)
        assert await hub.errands.do_due() == 0
        clock.skip(minutes=1)
        for hours, steps in ((0, 1), (4, 2), (4 + 10 + 4, 3), (100, 3), (500, 3)):
            clock.skip(hours=hours)
            await hub.errands.do_due()
            assert await steps_taken(hub, courier) == list(range(steps))

    async def test_stops_while_somebody_helps_and_goes_on_with_the_next_step(
        self, hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
    ) -> None:
        clock.skip(hours=2)
        await hub.errands.do_due()
        await hub.blockers.claim(GUILD, 1, by=LINUS)
        assert Task.CALL not in await planned(store)
        clock.skip(hours=1)
        await hub.blockers.release(GUILD, 1, by=LINUS)

        assert (await planned(store))[Task.CALL] == clock.now() + timedelta(hours=4)
        clock.skip(hours=4)
        await hub.errands.do_due()
        assert await steps_taken(hub, courier) == [0, 1]

    async def test_begins_anew_when_a_blocker_is_reopened_and_takes_each_step_once_a_day(
        self, hub: Hub, clock: SetClock, courier: FakeCourier
    ) -> None:
        clock.skip(hours=2)
        await hub.errands.do_due()
        await hub.blockers.drop(GUILD, 1, by=ADA)
        await hub.blockers.reopen(GUILD, 1, by=ADA)

        clock.skip(hours=23)
        await hub.errands.do_due()
        assert await steps_taken(hub, courier) == [0]
        clock.skip(hours=1)
        await hub.errands.do_due()

        assert await steps_taken(hub, courier) == [0, 0]

    async def test_keeps_a_role_that_was_made_and_chosen_while_lost_ones_are_looked_for(
        self, hub: Hub, store: SqliteStore
    ) -> None:
        roles: set[int] = set()
        await set_ladder(store, Ladder(mentor_role_id=8))
        async with store.transaction() as busy:
            looking = asyncio.create_task(hub.servers.keep_roles(GUILD, lambda: roles))
            await asyncio.sleep(0.05)
            roles.add(7)
            server = await busy.servers.get(GUILD)
            assert server
            await busy.servers.save(replace(server, ladder=ROLES))
        await looking

        server = await hub.servers.get(GUILD)
        assert server
        assert (server.ladder.helper_role_id, server.ladder.mentor_role_id) == (7, None)

    async def test_calls_nobody_at_night(self, hub: Hub, clock: SetClock, courier: FakeCourier) -> None:
        clock.skip(hours=11)  # the machine was off, and comes back at 23:00

        await hub.errands.do_due()
        assert await steps_taken(hub, courier) == []
        clock.skip(hours=9)
        await hub.errands.do_due()
        assert await steps_taken(hub, courier) == [0]

    async def test_passes_over_a_step_that_calls_nobody(
        self, hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
    ) -> None:
        await set_ladder(store, Ladder(mentor_role_id=8))
        await hub.people.switch(GUILD, is_off=True, by=GRACE)
        for hours in (2, 4, 16 + 4):
            clock.skip(hours=hours)
            await hub.errands.do_due()

        assert await steps_taken(hub, courier) == [2]
        assert (await hub.blockers.get(GUILD, 1)).called == 3

    async def test_is_silent_once_it_was_turned_off(
        self, hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
    ) -> None:
        await set_ladder(store, replace(ROLES, is_on=False))
        clock.skip(hours=3)

        await hub.errands.do_due()

        assert await steps_taken(hub, courier) == []

    async def test_calls_those_who_follow_and_want_to_be_called(self, hub: Hub, clock: SetClock) -> None:
        for who in (ADA, LINUS, HEDY):
            await hub.people.follow(GUILD, "celery", by=who)
        await hub.people.switch(GUILD, is_off=True, by=LINUS)
        await hub.people.snooze(GUILD, 3, by=HEDY)
        blocker = await hub.blockers.get(GUILD, 1)

        called = await hub.errands.called(blocker, Step.FOLLOWERS)
        assert called.members == [GRACE], "and never its author"
        clock.skip(days=3)
        assert list((await hub.errands.called(blocker, Step.FOLLOWERS)).members) == [GRACE, HEDY]
        assert (await hub.errands.called(blocker, Step.HELPERS)).role_id == 7
        assert (await hub.errands.called(blocker, Step.MENTORS)).role_id == 8


async def test_a_solution_that_nobody_confirmed_for_half_a_year_is_doubted(hub: Hub, clock: SetClock) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)
    clock.skip(days=100)
    await hub.solutions.vote(GUILD, 1, helped=True, by=LINUS)
    clock.skip(days=179)
    await hub.errands.do_due()
    assert (await hub.solutions.get(GUILD, 1)).unconfirmed_since is None

    clock.skip(days=1)
    await hub.errands.do_due()

    assert (await hub.solutions.get(GUILD, 1)).unconfirmed_since == clock.now()
    doubt = (await hub.entries.history(GUILD, S1))[-1]
    assert (doubt.deed, doubt.by) == (Deed.DOUBT, None)
    await hub.solutions.vote(GUILD, 1, helped=True, by=GRACE)
    assert (await hub.solutions.get(GUILD, 1)).unconfirmed_since is None


async def test_what_holds_for_longer_now_is_not_doubted_and_nothing_is_noted(
    hub: Hub, store: SqliteStore, clock: SetClock
) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)
    await set_ladder(store, ROLES, habits=Habits(fresh_days=365))
    clock.skip(days=180)
    await hub.errands.do_due()
    assert [event.deed for event in await hub.entries.history(GUILD, S1)] == [Deed.POST]

    clock.skip(days=185)
    await hub.errands.do_due()
    assert (await hub.solutions.get(GUILD, 1)).unconfirmed_since == clock.now()


async def test_a_retired_solution_is_left_alone(hub: Hub, clock: SetClock) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)
    await hub.solutions.retire(GUILD, 1, by=MODERATOR)
    clock.skip(days=180)
    await hub.errands.do_due()

    assert (await hub.entries.history(GUILD, S1))[-1].deed is Deed.RETIRE


async def test_help_is_called_for_even_when_the_card_was_deleted(hub: Hub, clock: SetClock) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.originals.message_gone(GUILD, await on_the_card(hub))
    await hub.people.follow(GUILD, "celery", by=GRACE)
    clock.skip(hours=2)

    await hub.errands.do_due()

    nudge = await hub.outbox.get(GUILD, Key.nudge(Ref(Kind.BLOCKER, 1), Step.FOLLOWERS, at=clock.now()))
    assert nudge
    assert (nudge.state, nudge.channel_id) == (DeliveryState.DUE, PLACE.channel_id)
