"""Requests as the service keeps them: once for each cause, once for each endpoint, and whole."""

from domain.hub import Hub
from domain.models.deeds import Deed
from domain.models.delivery import Key
from domain.models.entries import Kind, Ref
from domain.models.request import RequestState
from tests.support.documents import ORDERS, document
from tests.support.domain import ADA, GRACE, GUILD, LINUS, PLACE, ZOE, SetClock, refusal, request_draft

Q1 = Ref(Kind.REQUEST, 1)


async def test_asked_twice_by_one_interaction_it_is_one_request(hub: Hub) -> None:
    first = await hub.apis.requests.ask(PLACE, request_draft(), by=ADA, cause=1)
    again = await hub.apis.requests.ask(PLACE, request_draft(), by=ADA, cause=1)

    assert again == first
    assert [event.deed for event in await hub.entries.history(GUILD, Q1)] == [Deed.ASK]


async def test_who_fills_in_the_form_later_is_told_of_the_request_that_came_first(hub: Hub) -> None:
    await hub.apis.requests.ask(PLACE, request_draft("/refunds/{id}"), by=ADA, cause=1)

    asked = hub.apis.requests.ask(PLACE, request_draft("/refunds/{number}"), by=LINUS, cause=2)

    assert await refusal(asked) == "Q1 asks for that already: press “I need this too” on its card."


async def test_the_same_may_be_asked_of_two_apis_and_again_once_it_is_withdrawn(hub: Hub) -> None:
    first = await hub.apis.sharing.share_file(PLACE, "a.json", document(title="A"), by=GRACE, cause=1)
    second = await hub.apis.sharing.share_file(PLACE, "b.json", document(title="B"), by=GRACE, cause=2)

    await hub.apis.requests.ask(PLACE, request_draft(api=first.ref), by=ADA, cause=3)
    await hub.apis.requests.ask(PLACE, request_draft(api=second.ref), by=ADA, cause=4)
    await hub.apis.requests.call_off(GUILD, 1, by=ADA)

    assert (await hub.apis.requests.ask(PLACE, request_draft(api=first.ref), by=ADA, cause=5)).ref.number == 3


async def test_an_answer_is_kept_whole(hub: Hub, clock: SetClock) -> None:
    api = await hub.apis.sharing.share_file(PLACE, "shop.json", document(), by=GRACE, cause=1)
    await hub.apis.requests.ask(PLACE, request_draft("/order", api=api.ref), by=ADA, cause=2)
    await hub.apis.requests.need(GUILD, 1, by=ZOE)
    clock.skip(minutes=1)
    answered = await hub.apis.requests.answer(GUILD, 1, Deed.COUNTER, "Take that.", by=GRACE)

    kept = await hub.apis.requests.get(GUILD, 1)

    assert kept == answered
    assert (kept.state, kept.words, kept.answerer) == (RequestState.COUNTERED, "Take that.", GRACE)
    assert (kept.owner, kept.needed, kept.answered_at) == (GRACE, 1, clock.now())
    assert kept.differs == ("A1 has GET /orders (E1): its path is another",)


async def test_a_difference_is_noted_once_and_a_declined_request_may_come_true(
    hub: Hub, clock: SetClock
) -> None:
    await hub.apis.sharing.share_file(PLACE, "shop.json", document(), by=GRACE, cause=1)
    await hub.apis.requests.ask(
        PLACE, request_draft(api=Ref(Kind.API, 1), wanted='{"why": 1}'), by=ADA, cause=2
    )
    await hub.apis.requests.answer(GUILD, 1, Deed.DENY, "No.", by=GRACE)
    why = {"name": "why", "in": "query", "schema": {"type": "string"}}
    asked = {"get": {**ORDERS["get"], "parameters": [why]}}

    for version, paths in (
        ("2", {"/refunds": ORDERS}),
        ("3", {"/refunds": ORDERS}),
        ("4", {"/refunds": asked}),
    ):
        clock.skip(minutes=1)
        await hub.apis.watching.bring(GUILD, 1, document(version=version, paths=paths), by=GRACE)

    deeds = [event.deed for event in await hub.entries.history(GUILD, Q1)]
    assert deeds == [Deed.ASK, Deed.DENY, Deed.DIFFER, Deed.FULFIL]
    assert (await hub.apis.requests.get(GUILD, 1)).state is RequestState.THERE
    assert await hub.outbox.get(GUILD, Key.parse("there:Q1"))
