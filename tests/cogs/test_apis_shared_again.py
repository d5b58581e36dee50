"""Sharing again what is there, or what was retired, leads to that."""

from collections.abc import AsyncGenerator

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import ORDERS, document, with_refunds
from tests.support.learners_host import LearnersHost


@pytest.fixture
async def host() -> AsyncGenerator[LearnersHost]:
    async with LearnersHost() as host:
        yield host


async def test_a_document_with_one_line_changed_is_of_the_same_api(hub: Cohort, host: LearnersHost) -> None:
    await hub.ada.shares_api(document())
    host.serves("/openapi.json", with_refunds())

    answer = await hub.linus.types("api share", url=host.at("/"))

    assert "This looks like A1: it has the same title and most of the same endpoints." in answer.text
    assert answer.shown.buttons == ["Show A1"]
    assert len(hub.posts) == 1


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (with_refunds(), "Shop of staging"),
        (document(paths={"/orders": ORDERS, "/a": ORDERS, "/b": ORDERS}), "Shop"),
        (document(paths={}), "Shop"),
    ],
)
async def test_another_title_or_other_endpoints_are_of_another_api(
    hub: Cohort, content: bytes, title: str
) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("api share", file=("openapi.json", content), title=title)

    assert "A2" in answer.text
    assert len(hub.posts) == 2


@pytest.mark.parametrize("content", [document(), with_refunds()])
async def test_what_was_retired_can_be_brought_back_instead(hub: Cohort, content: bytes) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")
    await hub.ada.types("api retire", number="A1")

    answer = await hub.ada.types("api share", file=("openapi.json", content))
    await hub.ada.presses(answer, "Bring back")

    assert "This looks like A1, which is retired." in answer.text
    assert "A1" in (await hub.linus.types("api list")).text
    assert "used by 1 member" in hub.card("A1").text
    assert len([post for post in hub.posts if post.text.startswith("### A")]) == 1


async def test_who_may_not_bring_it_back_shares_it_anew(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.types("api retire", number="A1")

    card = await hub.linus.shares_api(document())

    assert card.text.startswith("### A2 · Shop")


async def test_what_was_retired_is_known_by_its_address_whatever_it_is_called(
    hub: Cohort, host: LearnersHost
) -> None:
    host.serves("/openapi.json", document())
    await hub.ada.types("api share", url=host.at("/openapi.json"), title="Our shop")
    await hub.ada.types("api retire", number="A1")
    host.serves("/openapi.json", document(title="Store", paths={"/carts": ORDERS}))

    answer = await hub.ada.types("api share", url=host.at("/openapi.json"))
    stranger = await hub.linus.types("api share", url=host.at("/openapi.json"))

    assert "A2 · Store** is shared." in stranger.text, "who may not bring it back shares it anew"
    assert "was shared from there, and is retired. Brought back, it keeps its history" in answer.text
