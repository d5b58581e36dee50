"""What search learned from members: they see it, and can have it forgotten."""

from domain.models.alias import ALIASES_LIMIT, MEMBER_ALIASES_LIMIT
from tests.cogs.solutions import more
from tests.support.cohort import Answer, Cohort, Person


async def solved(person: Person, query: str) -> Answer:
    """Search, and say that the best hit solved it."""
    return await person.presses(await person.types("search", query=query), "This solved it")


async def test_the_other_wordings_of_a_solution_are_listed_with_who_used_them(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("Celery does not see my tasks")
    none = await more(hub.linus, card, "Other wordings")
    assert "There are none yet" in none.text
    await solved(hub.grace, "jobs *vanish* in celery")

    listed = await more(hub.linus, card, "Other wordings")

    assert listed.private
    assert r"“jobs \*vanish\* in celery”" in listed.text
    assert f"by {hub.grace.mention}" in listed.text
    assert listed.buttons == [], "only who used it, or who may edit the solution, can remove it"


async def test_a_wording_is_removed_by_who_used_it_or_may_edit_the_solution(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("Celery does not see my tasks")
    await solved(hub.grace, "jobs vanish in celery")
    await solved(hub.linus, "celery swallows everything")
    of_grace = await more(hub.grace, card, "Other wordings")
    of_ada = await more(hub.ada, card, "Other wordings")
    assert of_grace.buttons == ["Remove"]
    assert of_ada.buttons == ["Remove", "Remove"]
    await hub.restarts()

    left = await hub.grace.presses(of_grace, "Remove")
    late = await hub.ada.presses(of_ada, "Remove", near="jobs vanish")

    assert left.private
    assert "jobs vanish" not in left.text
    assert "celery swallows everything" in left.text
    assert "not kept any more" in late.text
    again = await hub.grace.types("search", query="jobs vanish in celery")
    assert "asked this before" not in again.text


async def test_many_wordings_have_pages(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("Celery does not see my tasks")
    people = [hub.grace, hub.linus, hub.ada, hub.root, hub.margaret]
    for number in range(ALIASES_LIMIT + 1):
        await solved(people[number // MEMBER_ALIASES_LIMIT], f"celery puzzle{number}")

    listed = await more(hub.ada, card, "Other wordings")
    first = listed.text
    second = await hub.ada.presses(listed, "More (1 of 2)")

    assert "“celery puzzle12”" in first
    assert "“celery puzzle1”" in second.text
    assert "“celery puzzle0”" not in first + second.text, "the oldest made room"
    assert second.buttons == ["Remove"] * 6 + ["Back"]


async def test_a_member_has_their_searches_and_wordings_forgotten(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("Celery does not see my tasks")
    await solved(hub.grace, "jobs vanish in celery")
    await solved(hub.linus, "celery swallows everything")
    old = await hub.grace.types("search", query="celery tasks")
    asks = await hub.grace.types("forget")
    assert asks.private
    assert "It cannot be undone" in asks.text
    assert "Not forgotten" in asks.text
    await hub.restarts()

    done = await hub.grace.presses(asks, "Forget it")
    again = await hub.grace.presses(await hub.grace.types("forget"), "Forget it")

    assert "Forgotten: 3 of your searches and wordings." in done.text
    assert "nothing of you to forget" in again.text
    listed = await more(hub.ada, card, "Other wordings")
    assert "jobs vanish" not in listed.text
    assert "celery swallows everything" in listed.text, "what others searched for stays"
    for label in ("This solved it", "Not it", "Log a blocker"):
        assert "Please ask again with /search" in (await hub.grace.presses(old, label)).text
    assert "helped 2" in hub.card("S1").text
