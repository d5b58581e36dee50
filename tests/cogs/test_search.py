"""Search, as members live it."""

import pytest

from cogs.search.buttons import PageButton
from cogs.ui.cards import note
from domain.models.search import QUERY_LIMIT
from tests.support.cohort import Answer, Cohort
from tests.support.weather import another_server, restart

TRACEBACK = """Traceback (most recent call last):
  File "/app/tasks.py", line 3, in <module>
    from celery import shared_task
ModuleNotFoundError: No module named 'celery' <@1> @everyone **"""


def order(answer: Answer, *refs: str) -> list[str]:
    """Those of the entries that an answer shows, in its order."""
    shown = [ref for ref in refs if f"**{ref} ·" in answer.text]
    return sorted(shown, key=answer.text.index)


async def test_the_best_match_of_all_kinds_comes_first_with_its_words_in_bold(hub: Cohort) -> None:
    await hub.ada.posts_solution("CORS blocks the login form", "Add the origin to CORS_ALLOWED_ORIGINS")
    await hub.linus.logs_blocker("Docker cannot reach Redis", happened="The origin is refused")
    await hub.grace.shares_endpoint("POST", "/api/login/", summary="Logs a member in")

    answer = await hub.grace.types("search", query="login blocked by CORS origins?")

    assert answer.private
    assert order(answer, "S1", "B1", "E1")[0] == "S1"
    assert set(order(answer, "S1", "B1", "E1")) == {"S1", "B1", "E1"}
    assert r"Add the **origin** to **CORS\_ALLOWED\_ORIGINS**" in answer.text
    assert "3 found" in answer.text
    assert "solution · " in answer.text


async def test_a_hit_opens_its_entry(hub: Cohort) -> None:
    await hub.ada.posts_solution("CORS blocks the login form", "Add the origin")
    answer = await hub.grace.types("search", query="CORS login")

    shown = await hub.grace.presses(answer, "Show", near="S1")

    assert shown.private
    assert "### S1 · CORS blocks the login form" in shown.text


