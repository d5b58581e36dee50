"""*This solved it* and *Not it*, on what a search found."""

import re

from cogs.search.buttons import NotItButton, SolvedButton
from cogs.ui.cards import note
from tests.support.cohort import Answer, Cohort
from tests.support.weather import another_server


async def asked(hub: Cohort, query: str = "tasks vanish in celery") -> Answer:
    """Grace's search, which finds S1 first and S2 after it."""
    await hub.ada.posts_solution("Celery does not see my tasks", "Call autodiscover_tasks()")
    await hub.linus.posts_solution("Celery hangs", "Restart it")
    return await hub.grace.types("search", query=query)


def shown(answer: Answer) -> list[str]:
    """The entries that an answer shows, in its order."""
    return re.findall(r"^\*\*([BSE]\d+) ·", answer.text, re.MULTILINE)


# ------------------------------------------------------------------------------ This solved it


async def test_what_solved_it_is_found_by_the_same_words_next_time(hub: Cohort) -> None:
    answer = await asked(hub, "jobs vanish in celery")
    await hub.restarts()

    opened = await hub.grace.presses(answer, "Show", near="S1")
    thanks = await hub.grace.presses(opened, "This solved it")

    assert thanks.private
    assert "these words lead to **S1 · Celery does not see my tasks**" in thanks.text
    assert "“jobs vanish in celery”" in thanks.text
    assert "helped 1" in hub.card("S1").text
    again = await hub.linus.types("search", query="Why do jobs vanish in Celery?")
    assert shown(again)[0] == "S1"
    assert "helped once" in again.text
    assert "**found with these words before**" in again.text
    own = await hub.grace.types("search", query="Why do jobs vanish in Celery?")
    assert "**you asked this before**" in own.text


async def test_pressed_twice_it_changes_nothing_more(hub: Cohort) -> None:
    answer = await asked(hub)

    await hub.grace.presses(answer, "This solved it")
    again = await hub.grace.presses(answer, "This solved it")

    assert "these words lead to" in again.text
    assert "helped 1" in hub.card("S1").text
    history = await hub.linus.presses(await hub.linus.presses(hub.card("S1"), "More…"), "History")
    assert history.text.count("said that it helped") == 1
    wordings = await hub.linus.presses(await hub.linus.presses(hub.card("S1"), "More…"), "Other wordings")
    assert wordings.text.count("tasks vanish in celery") == 1


async def test_two_at_once_both_count_and_their_words_are_kept_once(hub: Cohort) -> None:
    answer = await asked(hub)
    other = await hub.linus.types("search", query="tasks vanish in celery")

    both = await hub.at_once(
        hub.grace.presses(answer, "This solved it"), hub.linus.presses(other, "This solved it")
    )

    assert all("these words lead to" in each.text for each in both)
    assert "helped 2" in hub.card("S1").text
    wordings = await hub.ada.presses(await hub.ada.presses(hub.card("S1"), "More…"), "Other wordings")
    assert wordings.text.count("tasks vanish in celery") == 1


async def test_it_can_be_taken_back(hub: Cohort) -> None:
    thanks = await hub.grace.presses(await asked(hub), "This solved it")
    await hub.restarts()

    answer = await hub.grace.presses(thanks, "Take back")

    assert "Taken back" in answer.text
    assert "helped" not in hub.card("S1").text.partition("\n**")[0]
    wordings = await hub.ada.presses(await hub.ada.presses(hub.card("S1"), "More…"), "Other wordings")
    assert "There are none yet" in wordings.text


async def test_one_whose_own_solution_it_is_teaches_the_words_but_counts_nothing(hub: Cohort) -> None:
    await asked(hub)
    answer = await hub.ada.types("search", query="tasks vanish in celery")

    thanks = await hub.ada.presses(answer, "This solved it")

    assert "these words lead to" in thanks.text
    assert "helped" not in hub.card("S1").text.partition("\n**")[0]


async def test_a_solution_that_was_retired_meanwhile_is_told_as_such(hub: Cohort) -> None:
    answer = await asked(hub)
    await hub.margaret.presses(await hub.margaret.presses(hub.card("S1"), "More…"), "Retire")

    told = await hub.grace.presses(answer, "This solved it")

    assert told.private
    assert "S1 was retired" in told.text


async def test_an_opened_hit_can_be_judged_below_its_card(hub: Cohort) -> None:
    answer = await asked(hub)

    opened = await hub.grace.presses(answer, "Show", near="S2")
    assert "### S2 · Celery hangs" in opened.text
    assert opened.buttons[-2:] == ["This solved it", "Not it"]
    assert "**S2 · Celery hangs**" in (await hub.grace.presses(opened, "This solved it")).text

    others = await hub.grace.presses(opened, "Not it")
    assert shown(others) == ["S1"]


# -------------------------------------------------------------------------------------- Not it


