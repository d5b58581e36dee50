"""Nobody can make Nexus notify the same people of the same thing again and again."""

from collections.abc import Iterable

from tests.support.cohort import Cohort, Person, Shown
from tests.support.ladder import sets_ladder
from tests.support.weather import permit


def times(person: Person, *places: Iterable[Shown]) -> int:
    """How often somebody was notified."""
    return sum(person.id in shown.pinged for place in places for shown in place)


async def solves_and_undoes(hub: Cohort) -> None:
    solved = await hub.ada.resolves(hub.card("B1"))
    await hub.ada.presses(solved, "Undo")
    await hub.time_passes(minutes=1)


async def proposes_and_undoes(hub: Cohort) -> None:
    """Linus, who helps, does."""
    await hub.linus.resolves(hub.card("B1"))
    await hub.linus.presses(await hub.linus.presses(hub.card("B1"), "More…"), "Undo")
    await hub.time_passes(minutes=1)


async def drops_and_reopens(hub: Cohort) -> None:
    await hub.ada.presses(await hub.ada.presses(hub.card("B1"), "More…"), "No longer needed")
    await hub.ada.presses(await hub.ada.presses(hub.card("B1"), "More…"), "Reopen")


async def test_solving_and_undoing_tells_those_whom_it_affects_once_a_day(hub: Cohort) -> None:
    await hub.linus.presses(await hub.ada.logs_blocker("Run tasks"), "Me too")
    for _ in range(3):
        await solves_and_undoes(hub)
    await hub.ada.resolves(hub.card("B1"))
    await hub.time_passes(hours=23)
    assert times(hub.linus, hub.posts) == 1

    await hub.time_passes(hours=1)

    assert times(hub.linus, hub.posts) == 2
    assert "See **S4**. Does it work for you too?" in hub.posts[-1].text
    assert "solved: see **S4**" in next(post for post in hub.posts if post.pinged).text


async def test_what_was_undone_in_the_end_is_told_no_second_time(hub: Cohort) -> None:
    await hub.linus.presses(await hub.ada.logs_blocker("Run tasks"), "Me too")
    for _ in range(3):
        await solves_and_undoes(hub)

    await hub.time_passes(days=3)

    assert times(hub.linus, hub.posts) == 1


async def test_proposing_and_undoing_asks_the_author_once(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")
    await hub.time_passes(minutes=1)
    for _ in range(3):
        await proposes_and_undoes(hub)

    await hub.linus.resolves(hub.card("B1"), fix="Name the queue.")

    talk = hub.thread_of(card).messages
    assert times(hub.ada, hub.posts, talk) == 1
    assert "Name the queue." in next(shown for shown in talk if shown.pinged).text


async def test_an_author_who_answered_is_asked_about_the_next_answer_at_once(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")
    await hub.time_passes(minutes=1)
    await hub.linus.resolves(hub.card("B1"))
    await hub.time_passes(minutes=1)
    await hub.ada.presses(hub.card("B1"), "Not solved")

    await hub.linus.resolves(hub.card("B1"))

    assert times(hub.ada, hub.posts, hub.thread_of(card).messages) == 2


async def test_an_author_who_is_silent_is_asked_about_another_answer_the_next_day(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")
    await hub.time_passes(minutes=1)
    await proposes_and_undoes(hub)
    await hub.time_passes(days=1)

    await hub.linus.resolves(hub.card("B1"))

    assert times(hub.ada, hub.posts, hub.thread_of(card).messages) == 2


async def test_an_author_whom_the_quiet_question_reached_is_asked_about_an_answer_all_the_same(
    hub: Cohort,
) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")
    await hub.linus.says("Start the worker first.", where=hub.thread_of(card))
    await hub.time_passes(hours=24)

    await hub.linus.resolves(hub.card("B1"))

    assert times(hub.ada, hub.posts, hub.thread_of(card).messages) == 2


async def test_reopening_calls_the_same_people_once_a_day(hub: Cohort) -> None:
    await hub.linus.types("nudges follow", tag="django")
    await hub.ada.logs_blocker("Run tasks", tags="django")
    for _ in range(3):
        await hub.time_passes(hours=10)  # logged at midnight: the day begins at eight
        await drops_and_reopens(hub)
    assert times(hub.linus, hub.posts) == 1

    await hub.time_passes(hours=4)

    assert times(hub.linus, hub.posts) == 2


async def test_whoever_logs_a_flood_of_blockers_calls_others_a_few_times_a_day(hub: Cohort) -> None:
    await hub.linus.types("nudges follow", tag="django")
    for number in range(8):
        await hub.ada.logs_blocker(f"Goal {number}", tags="django")
    await hub.grace.logs_blocker("Run tasks", tags="django")

    await hub.time_passes(hours=10)
    assert times(hub.linus, hub.posts) == 6 + 1, "six for ada, and the one of grace"
    await hub.time_passes(hours=25)

    assert times(hub.linus, hub.posts) == 7 + 2, "the others wait for the next day"


async def test_after_days_without_a_hub_only_the_last_step_of_the_ladder_calls(hub: Cohort) -> None:
    helpers, mentors = hub.guild.create_role("helpers", mentionable=True), hub.guild.create_role("mentors")
    await sets_ladder(hub, helper_role=helpers, mentor_role=mentors)
    await hub.linus.types("nudges follow", tag="django")
    await hub.ada.logs_blocker("Run tasks", tags="django")
    await permit(hub, hub.channel, send_messages=False)
    for _ in range(8):
        await hub.time_passes(hours=6)
    await permit(hub, hub.channel)

    await hub.root.types("setup hub", channel=hub.channel)
    await hub.time_passes(minutes=1)

    assert [post.pinged for post in hub.posts if post.pinged] == [{mentors.id}]
