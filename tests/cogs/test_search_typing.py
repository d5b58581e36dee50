"""Titles that are offered while somebody types into `/search`."""

import pytest

from tests.support.cohort import Cohort
from tests.support.weather import another_server


async def test_titles_that_begin_so_come_first_then_those_that_helped_then_new_ones(hub: Cohort) -> None:
    await hub.ada.posts_solution("My celery sleeps")
    await hub.ada.posts_solution("The celery eats")
    await hub.ada.logs_blocker("Celery hangs")
    await hub.ada.posts_solution("Redis hangs")
    await hub.grace.types("solution show", number="S1")
    await hub.grace.presses(await hub.grace.types("solution show", number="S1"), "This helped")

    offered = await hub.linus.completes("search", "query", "cele")

    assert offered == ["B1 · Celery hangs", "S1 · My celery sleeps", "S2 · The celery eats"]
    assert await hub.linus.completes("search", "query", "celery ha") == ["B1 · Celery hangs"]
    assert await hub.linus.completes("search", "query", "celery", kind="S") == [
        "S1 · My celery sleeps",
        "S2 · The celery eats",
    ]


async def test_before_anything_is_typed_the_newest_are_offered(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery sleeps")
    await hub.ada.shares_endpoint("GET", "/api/users/")

    assert await hub.linus.completes("search", "query", "") == ["E1 · GET /api/users/", "S1 · Celery sleeps"]


async def test_a_choice_opens_a_search_whose_first_hit_is_that_entry(hub: Cohort) -> None:
    for _ in range(3):
        await hub.ada.posts_solution("Celery sleeps")
    await hub.ada.logs_blocker("Celery sleeps")
    await hub.ada.resolves(hub.card("B1"))
    choices = await hub.linus.actor.autocomplete(hub.channel, "search", "query", "cel")
    chosen = next(each for each in choices if each["name"].startswith("S2"))

    answer = await hub.linus.types("search", query=chosen["value"])
    number = await hub.linus.types("search", query="b1")

    first = next(line for line in answer.text.splitlines() if line.startswith("**"))
    assert first == "**S2 · Celery sleeps**"
    assert answer.text.startswith("### “Celery sleeps”")
    assert "4 found" in answer.text
    assert "**B1 · Celery sleeps**\n" in number.text, "solved, but asked for by its number"
    thanks = await hub.linus.presses(answer, "This solved it")
    assert "“Celery sleeps”" in thanks.text


async def test_a_name_that_begins_with_a_dot_is_completed_and_mended_without_it(hub: Cohort) -> None:
    await hub.ada.posts_solution("My .gitignore has no effect")

    assert await hub.linus.completes("search", "query", "gitig") == ["S1 · My .gitignore has no effect"]
    assert await hub.linus.completes("search", "query", ".gitig") == ["S1 · My .gitignore has no effect"]
    assert "**S1 ·" in (await hub.linus.types("search", query="gitignre")).text


async def test_words_that_begin_like_a_number_are_searched_as_they_are(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery sleeps")
    await hub.ada.posts_solution("Uploads to an S1 bucket are denied")

    words = await hub.linus.types("search", query="S1 bucket denied")
    alone = await hub.linus.types("search", query="S1")

    assert "**S2 ·" in words.text
    assert "**S1 ·" not in words.text
    assert alone.text.index("**S1 ·") < alone.text.index("**S2 ·"), "both meanings, the entry first"


@pytest.mark.parametrize(
    "typed", ["S99999", "S1 ·", "*", '"^', "🙂", "x" * 2000, "the", "a\x00b", "S0", "S1 · · ·"]
)
async def test_whatever_is_typed_offers_at_most_25_and_can_be_searched_for(hub: Cohort, typed: str) -> None:
    await hub.ada.posts_solution("Celery sleeps")

    offered = await hub.linus.completes("search", "query", typed)
    answer = await hub.linus.types("search", query=typed)

    assert len(offered) <= 25
    assert answer.private
    assert "“" in answer.text


async def test_a_long_title_is_offered_within_discords_limit_and_found(hub: Cohort) -> None:
    title = ("Celery " + "w" * 72)[:80]
    await hub.ada.posts_solution(title)

    (offered,) = await hub.linus.completes("search", "query", "celery")

    assert len(offered) <= 100
    assert "**S1 · Celery" in (await hub.linus.types("search", query=offered)).text


async def test_another_servers_titles_are_never_offered(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery sleeps")
    other = another_server(hub)

    assert await other.linus.completes("search", "query", "celery") == []
    assert "Nothing found" in (await other.linus.types("search", query="S1 · Celery sleeps")).text
    assert await hub.linus.actor.user.autocomplete("search", "query", "celery") == []


@pytest.mark.parametrize("word", ["celry", "elery", "velery", "clery"])
async def test_words_that_nobody_wrote_are_mended_and_can_be_had_back(hub: Cohort, word: str) -> None:
    await hub.ada.posts_solution("Celery sleeps")
    answer = await hub.linus.types("search", query=f"{word} sleeps")
    assert f"Showing results for **celery** instead of {word}" in answer.text
    await hub.restarts()

    typed = await hub.linus.presses(answer, f"Search for {word}")

    assert typed.private
    assert "Showing results" not in typed.text
    assert f"### “{word} sleeps”" in typed.text


async def test_on_an_answer_for_all_the_words_as_typed_are_searched_privately(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery sleeps")
    await hub.linus.says(f"{hub.bot.user.mention if hub.bot.user else ''} celry sleeps")
    answer = hub.posts[-1]
    assert "instead of celry" in answer.text

    typed = await hub.grace.presses(answer, "Search for celry")

    assert typed.private
    assert hub.posts[-1].text == answer.text
