"""What changed in an API: its changelog, one revision, and any two of them compared."""

from typing import Any

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import ORDER, ORDERS, document, order_by_id, with_refunds, without_total
from tests.support.person import Person
from tests.support.shown import Answer


async def compares(person: Person, options: dict[str, Any]) -> Answer:
    """Compare two revisions of A1."""
    return await person.types("api diff", number="A1", **options)


@pytest.fixture
async def shop(hub: Cohort) -> Cohort:
    """A shop whose second revision breaks, and whose third goes back and adds an endpoint."""
    await hub.ada.shares_api(document())
    await hub.ada.brings(without_total())
    await hub.margaret.brings(with_refunds())
    return hub


async def test_the_changelog_tells_the_newest_first(shop: Cohort) -> None:
    answer = await shop.linus.types("api changes", number="A1")

    assert answer.private
    assert "3 revisions, newest first" in answer.text
    third, second, first = (answer.text.index(f"**Revision {number}**") for number in (3, 2, 1))
    assert third < second < first
    assert "**Revision 2**: 1 breaking, 1 risky" in answer.text
    assert "**Revision 1**: the first" in answer.text
    assert f"by {shop.margaret.mention}" in answer.text
    assert "version 2.0.0" in answer.text.replace("\\", "")


async def test_a_revision_tells_what_changed_by_grade_and_operation(shop: Cohort) -> None:
    log = await shop.linus.types("api changes", number="A1")

    answer = await shop.linus.presses(log, "Show", near="Revision 2")

    assert answer.private
    assert "A1 · Shop: revision 2" in answer.text
    assert answer.text.index("### Breaking (1)") < answer.text.index("**GET /orders**, **GET /orders/{id}**")
    assert "total" in answer.text
    assert "`response-required-property-removed`" in answer.text


async def test_what_changed_alike_in_several_operations_is_told_once_with_all_of_them(hub: Cohort) -> None:
    paths = {f"/shop{n}/orders": ORDERS for n in range(5)} | {"/orders/{id}": order_by_id()}
    await hub.ada.shares_api(document(paths=paths))
    order = {**ORDER, "required": ["id"], "properties": {"id": {"type": "integer"}}}
    await hub.ada.brings(document(paths=paths, schemas={"Order": order}))

    answer = await hub.linus.types("api changes", number="A1", revision="2")
    file = (await hub.linus.presses(answer, "Show all")).shown.contents["A1-revision-2.md"].decode()

    assert "1 breaking, 1 risky" in answer.text
    assert (
        "### Breaking (1)\n**GET /orders/{id}**, **GET /shop0/orders**, **GET /shop1/orders** and 3 more\n"
        "response 200: total, [].total: it is gone (was number)\n"
    ) in answer.text.replace("\\", "")
    assert "- response 200: total, \\[].total: it is gone (was `number`)" in file
    assert all(f"`GET {path}`" in file for path in paths), "the file names all of them"


async def test_one_revision_is_opened_at_once(shop: Cohort) -> None:
    answer = await shop.linus.types("api changes", number="A1", revision="3")

    assert "revision 3" in answer.text
    assert "**GET /refunds**\nit is new" in answer.text


async def test_the_first_revision_has_nothing_to_tell(shop: Cohort) -> None:
    answer = await shop.linus.types("api changes", number="A1", revision="1")

    assert "This is the document that it was shared with." in answer.text
    assert "Show all" not in answer.buttons


