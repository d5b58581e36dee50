"""A server has room for so many APIs and endpoints; who finds none reads how to make some, and nothing was changed."""

from __future__ import annotations

import pytest

from domain.errors import Refused
from domain.models.api import Outcome
from domain.models.endpoint import EndpointDraft, Method, Status
from domain.shared_apis import room
from tests.support.documents import ORDERS, document
from tests.support.domain import ADA, GUILD, PLACE, SetClock
from tests.support.hosts import Watched

SHOP = "https://shop.example/openapi.json"


@pytest.fixture
async def nexus(nexus: Watched, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """It watches the shop's API, A1, with two endpoints; there is room for one more API, and for one more endpoint."""
    monkeypatch.setattr(room, "APIS", 2)
    monkeypatch.setattr(room, "ENDPOINTS", 3)
    await nexus.shares(SHOP)
    return nexus


async def shares(nexus: Watched, number: int, *paths: str) -> None:
    content = document(title=f"Api {number}", paths=dict.fromkeys(paths, ORDERS))
    await nexus.hub.apis.sharing.share_file(PLACE, "api.json", content, by=ADA, cause=number)


async def test_an_api_more_than_fits_is_refused_until_one_is_retired(nexus: Watched) -> None:
    await shares(nexus, 50)

    with pytest.raises(Refused, match=r"has 2 APIs in use, and there is room for 2\. /api retire"):
        await shares(nexus, 51)
    await nexus.hub.apis.standing.retire(GUILD, 2, by=ADA)
    await shares(nexus, 52)
    with pytest.raises(Refused, match="there is room for 2"):
        await nexus.hub.apis.standing.bring_back(GUILD, 2, by=ADA)

    assert [str(api.ref) for api in (await nexus.hub.apis.sharing.listed(GUILD, limit=9, page=0))[0]] == [
        "A3",
        "A1",
    ]


async def test_more_endpoints_than_fit_are_refused_however_they_come(nexus: Watched) -> None:
    with pytest.raises(Refused, match=r"would have 4 endpoints, and there is room for 3\. /api retire"):
        await shares(nexus, 50, "/a", "/b")
    await shares(nexus, 51, "/a")
    draft = EndpointDraft.written(method=Method.GET, path="/c", summary="Gets c", status=Status.LIVE)

    with pytest.raises(Refused, match="would have 4 endpoints"):
        await nexus.hub.endpoints.share(PLACE, draft, by=ADA, cause=52)


async def test_a_document_that_outgrew_the_room_could_not_be_checked(nexus: Watched, clock: SetClock) -> None:
    nexus.hosts.contents[SHOP] = document(paths=dict.fromkeys(("/a", "/b", "/c", "/d"), ORDERS))
    clock.skip(minutes=31)
    await nexus.looks()

    check = (await nexus.api()).last_check
    assert check.outcome is Outcome.UNCHECKED
    assert "would have 4 endpoints" in check.reason


async def test_one_that_tells_no_more_than_before_is_never_refused(
    nexus: Watched, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "ENDPOINTS", 1)
    nexus.hosts.contents[SHOP] = document(paths={"/a": ORDERS, "/b": ORDERS})
    clock.skip(minutes=31)
    await nexus.looks()

    assert (await nexus.api()).revision == 2


async def test_what_one_of_a_hundred_apis_and_more_offers_is_not_shared_by_hand(
    nexus: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    for number in range(101):
        await shares(nexus, 50 + number, f"/a{number}")
    for path in ("/orders", "/a0", "/a100"):
        draft = EndpointDraft.written(method=Method.GET, path=path, summary="Gets it", status=Status.LIVE)
        with pytest.raises(Refused, match="was shared before: it is E"):
            await nexus.hub.endpoints.share(PLACE, draft, by=ADA, cause=999)
