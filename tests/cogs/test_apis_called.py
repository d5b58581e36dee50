"""What an API is called: as its owner says, else as its document does."""

from collections.abc import AsyncGenerator

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import document, with_refunds
from tests.support.learners_host import LearnersHost

SCHEMA = b"type Query { orders: [Int] }"


@pytest.fixture
async def host() -> AsyncGenerator[LearnersHost]:
    async with LearnersHost() as host:
        yield host


async def test_whoever_shares_it_says_what_it_is_called(hub: Cohort) -> None:
    await hub.ada.types("api share", file=("schema.graphql", SCHEMA), title="Shop of the cohort")

    assert hub.card("A1").text.startswith("### A1 · Shop of the cohort")


async def test_what_nothing_says_the_title_of_is_asked_for(hub: Cohort, host: LearnersHost) -> None:
    host.serves("/graphql", SCHEMA)

    file = await hub.ada.types("api share", file=("schema.graphql", SCHEMA))
    url = await hub.ada.types("api share", url=host.at("/graphql"))

    for answer in (file, url):
        assert (
            "This document does not say what the API is called. Please share it with a title." in answer.text
        )
    assert not hub.posts


async def test_its_owner_calls_it_otherwise_and_it_is_found_so(hub: Cohort) -> None:
    shared = await hub.ada.types("api share", file=("a.json", document(title="FastAPI")), tags="shop")

    form = await hub.ada.presses(shared, "Edit")
    answer = await hub.ada.submits(form, title="Bazaar", tags="market")

    assert "**A1 · Bazaar** is edited." in answer.text
    card = hub.card("A1")
    assert card.text.startswith("### A1 · Bazaar")
    assert "`#market`" in card.text
    assert "`#shop`" not in card.text
    assert "A1 · Bazaar" in (await hub.linus.types("search", query="bazaar")).text
    assert "title before: FastAPI" in (await hub.linus.presses(card, "History")).text


async def test_a_new_document_leaves_its_title(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    form = await hub.margaret.types("api edit", number="A1")
    await hub.margaret.submits(form, title="Bazaar", tags="")

    await hub.ada.brings(with_refunds())

    assert hub.card("A1").text.startswith("### A1 · Bazaar")


async def test_it_stays_watched_at_its_time(hub: Cohort, host: LearnersHost) -> None:
    host.serves("/openapi.json", document())
    await hub.ada.shares_api_at(host.at("/openapi.json"))
    asked = len(host.asked)

    await hub.ada.submits(await hub.ada.types("api edit", number="A1"), title="Bazaar", tags="")
    await hub.apis_are_watched(minutes=29)
    before = len(host.asked)
    await hub.apis_are_watched(minutes=2)

    assert (before, len(host.asked)) == (asked, asked + 1)


async def test_a_stranger_does_not_call_it_otherwise(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("api edit", number="A1")

    assert "Only ada or a moderator can edit A1." in answer.text


async def test_a_title_that_says_nothing_is_given_back(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.ada.submits(await hub.ada.types("api edit", number="A1"), title="…", tags="shop")

    assert "The title has no words yet." in answer.text
    assert hub.card("A1").text.startswith("### A1 · Shop")
