"""Bringing a new document of an API: who may, and what takes its place."""

from collections.abc import AsyncGenerator

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import ORDERS, document, with_refunds
from tests.support.learners_host import LearnersHost

BROKE = r"\*\*Revision 2\*\*, <t:\d+:R>: 1 breaking change"


@pytest.fixture
async def host() -> AsyncGenerator[LearnersHost]:
    async with LearnersHost() as host:
        yield host


async def test_whoever_shared_it_brings_a_new_document(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.ada.types("api refresh", number="A1", file=("openapi.json", with_refunds()))

    assert "changed: it is revision 2 now" in answer.text
    assert "3 endpoints" in hub.card("A1").text


async def test_a_stranger_does_not(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("api refresh", number="A1", file=("openapi.json", with_refunds()))

    assert "Only ada, who shared A1, or a moderator can bring a new document of it." in answer.text
    assert "2 endpoints" in hub.card("A1").text


async def test_another_kind_of_document_is_another_api(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.ada.types(
        "api refresh", number="A1", file=("schema.graphql", b"type Query { a: Int }")
    )

    assert "cannot be compared" in answer.text
    again = await hub.ada.types("api refresh", number="A1", file=("openapi.json", with_refunds()))
    assert "revision 2" in again.text, "the refusal left nothing locked"


async def test_a_file_of_another_api_takes_its_place_only_where_somebody_says_so(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    bank = ("bank.json", document(title="Bank", paths={"/accounts": ORDERS}))

    asked = await hub.ada.types("api refresh", number="A1", file=bank)
    before = hub.card("A1").text
    said = await hub.ada.types("api refresh", number="A1", file=bank, replace=True)

    assert (
        "That is the document of another API, Bank: it has neither the title nor any endpoint of A1."
        in asked.text
    )
    assert "/api refresh with replace does so" in asked.text
    assert "2 endpoints" in before
    assert "revision 2" in said.text
    assert "1 endpoint" in hub.card("A1").text


async def test_an_api_that_had_no_endpoint_yet_may_become_any(hub: Cohort) -> None:
    await hub.ada.shares_api(document(title="FastAPI", paths={}))

    answer = await hub.ada.types("api refresh", number="A1", file=("shop.json", document()))

    assert "revision 2" in answer.text


async def test_what_has_no_address_is_not_looked_at(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("api refresh", number="A1")

    assert "A1 was shared as a file, so there is no address to look at." in answer.text
