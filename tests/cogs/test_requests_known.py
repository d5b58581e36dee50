"""What is there already, or was asked for, is shown before somebody asks."""

from tests.support.cohort import Cohort
from tests.support.documents import document


async def test_what_is_there_is_shown_instead_and_can_be_asked_for_all_the_same(hub: Cohort) -> None:
    await hub.ada.shares_api(document(servers=[{"url": "https://shop.example.org/api/v1"}]))

    answer = await hub.linus.types("api request", method="GET", path="/api/v1/orders/<int:pk>")

    assert answer.private
    assert "It is there: **E2 · GET /orders/{id}**" in answer.text.replace("\\", "")
    shown = await hub.linus.presses(answer, "Show E2")
    assert "Shows an order" in shown.text
    form = await hub.linus.presses(answer, "Ask all the same")
    await hub.linus.submits(form, wanted='{"refunded_at": "2026-01-05"}', why="I need the day.")
    assert "Near to it, but not the same" in hub.card("Q1").text
    assert "A1 has GET /orders/{id} (E2): without refunded_at" in hub.card("Q1").text.replace("\\", "")


async def test_a_call_of_what_is_there_is_known_as_that(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("api request", method="GET", path="orders/42")

    assert "It is there: **E2" in answer.text


async def test_what_is_only_spelled_otherwise_is_named_before_it_is_asked_for(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("api request", method="GET", path="/order/{id}", api="A1")
    meant = await hub.linus.picks(answer, "Did you mean …", "E2 · GET /orders/{id}")
    form = await hub.linus.presses(answer, "Ask all the same")
    await hub.linus.submits(form, wanted="Some.", why="So.")

    assert "“GET /order/{id}” is not there. Did you mean one of these?" in answer.text
    assert "Shows an order" in meant.text
    assert "### Q1 · GET /order/{id}" in hub.card("Q1").text
    assert "For **A1**" in hub.card("Q1").text


async def test_a_path_of_its_own_beside_a_parameter_is_asked_for_at_once(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    assert (await hub.linus.types("api request", method="GET", path="/orders/mine")).form


async def test_what_somebody_asked_for_already_is_shown_instead(hub: Cohort) -> None:
    await hub.linus.asks_for("GET", "/refunds/{id}")

    answer = await hub.grace.types("api request", method="GET", path="/refunds/:number")

    assert "Somebody asked for that already: **Q1" in answer.text
    await hub.grace.presses(answer, "I need this too")
    assert "1 more" in hub.card("Q1").text


async def test_an_endpoint_shared_by_hand_is_there_too(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/refunds")

    answer = await hub.linus.types("api request", method="GET", path="/refunds")

    assert "It is there: **E1" in answer.text


async def test_a_field_of_graphql_is_asked_for_by_its_name(hub: Cohort) -> None:
    refused = await hub.linus.types("api request", method="QUERY", path="/refunds/{id}")
    card = await hub.linus.asks_for("QUERY", "refunds")

    assert "A query is asked for by its name" in refused.text
    assert "Q1 · QUERY refunds" in card.text
