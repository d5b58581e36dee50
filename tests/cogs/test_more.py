"""*More…*: edit, undo, reopen, history, and who is offered what."""

import pytest

from tests.support.cohort import Answer, Cohort, Person, Shown


async def edits(person: Person, card: Shown, **words: str) -> Answer:
    more = await person.presses(card, "More…")
    return await person.submits(await person.presses(more, "Edit"), **words)


# ---------------------------------------------------------------------------------------------- who may what


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        (
            "ada",
            ["Edit", "Solved it myself", "No longer needed", "Duplicate of…", "History"],
        ),
        ("linus", ["Duplicate of…", "Undo", "History"]),
        ("grace", ["History"]),
        ("margaret", ["Edit", "No longer needed", "Duplicate of…", "History"]),
    ],
)
async def test_each_is_offered_what_they_may_do(hub: Cohort, name: str, offered: list[str]) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")

    more = await getattr(hub, name).presses(hub.card("B1"), "More…")

    assert more.private
    assert more.buttons == offered


# ----------------------------------------------------------------------------------------------------- edit


async def test_the_author_puts_it_into_other_words_and_it_is_found_by_them(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks", happened="Nothing runs.")

    answer = await edits(hub.ada, card, goal="Run Celery tasks", happened="The worker sleeps.", tags="celery")

    assert "is changed" in answer.text
    shown = hub.card("B1").text
    assert "B1 · Run Celery tasks" in shown
    assert "The worker sleeps." in shown
    assert "`#celery`" in shown
    assert "B1" in (await hub.grace.types("search", query="worker sleeps")).text
    assert "Nothing found" in (await hub.grace.types("search", query="nothing")).text


async def test_the_form_holds_what_stands_there(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker(
        "Run tasks", happened="Nothing runs.", tags="celery redis", urgency="now"
    )
    more = await hub.ada.presses(card, "More…")

    form = (await hub.ada.presses(more, "Edit")).form

    assert form.filled == {
        "goal": "Run tasks",
        "happened": "Nothing runs.",
        "tried": "",
        "tags": "celery redis",
        "urgency": "now",
    }


@pytest.mark.parametrize(
    ("tags", "sentence"),
    [
        ("django, <b>", "cannot be a tag"),
        ("@everyone", "cannot be a tag"),
        ("a b c d e f", "6 tags"),
        ("x" * 25, "too long"),
    ],
)
async def test_tags_that_cannot_be_are_refused_and_all_that_was_written_given_back(
    hub: Cohort, tags: str, sentence: str
) -> None:
    card = await hub.ada.logs_blocker("Run tasks")

    answer = await edits(hub.ada, card, happened="Nothing runs.", tried="Restarted", tags=tags)

    assert answer.private
    assert sentence in answer.text
    for written in ("Run tasks", "Nothing runs.", "Restarted", tags):
        assert written in answer.text
    assert "Restarted" not in hub.card("B1").text


# --------------------------------------------------------------------------------------------- undo, reopen


async def test_what_one_did_by_mistake_is_undone_and_its_solution_is_found_no_more(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")
    solved = await hub.ada.resolves(hub.card("B1"), cause="Zebras.", fix="Fixed it.")

    answer = await hub.ada.presses(solved, "Undo")

    assert "It is as it was before" in answer.text
    assert f"{hub.linus.mention} helps" in hub.card("B1").text
    assert "S1" not in (await hub.grace.types("search", query="zebras")).text


async def test_only_the_last_move_is_undone_and_only_by_who_made_it(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")
    handed = await hub.linus.presses(hub.card("B1"), "Hand back")
    await hub.grace.presses(hub.card("B1"), "I can help")

    answer = await hub.linus.presses(handed, "Undo")

    assert "nothing of yours to undo on B1" in answer.text
    assert f"{hub.grace.mention} helps" in hub.card("B1").text


async def test_a_reopened_blocker_keeps_its_solution(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.ada.resolves(card)
    more = await hub.ada.presses(hub.card("B1"), "More…")

    answer = await hub.ada.presses(more, "Reopen")

    assert "is open again" in answer.text
    assert "open, nobody helps yet" in hub.card("B1").text
    assert "see S1" in hub.card("B1").text
    assert "Wrote it right." in (await hub.grace.types("solution show", number="S1")).text


@pytest.mark.parametrize("ending", ["No longer needed", "Duplicate of…"])
async def test_every_end_can_be_undone(hub: Cohort, ending: str) -> None:
    await hub.grace.logs_blocker("Another")
    card = await hub.ada.logs_blocker("Run tasks")
    answer = await hub.ada.presses(await hub.ada.presses(card, "More…"), ending)
    if ending.startswith("Duplicate"):
        answer = await hub.ada.submits(answer, of="B1")

    await hub.ada.presses(answer, "Undo")

    assert hub.card("B2").buttons == ["I can help", "Me too", "Resolve", "More…"]


# -------------------------------------------------------------------------------------------------- history


async def test_history_tells_who_did_what_and_what_stood_there_before(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks", happened="Nothing runs.")
    await edits(hub.ada, card, happened="The worker sleeps.")
    await hub.linus.presses(hub.card("B1"), "I can help")
    await hub.grace.presses(hub.card("B1"), "Me too")

    told = await hub.grace.presses(await hub.grace.presses(hub.card("B1"), "More…"), "History")

    assert told.private
    lines = told.text.splitlines()[2:]
    assert [line.partition("> ")[2] or line for line in (line.partition(": ")[2] for line in lines)] == [
        "said “Me too”",
        "offered to help",
        "edited it",
        "Nothing runs.",
        "logged it",
    ]


async def test_history_tells_what_an_edit_changed_beside_the_words(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks", tags="celery redis")
    await edits(hub.ada, card, tried="Waited.", tags="django", urgency="now")

    told = await hub.grace.presses(await hub.grace.presses(hub.card("B1"), "More…"), "History")

    newest = told.text.partition("edited it")[2].splitlines()[1:4]
    assert newest == [
        "-# what was tried before: nothing",
        "-# urgency before: needed soon",
        "-# tags before: celery, redis",
    ]


async def test_a_long_history_has_pages(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Run tasks")
    for _ in range(3):
        for button in ("I can help", "Hand back"):
            await hub.linus.presses(hub.card("B1"), button)
    for _ in range(4):
        joined = await hub.grace.presses(hub.card("B1"), "Me too")
        await hub.grace.presses(joined, "Not me any more")
    first = await hub.ada.presses(await hub.ada.presses(hub.card("B1"), "More…"), "History")

    newest = first.text

    older = await hub.ada.presses(first, "Older (1 of 2)")

    assert "15 changes" in newest
    assert "logged it" not in newest
    assert "logged it" in older.text


async def test_a_history_of_long_edits_leaves_out_former_words_and_no_event(hub: Cohort) -> None:
    more = await hub.ada.presses(await hub.ada.logs_blocker("Run tasks"), "More…")
    for turn in range(9):
        form = await hub.ada.presses(more, "Edit")
        await hub.ada.submits(
            form, goal=f"{turn} *Run*" * 20, happened=f"{turn} _It_ " * 50, tried=f"{turn} ~_*" * 50
        )

    history = await hub.ada.presses(more, "History")

    assert history.text.count("edited it") == 9
    assert history.text.count("goal before: ") == 9
    assert "logged it" in history.text
