"""Sharing an API: what its card says, what it offers, and what comes of looking again."""

from collections.abc import AsyncGenerator

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import ORDERS, document, with_refunds, without_total
from tests.support.learners_host import LearnersHost

BROKE = r"\*\*Revision 2\*\*, <t:\d+:R>: 1 breaking change"


@pytest.fixture
async def host() -> AsyncGenerator[LearnersHost]:
    async with LearnersHost() as host:
        yield host


# Sharing


async def test_an_uploaded_document_becomes_a_card_that_opens_its_endpoints(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())

    assert card.text.startswith("### A1 · Shop")
    assert "OpenAPI 3.1 · version 1.2.0 · not watched" in card.text.replace("\\", "")
    assert "2 endpoints" in card.text

    page = await hub.linus.picks(card, "Open an endpoint", "GET /orders")

    assert page.private
    assert "GET /orders" in page.text
    assert "Lists the orders" in page.text


async def test_an_api_is_found_from_its_base_address(hub: Cohort, host: LearnersHost) -> None:
    host.serves("/api/schema/", document())

    card = await hub.ada.shares_api_at(host.at("/"))

    assert "watched" in card.text
    assert host.at("/api/schema/") in card.text
    assert "**Up**, checked" in card.text


async def test_a_document_is_shared_once(hub: Cohort, host: LearnersHost) -> None:
    host.serves("/openapi.json", document())
    await hub.ada.shares_api_at(host.at("/openapi.json"))

    answer = await hub.linus.types("api share", url=host.at("/"))

    assert "This API was shared before: it is A1." in answer.text
    assert len(hub.posts) == 1


