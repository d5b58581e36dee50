"""*Me too*: who is stuck on the same is counted, and can change their mind."""

from tests.support.cohort import Cohort


async def test_the_card_counts_who_is_stuck_on_the_same(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")

    answer = await hub.linus.presses(card, "Me too")
    await hub.grace.presses(hub.card("B1"), "Me too")

    assert answer.private
    assert "You are told once it is solved" in answer.text
    assert "2 more said “Me too”" in hub.card("B1").text


async def test_one_person_counts_once(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "Me too")

    again = await hub.linus.presses(hub.card("B1"), "Me too")

    assert "You said “Me too” to B1 already" in again.text
    assert "1 more said “Me too”" in hub.card("B1").text


async def test_the_author_is_told_anyway(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")

    answer = await hub.ada.presses(card, "Me too")

    assert "B1 is your own, so you are told anyway." in answer.text


async def test_who_is_not_affected_any_more_is_not_counted(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    joined = await hub.linus.presses(card, "Me too")

    await hub.linus.presses(joined, "Not me any more")
    again = await hub.linus.presses(joined, "Not me any more")

    assert "Me too" not in hub.card("B1").text
    assert "You did not say “Me too” to B1." in again.text


async def test_more_offers_the_way_back(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "Me too")

    assert "Not me any more" in (await hub.linus.presses(hub.card("B1"), "More…")).buttons
    assert "Not me any more" not in (await hub.grace.presses(hub.card("B1"), "More…")).buttons


async def test_once_it_is_solved_there_is_nothing_to_take_back(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "Me too")
    await hub.ada.resolves(card)

    assert "Not me any more" not in (await hub.linus.presses(hub.card("B1"), "More…")).buttons


async def test_two_at_the_same_moment_both_count(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")

    await hub.at_once(hub.linus.presses(card, "Me too"), hub.grace.presses(card, "Me too"))

    assert "2 more said “Me too”" in hub.card("B1").text
