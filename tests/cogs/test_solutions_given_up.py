"""How solutions go: a newer one takes their place, moderators retire them, those whom they quote take them back."""

import pytest

from tests.cogs.solutions import forged, more, saved
from tests.support.cohort import Answer, Cohort, Person, Shown

# --------------------------------------------------------------------- superseded, retired, back


async def superseded(person: Person, card: Shown, newer: str) -> Answer:
    return await person.submits(await more(person, card, "Superseded by…"), newer=newer)


async def test_a_superseded_solution_leads_to_the_newer_one(hub: Cohort) -> None:
    old = await hub.ada.posts_solution("Celery hangs", "Restart it.")
    await hub.linus.posts_solution("Celery hangs", "Upgrade it.")

    answer = await superseded(hub.ada, old, "S2")
    await hub.restarts()

    assert "leads to **S2** from now on" in answer.text
    assert "superseded by S2" in hub.card("S1").text
    assert "Upgrade it." in (await hub.grace.presses(hub.card("S1"), "Show S2")).text


async def test_superseding_can_be_undone_by_whoever_may_do_it(hub: Cohort) -> None:
    old = await hub.ada.posts_solution("Celery hangs")
    await hub.linus.posts_solution("Celery hangs")
    answer = await superseded(hub.ada, old, "2")

    refused = await forged(hub.grace, old, "solution:restore:1")
    assert "can say that a newer solution takes the place of S1" in refused.text
    await hub.ada.presses(answer, "Undo")
    assert "superseded" not in hub.card("S1").text

    await superseded(hub.margaret, old, "S2")
    await more(hub.ada, hub.card("S1"), "Not superseded")
    assert "superseded" not in hub.card("S1").text


async def test_circles_are_refused(hub: Cohort) -> None:
    cards = [await hub.ada.posts_solution(f"Celery hangs {number}") for number in range(3)]
    await superseded(hub.ada, cards[0], "S2")
    await superseded(hub.ada, cards[1], "S3")

    assert (
        "S3 cannot take its own place. Name the newer solution."
        in (await superseded(hub.ada, cards[2], "S3")).text
    )
    round_about = await superseded(hub.ada, cards[2], "S1")
    assert "S1 has S3 in its place already" in round_about.text
    assert "superseded" not in hub.card("S3").text


@pytest.mark.parametrize(
    ("typed", "told"), [("S9", "There is no solution S9"), ("B1", "this needs a solution"), ("new", "number")]
)
async def test_only_a_solution_of_this_server_takes_a_place(hub: Cohort, typed: str, told: str) -> None:
    card = await hub.ada.posts_solution("Celery hangs")

    assert told in (await superseded(hub.ada, card, typed)).text


