"""What the services decide holds when it is asked twice, refused, or asked in another server."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from data.store import SqliteStore
from domain.errors import BadInput, DomainError, NotFound, Refused
from domain.hub import Hub
from domain.models.delivery import Delivery, Key
from domain.models.endpoint import Method, Status
from domain.models.entries import Kind, Place, Ref
from domain.models.lifecycle import State
from domain.models.schedule import Weekday
from domain.models.search import Query
from domain.models.sight import FULL
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    HUB,
    LINUS,
    PLACE,
    SetClock,
    blocker_draft,
    endpoint_draft,
    resolution,
    solution_draft,
)

ELSEWHERE = Place(11, 21)


async def card(store: SqliteStore, ref: str, guild_id: int = GUILD) -> Delivery | None:
    """The delivery of an entry's card."""
    async with store.reading() as stored:
        return await stored.deliveries.get(guild_id, Key.card(Ref.parse(ref)))


async def all_at_once(*asked: Awaitable[object]) -> tuple[list[object], list[DomainError]]:
    """What came of asking for all of it at the same moment: the successes and the refusals."""
    came = await asyncio.gather(*asked, return_exceptions=True)
    refused = [each for each in came if isinstance(each, DomainError)]
    broken = [each for each in came if isinstance(each, BaseException) and each not in refused]
    assert not broken
    return [each for each in came if not isinstance(each, BaseException)], refused


ASKED: dict[str, Callable[[Hub, int], Awaitable[object]]] = {
    "B1": lambda hub, cause: hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=cause),
    "S1": lambda hub, cause: hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=cause),
    "E1": lambda hub, cause: hub.endpoints.share(PLACE, endpoint_draft(), by=ADA, cause=cause),
}


@pytest.mark.parametrize("ref", ASKED)
async def test_a_replayed_interaction_writes_once(hub: Hub, store: SqliteStore, ref: str) -> None:
    first = await ASKED[ref](hub, 100)
    second = await ASKED[ref](hub, 100)

    assert str(getattr(second, "ref", "")) == str(getattr(first, "ref", "")) == ref
    assert len(await hub.entries.suggest(GUILD, "", *Kind)) == 1
    delivery = await card(store, ref)
    assert delivery is not None
    assert (delivery.wanted, delivery.channel_id) == (1, HUB)


@pytest.mark.parametrize("ref", ASKED)
async def test_the_same_interaction_twice_at_the_same_moment_writes_once(hub: Hub, ref: str) -> None:
    written, refused = await all_at_once(*(ASKED[ref](hub, 100) for _ in range(4)))

    assert len(written) == 4
    assert not refused
    assert len(await hub.entries.suggest(GUILD, "", *Kind)) == 1


async def test_the_same_interaction_in_another_server_is_another_one(hub: Hub) -> None:
    here = await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=100)
    there = await hub.blockers.log(ELSEWHERE, blocker_draft(), by=ADA, cause=100)

    assert (here.guild_id, there.guild_id) == (GUILD, 11)
    assert here.ref == there.ref == Ref(Kind.BLOCKER, 1)


async def test_a_refused_share_uses_no_number_up(hub: Hub) -> None:
    await hub.endpoints.share(PLACE, endpoint_draft(), by=ADA, cause=1)
    with pytest.raises(Refused):
        await hub.endpoints.share(PLACE, endpoint_draft(), by=LINUS, cause=2)

    posted = await hub.endpoints.share(PLACE, endpoint_draft(method=Method.POST), by=LINUS, cause=3)

    assert str(posted.ref) == "E2"


async def test_what_is_refused_leaves_a_blocker_and_its_card_as_they_were(
    hub: Hub, store: SqliteStore, clock: SetClock
) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.blockers.claim(GUILD, 1, by=LINUS)
    before = await hub.blockers.get(GUILD, 1), await card(store, "B1")
    clock.skip(minutes=1)

    _, refused = await all_at_once(
        hub.blockers.claim(GUILD, 1, by=GRACE),
        hub.blockers.release(GUILD, 1, by=GRACE),
        hub.resolutions.resolve(GUILD, 1, resolution(), by=GRACE, cause=2),
    )

    assert len(refused) == 3
    assert (await hub.blockers.get(GUILD, 1), await card(store, "B1")) == before
    assert await card(store, "S1") is None
    found = await hub.search.ask(GUILD, Query("autodiscover"), by=GRACE, sight=FULL)
    assert found.total == 0, "no solution was written"


