"""APIs are looked at many at once; whatever their hosts, the clock or other processes do, what is kept is true."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import Refused
from domain.fetching import Unreachable
from domain.models.api import Outcome
from domain.models.entries import Place
from domain.shared_apis.documents import Documents
from domain.shared_apis.leases import LEASE
from domain.shared_apis.watching import AT_ONCE, OF_ONE, PATIENCE, WatchService
from tests.support.aside import InProcess, Interrupted
from tests.support.documents import document, with_refunds, without_total
from tests.support.domain import ADA, GUILD, SetClock
from tests.support.hosts import Hosts, Watched, everywhere

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

SHOP = "https://shop.example/openapi.json"


def slow(number: int) -> str:
    return f"https://slow{number}.example/openapi.json"


@pytest.fixture
async def other(database_path: Path, clock: SetClock) -> AsyncGenerator[Watched]:
    """A second process on the same database, which asks hosts by itself."""
    async with Watched(database_path, clock, Hosts()) as other:
        yield other


# Many at once


async def test_many_are_looked_at_side_by_side_until_none_is_due(
    nexus: Watched, hosts: Hosts, clock: SetClock
) -> None:
    for server in range(AT_ONCE):
        await nexus.shares(slow(2 * server), slow(2 * server + 1), place=Place(GUILD + server, 21))
    clock.skip(minutes=31)
    hosts.together = asyncio.Barrier(AT_ONCE)

    async with asyncio.timeout(20):
        assert await nexus.looks() == 2 * AT_ONCE

    assert await nexus.looks() == 0


async def test_a_server_whose_hosts_are_slow_keeps_no_other_one_waiting(
    nexus: Watched, hosts: Hosts, clock: SetClock
) -> None:
    await nexus.shares(*map(slow, range(OF_ONE + 3)))
    for server in range(1, AT_ONCE + 2):
        await nexus.shares(f"https://{server}.example/openapi.json", place=Place(GUILD + server, 21))
    clock.skip(minutes=31)
    hosts.silent.update(map(slow, range(OF_ONE + 3)))
    looks = asyncio.create_task(nexus.looks())

    async with asyncio.timeout(20):
        while len(hosts.asked) < OF_ONE + AT_ONCE + 1:
            hosts.is_asked.clear()
            await hosts.is_asked.wait()
    looks.cancel()

    assert sum("slow" in address for address in hosts.asked) == OF_ONE


async def test_one_in_trouble_holds_up_no_other_and_is_tried_again_after_a_lease(
    nexus: Watched, hosts: Hosts, clock: SetClock
) -> None:
    await nexus.shares(SHOP, "https://bank.example/openapi.json")
    clock.skip(minutes=31)
    hosts.contents[SHOP] = RuntimeError("nobody thought of that")

    with pytest.raises(ExceptionGroup) as troubles:
        await nexus.looks()

    assert [str(trouble) for trouble in troubles.value.exceptions] == ["nobody thought of that"]
    assert (await nexus.api(2)).last_check.outcome is Outcome.UNCHANGED
    assert await nexus.looks() == 0
    clock.at += LEASE
    hosts.contents[SHOP] = with_refunds()
    assert await nexus.looks() == 1
    assert (await nexus.api()).revision == 2


def test_a_lease_outlasts_a_look() -> None:
    assert timedelta(seconds=30) < LEASE - PATIENCE


async def test_a_look_that_takes_too_long_is_given_up_and_says_so(
    nexus: Watched, hosts: Hosts, clock: SetClock
) -> None:
    await nexus.shares(SHOP)
    clock.skip(minutes=31)
    hosts.silent.add(SHOP)
    documents = Documents(nexus.store, clock, hosts, InProcess())
    hasty = WatchService(nexus.store, clock, documents, patience=timedelta())

    await hasty.check_due(is_here=everywhere)

    check = (await nexus.api()).last_check
    assert check.outcome is Outcome.UNCHECKED
    assert check.reason.startswith("it took more than")


async def test_a_document_that_cannot_be_worked_through_could_not_be_checked_and_is_tried_later(
    nexus: Watched, hosts: Hosts, clock: SetClock
) -> None:
    async def fails() -> None:
        raise Refused("This document is more than Nexus can work through.")

    await nexus.shares(SHOP)
    clock.skip(minutes=31)
    hosts.contents[SHOP] = with_refunds()
    documents = Documents(nexus.store, clock, hosts, Interrupted(fails))
    looking = WatchService(nexus.store, clock, documents)

    assert await looking.check_due(is_here=everywhere) == 1

    check = (await nexus.api()).last_check
    assert check.outcome is Outcome.UNCHECKED
    assert check.reason == "This document is more than Nexus can work through."
    clock.at += LEASE
    assert await looking.check_due(is_here=everywhere) == 0


WAYS = {
    "new": with_refunds(),
    "broken": b"{",
    "of another kind": b"type Query { a: Int }",
    "empty": b"",
    "away": Unreachable("", "it takes no connection", later=True),
    "in trouble": RuntimeError("nobody thought of that"),
}
"""What may come of a look at an address, beside the same as before."""

OUTCOMES = {"same": Outcome.UNCHANGED, "new": Outcome.CHANGED, "in trouble": Outcome.CHANGED}
"""Of what went wrong by itself, what was known before stays."""


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["same", *WAYS]), max_size=AT_ONCE + 2))
async def test_whatever_the_hosts_do_each_api_is_asked_for_once_and_said_what_is_true(
    blank: Path, tmp_path: Path, ways: list[str]
) -> None:
    clock, hosts = SetClock(), Hosts()
    async with Watched(copyfile(blank, tmp_path / "nexus.db"), clock, hosts) as nexus:
        addresses = [f"https://{number}.example/openapi.json" for number in range(len(ways))]
        await nexus.shares(*addresses)
        clock.skip(minutes=31)
        hosts.contents |= {
            address: WAYS[way] for address, way in zip(addresses, ways, strict=True) if way != "same"
        }

        troubles = 0
        try:
            await nexus.looks()
        except ExceptionGroup as group:
            troubles = len(group.exceptions)

        assert troubles == ways.count("in trouble")
        assert sorted(hosts.asked) == sorted(addresses)
        apis = [await nexus.api(number + 1) for number in range(len(ways))]
        assert [api.last_check.outcome for api in apis] == [
            OUTCOMES.get(way, Outcome.UNCHECKED) for way in ways
        ]
        assert [api.revision for api in apis] == [2 if way == "new" else 1 for way in ways]
        assert all(
            bool(api.last_check.reason) == (api.last_check.outcome is Outcome.UNCHECKED) for api in apis
        )


# Never twice, never lost


async def test_two_processes_that_look_at_the_same_time_share_the_work(
    nexus: Watched, other: Watched, clock: SetClock
) -> None:
    addresses = [f"https://{number}.example/openapi.json" for number in range(AT_ONCE)]
    await nexus.shares(*addresses)
    clock.skip(minutes=31)
    for each in (nexus, other):
        each.hosts.contents = dict.fromkeys(addresses, with_refunds())

    await asyncio.gather(nexus.looks(), other.looks())

    assert sorted(nexus.hosts.asked + other.hosts.asked) == sorted(addresses)
    assert {(await nexus.api(number + 1)).revision for number in range(AT_ONCE)} == {2}


@pytest.mark.parametrize("late", [with_refunds(), document(), b"{"])
async def test_who_comes_back_late_from_a_look_changes_nothing(
    nexus: Watched, other: Watched, hosts: Hosts, clock: SetClock, late: bytes
) -> None:
    """Such as a process that was stopped for longer than its lease."""
    await nexus.shares(SHOP)
    clock.skip(minutes=31)
    hosts.contents[SHOP] = late
    hosts.together = asyncio.Barrier(2)
    slow = asyncio.create_task(nexus.looks())
    await hosts.is_asked.wait()
    clock.skip(minutes=10)
    other.hosts.contents[SHOP] = without_total()
    await other.looks()
    known = await other.api()

    await hosts.together.wait()
    await slow

    assert known.revision == 2
    assert await nexus.api() == known


async def test_a_file_that_comes_while_another_is_kept_is_to_be_brought_again(
    nexus: Watched, other: Watched, clock: SetClock
) -> None:
    async def somebody_is_quicker() -> None:
        clock.at += 2 * LEASE
        await other.hub.apis.watching.bring(GUILD, 1, without_total(), by=ADA)

    await nexus.shares(SHOP)
    documents = Documents(nexus.store, clock, nexus.hosts, Interrupted(somebody_is_quicker))
    slow = WatchService(nexus.store, clock, documents)

    with pytest.raises(Refused, match=r"A1 changed in this moment\. Please try again"):
        await slow.bring(GUILD, 1, with_refunds(), by=ADA)

    assert (await nexus.api()).revision == 2
