"""`/endpoint show` takes a path as people type it."""

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import ORDERS, document, order_by_id
from tests.support.rooms import Kept


@pytest.mark.parametrize(
    "typed", ["GET /orders/{id}", "/orders/42", "get orders/7/", "https://shop.example/orders/7?x=1"]
)
async def test_a_path_opens_the_one_endpoint_that_is_called_so(hub: Cohort, typed: str) -> None:
    await hub.ada.shares_api(document())

    page = await hub.linus.types("endpoint show", number=typed)

    assert page.private
    assert page.text.startswith("### E2 · GET /orders/{id}")
    assert "curl -X GET" in page.text


async def test_with_the_base_path_of_the_server_or_without(hub: Cohort) -> None:
    await hub.ada.shares_api(document(servers=[{"url": "https://shop.example/backend"}]))

    for typed in ("/backend/orders", "/orders"):
        assert "### E1 · GET /orders" in (await hub.linus.types("endpoint show", number=typed)).text


async def test_several_are_a_choice(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.shares_endpoint("DELETE", "/orders/{id}", summary="Cancels an order.")

    choice = await hub.linus.types("endpoint show", number="/orders/7")
    page = await hub.linus.picks(choice, "Which one?", "E3 · DELETE /orders/{id}")

    assert choice.private
    assert "2 endpoints are called so" in choice.text
    assert "Cancels an order." in page.text


async def test_none_leads_to_what_is_near(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("endpoint show", number="GET /ordres")
    page = await hub.linus.picks(answer, "Did you mean …", "E1 · GET /orders")

    assert "No endpoint here is called “GET /ordres”." in answer.text
    assert "### E1 · GET /orders" in page.text


async def test_where_the_path_has_another_method_that_is_said_first(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("endpoint show", number="DELETE /orders/42")

    assert "No endpoint here is called “DELETE /orders/42”." in answer.text
    assert "Its path is there, with GET." in answer.text
    assert answer.shown.menus["Did you mean …"][0] == "E2 · GET /orders/{id}"


@pytest.mark.parametrize(
    ("typed", "operation"),
    [
        ("DELETE /orders/{id}", "DELETE /orders/{id}"),
        ("/refunds", "GET /refunds"),
        ("GET/refunds/7", "GET /refunds/7"),
    ],
)
async def test_what_is_missing_is_asked_for_from_there(hub: Cohort, typed: str, operation: str) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("endpoint show", number=typed)
    opened = await hub.linus.presses(answer, "Ask for it")
    filled = opened.form.filled["operation"]
    await hub.linus.submits(opened, wanted="Some.", why="So.")

    assert filled == operation
    assert f"### Q1 · {operation}" in hub.card("Q1").text


async def test_a_path_that_no_button_can_keep_is_typed_into_the_form_again(hub: Cohort) -> None:
    answer = await hub.linus.types("endpoint show", number="/refunds" * 20)

    opened = await hub.linus.presses(answer, "Ask for it")

    assert "operation" not in {name for name, held in opened.form.filled.items() if held}


async def test_who_types_nothing_is_asked_which_one(hub: Cohort) -> None:
    answer = await hub.linus.types("endpoint show", number="  ")

    assert "Which endpoint? Type its path or its number" in answer.text


async def test_what_is_hidden_from_somebody_is_neither_opened_nor_named(hub: Cohort) -> None:
    await Kept.of(hub)

    hers = await hub.grace.types("endpoint show", number="/api/zanzibar/")
    his = await hub.linus.types("endpoint show", number="/api/zanzibar/")

    assert "No endpoint here is called" in hers.text
    assert "Did you mean" not in hers.text
    assert await hub.grace.completes("endpoint show", "number", "/api/zan") == []
    assert "### E1 · GET /api/zanzibar/" in his.text


async def test_a_gone_endpoint_still_opens_where_nothing_took_its_place(hub: Cohort) -> None:
    await hub.ada.shares_api(document(paths={"/orders": ORDERS, "/old/{id}": order_by_id()}))
    await hub.ada.types(
        "api refresh", number="A1", file=("openapi.json", document(paths={"/orders": ORDERS}))
    )

    page = await hub.linus.types("endpoint show", number="/old/4")

    assert "gone, not there any more" in page.text


async def test_endpoints_of_a_retired_api_are_neither_opened_by_path_nor_offered(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.types("api retire", number="A1")

    exact = await hub.linus.types("endpoint show", number="GET /orders")
    similar = await hub.linus.types("endpoint show", number="GET /ordres")

    assert "No endpoint here is called" in exact.text
    assert "Did you mean" not in exact.text + similar.text
    assert await hub.linus.completes("endpoint show", "number", "GET /ord") == []


async def test_while_typing_a_path_its_endpoints_are_offered(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    for typed in ("/orders/4", "get orders/", "GET /orders/{"):
        assert "E2 · GET /orders/{id}" in await hub.linus.completes("endpoint show", "number", typed)
    assert await hub.linus.completes("endpoint show", "number", "E1") == ["E1 · GET /orders"]


async def test_a_last_day_and_who_uses_it_are_said_of_an_endpoint_by_its_path_too(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.linus.uses("E2")

    sunset = await hub.ada.types("api sunset", endpoint="GET orders/42", date="in 30 days")
    users = await hub.ada.types("api uses", number="get /orders/{id}")

    assert "**E2 · GET /orders/{id}** is deprecated" in sunset.text.replace("\\", "")
    assert "Who uses E2" in users.text
    assert "E2 · GET /orders/{id}" in await hub.ada.completes("api sunset", "endpoint", "orders/4")
    assert "A1 · Shop" in await hub.ada.completes("api uses", "number", "sho")


async def test_where_a_path_is_none_or_several_it_is_said_which_there_are(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.shares_endpoint("DELETE", "/orders/{id}")

    none = await hub.ada.types("api sunset", endpoint="GET /order", date="in 30 days")
    several = await hub.ada.types("api uses", number="/orders/42")

    assert "No endpoint here is called “GET /order”. Did you mean E1 · GET /orders" in none.text
    assert "“/orders/42” may be E3 · DELETE /orders/{id}, E2 · GET /orders/{id}." in several.text
    assert "Which one? Type its number." in several.text
