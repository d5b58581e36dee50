"""Past recaps can be looked up."""

from tests.support.cohort import Cohort


async def test_past_recaps_are_listed_with_links_and_what_became_of_each(hub: Cohort) -> None:
    assert "There is none yet" in (await hub.linus.types("recap history")).text
    await hub.ada.posts_solution("Celery hangs")
    await hub.time_passes(hours=40)  # posted
    await hub.time_passes(days=7)  # quiet
    await hub.time_passes(days=11)  # late

    answer = await hub.linus.types("recap history")

    assert answer.private
    late, quiet, posted = [line for line in answer.text.splitlines() if line.startswith("- ")]
    assert late.endswith("left out: too late, or paused")
    assert quiet.endswith("a quiet week")
    assert posted.startswith(
        "- <t:1766923200:D> to <t:1767369600:D>: [open it](https://discord.com/channels/"
    )
    assert posted.endswith(f"/{hub.recaps[0].message.id})")


async def test_of_a_recap_whose_message_was_deleted_the_history_says_so(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery hangs")
    await hub.time_passes(hours=40)
    await hub.root.deletes(hub.recaps[0])

    answer = await hub.linus.types("recap history")

    assert ": deleted" in answer.text


async def test_past_recaps_are_leafed_through_after_a_restart_too(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery hangs")
    for _ in range(11):
        await hub.root.types("recap now")

    first = await hub.linus.types("recap history")
    assert first.text.count("[open it]") == 10
    await hub.restarts()
    second = await hub.linus.presses(first, "More (1 of 2)")

    assert second.text.count("[open it]") == 1
    assert "11 in all" in second.text