async def test_the_card_leads_to_what_changed_last(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    assert "What changed" not in card.buttons

    await hub.ada.brings(without_total())
    answer = await hub.linus.presses(hub.card("A1"), "What changed")

    assert answer.private
    assert "A1 · Shop: revision 2" in answer.text


async def test_before_and_after_stand_beside_a_change(hub: Cohort) -> None:
    await hub.ada.shares_api(document(schemas={"Order": _order("integer")}))
    await hub.ada.brings(document(schemas={"Order": _order("string")}))

    answer = await hub.linus.types("api changes", number="A1", revision="2")

    assert "(integer → string)" in answer.text


def _order(kind: str) -> dict[str, object]:
    return {"type": "object", "required": ["id"], "properties": {"id": {"type": kind}}}


async def test_many_changes_page_and_come_as_a_file(hub: Cohort) -> None:
    await hub.ada.shares_api(document(paths={f"/things{n}": ORDERS for n in range(60)}))
    await hub.ada.brings(document(paths={"/things0": ORDERS}))

    first = await hub.linus.types("api changes", number="A1", revision="2")
    page = first.text
    second = await hub.linus.presses(first, next(each for each in first.buttons if each.startswith("More")))
    whole = await hub.linus.presses(first, "Show all")

    assert "**GET /things1**\n" in page
    assert "**GET /things1**\n" not in second.text, "it is the next page"
    assert "### Breaking (59)" in second.text
    file = whole.shown.contents["A1-revision-2.md"].decode()
    assert file.count("api-path-removed-without-deprecation") == 59
    assert "### `GET /things59`" in file


# Any two


async def test_the_last_two_are_compared_unless_others_are_named(shop: Cohort) -> None:
    answer = await shop.linus.types("api diff", number="A1")

    assert "A1 · Shop: revision 3" in answer.text


async def test_any_two_revisions_are_compared(shop: Cohort) -> None:
    answer = await compares(shop.linus, {"from": "1", "to": "3"})

    assert "A1 · Shop: revision 1 → 3" in answer.text
    assert "1 safe" in answer.text
    assert "breaking" not in answer.text
    whole = await shop.linus.presses(answer, "Show all")
    assert "GET /refunds" in whole.shown.contents["A1-revisions-1-to-3.md"].decode()


async def test_they_are_compared_backwards_too(shop: Cohort) -> None:
    answer = await compares(shop.linus, {"from": "3", "to": "1"})

    assert "revision 3 → 1" in answer.text
    assert "1 breaking" in answer.text


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"from": "2", "to": "2"}, "That is revision 2 twice. Choose two, such as from 1 to 2."),
        ({"from": "1", "to": "1"}, "That is revision 1 twice. Choose two, such as from 1 to 2."),
        (
            {"to": "1"},
            "Revision 1 is the first of A1: nothing came before it. Choose two, such as from 1 to 2.",
        ),
        (
            {"from": "3"},
            "Revision 3 is the newest of A1: nothing came after it. Choose two, such as from 2 to 3.",
        ),
        ({"from": "2", "to": "9"}, "A1 has no revision 9."),
        ({"from": "one"}, "“one” is no revision. It is a number, such as 4."),
    ],
)
async def test_what_cannot_be_compared_is_refused(shop: Cohort, options: dict[str, str], says: str) -> None:
    answer = await compares(shop.linus, options)

    assert answer.private
    assert says in answer.text


@pytest.mark.parametrize(
    ("options", "told"), [({"to": "2"}, "A1 · Shop: revision 2\n"), ({"from": "1"}, "revision 1 → 3")]
)
async def test_one_number_is_compared_with_the_one_before_it_or_with_the_newest(
    shop: Cohort, options: dict[str, str], told: str
) -> None:
    assert told in (await compares(shop.linus, options)).text


async def test_one_revision_alone_is_compared_with_nothing(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("api diff", number="A1")

    assert "A1 has one revision so far" in answer.text


async def test_a_document_that_is_not_kept_is_said_so(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    for number in range(31):
        await hub.ada.brings(document(version=str(number)))

    compared = await compares(hub.linus, {"from": "1"})
    offered = await hub.linus.completes("api diff", "from", "1", number="A1")

    assert "Revision 1 of A1 is too old: its document is not kept any more." in compared.text
    assert any(each.startswith("1 · ") and "its document is not kept" in each for each in offered)


async def test_revisions_complete_while_typing(shop: Cohort) -> None:
    offered = await shop.linus.completes("api changes", "revision", "", number="A1")

    assert [each.partition(" ")[0] for each in offered] == ["3", "2", "1"]
    assert offered[1].endswith("1 Jan · 1 breaking, 1 risky")
    assert await shop.linus.completes("api changes", "revision", "2", number="A1") == [offered[1]]
    assert await shop.linus.completes("api changes", "revision", "", number="B1") == []


async def test_what_is_muted_stands_below_with_the_reason(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.types("api mute", rule="endpoint-added", api="A1", reason="We follow what we use")
    await hub.ada.brings(with_refunds())

    answer = await hub.linus.types("api changes", number="A1", revision="2")

    assert "nothing changed, 1 muted" in answer.text
    assert "### Muted (1)\n-# Why: We follow what we use\n**GET /refunds**" in answer.text
