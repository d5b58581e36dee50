"""What was shared by hand is told anew, taken away, and brought back."""

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import document


async def test_a_typo_in_the_path_is_corrected(hub: Cohort) -> None:
    await hub.grace.shares_endpoint("GET", "/typo", summary="Lists the orders.", tags="shop")

    form = await hub.grace.types("endpoint edit", number="E1", method="POST", path="orders")
    answer = await hub.grace.submits(form, summary="Makes an order.", auth="Bearer JWT", tags="orders")

    assert "**E1 · POST /orders** is edited." in answer.text
    card = hub.card("E1")
    for said in ("E1 · POST /orders", "Makes an order.", "Bearer JWT", "`#orders`"):
        assert said in card.text
    assert len(hub.posts) == 1
    assert "E1" in (await hub.linus.types("search", query="POST /orders")).text
    assert await hub.linus.completes("endpoint show", "number", "/typo") == []


async def test_the_form_holds_what_stands_there(hub: Cohort) -> None:
    await hub.grace.shares_endpoint("GET", "/orders", summary="Lists them.", response="[]", tags="shop")
    page = await hub.grace.types("endpoint show", number="E1")

    form = await hub.grace.presses(page, "Edit")
    await hub.grace.submits(form, summary="Lists all orders.")

    assert "Lists all orders." in hub.card("E1").text
    assert "E1 · GET /orders" in hub.card("E1").text


async def test_the_history_says_what_stood_there_before(hub: Cohort) -> None:
    await hub.grace.shares_endpoint("GET", "/typo", summary="Lists them.")
    form = await hub.margaret.types("endpoint edit", number="E1", path="/orders")
    await hub.margaret.submits(form, summary="Lists the orders.")

    page = await hub.linus.types("endpoint show", number="E1")
    history = (await hub.linus.presses(page, "History")).text

    assert f"{hub.margaret.mention} edited it" in history
    assert "path before: /typo" in history
    assert "description before: Lists them." in history


async def test_a_method_and_path_that_are_there_are_refused(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.grace.shares_endpoint("GET", "/a")
    await hub.grace.shares_endpoint("GET", "/b")

    for path, told in (("/b", "it is E4"), ("/orders", "it is E1, in the document of A1")):
        form = await hub.grace.types("endpoint edit", number="E3", path=path)
        answer = await hub.grace.submits(form, summary="Lists them.")
        assert told in answer.text
    assert hub.card("E3").text.startswith("### E3 · GET /a")


@pytest.mark.parametrize(
    ("number", "told"), [("E3", "Only grace or a moderator can edit E3."), ("E1", "edit E1")]
)
async def test_a_stranger_does_not_edit(hub: Cohort, number: str, told: str) -> None:
    await hub.ada.shares_api(document())
    await hub.grace.shares_endpoint("GET", "/a")

    answer = await hub.linus.types("endpoint edit", number=number)

    assert told in answer.text


async def test_what_a_document_tells_is_changed_there(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.ada.types("endpoint edit", number="E1")

    assert "E1 stands in the document of A1: please change it there." in answer.text


async def test_a_secret_that_comes_by_an_edit_is_masked(hub: Cohort) -> None:
    secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    await hub.grace.shares_endpoint("GET", "/a")

    form = await hub.grace.types("endpoint edit", number="E1")
    answer = await hub.grace.submits(form, summary="Lists them.", auth=f"token {secret}")

    assert "Masked before anything was kept" in answer.text
    assert secret not in hub.card("E1").text


# Taken away


async def test_what_is_taken_away_is_neither_listed_nor_found_nor_exported(hub: Cohort) -> None:
    await hub.grace.shares_endpoint("GET", "/typo")
    page = await hub.grace.types("endpoint show", number="E1")

    answer = await hub.grace.presses(page, "Take away")

    assert "**E1 · GET /typo** is taken away: it is listed and found no more." in answer.text
    assert "gone, not there any more" in hub.card("E1").text
    assert "E1" not in (await hub.linus.types("endpoint list")).text
    assert "E1" not in (await hub.linus.types("search", query="/typo")).text
    assert "There is nothing to export yet." in (await hub.linus.types("api export", format="MARKDOWN")).text
    assert "changed its status (gone)" in (await hub.grace.presses(page, "History")).text


async def test_it_is_undone_at_once_as_it_was(hub: Cohort) -> None:
    await hub.grace.shares_endpoint("GET", "/a", status="planned")
    page = await hub.grace.types("endpoint show", number="E1")

    await hub.grace.presses(await hub.grace.presses(page, "Take away"), "Undo")

    assert "planned, not there yet" in hub.card("E1").text


async def test_it_is_brought_back_on_its_card(hub: Cohort) -> None:
    await hub.grace.shares_endpoint("GET", "/a")
    await hub.grace.presses(await hub.grace.types("endpoint show", number="E1"), "Take away")

    form = await hub.linus.types("endpoint share", method="GET", path="/a")
    again = await hub.linus.submits(form, summary="Mine.")
    await hub.margaret.presses(hub.card("E1"), "It is mock now")

    assert "it is E1, and was taken away. Its author can bring it back on its card." in again.text
    assert "mock" in hub.card("E1").text
    assert "E1" in (await hub.linus.types("endpoint list")).text


async def test_what_had_its_last_day_is_taken_away_and_comes_back_deprecated(hub: Cohort) -> None:
    await hub.grace.shares_endpoint("GET", "/a")
    await hub.grace.types("api sunset", endpoint="E1", date="in 9 days")
    page = await hub.grace.types("endpoint show", number="E1")

    undo = await hub.grace.presses(page, "Take away")
    gone = hub.card("E1").text
    await hub.grace.presses(undo, "Undo")

    assert "gone, not there any more" in gone
    assert "deprecated" in hub.card("E1").text


async def test_a_stranger_takes_nothing_away(hub: Cohort) -> None:
    await hub.grace.shares_endpoint("GET", "/a")

    answer = await hub.linus.presses(await hub.linus.types("endpoint show", number="E1"), "Take away")

    assert "Only grace, who shared E1, or a moderator can change its status" in answer.text
    assert "gone" not in hub.card("E1").text
