"""Whom a blocker affects is told once it is solved, and what becomes of that."""

from domain.models.entries import Member
from tests.support.cohort import Answer, Cohort, Person, Shown, Thread


async def logs(hub: Cohort, happened: str = "It fails.") -> tuple[Shown, Thread]:
    """Ada is stuck; returns her card, and the thread on it."""
    card = await hub.ada.logs_blocker("Run tasks", happened=happened)
    return card, hub.thread_of(card)


async def affects(card: Shown, *people: Person) -> None:
    for person in people:
        await person.presses(card, "Me too")


def news(hub: Cohort) -> Shown:
    """What was told in the hub to those whom B1 affects."""
    found = [post for post in hub.posts if "### B1" in post.text and "Does it work for you too?" in post.text]
    assert len(found) == 1
    return found[0]


async def test_all_who_said_me_too_are_told_once_and_together(hub: Cohort) -> None:
    card, thread = await logs(hub)
    await affects(card, hub.linus, hub.grace)

    await hub.ada.resolves(card)
    await hub.time_passes(days=1)

    told = news(hub)
    assert told.pinged == {hub.linus.id, hub.grace.id}
    assert "See **S1**" in told.text
    assert told.buttons == ["Show S1", "Works for me", "Still stuck"]
    assert not [shown for shown in thread.messages if "S1" in shown.text]


async def test_nobody_is_told_where_nobody_said_so_or_took_it_back(hub: Cohort) -> None:
    card, _ = await logs(hub)
    joined = await hub.linus.presses(card, "Me too")
    await hub.linus.presses(joined, "Not me any more")

    await hub.ada.resolves(card)
    await hub.time_passes(days=1)

    assert not [post for post in hub.posts if "Does it work for you too?" in post.text]


async def test_an_archived_thread_sleeps_on_when_they_are_told(hub: Cohort) -> None:
    card, thread = await logs(hub)
    await affects(card, hub.linus)
    await thread.archive()

    await hub.ada.resolves(card)

    assert news(hub).pinged == {hub.linus.id}
    assert thread.is_archived


async def test_works_for_me_counts_for_the_solution(hub: Cohort) -> None:
    card, _ = await logs(hub)
    await affects(card, hub.linus)
    await hub.ada.resolves(card)

    answer = await hub.linus.presses(news(hub), "Works for me")

    assert "Good to know that **S1" in answer.text
    assert (await hub.bot.hub.solutions.get(hub.guild.id, 1)).helped == 1


async def test_still_stuck_opens_a_form_with_the_context(hub: Cohort) -> None:
    card, _ = await logs(hub, happened="The worker is deaf.")
    await affects(card, hub.linus)
    await hub.ada.resolves(card)

    opened = await hub.linus.presses(news(hub), "Still stuck")

    assert opened.form.filled["goal"] == "Run tasks"
    assert opened.form.filled["happened"] == "The worker is deaf."
    assert "S1, which solved B1, did not work for me:" in opened.form.filled["tried"]
    assert "solved" in hub.card("B1").text, "the original is not reopened"


async def test_what_was_told_is_taken_back_where_the_solution_is(hub: Cohort) -> None:
    card, _ = await logs(hub)
    await affects(card, hub.linus)
    resolved = await hub.ada.resolves(card)
    told = news(hub)

    await hub.ada.presses(resolved, "Undo")

    now = next(post for post in hub.posts if post.id == told.id)
    assert "**B1 · Run tasks** is open again, so S1 may not be the whole answer" in now.text
    assert "Works for me" not in now.buttons


async def test_solved_anew_the_old_word_points_there_and_they_are_told_anew_the_next_day(hub: Cohort) -> None:
    card, _ = await logs(hub)
    await affects(card, hub.linus)
    await hub.ada.resolves(card)
    first = news(hub)
    await hub.ada.presses(await hub.ada.presses(hub.card("B1"), "More…"), "Reopen")
    await hub.ada.resolves(hub.card("B1"), fix="Name the queue.")

    assert "is solved: see **S2**" in next(post for post in hub.posts if post.id == first.id).text
    await hub.time_passes(days=1)

    told = news(hub)
    assert told.id != first.id
    assert "See **S2**" in told.text


