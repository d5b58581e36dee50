"""The private page of an endpoint: what it does, what goes in and comes out, and how to call it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import ORDER, ORDERS, document, order_by_id, with_refunds
from tests.support.learners_host import LearnersHost

TRACKER = Path(__file__).parents[1] / "domain" / "apis" / "written"


def taking(*fields: str, summary: str = "Makes an order") -> dict[str, Any]:
    """`POST`, with a body of text fields."""
    schema = {"type": "object", "properties": {name: {"type": "string"} for name in fields}}
    return {
        "post": {
            "summary": summary,
            "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
            "responses": {"201": {"description": "Made"}, "409": {"description": "There is one already"}},
        }
    }


async def test_the_first_page_says_what_it_does_takes_and_how_to_call_it(hub: Cohort) -> None:
    secured: dict[str, Any] = {"security": [{"jwt": []}], "description": "With all of its items."}
    schemes = {"securitySchemes": {"jwt": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}}
    content = json.loads(document(paths={"/orders/{id}": order_by_id(**secured)}))
    content["components"] |= schemes
    await hub.ada.shares_api(json.dumps(content).encode())

    page = await hub.linus.types("endpoint show", number="E1")

    assert page.private
    assert page.text.startswith("### E1 · GET /orders/{id}")
    for said in (
        "Of **A1 · Shop**",
        "**Shows an order**",
        "With all of its items.",
        "**Authentication** Bearer JWT, as `Authorization: Bearer $TOKEN`",
        "- `id` path, integer, **required**",
        'curl -X GET "$BASE_URL"/orders/1 \\\n  -H "Authorization: Bearer $TOKEN"',
        "Set `BASE_URL` and `TOKEN` in your shell first.",
    ):
        assert said in page.text
    assert page.buttons[:4] == ["Answers", "curl", "fetch", "httpx"]
    assert page.buttons[4:] == ["I use this", "Show all", "History", "Its API, A1"]


async def test_the_other_parts_are_a_press_away_and_so_is_the_way_back(hub: Cohort) -> None:
    await hub.ada.shares_api(document(paths={"/orders": taking("note")}))
    page = await hub.linus.types("endpoint show", number="E1")

    body = await hub.linus.presses(page, "Body")
    assert "application/json · required\n- `note` text" in body.text
    assert '```json\n{"note":' in body.text
    answers = await hub.linus.presses(body, "Answers")
    assert "**201** · Made" in answers.text
    assert "**Errors**\n- **409** · There is one already" in answers.text
    assert "```python\nimport httpx" in (await hub.linus.presses(answers, "httpx")).text
    assert "```js\nconst BASE_URL" in (await hub.linus.presses(answers, "fetch")).text
    assert "```sh\ncurl -X POST" in (await hub.linus.presses(answers, "curl")).text
    assert "Makes an order" in (await hub.linus.presses(answers, "Overview")).text


async def test_the_pages_of_an_answer_leaf_and_nothing_is_lost(hub: Cohort) -> None:
    names = [f"field_number_{n:03}_of_many_that_one_order_has" for n in range(95)]
    await hub.ada.shares_api(document(paths={"/orders": taking(*names)}))
    page = await hub.linus.types("endpoint show", number="E1")

    shown = (page := await hub.linus.presses(page, "Body")).text
    while more := [label for label in page.buttons if label.startswith("More")]:
        page = await hub.linus.presses(page, more[0])
        shown += page.text
    whole = await hub.linus.presses(page, "Show all")

    assert "cut here: *Show all* has all of it" in shown
    assert [name for name in names if f"- `{name}`" not in shown] == []
    [content] = whole.shown.contents.values()
    assert list(whole.shown.files) == ["E1.md"]
    assert all(f'"{name}": ' in content.decode() for name in names)


@pytest.mark.parametrize("pressed", ["Show", "Open an endpoint"])
async def test_an_api_s_endpoints_open_so_from_wherever_they_are_found(hub: Cohort, pressed: str) -> None:
    card = await hub.ada.shares_api(document())

    if pressed == "Show":
        found = await hub.linus.types("search", query="customer_email")
        page = await hub.linus.presses(found, "Show", near="E2")
    else:
        page = await hub.linus.picks(card, pressed, "GET /orders/{id}")

    assert "Of **A1 · Shop**" in page.text
    assert "curl -X GET" in page.text


async def test_a_page_leads_to_its_api(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    page = await hub.linus.types("endpoint show", number="E1")

    card = await hub.linus.presses(page, "Its API, A1")

    assert card.private
    assert card.text.startswith("### A1 · Shop")


async def test_a_gone_endpoint_says_since_when_and_how_it_was(hub: Cohort) -> None:
    await hub.ada.shares_api(with_refunds())
    await hub.ada.brings(document())

    page = await hub.linus.types("endpoint show", number="E3")

    assert "gone, not there any more" in page.text
    assert "**Gone** since revision 2. Below is how revision 1 told it." in page.text
    assert "Lists the orders" in page.text
    assert "customer_email" in (await hub.linus.presses(page, "Answers")).text


async def test_a_gone_endpoint_whose_document_is_too_old_says_so(
    hub: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("domain.shared_apis.revising.KEPT_WHOLE", 1)
    await hub.ada.shares_api(with_refunds())
    await hub.ada.brings(document())

    page = await hub.linus.types("endpoint show", number="E3")

    assert "**Gone** since revision 2. Revision 1 is not kept any more." in page.text
    assert page.buttons == ["History", "Its API, A1"]


async def test_a_deprecated_endpoint_says_until_when_it_stays(hub: Cohort) -> None:
    old = order_by_id(deprecated=True, **{"x-sunset": "2026-06-30"})
    await hub.ada.shares_api(document(paths={"/orders/{id}": old}))

    page = await hub.linus.types("endpoint show", number="E1")

    assert "deprecated, do not build on it" in page.text
    assert re.search(r"\*\*Deprecated\*\*: it may be gone after <t:(\d+):D>, <t:\1:R>", page.text)


async def test_once_that_day_is_over_it_says_since_when(hub: Cohort) -> None:
    old = order_by_id(deprecated=True, **{"x-sunset": "2025-06-30"})
    await hub.ada.shares_api(document(paths={"/orders/{id}": old}))
    await hub.ada.shares_endpoint("GET", "/carts/")
    await hub.ada.types("api sunset", endpoint="E2", date="in 2 days")
    await hub.time_passes(days=4)

    for number in ("E1", "E2"):
        page = await hub.linus.types("endpoint show", number=number)
        assert re.search(r"\*\*Deprecated\*\*: it was to stay until <t:\d+:D>, and is still there", page.text)


async def test_calls_go_where_the_document_was_fetched(hub: Cohort) -> None:
    await hub.ada.shares_api(document(servers=[{"url": "https://shop.example/api"}]))

    page = await hub.linus.types("endpoint show", number="E1")

    assert "curl -X GET https://shop.example/api/orders\n" in page.text
    assert "BASE_URL" not in page.text


async def test_graphql_shows_the_question_to_ask(hub: Cohort) -> None:
    await hub.ada.shares_api((TRACKER / "graphene.base.graphql").read_bytes(), name="tracker.graphql")
    [number] = [
        each.partition(" ")[0]
        for each in await hub.linus.completes("endpoint show", "number", "MUTATION createTask")
    ]

    page = await hub.linus.types("endpoint show", number=number)

    assert "- `title` String!, **required**" in page.text
    assert '"query": "mutation ($title: String!)' in page.text
    answers = await hub.linus.presses(page, "Answers")
    assert "Gives CreateTask." in answers.text


async def test_what_a_document_says_breaks_no_page(hub: Cohort) -> None:
    nasty = "`@everyone` ``` <@1> **bold** [x](https://evil.example)"
    operation = {
        "get": {
            "summary": nasty,
            "description": nasty,
            "parameters": [
                {"name": nasty, "in": "query", "description": nasty, "schema": {"type": "string"}}
            ],
            "responses": {"200": {"description": nasty}},
        }
    }
    await hub.ada.shares_api(document(paths={"/orders": operation}))

    page = await hub.linus.types("endpoint show", number="E1")

    assert not page.shown.pinged
    said = page.text.partition("**Parameters**")[0]
    assert "[x](" not in said.replace("\\[x](", "")
    assert "<@1>" not in said.replace("\\<", "")


async def test_endpoints_shared_by_hand_are_called_in_other_languages_too(hub: Cohort) -> None:
    card = await hub.ada.shares_endpoint(
        "POST", "/api/login/{team}/", auth="X-API-Key", request='{"email": "ada@example.com", "stay": true}'
    )
    page = await hub.linus.types("endpoint show", number="E1")

    fetch = await hub.linus.presses(page, "fetch")
    assert '"X-API-Key": TOKEN' in fetch.text
    assert 'JSON.stringify({"email": "ada@example.com", "stay": true})' in fetch.text
    assert "Put a real value for `{team}`." in fetch.text
    httpx = await hub.linus.presses(fetch, "httpx")
    assert 'json={"email": "ada@example.com", "stay": True}' in httpx.text
    assert "Does it." in (await hub.linus.presses(httpx, "Overview")).text
    curl = await hub.linus.presses(card, "Call it with curl")
    assert curl.buttons[:3] == ["Overview", "fetch", "httpx"]


async def test_what_to_set_before_a_call_is_said_in_each_language_that_reads_it_and_in_the_file(
    hub: Cohort,
) -> None:
    bearer = {"securitySchemes": {"login": {"type": "http", "scheme": "bearer"}}, "schemas": {"Order": ORDER}}
    await hub.ada.shares_api(document(components=bearer, security=[{"login": []}]))
    page = await hub.linus.types("endpoint show", number="E1")

    fetch = (await hub.linus.presses(page, "fetch")).text
    httpx = (await hub.linus.presses(page, "httpx")).text
    [whole] = (await hub.linus.presses(page, "Show all")).shown.contents.values()

    assert "Set `TOKEN` in your shell first." in httpx
    assert "in your shell" not in fetch, "there it is set within the call"
    assert "Set `BASE_URL` and `TOKEN` in your shell first.\n\n```sh\ncurl" in whole.decode()
    assert "Set `TOKEN` in your shell first.\n\n```python\nimport os" in whole.decode()


async def test_a_long_page_keeps_to_what_discord_takes(hub: Cohort) -> None:
    parameters = [
        {"name": f"filter_{n}", "in": "query", "description": "_*" * 150, "schema": {"type": "string"}}
        for n in range(60)
    ]
    operation = {"get": {**ORDERS["get"], "description": "_*" * 900, "parameters": parameters}}
    await hub.ada.shares_api(document(paths={"/orders" + "_x" * 140: operation}))

    page = await hub.linus.types("endpoint show", number="E1")
    seen = page.text
    while more := [label for label in page.buttons if label.startswith("More")]:
        page = await hub.linus.presses(page, more[0])
        seen += page.text

    assert all(f"`filter_{n}`" in seen for n in range(60))
    assert "curl -X GET" in seen


# As its API stands


async def test_a_page_says_that_its_api_could_not_be_checked(hub: Cohort) -> None:
    async with LearnersHost() as host:
        host.serves("/openapi.json", document())
        await hub.ada.shares_api_at(host.at("/openapi.json"))
        up = await hub.linus.types("endpoint show", number="E1")
        host.serves("/openapi.json", "", status=500)
        await hub.apis_are_watched(minutes=31)

        page = await hub.linus.types("endpoint show", number="E1")

    assert "Of **A1 · Shop** · **Up**, checked" in up.text
    assert "Of **A1 · Shop** · **Could not check**" in page.text
    assert "it answers with 500" in page.text


async def test_nobody_is_asked_to_use_what_belongs_to_a_retired_api(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.types("api retire", number="A1")

    page = await hub.linus.types("endpoint show", number="E1")
    assert "Of **A1 · Shop**, which is retired: nobody should build on it any more." in page.text
    assert "I use this" not in page.buttons
    answers = await hub.linus.presses(page, "Answers")

    assert "its API is retired" in answers.text
    assert "live" not in re.findall(r"\w+", answers.text)
    assert "I use this" not in answers.buttons
