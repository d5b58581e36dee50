"""Logging a blocker, from the form to the card, and what may make it needless on the way."""

import pytest

from domain.models.entries import Member
from tests.support.cohort import Answer, Cohort, Person, Shown
from tests.support.weather import another_server

PROBLEM = "The worker says: Received unregistered task of type orders.task.send_receipt"
GOAL = "Send receipts from a Celery task"
HAPPENED = "[ERROR] Received unregistered task of type 'orders.tasks.send'. The message was ignored."


async def writes(person: Person, **written: str) -> Answer:
    """Fill in the form of a blocker like the one that S1 solves."""
    opened = await person.types("blocker log")
    return await person.submits(opened, **{"goal": GOAL, "happened": HAPPENED, **written})


def moderator(hub: Cohort) -> Member:
    return Member(hub.margaret.id, "margaret", moderator=True)


@pytest.fixture
async def solved(hub: Cohort) -> Shown:
    """A solution that fits: S1."""
    return await hub.linus.posts_solution(PROBLEM, "Name the file tasks.py, in the app's folder.")


async def test_what_nothing_resembles_is_logged_at_once(hub: Cohort) -> None:
    answer = await writes(hub.ada)

    assert answer.private
    assert f"**B1 · {GOAL}** is logged." in answer.text
    assert str(hub.card("B1").id) in answer.shown.links[0]
    assert "Received unregistered task" in hub.card("B1").text


async def test_an_earlier_solution_is_shown_before_anything_is_posted(hub: Cohort, solved: Shown) -> None:
    answer = await writes(hub.ada)

    assert answer.private
    assert answer.text.startswith("### This may have been solved already")
    assert "**S1 · The worker says" in answer.text
    assert f"Your blocker: {GOAL}" in answer.text
    assert answer.buttons == ["Solved mine", "Show S1", "Go to the card", "Post anyway", "Discard"]
    assert str(solved.id) in answer.shown.links[0]
    assert len(hub.posts) == 1


async def test_three_earlier_entries_are_shown_at_most(hub: Cohort) -> None:
    for _ in range(4):
        await hub.linus.posts_solution(PROBLEM)

    assert (await writes(hub.ada)).buttons.count("Solved mine") == 3


async def test_what_only_shares_common_words_bothers_nobody(hub: Cohort) -> None:
    await hub.linus.posts_solution("Django asks for a default when I add a field to a model", "Give it one.")

    answer = await writes(hub.ada, goal="Run my Django app", happened="It asks for a password, I have none.")

    assert "is logged" in answer.text


async def test_an_endpoint_is_no_answer_to_a_blocker(hub: Cohort) -> None:
    await hub.linus.shares_endpoint("GET", "/api/tasks", summary=HAPPENED)

    assert "is logged" in (await writes(hub.ada)).text


# -------------------------------------------------------------------------------------- solved mine


@pytest.mark.usefixtures("solved")
async def test_solved_mine_counts_as_help_and_posts_nothing(hub: Cohort) -> None:
    offered = await writes(hub.ada)
    await hub.restarts()
    answer = await hub.ada.presses(offered, "Solved mine", near="S1")

    assert "Good to know that **S1" in answer.text
    assert answer.buttons == ["Show S1", "Undo"]
    assert len(hub.posts) == 1
    assert (await hub.bot.hub.solutions.get(hub.guild.id, 1)).helped == 1


@pytest.mark.usefixtures("solved")
async def test_solved_mine_can_be_undone_and_the_draft_comes_back(hub: Cohort) -> None:
    thanks = await hub.ada.presses(await writes(hub.ada), "Solved mine", near="S1")
    await hub.restarts()
    offered = await hub.ada.presses(thanks, "Undo")

    assert "This may have been solved already" in offered.text
    assert (await hub.bot.hub.solutions.get(hub.guild.id, 1)).helped == 0

    await hub.ada.presses(offered, "Post anyway")
    assert GOAL in hub.card("B1").text


