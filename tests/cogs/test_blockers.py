"""Blockers, as members live them."""

from tests.support.cohort import Cohort


async def test_a_second_helper_is_told_who_came_first(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Celery does not see my tasks")
    lists = [await helper.types("blocker list") for helper in (hub.linus, hub.grace)]

    await hub.linus.presses(lists[0], "I can help")
    answer = await hub.grace.presses(lists[1], "I can help")

    assert answer.private
    assert "linus" in answer.text


async def test_a_resolved_blocker_becomes_a_solution(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Celery does not see my tasks", tags="celery")
    await hub.linus.presses(card, "I can help")

    answer = await hub.linus.resolves(
        hub.card("B1"), cause="autodiscover was off", fix="Call autodiscover_tasks()"
    )

    assert "solution **S1**" in answer.text
    assert "Call autodiscover" in hub.card("B1").text
    found = await hub.grace.types("search", query="celery tasks autodiscover")
    assert "S1" in found.text