async def test_a_superseded_solution_is_found_later(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery hangs", "Upgrade it.")
    old = await hub.ada.posts_solution("Celery hangs", "Restart it.")
    await superseded(hub.ada, old, "S1")

    answer = await hub.grace.types("search", query="celery hangs")

    assert answer.text.index("**S1") < answer.text.index("**S2")
    assert "solution, superseded by a newer one" in answer.text


async def test_a_retired_solution_is_not_found_and_says_so(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("Celery hangs", "Restart it.")

    answer = await more(hub.margaret, card, "Retire")
    now = hub.card("S1")

    assert "is retired" in answer.text
    assert "retired <t:" in now.text
    assert "A moderator retired it" in now.text
    assert "Restart it." not in now.text
    assert now.buttons == ["More…"]
    assert "Nothing found" in (await hub.ada.types("search", query="celery hangs")).text


async def test_what_was_seen_before_it_was_retired_does_nothing_any_more(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("Celery hangs")
    seen, offered = await hub.linus.types("solution show", number="S1"), await hub.ada.presses(card, "More…")
    await more(hub.margaret, card, "Retire")

    for answer in (
        await hub.linus.presses(seen, "This helped"),
        await hub.ada.presses(offered, "Edit"),
        await hub.ada.presses(offered, "Tags, links, versions"),
    ):
        assert "S1 was retired, so there is nothing to do with it." in answer.text


async def test_a_moderator_brings_a_retired_one_back(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("Celery hangs", "Restart it.")
    answer = await more(hub.margaret, card, "Retire")
    refused = await forged(hub.ada, card, "solution:restore:1")
    assert "Only a moderator can bring S1 back." in refused.text

    await more(hub.root, card, "Bring back")

    assert "Restart it." in hub.card("S1").text
    assert "Restart it." in (await hub.ada.types("search", query="celery hangs")).text
    assert "neither retired nor superseded" in (await hub.margaret.presses(answer, "Undo")).text


async def test_a_superseded_one_that_was_retired_comes_back_superseded(hub: Cohort) -> None:
    old = await hub.ada.posts_solution("Celery hangs")
    await hub.linus.posts_solution("Celery hangs")
    await superseded(hub.ada, old, "S2")

    await hub.margaret.presses(await more(hub.margaret, old, "Retire"), "Undo")

    assert "superseded by S2" in hub.card("S1").text


# ------------------------------------------------------------------------------ names and words


async def test_either_author_can_have_their_name_taken_out_and_still_take_the_words_back(hub: Cohort) -> None:
    card = await saved(hub)

    answer = await more(hub.linus, card, "Take my name out")

    assert "names you no longer" in answer.text
    assert hub.linus.mention not in hub.card("S1").text
    assert f"made from what {hub.ada.mention} wrote" in hub.card("S1").text
    offered = await hub.linus.presses(await hub.linus.types("solution show", number="S1"), "More…")
    assert offered.buttons == ["Take my words back", "Other wordings", "History"]
    assert hub.linus.mention not in (await hub.linus.presses(offered, "History")).text


async def test_a_name_that_is_not_there_cannot_be_taken_out(hub: Cohort) -> None:
    card = await saved(hub)
    offered = await hub.linus.presses(card, "More…")

    await hub.linus.presses(offered, "Take my name out")
    assert "S1 does not name you." in (await hub.linus.presses(offered, "Take my name out")).text


async def test_either_author_can_take_the_words_back_after_being_asked(hub: Cohort) -> None:
    card = await saved(hub)
    await hub.grace.submits(await more(hub.grace, card, "Edit"), solution="Wake the worker.")

    asked = await more(hub.ada, card, "Take my words back")
    assert "for everybody and for good" in asked.text
    assert "Wake the worker." in hub.card("S1").text
    await hub.ada.presses(asked, "Take them back for good")

    now = hub.card("S1").text
    assert "Somebody whose message it was made from took their words back." in now
    assert "worker" not in now
    assert "Nothing found" in (await hub.ada.types("search", query="celery hangs worker")).text


async def test_words_that_were_taken_back_are_in_no_history(hub: Cohort) -> None:
    card = await saved(hub)
    await hub.grace.submits(await more(hub.grace, card, "Edit"), solution="Wake the worker.")
    asked = await more(hub.ada, card, "Take my words back")
    await hub.ada.presses(asked, "Take them back for good")

    history = (await more(hub.grace, card, "History")).text

    assert "Restart the worker" not in history
    assert "Somebody whose message it was made from took their words back" in history
    assert hub.ada.mention not in history


async def test_it_cannot_be_brought_back_then(hub: Cohort) -> None:
    card = await saved(hub)
    asked = await more(hub.ada, card, "Take my words back")
    await hub.ada.presses(asked, "Take them back for good")

    assert (await hub.margaret.presses(hub.card("S1"), "More…")).buttons == ["History"]
    assert "does not quote you" in (await hub.ada.presses(asked, "Take them back for good")).text


async def test_a_long_superseded_solution_of_a_blocker_has_room_for_all_its_buttons(hub: Cohort) -> None:
    blocker = await hub.ada.logs_blocker("Celery hangs", happened="h" * 1500)
    await hub.ada.resolves(blocker, fix="f" * 1500)
    await hub.linus.posts_solution("Celery hangs")
    shown = await hub.ada.types("solution show", number="S1")
    await hub.ada.submits(
        await hub.ada.presses(await hub.ada.presses(shown, "More…"), "Superseded by…"), newer="S2"
    )

    buttons = (await hub.grace.types("solution show", number="S1")).buttons

    assert buttons == ["Show S2", "This helped", "Did not work", "More…", "Show blocker B1", "Show all"]