async def test_what_is_refused_leaves_an_endpoint_as_it_was(hub: Hub, store: SqliteStore) -> None:
    await hub.endpoints.share(PLACE, endpoint_draft(), by=ADA, cause=1)
    before = await hub.endpoints.get(GUILD, 1), await card(store, "E1")

    with pytest.raises(Refused):
        await hub.endpoints.move(GUILD, 1, Status.LIVE, by=GRACE)

    assert (await hub.endpoints.get(GUILD, 1), await card(store, "E1")) == before


async def test_each_change_has_the_card_brought_up_to_date(hub: Hub, store: SqliteStore) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.blockers.claim(GUILD, 1, by=LINUS)
    await hub.blockers.release(GUILD, 1, by=LINUS)
    blocker = await hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=2)
    solution = await hub.solutions.get(GUILD, 1)

    delivery = await card(store, "B1")
    assert delivery is not None
    assert delivery.wanted == 4
    assert (blocker.state, blocker.solution, solution.blocker) == (State.SOLVED, solution.ref, blocker.ref)
    assert await hub.blockers.get(GUILD, 1) == blocker


async def test_another_servers_numbers_are_unknown_here(hub: Hub) -> None:
    await hub.blockers.log(ELSEWHERE, blocker_draft(), by=ADA, cause=1)
    await hub.resolutions.resolve(11, 1, resolution(), by=ADA, cause=2)
    await hub.endpoints.share(ELSEWHERE, endpoint_draft(), by=ADA, cause=3)

    reached, refused = await all_at_once(
        hub.blockers.get(GUILD, 1),
        hub.blockers.claim(GUILD, 1, by=LINUS),
        hub.blockers.release(GUILD, 1, by=LINUS),
        hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=4),
        hub.solutions.get(GUILD, 1),
        hub.endpoints.get(GUILD, 1),
        hub.endpoints.move(GUILD, 1, Status.LIVE, by=ADA),
    )

    assert not reached
    assert [type(each) for each in refused] == [NotFound] * 7
    assert await hub.entries.suggest(GUILD, "", *Kind) == []


async def test_the_first_place_where_it_is_used_is_the_hub_until_one_is_set(hub: Hub) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.blockers.log(Place(GUILD, 99), blocker_draft(), by=ADA, cause=2)

    server = await hub.servers.get(GUILD)
    assert server is not None
    assert (server.hub_channel_id, server.is_set_up) == (HUB, False)

    server = await hub.servers.set_up(Place(GUILD, 99), time_zone=None, weekday=None, hour=None, by=ADA)
    assert (server.hub_channel_id, server.is_set_up) == (99, True)


async def test_setting_up_keeps_what_is_left_out(hub: Hub) -> None:
    await hub.servers.set_up(PLACE, time_zone="africa/lagos", weekday=Weekday.MONDAY, hour=0, by=ADA)
    server = await hub.servers.set_up(PLACE, time_zone=None, weekday=None, hour=7, by=ADA)

    assert str(server.schedule) == "Monday at 07:00, Africa/Lagos"
    assert await hub.servers.get(GUILD) == server


@pytest.mark.parametrize(("zone", "hour"), [("Europe/Atlantis", None), (None, 24), (None, -1)])
async def test_a_setup_that_cannot_be_changes_nothing(hub: Hub, zone: str | None, hour: int | None) -> None:
    with pytest.raises(BadInput):
        await hub.servers.set_up(PLACE, time_zone=zone, weekday=None, hour=hour, by=ADA)

    assert await hub.servers.get(GUILD) is None


async def test_a_tag_completes(hub: Hub) -> None:
    await hub.blockers.log(PLACE, blocker_draft(tags="celery django"), by=ADA, cause=1)

    assert await hub.entries.suggest_tags(GUILD, " #CEL\ud800") == ["celery"]
    assert await hub.entries.suggest_tags(GUILD, "") == ["celery", "django"]
    assert await hub.entries.suggest_tags(11, "") == []
