"""A recap tells nobody of entries in channels that they do not see."""

import pytest

from tests.support.cohort import Cohort, Person, Shown
from tests.support.rooms import Kept


@pytest.fixture
async def kept(hub: Cohort) -> Kept:
    return await Kept.of(hub)


async def test_in_the_hub_it_tells_what_all_who_read_it_may_see(kept: Kept) -> None:
    await kept.hub.root.types("setup hub")
    await kept.hub.time_passes(hours=40)

    (recap,) = kept.hub.recaps
    assert "Payroll is slow" in recap.text
    assert "anzibar" not in recap.text


async def test_a_preview_tells_each_what_they_may_see(kept: Kept) -> None:
    hers = await kept.hub.grace.types("recap preview")
    his = await kept.hub.linus.types("recap preview")

    assert "Payroll is slow" in hers.text
    assert "anzibar" not in hers.text
    assert "Payroll of Zanzibar leaks memory" in his.text
    assert "Payroll of Zanzibar stops" in his.text
    assert "/api/zanzibar/" in his.text


async def test_a_week_of_hidden_entries_alone_posts_nothing(hub: Cohort) -> None:
    kept = Kept(hub)
    await kept.blocker("Payroll of Zanzibar leaks memory")
    await hub.bot.tick()
    await hub.env.settle()
    await hub.root.types("setup hub", channel=hub.channel)
    await hub.time_passes(hours=40)

    answer = await hub.root.types("recap now")

    assert not hub.recaps
    assert "nothing to tell that all who read its channel may see" in answer.text


async def test_show_all_tells_each_what_they_may_see(hub: Cohort) -> None:
    kept = await Kept.of(hub)
    await hub.root.types("setup hub")
    for number in range(12):
        await hub.ada.posts_solution(f"It hangs, part {number}")
    await hub.time_passes(hours=40)

    hers = await all_pages(hub.grace, hub.recaps[0])
    his = await all_pages(kept.hub.linus, hub.recaps[0])

    assert "Payroll is slow" in hers
    assert "anzibar" not in hers
    assert "Payroll of Zanzibar leaks memory" in his


async def all_pages(person: Person, recap: Shown) -> str:
    """All that somebody reads behind *Show all*."""
    page = await person.presses(recap, "Show all")
    told = page.text
    while more := [label for label in page.buttons if label.startswith("More (")]:
        page = await person.presses(page, more[0])
        told += page.text
    return told
