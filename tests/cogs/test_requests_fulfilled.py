"""Requests close by themselves: once an API has what is asked for; and what comes close is told."""

from tests.support.cohort import Cohort, Shown
from tests.support.documents import ORDERS, document, order_by_id, with_refunds


async def test_it_closes_once_a_checked_document_has_it_and_all_who_wait_are_told_once(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    card = await hub.linus.asks_for("GET", "/refunds", api="A1", wanted='[{"customer_email": "a@b.c"}]')
    await hub.grace.presses(card, "I need this too")

    await hub.ada.brings(with_refunds())
    await hub.time_passes(minutes=1)
    await hub.ada.brings(document())
    await hub.ada.brings(with_refunds())
    await hub.time_passes(minutes=1)

    assert "It is there: **E3**" in hub.card("Q1").text
    assert "Accept" not in hub.card("Q1").buttons
    told = [post for post in hub.posts if "is there\nSee **E3**" in post.text]
    assert [post.pinged for post in told] == [{hub.linus.id, hub.grace.id}]


async def test_an_api_that_is_shared_answers_what_was_asked_of_nobody(hub: Cohort) -> None:
    await hub.linus.asks_for("GET", "/orders/{number}")

    await hub.ada.shares_api(document())
    await hub.time_passes(minutes=1)

    assert "It is there: **E2**" in hub.card("Q1").text


async def test_what_comes_close_leaves_it_open_and_says_what_differs(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.linus.asks_for("POST", "/refunds", api="A1")
    await hub.linus.asks_for("GET", "/v2/refund/", api="A1")
    await hub.linus.asks_for("GET", "/refunds", api="A1", wanted='{"id": 1, "reason": "broken"}')

    await hub.ada.brings(with_refunds())
    await hub.time_passes(minutes=1)

    assert "A1 has /refunds with GET, not with POST" in hub.card("Q1").text
    assert "A1 has GET /refunds (E3): its path is another" in hub.card("Q2").text
    assert "A1 has GET /refunds (E3): without reason" in hub.card("Q3").text
    assert all("waits for an answer" in hub.card(ref).text for ref in ("Q1", "Q2", "Q3"))


async def ships(hub: Cohort, document: bytes) -> None:
    """Ada brings a new document, and a day goes by."""
    await hub.ada.brings(document)
    await hub.time_passes(minutes=1)
    await hub.time_passes(days=1)


def refunds(*fields: str) -> bytes:
    """The shop with refunds of these fields."""
    named = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in fields]
    return document(
        version="-".join(fields), paths={"/refunds": {"get": {**ORDERS["get"], "parameters": named}}}
    )


def told_near(hub: Cohort) -> list[Shown]:
    return [post for post in hub.posts if "something near to it is there" in post.text]


async def test_all_who_wait_are_told_once_of_what_is_near_and_again_when_what_differs_changes(
    hub: Cohort,
) -> None:
    await hub.ada.shares_api(document())
    card = await hub.linus.asks_for("GET", "/refunds", api="A1", wanted='{"reason": "broken", "amount": 1}')
    await hub.grace.presses(card, "I need this too")

    await ships(hub, refunds("page"))
    [first] = told_near(hub)
    said, buttons = first.text, first.buttons
    await ships(hub, refunds("page", "limit"))
    assert len(told_near(hub)) == 1, "nothing else differs"
    await ships(hub, refunds("reason"))

    assert first.pinged == {hub.linus.id, hub.grace.id}
    assert "A1 has GET /refunds (E3): without reason, amount" in said.replace("\\", "")
    assert buttons == ["That will do", "Edit", "Show E3", "Go to the card"]
    [second] = told_near(hub)
    assert "without amount" in second.text
    history = await hub.linus.presses(hub.card("Q1"), "History")
    assert history.text.count("What is near to it changed") == 2
    await ships(hub, refunds("page"))
    await ships(hub, refunds("reason"))
    assert sum(hub.linus.id in post.pinged for post in hub.posts) == 2, "either was told"


async def test_what_is_near_is_told_once_a_day_and_not_when_it_is_there_by_then(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.linus.asks_for("GET", "/refunds", api="A1", wanted='{"reason": "broken", "amount": 1}')

    for fields in (["page"], ["reason"], ["amount"]):
        await hub.ada.brings(refunds(*fields))
        await hub.time_passes(minutes=1)
    assert sum(hub.linus.id in post.pinged for post in hub.posts) == 1
    await ships(hub, refunds("reason", "amount"))

    assert not told_near(hub)
    near, there = [post.text for post in hub.posts if hub.linus.id in post.pinged]
    assert "**Q1 · GET /refunds**: there." in near
    assert "### Q1 · GET /refunds is there" in there


async def test_from_the_news_of_what_is_near_it_is_taken(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.linus.asks_for("GET", "/refunds", api="A1", wanted='{"reason": "broken"}')
    await ships(hub, refunds("page"))

    await hub.linus.presses(told_near(hub)[0], "That will do")

    assert "It is there: **E3**" in hub.card("Q1").text
    assert not told_near(hub)


async def test_what_was_near_when_it_was_asked_for_is_no_news(hub: Cohort) -> None:
    await hub.ada.shares_api(refunds("page"))
    await hub.linus.asks_for("GET", "/refunds", api="A1", wanted='{"reason": "broken"}')

    await ships(hub, refunds("page", "limit"))

    assert not told_near(hub)


async def test_who_asked_can_take_what_comes_close(hub: Cohort) -> None:
    await hub.ada.shares_api(with_refunds())
    card = await hub.linus.asks_for("GET", "/refund", api="A1")
    await hub.grace.presses(card, "I need this too")

    assert "Only linus can say whether" in (await hub.grace.presses(card, "That will do")).text
    await hub.linus.presses(card, "That will do")
    await hub.time_passes(minutes=1)

    assert "It is there: **E3**" in hub.card("Q1").text
    assert hub.posts[-1].pinged == {hub.grace.id}
    assert "its path is another" in hub.posts[-1].text


async def test_what_was_there_before_does_not_fulfil_what_is_asked_for_all_the_same(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    there = await hub.linus.types("api request", method="GET", path="/orders", api="A1")
    form = await hub.linus.presses(there, "Ask all the same")
    await hub.linus.submits(form, wanted="Only mine.", why="There are too many.")

    await hub.ada.brings(with_refunds())
    assert "waits for an answer" in hub.card("Q1").text
    paths = {"/orders": {"get": {**ORDERS["get"], "summary": "Lists mine"}}, "/orders/{id}": order_by_id()}
    await hub.ada.brings(document(paths=paths))
    await hub.time_passes(minutes=1)

    assert "It is there: **E1**" in hub.card("Q1").text


async def test_an_edit_that_names_what_is_there_closes_it(hub: Cohort) -> None:
    await hub.ada.shares_api(with_refunds())
    card = await hub.linus.asks_for("GET", "/refund", api="A1")

    opened = await hub.linus.presses(card, "Edit")
    answer = await hub.linus.submits(opened, operation="GET /refunds")

    assert "is changed: there." in answer.text
    assert "It is there: **E3**" in hub.card("Q1").text
