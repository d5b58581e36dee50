"""Lists of solutions, each with what one can do beside it."""

from tests.cogs.solutions import more, saved
from tests.support.cohort import Answer, Cohort


def listed(answer: Answer) -> list[str]:
    """The numbers of a list, in its order."""
    lines = [line for line in answer.text.splitlines() if line.startswith("**S")]
    return [line.removeprefix("**").split(" ")[0] for line in lines]


async def three(hub: Cohort) -> None:
    """Three solutions, a minute apart: two of ada, one of linus about Redis."""
    await hub.ada.posts_solution("Celery hangs", tags="celery")
    await hub.time_passes(minutes=1)
    await hub.linus.posts_solution("Redis forgets", tags="redis")
    await hub.time_passes(minutes=1)
    await hub.ada.posts_solution("Celery sleeps", tags="celery")


async def test_the_newest_come_first_each_with_its_standing_and_its_button(hub: Cohort) -> None:
    await three(hub)

    answer = await hub.grace.types("solution list")
    shown = await hub.grace.presses(answer, "Show", near="S2")

    assert answer.private
    assert "### Solutions: newest first\n-# 3 in all" in answer.text
    assert listed(answer) == ["S3", "S2", "S1"]
    assert f"-# solution · by {hub.linus.mention}" in answer.text
    assert f"[(card)](https://discord.com/channels/{hub.guild.id}/" in answer.text
    assert shown.text.startswith("### S2 · Redis forgets")


async def test_those_that_helped_most_can_come_first(hub: Cohort) -> None:
    await three(hub)
    await hub.linus.presses(hub.card("S1"), "This helped")

    answer = await hub.grace.types("solution list", show="helped")

    assert listed(answer) == ["S1", "S3", "S2"]
    assert "helped 1" in answer.text


async def test_one_finds_ones_own_and_those_with_a_tag(hub: Cohort) -> None:
    await three(hub)

    assert listed(await hub.ada.types("solution list", show="mine")) == ["S3", "S1"]
    assert listed(await hub.linus.types("solution list", tag="#Celery")) == ["S3", "S1"]
    assert listed(await hub.linus.types("solution list", show="mine", tag="celery")) == []
    assert await hub.ada.completes("solution list", "tag", "red") == ["redis"]


async def test_one_finds_those_made_with_ones_words_or_help(hub: Cohort) -> None:
    await saved(hub)
    blocker = await hub.ada.logs_blocker("Redis forgets")
    await hub.linus.presses(blocker, "I can help")
    await hub.ada.resolves(blocker)

    assert listed(await hub.linus.types("solution list", show="credits")) == ["S2", "S1"]
    assert listed(await hub.ada.types("solution list", show="credits")) == ["S1"]
    assert listed(await hub.grace.types("solution list", show="credits")) == []


async def test_the_unconfirmed_can_be_looked_through(hub: Cohort) -> None:
    await three(hub)
    assert listed(await hub.grace.types("solution list", show="unconfirmed")) == []
    await hub.time_passes(minutes=1)
    for person in (hub.linus, hub.grace):
        await person.presses(hub.card("S1"), "Did not work")

    answer = await hub.grace.types("solution list", show="unconfirmed")

    assert listed(answer) == ["S1"]
    assert "-# unconfirmed since <t:" in answer.text


async def test_what_is_out_of_use_is_not_listed_and_what_is_superseded_says_so(hub: Cohort) -> None:
    await three(hub)
    await more(hub.margaret, hub.card("S2"), "Retire")
    await hub.ada.submits(await more(hub.ada, hub.card("S1"), "Superseded by…"), newer="S3")

    answer = await hub.grace.types("solution list")

    assert listed(answer) == ["S3", "S1"]
    assert "-# superseded by S3" in answer.text


async def test_a_long_list_is_paged_and_its_buttons_last(hub: Cohort) -> None:
    for number in range(1, 7):
        await hub.ada.posts_solution(f"Celery puzzle {number}", tags="007")
    answer = await hub.grace.types("solution list", tag="007")
    assert listed(answer) == ["S6", "S5", "S4", "S3", "S2"]
    await hub.restarts()

    second = await hub.grace.presses(answer, "More (1 of 2)")
    assert listed(second) == ["S1"]
    assert "tag 007" in second.text
    await more(hub.margaret, hub.card("S6"), "Retire")
    first = await hub.grace.presses(second, "Back")

    assert listed(first) == ["S5", "S4", "S3", "S2", "S1"]


async def test_a_page_that_is_no_longer_there_shows_the_last_one(hub: Cohort) -> None:
    for number in range(1, 7):
        await hub.ada.posts_solution(f"Celery puzzle {number}")
    answer = await hub.grace.types("solution list")
    await more(hub.margaret, hub.card("S6"), "Retire")

    assert listed(await hub.grace.presses(answer, "More (1 of 2)")) == ["S5", "S4", "S3", "S2", "S1"]


async def test_an_empty_list_says_how_to_fill_it(hub: Cohort) -> None:
    assert "`/solution post` keeps what you found out." in (await hub.ada.types("solution list")).text
