"""What members say of a solution after trying it, and what that does to it."""

from tests.support.cohort import Cohort, Shown


def found(answer: str) -> list[str]:
    """The numbers that a search shows, in its order."""
    return [line.split(" ")[0].strip("*") for line in answer.splitlines() if line.startswith("**S")]


async def posted(hub: Cohort, problem: str = "Celery hangs") -> Shown:
    return await hub.ada.posts_solution(problem, "Restart the worker.")


async def test_the_card_counts_whom_it_helped_and_whom_not(hub: Cohort) -> None:
    card = await posted(hub)
    assert "helped" not in card.text

    await hub.linus.presses(card, "This helped")
    await hub.grace.presses(card, "This helped")
    answer = await hub.margaret.presses(card, "Did not work")

    assert answer.private
    assert "did not work for you" in answer.text
    assert "helped 2 · did not work for 1" in hub.card("S1").text


async def test_ones_own_solution_cannot_be_said_to_have_helped(hub: Cohort) -> None:
    card = await posted(hub)

    answer = await hub.ada.presses(card, "This helped")

    assert answer.private
    assert "S1 is your own; others say whether it helped." in answer.text
    assert "helped" not in hub.card("S1").text


async def test_ones_own_solution_can_fail_oneself(hub: Cohort) -> None:
    card = await posted(hub)

    await hub.ada.presses(card, "Did not work")

    assert "did not work for 1" in hub.card("S1").text


async def test_pressed_again_it_is_taken_back(hub: Cohort) -> None:
    card = await posted(hub)
    await hub.linus.presses(card, "This helped")
    await hub.restarts()

    answer = await hub.linus.presses(card, "This helped")

    assert "Taken back: you say nothing of **S1 · Celery hangs** any more." in answer.text
    assert "helped" not in hub.card("S1").text


async def test_who_changes_their_mind_is_counted_once(hub: Cohort) -> None:
    card = await posted(hub)
    await hub.linus.presses(card, "This helped")

    await hub.linus.presses(card, "Did not work")

    assert "did not work for 1" in hub.card("S1").text
    assert "helped 1" not in hub.card("S1").text


async def test_two_who_press_at_once_both_count(hub: Cohort) -> None:
    card = await posted(hub)

    await hub.at_once(hub.linus.presses(card, "This helped"), hub.grace.presses(card, "This helped"))

    assert "helped 2" in hub.card("S1").text


async def test_one_who_presses_both_at_once_is_counted_once(hub: Cohort) -> None:
    card = await posted(hub)

    await hub.at_once(hub.linus.presses(card, "This helped"), hub.linus.presses(card, "Did not work"))

    assert ("helped 1" in hub.card("S1").text) != ("did not work for 1" in hub.card("S1").text)


async def test_after_two_failures_it_is_unconfirmed_until_it_helps_again(hub: Cohort) -> None:
    card = await posted(hub)
    await hub.time_passes(days=1)
    await hub.linus.presses(card, "Did not work")
    assert "unconfirmed" not in hub.card("S1").text

    await hub.grace.presses(card, "Did not work")
    assert "unconfirmed since <t:" in hub.card("S1").text

    await hub.time_passes(hours=1)
    await hub.margaret.presses(card, "This helped")
    assert "unconfirmed" not in hub.card("S1").text
    assert "helped 1 · did not work for 2" in hub.card("S1").text


async def test_what_nobody_confirmed_for_half_a_year_says_so(hub: Cohort) -> None:
    await posted(hub)
    await hub.time_passes(days=179)
    assert "unconfirmed" not in hub.card("S1").text

    await hub.time_passes(days=2)

    assert "unconfirmed since <t:" in hub.card("S1").text


async def test_who_is_helped_in_time_puts_the_doubt_off(hub: Cohort) -> None:
    card = await posted(hub)
    await hub.time_passes(days=100)
    await hub.linus.presses(card, "This helped")
    await hub.time_passes(days=100)

    assert "unconfirmed" not in hub.card("S1").text


async def test_search_shows_the_unconfirmed_later_and_says_so(hub: Cohort) -> None:
    await posted(hub)
    doubted = await posted(hub)
    asked = "celery hangs"
    assert found((await hub.grace.types("search", query=asked)).text) == ["S2", "S1"], "the newer one first"
    await hub.time_passes(minutes=1)

    for person in (hub.linus, hub.grace):
        await person.presses(doubted, "Did not work")

    answer = await hub.grace.types("search", query=asked)
    assert found(answer.text) == ["S1", "S2"]
    assert "solution, unconfirmed since <t:" in answer.text


async def test_the_votes_of_a_blockers_solution_are_given_where_it_is_shown(hub: Cohort) -> None:
    blocker = await hub.ada.logs_blocker("Celery hangs")
    await hub.ada.resolves(blocker)

    shown = await hub.linus.presses(hub.card("B1"), "Show S1")
    await hub.linus.presses(shown, "This helped")

    assert "helped 1" in (await hub.linus.types("solution show", number="S1")).text
    assert "-# S1: helped 1" in hub.card("B1").text


async def test_a_blockers_card_says_that_its_solution_is_in_doubt(hub: Cohort) -> None:
    blocker = await hub.ada.logs_blocker("Celery hangs")
    await hub.ada.resolves(blocker, code="```python\nfix()\n```")
    assert "```python\nfix()" in hub.card("B1").text

    await hub.time_passes(days=181)

    assert "-# S1: unconfirmed since <t:" in hub.card("B1").text
