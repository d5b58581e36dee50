"""A server may have more endpoints than anybody can look at closely at a keystroke: the one that is meant is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.models.endpoint import Method
from domain.models.request_draft import Asked
from domain.shared_apis import offered
from tests.support.documents import ORDERS, document
from tests.support.domain import ADA, GUILD, LINUS, PLACE, blocker_draft

if TYPE_CHECKING:
    from domain.hub import Hub

MANY = {f"/api/shelves/{{id}}/part{number}/books": ORDERS for number in range(40)}


@pytest.fixture(autouse=True)
async def library(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    """A1, with 42 endpoints, of which four are looked at closely; A2 with the same, which is retired."""
    monkeypatch.setattr(offered, "FITTING", 4)
    monkeypatch.setattr(offered, "NEAR", 6)
    paths = {**MANY, "/api/shelves/{id}/books": ORDERS, "/api/readers/{id}/books/{book}/loans": ORDERS}
    await hub.apis.sharing.share_file(
        PLACE, "library.json", document(title="Library", paths=paths), by=ADA, cause=1
    )
    await hub.apis.sharing.share_file(PLACE, "old.json", document(title="Old", paths=paths), by=ADA, cause=2)
    await hub.apis.standing.retire(GUILD, 2, by=ADA)


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("get readers/7/books/9/loans", "/api/readers/{id}/books/{book}/loans"),
        ("/api/shelves/tall/part17/books", "/api/shelves/{id}/part17/books"),
        ("https://library.example/api/Shelves/3/Books", "/api/shelves/{id}/books"),
    ],
)
async def test_the_one_that_is_meant_is_found(hub: Hub, typed: str, path: str) -> None:
    assert (await hub.apis.opening.find(GUILD, typed)).only.path == path
    assert (await hub.apis.opening.complete(GUILD, typed))[0].path == path


async def test_what_is_typed_so_far_leads_to_the_shortest(hub: Hub) -> None:
    completed = [each.path for each in await hub.apis.opening.complete(GUILD, "shel")]

    assert len(completed) == 4
    assert completed[0] == "/api/shelves/{id}/books"


async def test_a_mistyped_word_is_no_hindrance(hub: Hub) -> None:
    meant = await hub.apis.opening.find(GUILD, "/api/readres/7/books/9/loans")

    assert meant.near[0].path == "/api/readers/{id}/books/{book}/loans"


async def test_nobody_asks_for_what_is_there(hub: Hub) -> None:
    known = await hub.apis.requests.known(GUILD, Asked(Method.GET, "/api/shelves/{shelf}/part31/books"))

    assert known.endpoint is not None
    assert known.endpoint.path == "/api/shelves/{id}/part31/books"


async def test_a_blocker_names_it(hub: Hub) -> None:
    draft = blocker_draft("GET /api/readers/7/books/9/loans and GET /api/shelves/1/part8/books answer 500")
    await hub.blockers.log(PLACE, draft, by=LINUS, cause=3)

    assert [each.path for each in await hub.apis.sharing.named_by(GUILD, 1)] == [
        "/api/readers/{id}/books/{book}/loans",
        "/api/shelves/{id}/part8/books",
    ]
