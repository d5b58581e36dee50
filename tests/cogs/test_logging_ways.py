"""The ways that lead to a blocker's form: a message, a link to one, an empty search, a solution that failed."""

import pytest

from tests.cogs.test_logging import GOAL, HAPPENED
from tests.cogs.test_solutions_linked import HIDDEN, asked_nexus, refused
from tests.support.cohort import Cohort, Upload

MENU = "Log as blocker"


async def test_a_message_s_menu_fills_the_form_and_the_card_leads_back_to_it(hub: Cohort) -> None:
    said = await hub.linus.says("My worker ignores every task, why?")
    opened = await hub.ada.uses_menu(MENU, said)
    assert opened.form.filled["happened"] == "My worker ignores every task, why?"
    assert opened.form.filled["goal"] == ""

    await hub.ada.submits(opened, goal="Run tasks with Celery")

    assert f"from [this message]({said.jump_url})" in hub.card("B1").text
    assert hub.ada.mention in hub.card("B1").text


async def test_one_s_own_message_can_be_logged_after_a_restart_too(hub: Cohort) -> None:
    said = await hub.ada.says("My worker ignores every task")
    await hub.restarts()

    opened = await hub.ada.uses_menu(MENU, said)

    assert opened.form.filled["happened"] == "My worker ignores every task"


async def test_a_message_without_words_is_logged_by_its_link(hub: Cohort) -> None:
    said = await hub.linus.says("", files=[Upload("screen.png")])
    opened = await hub.ada.uses_menu(MENU, said)
    assert opened.form.filled["happened"] == ""

    await hub.ada.submits(opened, goal="Run tasks", happened="See the picture.")

    assert said.jump_url in hub.card("B1").text


async def test_a_message_of_nexus_itself_is_no_blocker(hub: Cohort) -> None:
    card = await hub.linus.posts_solution("It hangs")

    answer = await hub.ada.uses_menu(MENU, card.message)  # pyright: ignore[reportArgumentType]  (a card is a message)

    refused(answer, "That is one of my own messages.")


async def test_people_in_a_message_are_named_and_nobody_is_pinged(hub: Cohort) -> None:
    said = await hub.linus.says(f"{hub.grace.mention} my worker hangs")
    opened = await hub.ada.uses_menu(MENU, said)
    await hub.ada.submits(opened, goal="Run tasks")

    assert "@grace my worker hangs" in hub.card("B1").text
    assert hub.card("B1").pinged == set()


async def test_the_source_survives_an_offer(hub: Cohort) -> None:
    await hub.linus.posts_solution(HAPPENED)
    said = await hub.grace.says(HAPPENED)
    offered = await hub.ada.submits(await hub.ada.uses_menu(MENU, said), goal=GOAL)
    await hub.ada.presses(offered, "Post anyway")

    assert said.jump_url in hub.card("B1").text


async def test_a_link_does_the_same_where_there_is_no_menu(hub: Cohort) -> None:
    said = await hub.linus.says(asked_nexus(hub, "my worker hangs"))
    opened = await hub.ada.types("blocker log", message=f" {said.jump_url} ")
    assert opened.form.filled["happened"] == "my worker hangs"

    await hub.ada.submits(opened, goal="Run tasks")

    assert said.jump_url in hub.card("B1").text


async def test_of_a_message_that_nexus_may_not_read_the_link_is_kept(hub: Cohort) -> None:
    said = await hub.linus.says("my worker hangs")
    opened = await hub.ada.types("blocker log", message=said.jump_url)
    assert opened.form.filled["happened"] == ""

    await hub.ada.submits(opened, goal="Run tasks", happened="It hangs.")

    assert said.jump_url in hub.card("B1").text