async def test_what_was_not_it_makes_room_for_the_others_at_once(hub: Cohort) -> None:
    answer = await asked(hub)
    assert shown(answer) == ["S1", "S2"]
    await hub.restarts()

    answer = await hub.grace.presses(answer, "Not it")
    assert answer.private
    assert shown(answer) == ["S2"]
    answer = await hub.grace.presses(answer, "Not it")

    assert "Nothing else found" in answer.text
    form = (await hub.grace.presses(answer, "Log a blocker")).form
    assert form.filled["happened"] == "tasks vanish in celery"


async def test_not_it_holds_for_this_search_alone(hub: Cohort) -> None:
    await hub.grace.presses(await asked(hub), "Not it")

    again = await hub.grace.types("search", query="tasks vanish in celery")

    assert shown(again) == ["S1", "S2"]


async def test_what_was_not_it_is_not_offered_once_more_before_a_blocker_is_posted(hub: Cohort) -> None:
    answer = await asked(hub)
    form = (await hub.linus.types("blocker log")).form
    offer = await hub.linus.submits(
        form, goal="Celery sees my tasks", happened="They vanish", urgency="today"
    )
    assert "S1 · Celery does not see my tasks" in offer.text

    for _ in range(2):
        answer = await hub.grace.presses(answer, "Not it")
    form = (await hub.grace.presses(answer, "Log a blocker")).form
    logged = await hub.grace.submits(
        form, goal="Celery sees my tasks", happened="They vanish", urgency="today"
    )

    assert "is logged" in logged.text


async def test_a_blocker_can_only_be_put_aside(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Celery loses tasks")

    answer = await hub.grace.types("search", query="celery loses tasks")

    assert answer.buttons == ["Show", "Not it", "Log a blocker"]


# ---------------------------------------------------------------------------- on answers for all


async def test_on_an_answer_for_all_anybody_may_say_that_it_solved_it(hub: Cohort) -> None:
    await asked(hub)
    await hub.grace.says(f"{me(hub)} why do tasks vanish in celery?")
    answer = hub.posts[-1]

    thanks = await hub.linus.presses(answer, "This solved it")

    assert thanks.private
    assert "helped 1" in hub.card("S1").text
    assert hub.posts[-1].text == answer.text


async def test_on_an_answer_for_all_not_it_shows_the_others_to_whoever_pressed(hub: Cohort) -> None:
    await asked(hub)
    await hub.grace.says(f"{me(hub)} tasks vanish in celery")
    answer = hub.posts[-1]

    for person in (hub.linus, hub.grace):
        others = await person.presses(answer, "Not it")
        assert others.private
        assert shown(others) == ["S2"]

    assert hub.posts[-1].text == answer.text
    root = await hub.root.presses(answer, "Show", near="S1")
    assert "### S1" in root.text


async def test_what_the_asker_put_aside_is_not_aside_for_others(hub: Cohort) -> None:
    await asked(hub)
    await hub.grace.says(f"{me(hub)} tasks vanish in celery")
    answer = hub.posts[-1]
    await hub.grace.presses(answer, "Not it")

    opened = await hub.linus.presses(answer, "Show", near="S2")
    others = await hub.linus.presses(opened, "Not it")
    form = (await hub.linus.presses(answer, "Log a blocker")).form
    offer = await hub.linus.submits(
        form, goal="Celery sees my tasks", happened="They vanish", urgency="today"
    )

    assert shown(others) == ["S1"]
    assert "S1 · Celery does not see my tasks" in offer.text


async def test_what_the_asker_asked_before_is_not_told_to_all(hub: Cohort) -> None:
    await hub.grace.presses(await asked(hub, "jobs vanish in celery"), "This solved it")

    await hub.grace.says(f"{me(hub)} jobs vanish in celery")

    assert "**found with these words before**" in hub.posts[-1].text
    assert "you asked" not in hub.posts[-1].text


def me(hub: Cohort) -> str:
    assert hub.bot.user
    return hub.bot.user.mention


# ------------------------------------------------------------------------------ late and foreign


async def test_another_servers_search_cannot_be_judged(hub: Cohort) -> None:
    await asked(hub)
    await hub.grace.says(f"{me(hub)} tasks vanish in celery")
    other = another_server(hub)
    await other.ada.posts_solution("Celery of the others")
    theirs = hub.posts[-1]

    for label in ("This solved it", "Not it"):
        answer = await forged_in(other, theirs.custom_id(label))
        assert answer.private
        assert "too old to go on with" in answer.text
    assert "helped" not in other.card("S1").text


async def forged_in(hub: Cohort, custom_id: str) -> Answer:
    """Press a button of that id in this server, where Nexus has put none."""
    _, deed, search, entry, *page = custom_id.split(":")
    button = (
        SolvedButton(int(search), int(entry))
        if deed == "solved"
        else NotItButton(int(search), entry, int(page[0]))
    )
    await hub.bot.get_partial_messageable(hub.channel.id, guild_id=hub.guild.id).send(
        view=note("Theirs", button)
    )
    return await hub.grace.presses(hub.posts[-1], button.item.label or "")
