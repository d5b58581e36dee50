"""Silence: a claim that goes silent is released, an author who goes silent is asked, each in its time and once."""

import asyncio
from datetime import timedelta

import pytest

from data.store import SqliteStore
from domain.hub import Hub
from domain.models.deeds import Deed
from domain.models.lifecycle import State
from domain.models.server import Habits
from tests.domain.owed import B1, ROLES, S1, on_the_card, planned, sent, set_ladder
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    HEDY,
    LINUS,
    MONDAY_NOON,
    PLACE,
    FakeCourier,
    SetClock,
    resolution,
    solution_draft,
)


@pytest.mark.usefixtures("celery")
class TestASilentClaim:
    async def test_is_released_and_its_helper_told_privately(
        self, hub: Hub, clock: SetClock, courier: FakeCourier
    ) -> None:
        await hub.blockers.claim(GUILD, 1, by=LINUS)
        clock.skip(hours=71, minutes=59)
        await hub.errands.do_due()
        assert (await hub.blockers.get(GUILD, 1)).helper == LINUS

        clock.skip(minutes=1)
        await hub.errands.do_due()

        assert (await hub.blockers.get(GUILD, 1)).state is State.OPEN
        assert (await hub.entries.history(GUILD, B1))[-1].deed is Deed.LAPSE
        assert [key[:11] for key in await sent(hub, courier)] == ["lapsed:B1/2"]
        told = courier.carried[-1]
        assert (told.user_id, told.channel_id) == (LINUS.id, None)

    async def test_counts_from_what_its_helper_wrote_last(self, hub: Hub, clock: SetClock) -> None:
        thread = await on_the_card(hub)
        await hub.blockers.claim(GUILD, 1, by=LINUS)
        clock.skip(hours=71)
        await hub.talk.heard(GUILD, thread, by=LINUS)
        await hub.talk.heard(GUILD, thread, by=GRACE)
        clock.skip(hours=71)
        await hub.errands.do_due()
        assert (await hub.blockers.get(GUILD, 1)).helper == LINUS

        clock.skip(hours=1)
        await hub.errands.do_due()
        assert (await hub.blockers.get(GUILD, 1)).helper is None

    async def test_counts_anew_for_who_takes_over(self, hub: Hub, clock: SetClock) -> None:
        await hub.blockers.claim(GUILD, 1, by=LINUS)
        clock.skip(hours=71)
        await hub.blockers.hand_over(GUILD, 1, HEDY, by=LINUS)
        clock.skip(hours=71)
        await hub.errands.do_due()

        assert (await hub.blockers.get(GUILD, 1)).helper == HEDY

    async def test_has_the_hours_that_the_server_set(
        self, hub: Hub, store: SqliteStore, clock: SetClock
    ) -> None:
        await set_ladder(store, ROLES, habits=Habits(claim_hours=5))
        await hub.blockers.claim(GUILD, 1, by=LINUS)
        clock.skip(hours=5)

        await hub.errands.do_due()

        assert (await hub.blockers.get(GUILD, 1)).helper is None

    async def test_is_released_once_by_two_ticks_at_once(self, hub: Hub, clock: SetClock) -> None:
        await hub.blockers.claim(GUILD, 1, by=LINUS)
        clock.skip(hours=72)

        await asyncio.gather(*(hub.errands.do_due() for _ in range(3)))

        deeds = [event.deed for event in await hub.entries.history(GUILD, B1)]
        assert deeds == [Deed.LOG, Deed.CLAIM, Deed.LAPSE]


@pytest.mark.usefixtures("celery")
class TestAQuietAuthor:
    async def test_is_asked_once_a_day_after_an_answer(
        self, hub: Hub, clock: SetClock, courier: FakeCourier
    ) -> None:
        thread = await on_the_card(hub)
        await hub.blockers.claim(GUILD, 1, by=LINUS)
        for _ in range(3):
            await hub.talk.heard(GUILD, thread, by=LINUS)
            clock.skip(hours=24)
            await hub.errands.do_due()

        assert await sent(hub, courier) == ["ask:B1/quiet"]

    async def test_is_not_asked_who_wrote_since(
        self, hub: Hub, clock: SetClock, courier: FakeCourier
    ) -> None:
        thread = await on_the_card(hub)
        await hub.blockers.claim(GUILD, 1, by=LINUS)
        await hub.talk.heard(GUILD, thread, by=LINUS)
        clock.skip(hours=23)
        await hub.talk.heard(GUILD, thread, by=ADA)
        clock.skip(hours=24)
        await hub.errands.do_due()

        assert await sent(hub, courier) == []
        assert (await hub.blockers.get(GUILD, 1)).seen_at == MONDAY_NOON + timedelta(hours=23)

    async def test_is_not_asked_who_wants_no_nudges_or_is_asked_already_or_is_no_longer_stuck(
        self, hub: Hub, store: SqliteStore, clock: SetClock, courier: FakeCourier
    ) -> None:
        thread = await on_the_card(hub)
        await hub.people.switch(GUILD, is_off=True, by=ADA)
        await hub.blockers.claim(GUILD, 1, by=LINUS)
        await hub.talk.heard(GUILD, thread, by=LINUS)
        clock.skip(hours=24)
        await hub.errands.do_due()
        assert await sent(hub, courier) == []

        await hub.people.switch(GUILD, is_off=False, by=ADA)
        await hub.talk.heard(GUILD, thread, by=LINUS)
        await hub.resolutions.resolve(GUILD, 1, resolution(), by=LINUS, cause=5)
        clock.skip(hours=24)
        await hub.errands.do_due()
        assert await sent(hub, courier) == ["ask:B1/answer-5"]

        await hub.talk.heard(GUILD, thread, by=LINUS)
        await hub.resolutions.accept(GUILD, 1, by=ADA, cause=6)
        assert await planned(store) == {}
        await hub.talk.heard(GUILD, thread, by=LINUS)
        assert await planned(store) == {}

    async def test_nothing_is_made_of_talk_elsewhere(self, hub: Hub, store: SqliteStore) -> None:
        await on_the_card(hub)
        before = await planned(store)
        await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=9)
        card = await hub.outbox.deliver_about(GUILD, S1)
        assert card
        assert card.message_id

        for thread in (99, card.message_id):
            await hub.talk.heard(GUILD, thread, by=LINUS)

        assert await planned(store) == before
