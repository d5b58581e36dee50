"""The ways out of being stuck: resolved by its author, answered by a helper, or ended otherwise."""

import pytest

from tests.support.cohort import Cohort, Shown


async def claimed(hub: Cohort) -> Shown:
    """The card of ada's blocker, with which linus helps."""
    card = await hub.ada.logs_blocker("Run tasks", happened="Nothing runs.", tried="Restarted it.")
    await hub.linus.presses(card, "I can help")
    return hub.card("B1")


async def proposed(hub: Cohort) -> Shown:
    """The card of ada's blocker, for which linus has proposed an answer."""
    await hub.linus.resolves(await claimed(hub), cause="A typo.", fix="Write it right.")
    return hub.card("B1")


# ------------------------------------------------------------------------------------- by its author's word


async def test_a_resolved_blocker_becomes_a_solution_that_is_found(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Celery does not see my tasks", tags="celery")

    answer = await hub.ada.resolves(card, cause="autodiscover was off", fix="Call autodiscover_tasks()")

    assert answer.private
    assert "solution **S1**" in answer.text
    found = await hub.grace.types("search", query="celery tasks autodiscover")
    assert "S1" in found.text


async def test_its_card_tells_what_was_wrong_and_what_to_do_in_the_same_message(hub: Cohort) -> None:
    opened = await hub.ada.presses(await claimed(hub), "Resolve")

    await hub.ada.submits(
        opened, cause="A typo.", fix="Fixed it.", prevention="Lint it.", code="x = 1", helpers=hub.grace
    )

    solved = hub.card("B1")
    for said in ("Nothing runs.", "Restarted it.", "A typo.", "Fixed it.", "Lint it.", "x = 1", "solved"):
        assert said in solved.text
    assert solved.buttons == ["Show S1", "More…"]
    assert len(hub.posts) == 1


async def test_the_form_names_the_helper_already(hub: Cohort) -> None:
    opened = await hub.ada.presses(await claimed(hub), "Resolve")

    assert opened.form.held("helpers") == [str(hub.linus.id)]
    assert opened.form.title == "Resolve B1"


async def test_a_stranger_may_not_resolve_and_hears_so_before_typing(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")

    answer = await hub.grace.presses(card, "Resolve")

    assert answer.private
    assert "Only ada or the one who helps can resolve B1" in answer.text
    assert "open, nobody helps yet" in hub.card("B1").text


async def test_of_two_who_resolve_at_once_the_second_loses_nothing(hub: Cohort) -> None:
    card = await claimed(hub)
    forms = [await person.presses(card, "Resolve") for person in (hub.ada, hub.linus)]

    await hub.ada.submits(forms[0], cause="A typo.", fix="Fixed it.")
    late = await hub.linus.submits(forms[1], cause="The broker was down.", fix="Started it.")

    assert late.private
    assert "B1 is solved already: see S1." in late.text
    assert "The broker was down." in late.text
    assert "A typo." in hub.card("B1").text
    assert "no solution S2" in (await hub.grace.types("solution show", number="S2")).text


async def test_who_found_it_alone_says_so_in_one_field(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    more = await hub.ada.presses(card, "More…")

    answer = await hub.ada.submits(await hub.ada.presses(more, "Solved it myself"), fix="The port was taken.")

    assert "is solved" in answer.text
    assert "The port was taken." in hub.card("B1").text


# --------------------------------------------------------------------------------------- a helper's answer


@pytest.mark.parametrize("name", ["linus", "margaret"])
async def test_a_helper_or_moderator_proposes_and_the_author_decides(hub: Cohort, name: str) -> None:
    card = await claimed(hub)

    answer = await getattr(hub, name).resolves(card, cause="A typo.", fix="Write it right.")

    assert answer.private
    assert f"waits for {hub.ada.mention}'s word" in answer.text
    shown = hub.card("B1")
    assert "an answer waits for the author's word" in shown.text
    assert "Write it right." in shown.text
    assert shown.buttons == ["It works", "Not solved", "Me too", "More…"]


async def test_the_author_is_asked_in_the_thread_and_nobody_else_is_called(hub: Cohort) -> None:
    card = await proposed(hub)

    (question,) = hub.thread_of(card).messages

    assert "Does this solve B1" in question.text
    assert question.pinged == {hub.ada.id}


async def test_one_press_of_the_author_makes_the_answer_a_solution_of_the_helper(hub: Cohort) -> None:
    card = await proposed(hub)

    answer = await hub.ada.presses(card, "It works")

    assert "kept as solution **S1**" in answer.text
    assert f"by {hub.linus.mention}" in (await hub.ada.types("solution show", number="S1")).text
    (question,) = hub.thread_of(card).messages
    assert "is solved: see **S1**" in question.text


async def test_the_question_in_the_thread_takes_the_word_too(hub: Cohort) -> None:
    card = await proposed(hub)
    (question,) = hub.thread_of(card).messages

    await hub.ada.presses(question, "It works")

    assert "solved" in hub.card("B1").text


async def test_an_answer_that_does_not_solve_it_leaves_the_helper_at_work(hub: Cohort) -> None:
    card = await proposed(hub)

    answer = await hub.ada.presses(card, "Not solved")

    assert "goes on" in answer.text
    assert f"{hub.linus.mention} helps" in hub.card("B1").text
    assert hub.card("B1").buttons == ["Hand back", "Me too", "Resolve", "More…"]


@pytest.mark.parametrize("name", ["linus", "grace", "margaret"])
@pytest.mark.parametrize("button", ["It works", "Not solved"])
async def test_nobody_else_decides_for_the_author(hub: Cohort, name: str, button: str) -> None:
    card = await proposed(hub)

    answer = await getattr(hub, name).presses(card, button)

    assert "ada decides whether the answer solves B1; please wait." in answer.text
    assert "waits for" in hub.card("B1").text


async def test_a_second_answer_waits_until_the_first_is_decided(hub: Cohort) -> None:
    card = await claimed(hub)
    forms = [await person.presses(card, "Resolve") for person in (hub.linus, hub.margaret)]
    await hub.linus.submits(forms[0], cause="A typo.", fix="Write it right.")

    late = await hub.margaret.submits(forms[1], cause="The broker.", fix="Start it.")

    assert "An answer to B1 waits for ada's word" in late.text
    assert "The broker." in late.text


async def test_works_and_not_solved_at_the_same_moment_leave_one_word(hub: Cohort) -> None:
    card = await proposed(hub)

    works, not_solved = await hub.at_once(
        hub.ada.presses(card, "It works"), hub.ada.presses(card, "Not solved")
    )

    if "kept as solution" in works.text:
        assert "is solved already" in not_solved.text
    else:
        assert "goes on" in not_solved.text
        assert "No answer waits for a word on B1 now." in works.text


# ------------------------------------------------------------------------------------------- other true ends


async def test_what_is_no_longer_needed_ends_without_a_solution(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    more = await hub.ada.presses(card, "More…")

    answer = await hub.ada.presses(more, "No longer needed")

    assert answer.buttons == ["Undo"]
    assert "no longer needed" in hub.card("B1").text
    assert hub.card("B1").buttons == ["More…"]


async def test_a_duplicate_points_on_and_its_author_waits_there(hub: Cohort) -> None:
    await hub.grace.logs_blocker("Celery ignores tasks")
    card = await hub.ada.logs_blocker("Run tasks")
    more = await hub.ada.presses(card, "More…")

    await hub.ada.submits(await hub.ada.presses(more, "Duplicate of…"), of="b1")

    assert "duplicate of B1" in hub.card("B2").text
    assert hub.card("B2").buttons == ["Show B1", "More…"]
    assert "1 more said “Me too”" in hub.card("B1").text


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        ("B1", "B1 cannot be a duplicate of itself"),
        ("B9", "There is no blocker B9"),
        ("S1", "this needs a blocker"),
        ("the other", "is not an entry's number"),
    ],
)
async def test_a_duplicate_of_what_cannot_be_is_refused(hub: Cohort, of: str, sentence: str) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    more = await hub.ada.presses(card, "More…")

    answer = await hub.ada.submits(await hub.ada.presses(more, "Duplicate of…"), of=of)

    assert sentence in answer.text
    assert "open, nobody helps yet" in hub.card("B1").text