@pytest.mark.usefixtures("solved")
async def test_a_solution_that_was_retired_meanwhile_cannot_have_solved_it(hub: Cohort) -> None:
    offered = await writes(hub.ada)
    await hub.bot.hub.solutions.retire(hub.guild.id, 1, by=moderator(hub))
    answer = await hub.ada.presses(offered, "Solved mine", near="S1")

    assert answer.private
    assert "S1" in answer.text
    assert (await hub.bot.hub.solutions.get(hub.guild.id, 1)).helped == 0


@pytest.mark.usefixtures("solved")
async def test_one_s_own_solution_is_not_counted_as_help(hub: Cohort) -> None:
    answer = await hub.linus.presses(await writes(hub.linus), "Solved mine", near="S1")

    assert "Good to know" in answer.text
    assert (await hub.bot.hub.solutions.get(hub.guild.id, 1)).helped == 0

    assert "Post anyway" in (await hub.linus.presses(answer, "Undo")).buttons


async def test_the_card_of_the_blocker_that_it_solved_tells_of_the_help_too(hub: Cohort) -> None:
    await hub.linus.resolves(await hub.linus.logs_blocker(GOAL, happened=HAPPENED))
    offered = await writes(hub.ada)
    assert "**S1" in offered.text

    assert "Good to know" in (await hub.ada.presses(offered, "Solved mine", near="S1")).text


# ------------------------------------------------------------------------------- post, same, discard


@pytest.mark.usefixtures("solved")
async def test_post_anyway_logs_it_and_says_where(hub: Cohort) -> None:
    offered = await writes(hub.ada, tried="Restarted the worker.")
    await hub.restarts()
    answer = await hub.ada.presses(offered, "Post anyway")

    assert "is logged" in answer.text
    assert "Post anyway" not in answer.buttons
    assert "Restarted the worker." in hub.card("B1").text


@pytest.mark.usefixtures("solved")
async def test_it_is_posted_once_however_often_it_is_pressed(hub: Cohort) -> None:
    offered = await writes(hub.ada)
    answers = await hub.at_once(
        hub.ada.presses(offered, "Post anyway"), hub.ada.presses(offered, "Post anyway")
    )

    assert len(hub.posts) == 2, "the solution and one blocker"
    assert any("This draft is not there any more" in answer.text for answer in answers)


async def test_somebody_stuck_on_the_same_joins_the_blocker_that_waits(hub: Cohort) -> None:
    await hub.linus.logs_blocker(GOAL, happened=HAPPENED)
    offered = await writes(hub.ada)
    assert offered.buttons == ["Same as mine", "Show B1", "Go to the card", "Post anyway", "Discard"]

    answer = await hub.ada.presses(offered, "Same as mine", near="B1")

    assert "holds you up too" in answer.text
    assert answer.buttons == ["Go to the card", "Not me any more"]
    assert len(hub.posts) == 1
    assert "1 more said" in hub.card("B1").text


async def test_one_s_own_blocker_that_waits_is_shown_and_not_joined(hub: Cohort) -> None:
    await hub.ada.logs_blocker(GOAL, happened=HAPPENED)

    assert (await writes(hub.ada)).buttons == ["Show B1", "Go to the card", "Post anyway", "Discard"]


async def test_who_said_me_too_before_hears_so_and_keeps_the_draft(hub: Cohort) -> None:
    card = await hub.linus.logs_blocker(GOAL, happened=HAPPENED)
    await hub.ada.presses(card, "Me too")
    offered = await writes(hub.ada)

    answer = await hub.ada.presses(offered, "Same as mine", near="B1")

    assert "You said “Me too” to B1 already" in answer.text
    assert "is logged" in (await hub.ada.presses(offered, "Post anyway")).text


@pytest.mark.usefixtures("solved")
async def test_discard_gives_back_what_was_written(hub: Cohort) -> None:
    offered = await writes(hub.ada, tried="Restarted the worker.")
    answer = await hub.ada.presses(offered, "Discard")

    assert answer.text.startswith("Discarded; nothing was posted.")
    for written in (GOAL, HAPPENED, "Restarted the worker."):
        assert written in answer.text
    assert answer.buttons == []
    assert (await hub.ada.types("blocker log")).form.filled["goal"] == ""


