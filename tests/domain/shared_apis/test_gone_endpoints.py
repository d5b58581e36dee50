"""Of the endpoints that are gone from an API, those that nobody needs any more are dropped in the end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.errors import NotFound
from domain.models.entries import Kind, Ref
from domain.shared_apis import revising
from tests.support.documents import ORDERS, document
from tests.support.domain import ADA, GUILD, LINUS, PLACE, SetClock, blocker_draft, request_draft
from tests.support.hosts import Watched

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOP = "https://shop.example/openapi.json"


@pytest.fixture
async def nexus(nexus: Watched, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """It watches the shop's API, A1, and keeps two endpoints that are gone."""
    monkeypatch.setattr(revising, "GONE", 2)
    monkeypatch.setattr(revising, "BATCH", 3)
    await nexus.shares(SHOP)
    return nexus


async def tells(nexus: Watched, clock: SetClock, paths: Iterable[str]) -> None:
    """The next look finds these paths."""
    nexus.hosts.contents[SHOP] = document(paths=dict.fromkeys(paths, ORDERS))
    clock.skip(minutes=31)
    await nexus.looks()


async def known(nexus: Watched) -> list[str]:
    """The endpoints that the API has or had."""
    return sorted(str(each.ref) for each in await nexus.hub.apis.sharing.endpoints(GUILD, 1))


async def test_of_those_that_nothing_points_to_only_so_many_that_went_last_are_kept(
    nexus: Watched, clock: SetClock
) -> None:
    await tells(nexus, clock, [f"/first{number}" for number in range(4)])
    await tells(nexus, clock, ["/second1", "/second2"])

    assert await known(nexus) == ["E5", "E6", "E7", "E8"], "those there are, and the two that went last"
    await tells(nexus, clock, ["/third"])
    assert await known(nexus) == ["E7", "E8", "E9"], "no number is given twice"


async def test_those_that_somebody_needs_stay(nexus: Watched, clock: SetClock) -> None:
    await nexus.hub.apis.requests.ask(PLACE, request_draft("/first2"), by=LINUS, cause=76)
    await tells(nexus, clock, [f"/first{number}" for number in range(6)])
    await nexus.hub.apis.uses.use(GUILD, Ref(Kind.ENDPOINT, 3), by=LINUS)
    await nexus.hub.blockers.log(PLACE, blocker_draft("GET /first1 answers 500"), by=LINUS, cause=77)

    await tells(nexus, clock, ["/second"])

    assert await known(nexus) == ["E3", "E4", "E5", "E7", "E8", "E9"]


async def test_what_was_dropped_leaves_nothing_behind(nexus: Watched, clock: SetClock) -> None:
    await tells(nexus, clock, [f"/first{number}" for number in range(9)])
    await nexus.hub.apis.sunsets.announce(GUILD, 3, (clock.at + timedelta(days=9)).date().isoformat(), by=ADA)
    await tells(nexus, clock, ["/second"])

    with pytest.raises(NotFound, match="There is no endpoint E3 in"):
        await nexus.hub.apis.opening.open(GUILD, 3)
    assert [finding async for finding in nexus.hub.upkeep.verify()] == []
    async with nexus.store.reading() as store:
        assert await store.events.of(GUILD, Ref(Kind.ENDPOINT, 3)) == []
