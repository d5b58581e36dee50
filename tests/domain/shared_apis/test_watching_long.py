"""Watching APIs for long: how often they are looked at, what of it is kept, and what a wrong clock does to it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from domain.errors import NotFound
from domain.models.api import LONGEST_PAUSE, Outcome
from domain.models.entries import Place
from domain.shared_apis import revising
from domain.shared_apis.leases import LEASE
from tests.support.documents import ORDERS, document, order_by_id, with_refunds
from tests.support.domain import GUILD, SetClock
from tests.support.hosts import Hosts, Watched

SHOP = "https://shop.example/openapi.json"

HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
async def nexus(nexus: Watched) -> Watched:
    """It watches the shop's API, A1."""
    await nexus.shares(SHOP)
    await nexus.hub.outbox.deliver_due()
    return nexus


async def asked_at(nexus: Watched, clock: SetClock, *, times: int) -> list[timedelta]:
    """How far apart the next looks are."""
    moments = [clock.at]
    while len(moments) <= times:
        clock.at += HALF_AN_HOUR
        if await nexus.looks():
            moments.append(clock.at)
    return [later - earlier for earlier, later in pairwise(moments)]


# How often


async def test_who_does_not_answer_is_asked_ever_less_often_and_as_before_once_they_do(
    nexus: Watched, hosts: Hosts, clock: SetClock
) -> None:
    del hosts.contents[SHOP]
    pauses = await asked_at(nexus, clock, times=9)
    tries = (await nexus.api()).last_check.tries
    hosts.contents[SHOP] = document()
    back = await asked_at(nexus, clock, times=3)

    assert [pause / HALF_AN_HOUR for pause in pauses] == [1, 1, 2, 4, 8, 16, 32, 48, 48]
    assert tries == 9
    assert [pause / HALF_AN_HOUR for pause in back] == [48, 1, 1]
    assert (await nexus.api()).last_check.tries == 0


async def test_while_nothing_changes_the_card_is_edited_once_an_hour(nexus: Watched, clock: SetClock) -> None:
    edits: list[int] = []
    for _ in range(9):
        clock.at += HALF_AN_HOUR
        await nexus.looks()
        edits.append(await nexus.hub.outbox.deliver_due())

    assert edits == [1, 1, 0, 1, 0, 1, 0, 1, 0], "the first look says that it is unchanged"


async def test_looked_at_once_a_day_the_card_says_so_each_day(nexus: Watched, clock: SetClock) -> None:
    for _ in range(3):
        clock.skip(days=1)
        await nexus.looks()

        assert await nexus.hub.outbox.deliver_due() == 1


# Where


async def test_in_a_server_that_nexus_was_taken_out_of_nothing_is_fetched(
    nexus: Watched, hosts: Hosts, clock: SetClock
) -> None:
    await nexus.shares("https://bank.example/openapi.json", place=Place(GUILD + 1, 21))
    for _ in range(12):
        clock.skip(hours=6)
        await nexus.looks(is_here=lambda guild_id: guild_id != GUILD)

    assert hosts.asked.count(SHOP) == 0
    assert hosts.asked.count("https://bank.example/openapi.json") == 12
    assert (await nexus.api()).last_check.outcome is Outcome.CHANGED, "as it was known to be"

    hosts.contents[SHOP] = with_refunds()
    clock.at += LONGEST_PAUSE
    await nexus.looks()
    assert (await nexus.api()).revision == 2, "it is back"


# By which clock


@pytest.mark.parametrize("ahead", [timedelta(days=2), timedelta(days=365)])
async def test_put_right_after_it_was_ahead_the_clock_holds_up_nothing(
    nexus: Watched, hosts: Hosts, clock: SetClock, ahead: timedelta
) -> None:
    clock.at += ahead
    await nexus.looks()
    clock.at -= ahead
    hosts.contents[SHOP] = with_refunds()

    assert await nexus.looks() == 1
    assert (await nexus.api()).revision == 2
    assert await nexus.looks() == 0
    assert await asked_at(nexus, clock, times=2) == [HALF_AN_HOUR, HALF_AN_HOUR]


async def test_who_died_by_a_clock_that_was_ahead_leaves_nothing_locked(
    nexus: Watched, clock: SetClock
) -> None:
    ahead = timedelta(days=365)
    async with nexus.store.transaction() as store:
        later = clock.at + ahead
        assert await store.apis.claim(GUILD, 1, now=later, until=later + LEASE)
    clock.skip(minutes=31)

    assert await nexus.looks() == 1
    assert (await nexus.api()).last_check.outcome is Outcome.UNCHANGED


# What is kept


async def test_of_old_revisions_what_changed_is_kept_and_the_document_is_not(
    nexus: Watched, hosts: Hosts, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revising, "KEPT_WHOLE", 3)
    for number in range(2, 6):
        hosts.contents[SHOP] = document(paths={"/orders": ORDERS, f"/orders{number}": ORDERS})
        clock.skip(minutes=31)
        await nexus.looks()

    async with nexus.store.reading() as store:
        revisions, count = await store.revisions.listed(GUILD, 1, limit=9, offset=0)
        assert count == 5
        assert [revision.is_whole for revision in revisions] == [True, True, True, False, False]
        assert all(revision.changes for revision in revisions[:-1])
        assert b"/orders3" in await store.revisions.content(GUILD, 1, 3)
        with pytest.raises(NotFound, match="its document is not kept any more"):
            await store.revisions.content(GUILD, 1, 2)


async def test_what_a_look_brings_is_found_by_search(nexus: Watched, hosts: Hosts, clock: SetClock) -> None:
    hosts.contents[SHOP] = with_refunds()
    clock.skip(minutes=31, microseconds=7)  # as a real clock, which counts finer than what is stored
    await nexus.looks()

    assert await nexus.finds("refunds") == ["E3"]


async def test_what_was_cut_off_before_it_was_indexed_is_found_after_the_next_start(
    nexus: Watched, hosts: Hosts, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def is_cut_off(*_: object) -> None:
        raise OSError("the disk is full")

    order = order_by_id(summary="Shows a purchase", tags=[])
    hosts.contents[SHOP] = document(paths={"/refunds": ORDERS, "/orders/{id}": order})
    clock.skip(minutes=31)
    with monkeypatch.context() as patch:
        patch.setattr(revising, "index_endpoints", is_cut_off)
        with pytest.raises(ExceptionGroup):
            await nexus.looks()
    assert await nexus.finds("shows") == ["E2"], "by the words of before"

    assert await nexus.hub.upkeep.refill() == 3

    assert await nexus.finds("purchase") == ["E2"]
    assert await nexus.finds("refunds") == ["E3"]
    assert [finding async for finding in nexus.hub.upkeep.verify()] == []
    assert await nexus.hub.outbox.deliver_due() == 1, "its card is edited"
