"""What a recap tells of APIs, and what can be opened from it."""

from tests.support.cohort import Cohort
from tests.support.documents import ORDERS, document, with_refunds, without_total
from tests.support.learners_host import LearnersHost
from tests.support.rooms import room_for
from tests.support.weather import restart


async def test_what_broke_stands_right_below_what_waits_and_opens_what_changed(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")
    await hub.ada.brings(without_total())
    await hub.ada.logs_blocker("Docker burns")
    await hub.grace.posts_solution("Redis forgets")

    await hub.time_passes(hours=40)
    recap = hub.recaps[0]
    await restart(hub)
    answer = await hub.grace.presses(recap, "What changed")

    waits, broke, learned = (
        recap.text.index(each)
        for each in ("**Waiting for a hand** (1)", "**APIs that broke** (1)", "**New solutions** (1)")
    )
    assert waits < broke < learned
    assert "**Shop**: 1 breaking\n-# revision 2, <t:" in recap.text
    assert f"· used by 1 member · by {hub.ada.mention}" in recap.text
    assert answer.private
    assert "A1 · Shop: revision 2" in answer.text
    assert "Breaking (1)" in answer.text


async def test_several_revisions_that_broke_are_opened_together(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.brings(without_total())
    await hub.ada.brings(document(paths={"/orders": ORDERS}))

    recap = await hub.grace.types("recap preview")
    answer = await hub.grace.presses(recap, "What changed")

    assert "-# revisions 2 to 3, <t:" in recap.text
    assert "A1 · Shop: revision 1 → 3" in answer.text


async def test_new_apis_and_other_changes_have_a_line_each(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.time_passes(hours=40)
    assert f"Shop, by {hub.ada.mention}, 2 endpoints" in hub.recaps[0].text
    await hub.ada.brings(with_refunds())
    await hub.grace.shares_api(document(title="Bank", paths={"/money": ORDERS}))

    await hub.time_passes(days=7)
    told = hub.recaps[1].text

    new, changed = told.split("**Changed APIs** (1)")
    assert "**New APIs** (1)" in new
    assert f"Bank, by {hub.grace.mention}, 1 endpoint" in new
    assert f"Shop, by {hub.ada.mention}: 1 safe" in changed
    assert "broke" not in told


async def test_what_could_not_be_checked_is_told_with_the_reason(hub: Cohort) -> None:
    async with LearnersHost() as host:
        host.serves("/openapi.json", document())
        await hub.ada.shares_api_at(host.at("/openapi.json"))
        host.asleep = 2
        await hub.apis_are_watched(minutes=31)

        recap = await hub.grace.types("recap preview")

    line = recap.text.split("**APIs that could not be checked** (1)\n")[1].splitlines()[0]
    assert f"Shop, by {hub.ada.mention}: " in line
    assert "503" in line


async def test_a_hidden_api_is_told_to_nobody_who_does_not_see_it(hub: Cohort) -> None:
    room = room_for(hub, hub.ada, hub.linus, hub.root)
    await hub.root.types("setup hub", channel=room)
    await hub.ada.types("api share", where=room, file=("shop.json", document()))
    await hub.ada.types("api refresh", number="A1", where=room, file=("shop.json", without_total()))

    hers = await hub.grace.types("recap preview")
    his = await hub.linus.types("recap preview")

    assert "It was a quiet week" in hers.text
    assert "**APIs that broke** (1)" in his.text


async def test_show_all_has_every_api(hub: Cohort) -> None:
    for number in range(1, 11):
        content = document(title=f"Shop {number}", paths={"/orders": ORDERS, f"/orders/{number}": ORDERS})
        await hub.ada.shares_api(content)
        await hub.ada.brings(document(title=f"Shop {number}", paths={"/orders": ORDERS}), f"A{number}")

    recap = await hub.grace.types("recap preview")
    page = await hub.grace.presses(recap, "Show all")
    told = page.text
    while more := [label for label in page.buttons if label.startswith("More (")]:
        page = await hub.grace.presses(page, more[0])
        told += page.text

    assert "**APIs that broke** (10)" in recap.text
    assert "and 2 more" in recap.text
    assert all(f"**Shop {number}**: 1 breaking" in told for number in range(1, 11))
    assert all(f"Shop {number}, by {hub.ada.mention}, 1 endpoint" in told for number in range(1, 11))
