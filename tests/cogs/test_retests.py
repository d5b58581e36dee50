"""A blocker that names an endpoint: when that changes, whoever is stuck is asked to try again."""

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import document, order_by_id, with_refunds, without_total
from tests.support.rooms import Kept
from tests.support.shown import Shown


async def revised(hub: Cohort, content: bytes) -> None:
    """Ada brings a new document of her API."""
    await hub.ada.brings(content)
    await hub.time_passes(seconds=15)


def asked(hub: Cohort, card: Shown) -> list[Shown]:
    """What Nexus asked in the thread on a blocker's card."""
    messages = hub.thread_of(card).history()
    return [
        Shown(each) for each in messages if "does" in Shown(each).text and "still happen" in Shown(each).text
    ]


@pytest.mark.parametrize("named", ["E1 answers without a total", "GET /orders answers without a total"])
async def test_who_is_stuck_is_asked_to_try_again(hub: Cohort, named: str) -> None:
    await hub.ada.shares_api(document())
    card = await hub.linus.logs_blocker("Show my orders", happened=named)
    assert "About" in card.text
    assert "E1 GET /orders" in card.text

    await revised(hub, without_total())

    [question] = asked(hub, card)
    assert "E1 GET /orders changed: does B1 · Show my orders still happen?" in question.text
    assert hub.linus.mention in question.text
    assert "breaking" in question.text
    assert "Revision 2 of A1" in question.text
    assert "nobody helps yet" in hub.card("B1").text, "it is asked, never closed"
    changed = await hub.linus.presses(question, "What changed")
    assert "A1 · Shop: revision 2" in changed.text


@pytest.mark.parametrize(
    ("named", "endpoint"),
    [
        ("GET /orders/42 answers 500", "E2"),
        ("GET https://api.example.org/api/v1/orders/42/?x=1 answers 500", "E2"),
        ('"GET /orders/?page=2 HTTP/1.1" 500 -', "E1"),
        ("GET /backend/orders/7 answers 500", "E2"),
    ],
)
async def test_an_endpoint_is_named_by_a_call_of_it(hub: Cohort, named: str, endpoint: str) -> None:
    await hub.ada.shares_api(document(servers=[{"url": "https://shop.example/backend"}]))

    card = await hub.linus.logs_blocker("Show my orders", happened=named)

    about = card.text.partition("About")[2]
    assert endpoint in about
    assert {"E1": "E2", "E2": "E1"}[endpoint] not in about


async def test_where_several_apis_have_it_all_are_named(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.grace.shares_api(document(title="Till"))
    await hub.ada.shares_endpoint("GET", "/orders/{number}/")

    card = await hub.linus.logs_blocker("Show my orders", happened="GET /orders/42 answers 500")

    about = card.text.partition("About")[2]
    assert all(number in about for number in ("E2", "E4", "E5"))


@pytest.mark.parametrize("named", ["GET /ordres", "POST /orders", "GET /orders/42/items", "the orders"])
async def test_what_is_only_near_is_not_named(hub: Cohort, named: str) -> None:
    await hub.ada.shares_api(document())

    card = await hub.linus.logs_blocker("Show my orders", happened=f"{named} answers 500")

    assert "About" not in card.text


async def test_a_call_that_fits_two_endpoints_of_one_api_names_neither(hub: Cohort) -> None:
    both = {"/orders/{id}/items": order_by_id(), "/orders/7/{part}": order_by_id()}
    await hub.ada.shares_api(document(paths=both))

    card = await hub.linus.logs_blocker("Show my orders", happened="GET /orders/7/items answers 500")

    assert "About" not in card.text


async def test_what_others_may_not_see_is_not_named(hub: Cohort) -> None:
    await Kept.of(hub)

    card = await hub.linus.logs_blocker("Call it", happened="GET /api/zanzibar/ answers 500, E1 too")

    assert "About" not in card.text


async def test_what_is_out_of_use_is_not_named_by_a_call(hub: Cohort) -> None:
    await hub.ada.shares_api(with_refunds())
    await revised(hub, document())
    gone = await hub.linus.logs_blocker("Pay back", happened="GET /refunds answers 404")
    await hub.ada.types("api retire", number="A1")
    retired = await hub.linus.logs_blocker("Show my orders", happened="GET /orders answers 404")

    assert "About" not in gone.text
    assert "About" not in retired.text


async def test_what_did_not_change_asks_nobody(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    card = await hub.linus.logs_blocker("Show my orders", happened="GET /orders answers with 500")

    await revised(hub, with_refunds())

    assert asked(hub, card) == []


async def test_a_blocker_that_is_solved_is_left_alone(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    card = await hub.linus.logs_blocker("Show my orders", happened="E1 answers with 500")
    await hub.linus.resolves(card)

    await revised(hub, without_total())

    assert asked(hub, card) == []


async def test_each_revision_asks_once(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    card = await hub.linus.logs_blocker("Show my orders", happened="E1 and E2 answer with 500")

    await revised(hub, without_total())
    await hub.restarts()
    await hub.time_passes(minutes=5)

    assert len(asked(hub, card)) == 1


async def test_who_wants_no_nudges_is_asked_without_a_mention(hub: Cohort) -> None:
    await hub.linus.types("nudges off")
    await hub.ada.shares_api(document())
    card = await hub.linus.logs_blocker("Show my orders", happened="E1 answers with 500")

    await revised(hub, without_total())

    [question] = asked(hub, card)
    assert hub.linus.mention not in question.text


async def test_an_edit_says_anew_what_a_blocker_is_about(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    card = await hub.linus.logs_blocker("Show my orders", happened="E1 answers with 500")

    more = await hub.linus.presses(card, "More…")
    await hub.linus.submits(
        await hub.linus.presses(more, "Edit"), happened="Mine: GET /orders/{order} is slow"
    )

    assert "E2 GET /orders/{id}" in hub.card("B1").text
    assert "E1" not in hub.card("B1").text


async def test_a_word_that_looks_like_a_number_names_nothing(hub: Cohort) -> None:
    card = await hub.linus.logs_blocker("Fix the linter", happened="E501 line too long, E1 too")

    assert "About" not in card.text


async def test_an_endpoint_that_goes_away_asks_too(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    card = await hub.linus.logs_blocker("Show my orders", happened="E1 answers with 500")

    await revised(hub, document(paths={"/orders/{id}": order_by_id()}))

    [question] = asked(hub, card)
    assert "E1 GET /orders changed" in question.text