async def test_kind_and_tag_narrow_what_is_found(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery sleeps", tags="celery")
    await hub.linus.logs_blocker("Celery sleeps deeply", tags="celery n_1_x")
    await hub.grace.posts_solution("Celery eats memory")

    of_kind = await hub.ada.types("search", query="celery", kind="B")
    of_tag = await hub.ada.types("search", query="celery", tag="#Celery")
    of_both = await hub.ada.types("search", query="celery", kind="S", tag="n_1_x")

    assert order(of_kind, "S1", "B1", "S2") == ["B1"]
    assert "blockers only" in of_kind.text
    assert set(order(of_tag, "S1", "B1", "S2")) == {"S1", "B1"}
    assert "tag celery" in of_tag.text
    assert "Nothing found" in of_both.text
    assert r"solutions only · tag n\_1\_x" in of_both.text


async def test_author_state_and_time_narrow_what_is_found(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery sleeps")
    await hub.time_passes(days=10)
    await hub.linus.posts_solution("Celery sleeps again")
    blocker = await hub.ada.logs_blocker("Celery sleeps deeply")
    await hub.ada.resolves(blocker)
    every = ("S1", "S2", "S3", "B1")

    of_ada = await hub.grace.types("search", query="celery sleeps", author=hub.ada.actor)
    solved = await hub.grace.types("search", query="celery sleeps", state="solved")
    lately = await hub.grace.types("search", query="celery sleeps", time="week", kind="S")

    assert set(order(of_ada, *every)) == {"S1", "S3"}
    assert f"by {hub.ada.mention}" in of_ada.text
    assert order(solved, *every) == ["B1"]
    assert "state: solved" in solved.text
    assert set(order(lately, *every)) == {"S2", "S3"}
    assert "solutions only · since <t:" in lately.text


async def test_a_state_that_its_kind_cannot_be_in_is_refused_with_a_sentence(hub: Cohort) -> None:
    answer = await hub.ada.types("search", query="celery", kind="E", state="solved")

    assert answer.private
    assert "An endpoint is never “solved”: that is a state of blockers." in answer.text


async def test_a_search_that_is_narrowed_to_nothing_says_what_to_drop(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery sleeps", tags="celery")
    await hub.ada.logs_blocker("Redis sleeps")
    answer = await hub.linus.types("search", query="celery sleeps", kind="B", tag="celery")
    assert "Without the kind: 1 found." in answer.text
    assert "Without the tag: 1 found." in answer.text
    assert "Without the filters: 2 found." in answer.text
    await restart(hub)

    everything = await hub.linus.presses(answer, "Search everything")

    assert everything.private
    assert set(order(everything, "S1", "B1")) == {"S1", "B1"}
    assert "only" not in everything.text


async def test_where_nothing_is_found_anyway_no_filter_is_blamed(hub: Cohort) -> None:
    answer = await hub.linus.types("search", query="celery", kind="B")

    assert "Nothing is found without the filter either." in answer.text
    assert answer.buttons == ["Log a blocker"]


async def test_tags_complete_while_typing(hub: Cohort) -> None:
    await hub.linus.logs_blocker("Celery sleeps", tags="celery django")

    assert await hub.ada.completes("search", "tag", "#ce", query="x") == ["celery"]


async def test_two_tags_at_once_are_refused_with_a_sentence(hub: Cohort) -> None:
    answer = await hub.ada.types("search", query="celery", tag="celery, django")

    assert answer.private
    assert "one tag at a time" in answer.text


async def test_the_pages_of_a_search_work_after_a_restart(hub: Cohort) -> None:
    for number in range(12):
        await hub.ada.posts_solution(f"Celery puzzle {number}")
    page = await hub.linus.types("search", query="celery puzzle")
    assert page.private
    assert "Back" not in page.buttons
    texts = [page.text]

    await restart(hub)
    for label in ("More", "More", "Back"):
        page = await hub.linus.presses(page, label)
        texts.append(page.text)

    first, second, third, again = texts
    assert "12 found, page 1 of 3" in first
    assert "page 2 of 3" in second
    assert "page 3 of 3" in third
    assert again == second
    assert [text.count("\n**S") for text in texts] == [5, 5, 2, 5]
    assert all(f"Celery puzzle {number}**" in first + second + third for number in range(12))


async def test_the_last_page_has_no_more(hub: Cohort) -> None:
    for number in range(6):
        await hub.ada.posts_solution(f"Celery puzzle {number}")
    page = await hub.linus.types("search", query="celery puzzle")

    page = await hub.linus.presses(page, "More")

    assert "More" not in page.buttons
    assert page.buttons == ["Show", "This solved it", "Not it", "Back", "Log a blocker"]


async def test_a_page_that_is_there_no_more_leads_to_the_last_one(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery puzzle")
    await hub.linus.types("search", query="celery")
    channel = hub.bot.get_partial_messageable(hub.channel.id, guild_id=hub.guild.id)
    await channel.send(view=note("A search", PageButton(1, 7)))

    page = await hub.linus.presses(hub.posts[-1], "More")

    assert "Celery puzzle" in page.text
    assert page.buttons == ["Show", "This solved it", "Not it", "Log a blocker"]


async def test_where_nothing_is_found_the_question_becomes_a_blocker(hub: Cohort) -> None:
    answer = await hub.ada.types("search", query="Why is my GraphQL resolver called twice?")
    assert "Nothing found" in answer.text

    form = (await hub.ada.presses(answer, "Log a blocker")).form

    assert form.filled["happened"] == "Why is my GraphQL resolver called twice?"
    logged = await hub.ada.submits(form, goal="Call the resolver once", urgency="today")
    assert "is logged" in logged.text
    assert "Why is my GraphQL resolver called twice?" in hub.card("B1").text


async def test_a_question_longer_than_the_forms_field_fills_it_as_far_as_it_goes(hub: Cohort) -> None:
    answer = await hub.ada.types("search", query="zzz " * 500)

    form = (await hub.ada.presses(answer, "Log a blocker")).form

    assert form.filled["happened"].startswith("zzz zzz")
    assert len(form.filled["happened"]) == 1500


@pytest.mark.parametrize(
    "query",
    [
        '"celery" AND NOT (sleeps OR NEAR(x y)) *^:-+{}',
        "celery*",
        '"',
        "🙂🔥",
        TRACEBACK,
        "celery " * (QUERY_LIMIT // 7),
        "_" * QUERY_LIMIT,
        "ce\x00le\x1bry",
        "[click](http://evil.example) `x` ```y",
        "<@1> @everyone <#2> </x:3>",
    ],
)
async def test_any_text_can_be_searched_for(hub: Cohort, query: str) -> None:
    answer = await hub.ada.types("search", query=query)

    assert answer.private
    assert "Nothing found for “" in answer.text
    assert "<@1>" not in answer.text
    assert "@everyone" not in answer.text
    assert "\n[click]" not in answer.text


async def test_a_query_of_invisible_signs_is_answered_with_what_to_type(hub: Cohort) -> None:
    answer = await hub.ada.types("search", query=" \u200b\x00 ")

    assert answer.private
    assert "Type a few words, or paste the error" in answer.text


async def test_a_pasted_traceback_finds_who_had_it_before(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Run the worker", happened="ModuleNotFoundError: No module named 'celery'")

    answer = await hub.grace.types("search", query=TRACEBACK.partition(" <@1>")[0])

    assert order(answer, "B1") == ["B1"]
    assert "**ModuleNotFoundError**" in answer.text
    assert "**same error**" in answer.text
    assert answer.text.startswith("### “ModuleNotFoundError: No module named celery”\n")
    assert "Traceback" not in answer.text.splitlines()[0]


async def test_another_servers_entries_are_never_found(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery sleeps", "Our secret", tags="celery")
    other = another_server(hub)
    await other.ada.logs_blocker("Celery of the others", tags="celery-of-others")

    here = await hub.linus.types("search", query="celery sleeps others secret")
    there = await other.linus.types("search", query="celery sleeps others secret")

    assert order(here, "S1", "B1") == ["S1"]
    assert order(there, "S1", "B1") == ["B1"]
    assert "secret" not in there.text.split("\n", 1)[1]
    assert await other.linus.completes("search", "tag", "", query="x") == ["celery-of-others"]


async def test_another_servers_search_cannot_be_turned(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery sleeps")
    await hub.linus.types("search", query="celery")
    other = another_server(hub)
    channel = hub.bot.get_partial_messageable(other.channel.id, guild_id=other.guild.id)
    await channel.send(view=note("Somebody else's search", PageButton(1, 0)))

    answer = await other.ada.presses(other.posts[-1], "More")

    assert answer.private
    assert "too old to go on with" in answer.text
    assert "Celery sleeps" not in answer.text


async def test_a_search_can_be_paged_for_ninety_days_and_then_says_so(hub: Cohort) -> None:
    for number in range(6):
        await hub.ada.posts_solution(f"Celery puzzle {number}")
    asked = await hub.linus.types("search", query="celery puzzle")
    channel = hub.bot.get_partial_messageable(hub.channel.id, guild_id=hub.guild.id)
    await channel.send(
        view=note("The search", PageButton(int(asked.shown.custom_id("More").split(":")[2]), 1))
    )
    card = hub.posts[-1]

    await hub.time_passes(days=90)
    await hub.bot.do_chores()
    page = await hub.linus.presses(card, "More")
    assert page.private, "what the reader may see, not everybody may"
    assert "page 2 of 2" in page.text

    await hub.time_passes(hours=1)
    await hub.bot.do_chores()
    answer = await hub.linus.presses(page, "Back")

    assert answer.private
    assert "Please ask again with /search" in answer.text


async def test_search_in_a_direct_message_says_where_it_works(hub: Cohort) -> None:
    answer = await hub.ada.types_in_private("search", query="celery")

    assert "in a server's channels" in answer.text