async def test_a_message_that_discord_does_not_hand_out_now_is_kept_as_a_link(hub: Cohort) -> None:
    said = await hub.linus.says(asked_nexus(hub, "my worker hangs"))
    hub.env.inject_error("GET", f"/channels/*/messages/{said.id}", status=403, code=50013)

    opened = await hub.ada.types("blocker log", message=said.jump_url)
    await hub.ada.submits(opened, goal="Run tasks", happened="It hangs.")

    assert said.jump_url in hub.card("B1").text


async def test_what_is_no_link_or_leads_nowhere_is_refused(hub: Cohort) -> None:
    said = await hub.linus.says("my worker hangs")
    await hub.linus.deletes(said)

    refused(await hub.ada.types("blocker log", message="that one above"), "is not a link to a message")
    refused(await hub.ada.types("blocker log", message=said.jump_url), HIDDEN)


async def test_a_link_opens_the_form_even_where_a_draft_was_left_behind(hub: Cohort) -> None:
    await hub.linus.posts_solution(HAPPENED)
    await hub.ada.submits(await hub.ada.types("blocker log"), goal=GOAL, happened=HAPPENED)
    said = await hub.linus.says("my worker hangs")

    assert (await hub.ada.types("blocker log", message=said.jump_url)).form.title == "Log a blocker"


async def test_an_empty_search_offers_the_form_with_the_question(hub: Cohort) -> None:
    found = await hub.ada.types("search", query="why does beat send nothing")
    await hub.restarts()
    opened = await hub.ada.presses(found, "Log a blocker")
    assert opened.form.filled["happened"] == "why does beat send nothing"

    await hub.ada.submits(opened, goal="Send mails at eight")

    assert "why does beat send nothing" in hub.card("B1").text


# ---------------------------------------------------------------------------------------- still stuck


@pytest.fixture
async def told(hub: Cohort) -> None:
    """B1 of ada is solved by S1; linus said “Me too” and was told."""
    card = await hub.ada.logs_blocker(GOAL, happened=HAPPENED)
    await hub.linus.presses(card, "Me too")
    await hub.ada.resolves(card, fix="Name the file tasks.py.")
    await hub.time_passes(minutes=10)


@pytest.mark.usefixtures("told")
async def test_still_stuck_logs_a_linked_blocker_with_the_context_filled_in(hub: Cohort) -> None:
    opened = await hub.linus.presses(hub.posts[-1], "Still stuck")
    assert opened.form.filled["goal"] == GOAL
    assert opened.form.filled["happened"] == HAPPENED
    assert opened.form.filled["tried"] == "S1, which solved B1, did not work for me:"
    before = hub.card("B1").text

    answer = await hub.linus.submits(opened, tried="S1 did not work: my file has that name.")

    assert "B2" in answer.text, "what did not help is not offered"
    assert "still stuck after B1" in hub.card("B2").text
    assert hub.card("B1").text == before
    assert (await hub.bot.hub.solutions.get(hub.guild.id, 1)).failed == 1


@pytest.mark.usefixtures("told")
async def test_still_stuck_works_after_a_restart_and_something_else_may_help(hub: Cohort) -> None:
    await hub.grace.posts_solution(HAPPENED, "Restart the worker.")
    await hub.restarts()
    told = next(post for post in hub.posts if "Still stuck" in post.buttons)

    offered = await hub.linus.submits(await hub.linus.presses(told, "Still stuck"))
    assert offered.buttons.count("Solved mine") == 1
    await hub.linus.presses(offered, "Post anyway")

    assert "still stuck after B1" in hub.card("B2").text


async def test_a_link_with_a_number_that_no_message_has_is_refused_where_discord_says_nothing(
    hub: Cohort,
) -> None:
    link = f"https://discord.com/channels/{hub.guild.id}/{hub.channel.id}/{'9' * 20}"
    hub.env.inject_error("GET", "/channels/*/messages/*", status=400, code=50035, times=2)

    refused(await hub.ada.types("blocker log", message=link), "is not a link to a message")
    refused(await hub.ada.types("solution post", challenge=link), "is not a link to a message")