async def test_news_that_discord_did_not_take_are_not_told_once_they_are_not_true(hub: Cohort) -> None:
    card, _ = await logs(hub)
    await affects(card, hub.linus)
    hub.env.inject_error("POST", f"/channels/{hub.channel.id}/messages", status=503, times=30)
    resolved = await hub.ada.resolves(card)
    await hub.ada.presses(resolved, "Undo")
    hub.env.backend.faults.clear()

    for _ in range(3):
        await hub.time_passes(hours=1)

    assert not [post for post in hub.posts if hub.linus.id in post.pinged]


async def test_of_hundreds_nobody_is_left_out(hub: Cohort) -> None:
    await logs(hub)
    people = [Member(10**17 + count, f"member {count}") for count in range(201)]
    for member in people:
        await hub.bot.hub.blockers.join(hub.guild.id, 1, by=member)

    await hub.ada.resolves(hub.card("B1"))

    told = [post.text for post in hub.posts if "See **S1**. Does it work for you too?" in post.text]
    assert [text.count("<@") for text in told] == [100, 100, 1]
    assert all(any(f"<@{member.id}>" in text for text in told) for member in people)


# ------------------------------------------------------------------------------------------- duplicates


async def marks_duplicate(person: Person, card: Shown, of: str) -> Answer:
    more = await person.presses(card, "More…")
    return await person.submits(await person.presses(more, "Duplicate of…"), of=of)


async def test_whom_a_duplicate_of_something_solved_affects_is_told_what_solved_it(hub: Cohort) -> None:
    await hub.linus.resolves(await hub.linus.logs_blocker("Celery ignores tasks"))
    card = await hub.ada.logs_blocker("Run tasks")
    await affects(card, hub.grace)

    await marks_duplicate(hub.ada, card, "B1")

    told = hub.posts[-1]
    assert "B2 · Run tasks is a duplicate of B1, which is solved" in told.text
    assert "See **S1**" in told.text
    assert told.pinged == {hub.grace.id}
    still_stuck = await hub.grace.presses(told, "Still stuck")
    assert still_stuck.form.filled["tried"] == "S1, which solved B1, did not work for me:"


async def test_what_was_told_of_a_duplicate_is_taken_back_with_it(hub: Cohort) -> None:
    await hub.linus.resolves(await hub.linus.logs_blocker("Celery ignores tasks"))
    card = await hub.ada.logs_blocker("Run tasks")
    await affects(card, hub.grace)
    answer = await marks_duplicate(hub.ada, card, "B1")
    assert "which is solved" in hub.posts[-1].text

    await hub.ada.presses(answer, "Undo")

    assert "open again, so S1 may not be the whole answer" in hub.posts[-1].text


# ---------------------------------------------------------------------------------------- no longer needed


async def drops(person: Person, card: Shown) -> Answer:
    return await person.presses(await person.presses(card, "More…"), "No longer needed")


async def test_whom_a_blocker_affects_that_its_author_needs_no_longer_may_go_on(hub: Cohort) -> None:
    card, _ = await logs(hub)
    await affects(card, hub.linus, hub.grace)

    await drops(hub.ada, card)
    await hub.time_passes(days=1)

    [told] = [post for post in hub.posts if "is no longer needed\n" in post.text]
    assert told.pinged == {hub.linus.id, hub.grace.id}
    assert f"{hub.ada.mention} can do without an answer" in told.text
    still_stuck = await hub.grace.presses(told, "Still stuck")
    assert still_stuck.form.filled["goal"] == "Run tasks"


async def test_where_it_affects_nobody_nobody_is_told(hub: Cohort) -> None:
    card, _ = await logs(hub)

    await drops(hub.ada, card)

    assert len(hub.posts) == 1


async def test_what_was_told_is_taken_back_when_it_is_needed_again(hub: Cohort) -> None:
    card, _ = await logs(hub)
    await affects(card, hub.grace)
    answer = await drops(hub.ada, card)

    await hub.ada.presses(answer, "Undo")
    assert "B1 · Run tasks** is open again" in hub.posts[-1].text
    assert hub.posts[-1].buttons == ["Go to the card"]

    await hub.ada.resolves(hub.card("B1"))
    assert "is solved: see **S1**" in hub.posts[-1].text