async def test_the_same_document_is_not_shared_again_from_elsewhere(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("api share", file=("copy.json", document()))

    assert "This API was shared before: it is A1." in answer.text
    assert len(hub.posts) == 1


async def test_one_gives_an_address_or_a_file(hub: Cohort) -> None:
    neither = await hub.ada.types("api share")
    both = await hub.ada.types("api share", url="https://example.org", file=("a.json", document()))

    for answer in (neither, both):
        assert answer.private
        assert "Give either the address of the API, as url, or its document, as file." in answer.text
    assert not hub.posts


async def test_what_is_no_document_is_refused_with_its_place(hub: Cohort) -> None:
    answer = await hub.ada.types("api share", file=("notes.json", b'{"openapi": "3.1.0"'))

    assert answer.private
    assert "line 1" in answer.text
    assert not hub.posts


@pytest.mark.parametrize("typed", ["the polls api", "polls:8000", "polls"])
async def test_what_is_no_address_is_refused_with_an_example(hub: Cohort, typed: str) -> None:
    answer = await hub.ada.types("api share", url=typed)

    assert answer.private
    assert f"“{typed}” is no web address. It looks like https://" in answer.text


@pytest.mark.parametrize("typed", ["http://127.0.0.2:8000/docs", "0.0.0.0:8000", "[::1]:8000"])
async def test_an_address_of_one_s_own_machine_is_told_to_come_as_a_file(hub: Cohort, typed: str) -> None:
    answer = await hub.ada.types("api share", url=typed)

    assert answer.private
    assert "is your own machine, which I cannot reach. Share the document as a file" in answer.text
    assert "manage.py spectacular" in answer.text.replace("\\", "")
    assert not hub.posts


async def test_where_no_document_is_found_sharing_by_hand_is_named(hub: Cohort, host: LearnersHost) -> None:
    answer = await hub.ada.types("api share", url=host.at("/"))

    assert "Without a document, /endpoint share shares one endpoint by hand." in answer.text


async def test_an_operation_is_found_by_its_id(hub: Cohort) -> None:
    removal = {
        "get": {"operationId": "orders_reprint_invoice", "responses": {"200": {"description": "Done"}}}
    }
    await hub.ada.shares_api(document(paths={"/orders/{id}/x": removal, "/orders": ORDERS}))

    found = await hub.linus.types("search", query="reprint invoice")

    assert "E1 · GET /orders/{id}/x" in found.text.replace("\\", "")


async def test_an_address_of_the_local_network_is_not_opened(hub: Cohort) -> None:
    answer = await hub.ada.types("api share", url="http://169.254.169.254/latest/meta-data/")

    assert answer.private
    assert "cannot be fetched" in answer.text
    assert not hub.posts


async def test_the_secrets_of_a_document_are_masked(hub: Cohort) -> None:
    secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    content = document(servers=[{"url": f"https://api.example.org/?token={secret}"}])

    card = await hub.ada.shares_api(content)

    assert secret not in card.text
    page = await hub.linus.types("endpoint show", number="E1")
    assert secret not in page.text


async def test_a_document_full_of_endpoints_pages_and_filters(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document(paths={f"/things{n}": ORDERS for n in range(40)}))
    assert len(card.menu("Open an endpoint")["options"]) == 25

    everything = await hub.linus.presses(card, "All 40 endpoints")
    assert everything.private
    more = await hub.linus.presses(everything, "More (1 of 3)")
    filtered = await hub.linus.types("api show", number="A1", filter="things3")

    assert "40 in all" in everything.text
    assert "GET /things22" in more.text
    assert "11 in all" in filtered.text


async def test_the_list_says_which_apis_there_are(hub: Cohort) -> None:
    assert "Share the first with /api share" in (await hub.linus.types("api list")).text
    await hub.ada.shares_api(document(title="Shop"))
    await hub.ada.shares_api(document(title="Bank", version="1"))

    answer = await hub.linus.types("api list")

    assert answer.private
    assert answer.text.index("A2 · Bank") < answer.text.index("A1 · Shop")
    assert "2 endpoints" in answer.text


async def test_operations_that_can_be_no_endpoints_are_told(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document(paths={"/a": ORDERS, "/" + "x" * 300: ORDERS}))

    assert "1 endpoint" in card.text
    assert "operations (1)" in card.text.replace("\\", "")


# What came of it, in words


async def test_who_breaks_something_reads_how_much_and_how_many_are_called(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.ada.types("api mute", rule="response-optional-property-removed", reason="Unread", api="A1")
    await hub.linus.presses(card, "I use this")
    await hub.ada.presses(card, "I use this")

    answer = await hub.ada.types("api refresh", number="A1", file=("shop.json", without_total()))

    assert "changed: it is revision 2 now, with 1 breaking, 1 muted." in answer.text
    assert "1 member who uses what broke is called." in answer.text
    changes = await hub.ada.presses(answer, "What changed")
    assert "A1 · Shop: revision 2" in changes.text


async def test_what_nobody_uses_calls_nobody_and_says_so(hub: Cohort, host: LearnersHost) -> None:
    host.serves("/openapi.json", document())
    card = await hub.ada.shares_api_at(host.at("/openapi.json"))
    host.serves("/openapi.json", without_total())

    broke = await hub.grace.presses(card, "Check now")
    host.serves("/openapi.json", document())
    await hub.time_passes(minutes=1)
    mended = await hub.grace.presses(card, "Check now")

    assert "Nobody has to be called." in broke.text
    assert "What changed" in broke.buttons
    assert "revision 3 now, with 2 safe." in mended.text
    assert "called" not in mended.text


async def test_an_api_is_looked_at_once_a_minute_by_hand_and_a_file_is_taken_at_once(
    hub: Cohort, host: LearnersHost
) -> None:
    host.serves("/openapi.json", document())
    card = await hub.ada.shares_api_at(host.at("/openapi.json"))
    await hub.linus.presses(card, "Check now")
    host.asked.clear()

    again = await hub.grace.presses(card, "Check now")
    brought = await hub.ada.types("api refresh", number="A1", file=("shop.json", with_refunds()))
    typed = await hub.grace.types("api refresh", number="A1")

    assert again.private
    assert "A1 was looked at a moment ago: it is unchanged, revision 1 still holds." in again.text
    assert "it is revision 2 now" in brought.text
    assert "it changed, and is at revision 2 now. Please wait a minute." in typed.text
    assert host.asked == []
    await hub.time_passes(minutes=1)
    host.serves("/openapi.json", b"{")
    await hub.linus.presses(card, "Check now")
    failed = await hub.grace.presses(card, "Check now")
    assert "it could not be checked (It is no JSON: line 1," in failed.text


async def test_who_brings_what_was_asked_for_reads_which_requests_that_are(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.linus.asks_for("GET", "/refunds", api="A1")
    await hub.grace.asks_for("DELETE", "/refunds", api="A1")
    await hub.grace.asks_for("GET", "/coupons", api="A1")

    answer = await hub.ada.types("api refresh", number="A1", file=("shop.json", with_refunds()))

    assert "Q1 is there now." in answer.text
    assert "Q2 comes close." in answer.text
    assert "Q3" not in answer.text


async def test_what_changed_in_words_alone_says_so(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.ada.types("api refresh", number="A1", file=("shop.json", document(version="9")))

    assert "it is revision 2 now, though nothing that it promises is different." in answer.text


# Its endpoints


async def test_an_endpoint_that_the_document_has_no_more_is_gone(hub: Cohort) -> None:
    await hub.ada.shares_api(with_refunds())
    await hub.ada.brings(document())

    page = await hub.linus.types("endpoint show", number="E3")

    assert "gone, not there any more" in page.text
    assert "refunds" not in (await hub.linus.types("endpoint list")).text


async def test_an_endpoint_keeps_its_number_when_a_parameter_is_renamed(hub: Cohort) -> None:
    await hub.ada.shares_api(document(paths={"/orders/{id}": ORDERS}))
    renamed = document(paths={"/orders/{order_id}": ORDERS})
    await hub.ada.brings(renamed)

    assert "GET /orders/{order_id}" in (await hub.linus.types("endpoint show", number="E1")).text.replace(
        "\\", ""
    )


async def test_search_finds_an_endpoint_by_a_field_of_its_answer(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    found = await hub.linus.types("search", query="customer_email")

    assert "E1 · GET /orders" in found.text
