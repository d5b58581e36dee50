"""I use this: who depends on what, told and forgotten with one press."""

from tests.support.cohort import Cohort
from tests.support.documents import ORDERS, document
from tests.support.rooms import close, room_for


async def test_one_press_says_that_one_uses_an_api_and_the_card_counts(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())

    answer = await hub.linus.presses(card, "I use this")

    assert answer.private
    assert "You use **A1 · Shop**: you are mentioned when a change breaks it." in answer.text
    assert "used by 1 member" in hub.card("A1").text

    answer = await hub.linus.presses(answer, "Not any more")

    assert "You do not use **A1 · Shop** any more" in answer.text
    assert "used by" not in hub.card("A1").text


async def test_what_was_shared_by_hand_promises_no_more_than_is_told_of_it(hub: Cohort) -> None:
    card = await hub.ada.shares_endpoint("GET", "/carts")

    answer = await hub.linus.presses(card, "I use this")
    left = await hub.linus.presses(answer, "Not any more")

    assert "You use **E1 · GET /carts**: you are mentioned when it may soon be gone." in answer.text
    assert "so you do not hear when it may soon be gone." in left.text


async def test_an_endpoint_is_used_from_its_page_and_counts_for_its_api(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    page = await hub.linus.picks(card, "Open an endpoint", "GET /orders")

    await hub.linus.presses(page, "I use this")
    await hub.linus.presses(card, "I use this")

    assert "used by 1 member" in hub.card("A1").text, "whoever uses two parts of it is one member"


async def test_an_endpoint_shared_by_hand_is_used_too(hub: Cohort) -> None:
    card = await hub.ada.shares_endpoint("GET", "/api/users/")

    await hub.linus.presses(card, "I use this")

    assert (
        f"**E1 · GET /api/users/**: {hub.linus.mention}"
        in (await hub.ada.types("api uses", number="E1")).text
    )


async def test_everybody_sees_who_depends_on_what_and_nobody_is_pinged(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")
    await hub.grace.uses("E1")

    answer = await hub.ada.types("api uses", number="A1")

    assert answer.private
    assert "2 members" in answer.text
    assert f"**All of A1**: {hub.linus.mention}" in answer.text
    assert f"**E1 · GET /orders**: {hub.grace.mention}" in answer.text
    assert not answer.shown.pinged


async def test_nobody_has_said_so_yet(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    assert "Nobody has said so yet." in (await hub.ada.types("api uses", number="A1")).text
    assert "Nothing yet. Press “I use this”" in (await hub.linus.types("api uses")).text


async def test_what_one_uses_is_listed_with_the_way_out_beside_each(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")
    await hub.linus.uses("E2")

    mine = await hub.linus.types("api uses")
    assert "2 in all" in mine.text
    left = await hub.linus.presses(mine, "Not any more", near="A1 · Shop")

    assert "1 in all" in left.text
    assert "E2 · GET /orders/" in left.text
    assert "A1 · Shop" not in left.text


async def test_whoever_uses_much_leafs_through_it(hub: Cohort) -> None:
    await hub.ada.shares_api(document(paths={f"/things{n}": ORDERS for n in range(9)}))
    for number in range(1, 10):
        await hub.linus.presses(await hub.linus.types("endpoint show", number=f"E{number}"), "I use this")

    second = await hub.linus.presses(await hub.linus.types("api uses"), "More (1 of 2)")
    assert "E9 · GET /things8" in second.text
    back = await hub.linus.presses(second, "Not any more")

    assert "8 in all" in back.text, "an empty page is left"


async def test_nobody_starts_to_use_what_is_gone(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    page = await hub.linus.types("endpoint show", number="E2")
    await hub.ada.types("api refresh", number="A1", file=("shop.json", document(paths={"/orders": ORDERS})))

    answer = await hub.linus.presses(page, "I use this")

    assert "E2 is gone since revision 2 of A1: nobody can use it now." in answer.text
    assert "I use this" not in (await hub.linus.types("endpoint show", number="E2")).buttons
    users = await hub.linus.types("api uses", number="GET /orders/{id}")
    assert "Who uses E2 · GET /orders/{id}\n-# gone, not there any more" in users.text
    assert "I use this" not in users.buttons


async def test_nobody_starts_to_use_what_was_taken_away(hub: Cohort) -> None:
    await hub.grace.shares_endpoint("GET", "/a")
    page = await hub.linus.types("endpoint show", number="E1")
    await hub.grace.presses(await hub.grace.types("endpoint show", number="E1"), "Take away")

    answer = await hub.linus.presses(page, "I use this")

    assert "E1 was taken away: nobody can use it now." in answer.text


async def test_what_is_retired_is_marked_among_what_one_uses(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")
    await hub.linus.uses("E2")
    await hub.ada.types("api retire", number="A1")

    mine = await hub.linus.types("api uses")
    api = await hub.ada.types("api uses", number="A1")
    endpoint = await hub.ada.types("api uses", number="E2")

    assert "all of it · retired" in mine.text
    assert "of A1, which is retired" in mine.text
    assert "live" not in mine.text
    assert "Who uses A1 · Shop\n-# retired · 1 member" in api.text
    assert "Who uses E2 · GET /orders/{id}\n-# of A1, which is retired · 1 member" in endpoint.text
    assert not {"I use this"} & {*api.buttons, *endpoint.buttons}


async def test_who_has_nudges_off_reads_that_nobody_mentions_them(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.types("nudges off")

    answer = await hub.linus.presses(card, "I use this")

    assert "your nudges are off, so nobody mentions you" in answer.text


async def test_what_stands_in_a_closed_room_is_not_listed_to_who_does_not_see_it(hub: Cohort) -> None:
    room = room_for(hub, hub.ada, hub.linus, hub.root)
    await hub.root.types("setup hub", channel=room)
    await hub.ada.types("api share", where=room, file=("shop.json", document()))
    await hub.linus.presses(await hub.linus.types("api show", number="A1", where=room), "I use this")
    await close(hub, room, hub.linus)

    answer = await hub.linus.types("api uses", number="A1")
    mine = await hub.linus.types("api uses")

    assert "There is no API A1" in answer.text
    assert "Nothing yet." in mine.text


async def test_who_uses_all_of_an_api_uses_each_of_its_endpoints(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")

    answer = await hub.ada.types("api uses", number="E1")

    assert "1 member" in answer.text
    assert f"**All of A1**: {hub.linus.mention}" in answer.text


async def test_what_cannot_be_used_is_refused(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Get the orders")

    answer = await hub.linus.types("api uses", number="B1")

    assert "B1 is a blocker; this needs an API or an endpoint, such as A12 or E12." in answer.text
