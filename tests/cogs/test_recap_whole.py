"""*Show all* on a recap: what its message had no room for, in private pages."""

import re

from tests.support.cohort import Answer, Cohort


async def full_week(hub: Cohort) -> None:
    """A week with more solutions than the recap names."""
    for number in range(1, 14):
        await hub.ada.posts_solution(f"Celery sleeps, part {number}")


def told_in(page: Answer) -> list[int]:
    """Which of these solutions a page tells of."""
    return [int(number) for number in re.findall(r"Celery sleeps, part (\d+)", page.text)]


async def test_all_that_was_counted_is_shown_privately_page_by_page(hub: Cohort) -> None:
    await full_week(hub)
    await hub.root.types("recap now")
    recap = hub.recaps[0]
    assert "and 5 more" in recap.text

    page = await hub.linus.presses(recap, "Show all")
    assert page.private
    assert page.text.startswith("### The whole recap\n-# <t:")
    assert told_in(page) == list(range(13, 5, -1))

    page = await hub.linus.presses(page, "More (1 of 2)")
    assert "**New solutions** (13)" in page.text
    assert told_in(page) == list(range(5, 0, -1))
    assert told_in(await hub.linus.presses(page, "Back")) == list(range(13, 5, -1))


async def test_it_works_on_a_preview_and_after_a_restart(hub: Cohort) -> None:
    await full_week(hub)
    preview = await hub.linus.types("recap preview")
    await hub.restarts()

    answer = await hub.linus.presses(preview, "Show all")

    assert answer.private
    assert "**New solutions** (13)" in answer.text


async def test_who_waits_can_be_helped_right_there(hub: Cohort) -> None:
    for number in range(12):
        await hub.ada.logs_blocker(f"It hangs, part {number}")
    await hub.root.types("recap now")

    first = await hub.linus.presses(hub.recaps[0], "Show all")
    second = await hub.linus.presses(first, "More (1 of 2)")
    await hub.linus.presses(second, "I can help", near="It hangs, part 11")

    assert f"{hub.linus.mention} helps" in hub.card("B12").text


async def test_a_week_that_is_told_in_full_has_no_such_button(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await hub.root.types("recap now")

    assert "Show all" not in hub.recaps[0].buttons
