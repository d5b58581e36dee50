"""Sunsets: when something deprecated may be gone, and who hears of it ahead."""

import json
from typing import Any

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import ORDERS, document, order_by_id
from tests.support.person import Person
from tests.support.shown import Shown


def going(day: str | None) -> bytes:
    """The shop's document, whose `GET /orders/{id}` may be gone after a day."""
    more: dict[str, Any] = {"deprecated": True, "x-sunset": day} if day else {}
    return document(paths={"/orders": ORDERS, "/orders/{id}": order_by_id(**more)})


def words(hub: Cohort) -> list[Shown]:
    """What was said of last days."""
    return [post for post in hub.posts if "Time to move on" in post.text]


async def uses(person: Person, endpoint: str) -> None:
    """Say “I use this” of an endpoint."""
    await person.presses(await person.types("endpoint show", number=endpoint), "I use this")


async def test_who_uses_it_hears_a_week_and_a_day_ahead_once_each(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/carts/")
    await uses(hub.linus, "E1")

    answer = await hub.ada.types("api sunset", endpoint="E1", date="2026-01-15")
    assert "is deprecated and may be gone after" in answer.text
    told = [len(words(hub))]
    for _ in range(30):
        await hub.time_passes(hours=12)
        told.append(len(words(hub)))

    assert told[0] == 0
    assert told[-1] == 2
    said = words(hub)[0]
    assert said.pinged == {hub.linus.id}
    assert "and is still there" in hub.card("E1 · GET").text


async def test_nobody_else_hears_of_it(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/carts/")
    await uses(hub.linus, "E1")
    await hub.linus.types("nudges off")

    await hub.ada.types("api sunset", endpoint="E1", date="in 8 days")
    await hub.time_passes(days=2)

    assert not words(hub)


async def test_a_day_that_is_taken_back_is_told_to_nobody(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/carts/")
    await uses(hub.linus, "E1")
    await hub.ada.types("api sunset", endpoint="E1", date="in 8 days")

    answer = await hub.ada.types("api sunset", endpoint="E1", date="none")
    await hub.time_passes(days=7, hours=12)

    assert "stays. It is live." in answer.text
    assert not words(hub)
    assert "may be gone" not in hub.card("E1").text


async def test_no_old_word_is_said_after_a_long_absence(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/carts/")
    await uses(hub.linus, "E1")
    await hub.ada.types("api sunset", endpoint="E1", date="in 8 days")

    await hub.time_passes(days=30)

    assert not words(hub)


async def test_the_day_that_a_document_says_counts_and_moves(hub: Cohort) -> None:
    await hub.ada.shares_api(going("2026-01-10"))
    await uses(hub.linus, "E2")
    assert "`E2` GET /orders/{id} may be gone after" in hub.card("A1").text

    await hub.ada.types("api refresh", number="A1", file=("openapi.json", going("2026-03-10")))
    await hub.time_passes(days=9)

    assert not words(hub)
    refused = await hub.ada.types("api sunset", endpoint="E2", date="in 3 days")
    assert "The document of A1 says when E2 may be gone: please change it there." in refused.text


async def test_an_endpoint_of_a_document_is_what_that_says_once_the_day_is_taken_back(hub: Cohort) -> None:
    await hub.ada.shares_api(going(None))

    await hub.ada.types("api sunset", endpoint="E2", date="in 3 weeks")
    before = hub.card("A1").text
    answer = await hub.ada.types("api sunset", endpoint="E2", date="none")

    assert "`E2`" in before
    assert "stays. It is live." in answer.text
    assert "may be gone" not in hub.card("A1").text


@pytest.mark.parametrize(
    ("date", "says"),
    [
        ("30.6.2026", "“30.6.2026” cannot be read as a day. Write it like 2026-06-30 or in 14 days"),
        ("2020-01-01", "That day is over, or today."),
        ("in 9999 days", "That is more than ten years away."),
        ("none", "Nobody said a last day of E1, so there is nothing to take back."),
    ],
)
async def test_what_is_no_day_to_come_is_refused(hub: Cohort, date: str, says: str) -> None:
    await hub.ada.shares_endpoint("GET", "/carts/")

    answer = await hub.ada.types("api sunset", endpoint="E1", date=date)

    assert says in answer.text
    assert "live" in hub.card("E1").text


@pytest.mark.parametrize(
    ("days", "rule", "grade"),
    [(5, "api-path-removed-with-deprecation", "1 safe"), (1, "api-path-removed-before-sunset", "1 breaking")],
)
async def test_what_is_gone_was_announced_by_whoever_shared_it(
    hub: Cohort, days: int, rule: str, grade: str
) -> None:
    await hub.ada.shares_api(going(None))
    await uses(hub.linus, "E2")
    await hub.ada.types("api sunset", endpoint="E2", date="in 3 days")
    await hub.time_passes(days=days)

    await hub.ada.types("api refresh", number="A1", file=("shop.json", document(paths={"/orders": ORDERS})))

    told = (await hub.linus.types("api changes", number="A1", revision="2")).text
    assert rule in told
    assert grade in told


async def test_a_day_that_is_near_is_told_at_once(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/carts/")
    await uses(hub.linus, "E1")

    answer = await hub.ada.types("api sunset", endpoint="E1", date="in 3 days")
    told: list[int] = []
    for _ in range(8):
        await hub.time_passes(hours=12)
        told.append(len(words(hub)))

    assert "Those who use it hear of it now, and a day ahead." in answer.text
    assert told[0] == 1
    assert told[-1] == 2


async def test_a_day_in_a_week_is_told_a_week_ahead_whatever_the_hour(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/carts/")
    await uses(hub.linus, "E1")
    await hub.time_passes(hours=15)

    answer = await hub.ada.types("api sunset", endpoint="E1", date="in 7 days")
    await hub.time_passes(minutes=1)

    assert "Those who use it hear of it a week and a day ahead." in answer.text
    assert len(words(hub)) == 1


async def test_an_api_that_was_retired_for_some_days_goes_on_counting_down(hub: Cohort) -> None:
    await hub.ada.shares_api(going("2026-01-10"))
    await uses(hub.linus, "E2")
    await hub.ada.types("api retire", number="A1")
    await hub.time_passes(days=4)
    assert not words(hub)

    await hub.ada.presses(hub.card("A1"), "Bring back")
    for _ in range(14):
        await hub.time_passes(hours=12)

    assert len(words(hub)) == 1, "the week ahead is over, the day ahead is not"
    assert "and is still there" in hub.card("A1 · Shop\n-#").text


async def test_a_near_day_that_a_document_tells_is_told_at_once_and_not_with_each_revision(
    hub: Cohort,
) -> None:
    await hub.ada.shares_api(going(None))
    await uses(hub.linus, "E2")

    for day in ("2026-01-05", "2026-01-05", None, "2026-01-05"):
        await hub.ada.types("api refresh", number="A1", file=("openapi.json", going(day)))
        await hub.time_passes(minutes=5)

    assert len(words(hub)) == 1


async def test_what_its_owner_announced_is_exported_as_deprecated(hub: Cohort) -> None:
    await hub.ada.shares_api(going(None))
    await hub.ada.types("api sunset", endpoint="E2", date="2026-03-01")

    openapi = await hub.linus.types("api export", format="OPENAPI", number="A1")
    markdown = await hub.linus.types("api export", format="MARKDOWN", number="A1")

    [document] = map(json.loads, openapi.shown.contents.values())
    operation = document["paths"]["/orders/{id}"]["get"]
    assert (operation["deprecated"], operation["x-sunset"]) == (True, "2026-03-01")
    assert "deprecated" not in document["paths"]["/orders"]["get"]
    [written] = markdown.shown.contents.values()
    assert "**Deprecated**, gone after 2026" in written.decode().replace("\\", "")