@pytest.mark.usefixtures("solved")
async def test_two_members_have_their_drafts_at_the_same_time(hub: Cohort) -> None:
    ada, grace = await writes(hub.ada), await writes(hub.grace, goal="Send letters from a Celery task")
    await hub.at_once(hub.ada.presses(ada, "Post anyway"), hub.grace.presses(grace, "Post anyway"))

    assert {GOAL in post.text for post in hub.posts[1:]} == {True, False}


@pytest.mark.usefixtures("solved")
async def test_another_server_s_solutions_are_not_offered(hub: Cohort) -> None:
    other = another_server(hub)

    assert "is logged" in (await writes(other.ada)).text


# ----------------------------------------------------------------------------------------- left behind


@pytest.mark.usefixtures("solved")
async def test_a_draft_left_behind_is_offered_again(hub: Cohort) -> None:
    await writes(hub.ada)
    await hub.time_passes(hours=23)
    await hub.restarts()

    answer = await hub.ada.types("blocker log")
    assert answer.private
    assert "You began a blocker <t:" in answer.text
    assert f"**{GOAL}**" in answer.text
    assert answer.buttons == ["Go on with it", "Start anew", "Discard"]

    offered = await hub.ada.presses(answer, "Go on with it")
    assert offered.buttons[-2:] == ["Post anyway", "Discard"]
    await hub.ada.presses(offered, "Post anyway")
    assert GOAL in hub.card("B1").text


@pytest.mark.usefixtures("solved")
async def test_after_a_day_it_is_forgotten(hub: Cohort) -> None:
    offered = await writes(hub.ada)
    await hub.time_passes(hours=25)

    assert (await hub.ada.types("blocker log")).form.title == "Log a blocker"
    await hub.bot.do_chores()
    assert "is older than a day" in (await hub.ada.presses(offered, "Post anyway")).text


@pytest.mark.usefixtures("solved")
async def test_what_a_solution_settled_is_not_offered_again(hub: Cohort) -> None:
    await hub.ada.presses(await writes(hub.ada), "Solved mine", near="S1")

    assert (await hub.ada.types("blocker log")).form.title == "Log a blocker"


@pytest.mark.usefixtures("solved")
async def test_whoever_starts_anew_keeps_the_old_draft_until_the_new_one_is_written(hub: Cohort) -> None:
    await writes(hub.ada)
    opened = await hub.ada.presses(await hub.ada.types("blocker log"), "Start anew")
    assert opened.form.filled["goal"] == ""
    assert f"**{GOAL}**" in (await hub.ada.types("blocker log")).text

    await hub.ada.submits(opened, goal="Draw a chart", happened="It stays white.")

    assert "### B1 · Draw a chart" in hub.card("B1").text
    assert (await hub.ada.types("blocker log")).form.title == "Log a blocker"


@pytest.mark.usefixtures("solved")
async def test_a_draft_that_was_posted_meanwhile_stands_in_nobody_s_way(hub: Cohort) -> None:
    offered = await writes(hub.ada)
    opened = await hub.ada.presses(await hub.ada.types("blocker log"), "Start anew")
    await hub.ada.presses(offered, "Post anyway")

    await hub.ada.submits(opened, goal="Draw a chart", happened="It stays white.")

    assert [post.text[4:6] for post in hub.posts] == ["S1", "B1", "B2"]


@pytest.mark.usefixtures("solved")
async def test_when_nothing_resembles_it_any_more_it_can_just_be_posted(hub: Cohort) -> None:
    await writes(hub.ada)
    await hub.bot.hub.solutions.retire(hub.guild.id, 1, by=moderator(hub))
    offered = await hub.ada.presses(await hub.ada.types("blocker log"), "Go on with it")

    assert offered.text.startswith("### Ready to be posted")
    assert "is logged" in (await hub.ada.presses(offered, "Post")).text
