"""How far an endpoint is: whoever shared it, or a moderator, says so on its card."""

from tests.support.cohort import Cohort
from tests.support.weather import restart


async def test_the_author_says_how_far_it_is(hub: Cohort) -> None:
    card = await hub.ada.shares_endpoint("GET", "/api/users/", status="planned")
    assert card.buttons == ["Call it with curl", "It is mock now", "It is live now", "I use this"]

    answer = await hub.ada.presses(card, "It is mock now")

    assert answer.private
    assert "is now mock, answers with made-up data." in answer.text
    assert "mock, answers with made-up data" in hub.card("E1").text
    assert hub.card("E1").buttons == ["Call it with curl", "It is live now", "I use this"]
    assert len(hub.posts) == 1, "the card is edited in place"


async def test_a_moderator_may_say_it_too(hub: Cohort) -> None:
    card = await hub.ada.shares_endpoint("GET", "/api/users/", status="mock")

    await hub.margaret.presses(card, "It is live now")

    assert hub.card("E1").buttons == ["Call it with curl", "I use this"]


async def test_a_stranger_may_not(hub: Cohort) -> None:
    card = await hub.ada.shares_endpoint("GET", "/api/users/", status="mock")

    answer = await hub.linus.presses(card, "It is live now")

    assert answer.private
    assert "Only ada, who shared E1, or a moderator can change its status" in answer.text
    assert hub.card("E1").buttons == card.buttons


async def test_a_second_press_is_told_that_it_is_done(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/api/users/", status="mock")
    shown = [await person.types("endpoint show", number="E1") for person in (hub.ada, hub.margaret)]

    await hub.ada.presses(shown[0], "It is live now")
    answer = await hub.margaret.presses(shown[1], "It is live now")

    assert "E1 is live already" in answer.text


async def test_the_buttons_work_after_a_restart(hub: Cohort) -> None:
    card = await hub.ada.shares_endpoint("GET", "/api/users/", status="mock")
    await restart(hub)

    curl = await hub.linus.presses(card, "Call it with curl")
    await hub.ada.presses(card, "It is live now")

    assert "curl -X GET" in curl.text
    assert hub.card("E1").buttons == ["Call it with curl", "I use this"]
