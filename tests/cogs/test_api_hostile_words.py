"""Whatever a document or a member says of an API: nobody is called by it, and no link has another face."""

import re
from typing import Any

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import document
from tests.support.shown import Shown

NASTY = "@everyone <@&7> <@9> [pay](https://evil.example) **now** ```sh"

_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_HARMFUL = re.compile(r"@everyone|<@[!&]?[79]>|(?<!\\)\[[^\]]*\]\((?!https://discord\.com/)[^)]*\)")


def operation(*fields: str) -> dict[str, Any]:
    """`GET`, of which every text is nasty; it answers with these fields."""
    schema = {"type": "object", "properties": {name: {"type": "string"} for name in fields}}
    return {
        "get": {
            "summary": NASTY,
            "description": NASTY,
            "tags": [NASTY],
            "parameters": [
                {"name": NASTY, "in": "query", "description": NASTY, "schema": {"type": "string"}}
            ],
            "responses": {"200": {"description": NASTY, "content": {"application/json": {"schema": schema}}}},
        }
    }


def nasty(*paths: str, fields: tuple[str, ...] = (NASTY,)) -> bytes:
    info = {"title": f"{NASTY} shop", "version": NASTY, "description": NASTY}
    servers = [{"url": "https://shop.example/@everyone/[pay](https:evil.example)"}]
    operations = {path: operation(*fields) for path in paths}
    return document(paths=operations, info=info, servers=servers)


def harmful(message: Shown) -> list[str]:
    """What in a message calls somebody whom the hostile words name, or leads elsewhere than it says."""
    return _HARMFUL.findall(_CODE.sub("", message.text))


@pytest.fixture
async def hostile(hub: Cohort) -> Cohort:
    """A1, its second revision, an alert about that, a request, a muted rule: all in nasty words."""
    await hub.ada.shares_api(nasty("/orders/@everyone", "/users/[pay](https:evil)"))
    await hub.linus.types("endpoint show", number="E1")
    await hub.linus.presses(hub.card("A1"), "I use this")
    await hub.ada.types(
        "api refresh", number="A1", file=("a.json", nasty("/orders/@everyone", fields=("id",)))
    )
    await hub.time_passes(minutes=5)
    card = await hub.linus.asks_for("GET", "/refunds/@everyone", api="A1")
    await hub.ada.answers(card, "Counter", NASTY)
    await hub.ada.types("api mute", rule="path-removed", reason=NASTY, api="A1")
    await hub.time_passes(minutes=5)
    return hub


async def test_no_message_calls_anybody(hostile: Cohort) -> None:
    assert len(hostile.posts) >= 3
    assert [each for post in hostile.posts for each in harmful(post)] == []


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("api list", {}),
        ("api show", {"number": "A1"}),
        ("api changes", {"number": "A1"}),
        ("api mutes", {}),
        ("api uses", {}),
        ("api refresh", {"number": "A1"}),
        ("api export", {"format": "OPENAPI"}),
        ("endpoint list", {}),
        ("endpoint show", {"number": "E1"}),
        ("endpoint show", {"number": NASTY}),
        ("endpoint list", {"tag": NASTY}),
        ("api unmute", {"rule": NASTY}),
        ("api requests", {}),
        ("search", {"query": f"{NASTY} shop"}),
        ("recap preview", {}),
    ],
)
async def test_no_answer_hides_or_calls(hostile: Cohort, command: str, options: dict[str, Any]) -> None:
    answer = await hostile.grace.types(command, **options)

    assert answer.text
    assert harmful(answer.shown) == []
