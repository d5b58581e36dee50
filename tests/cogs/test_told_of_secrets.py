"""Whoever pastes a secret into an answer or an edit hears that it was masked, as whoever logs a blocker does."""

import pytest

from tests.support.cohort import Cohort, Upload

TOKEN = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
MASKED = "Masked before anything was kept: GitHub token."


async def test_whoever_resolves_a_blocker_is_told_and_can_say_that_it_is_no_secret(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")

    answer = await hub.ada.resolves(card, code=f"TOKEN = '{TOKEN}'")

    assert MASKED in answer.text
    await hub.ada.submits(await hub.ada.presses(answer, "It is no secret"), value=TOKEN)
    await hub.time_passes(minutes=1)
    assert TOKEN in hub.card("B1").text


async def test_whoever_solved_it_alone_is_told(hub: Cohort) -> None:
    more = await hub.ada.presses(await hub.ada.logs_blocker("Run tasks"), "More…")

    answer = await hub.ada.submits(await hub.ada.presses(more, "Solved it myself"), fix=f"I set {TOKEN}")

    assert MASKED in answer.text


async def test_whoever_proposes_an_answer_is_told(hub: Cohort) -> None:
    await hub.linus.presses(await hub.ada.logs_blocker("Run tasks"), "I can help")

    answer = await hub.linus.resolves(hub.card("B1"), fix=f"Set {TOKEN}")

    assert MASKED in answer.text
    assert "It is no secret" not in answer.buttons, "nothing is there yet that could show it"


async def test_whoever_edits_a_blocker_is_told_of_what_is_new(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks", happened="password=hunter2secret fails")
    edit = await hub.ada.presses(await hub.ada.presses(card, "More…"), "Edit")

    answer = await hub.ada.submits(edit, tried=f"I set {TOKEN}")

    assert MASKED in answer.text
    assert "It is no secret" in answer.buttons


async def test_a_moderator_who_edits_is_told_and_cannot_unmask_what_is_anothers(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    edit = await hub.margaret.presses(await hub.margaret.presses(card, "More…"), "Edit")

    answer = await hub.margaret.submits(edit, tried=f"We set {TOKEN}")

    assert MASKED in answer.text
    assert "It is no secret" not in answer.buttons


async def test_an_edit_without_anything_new_tells_nothing(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks", happened=f"{TOKEN} fails")
    edit = await hub.ada.presses(await hub.ada.presses(card, "More…"), "Edit")

    answer = await hub.ada.submits(edit, tried="A restart")

    assert "Masked" not in answer.text


@pytest.mark.parametrize(
    "name", [f"{TOKEN}.png", f"{TOKEN}.txt", f"log {TOKEN}", "password=hunter2secret.png"]
)
async def test_a_secret_in_the_name_of_a_file_is_masked_and_told(hub: Cohort, name: str) -> None:
    secret = TOKEN if TOKEN in name else "hunter2secret"
    opened = await hub.ada.types("blocker log")

    answer = await hub.ada.submits(
        opened, goal="Run tasks", happened="It fails.", urgency="today", file=Upload(name, b"\x89PNG\0")
    )

    card = hub.card("B1")
    assert "Masked before anything was kept" in answer.text
    assert secret not in f"{card.text} {card.files} {card.images}"
    assert [each.rpartition(".")[2] for each in card.images] == (["png"] if name.endswith("png") else [])


async def test_a_link_with_a_secret_stays_one_link_and_its_details_can_be_changed(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("Tasks are lost", link=f"https://example.com/?token={TOKEN}&page=2")
    assert card.text.count("https://") == 1
    assert "]&page=2" in card.text
    opened = await hub.ada.presses(await hub.ada.presses(card, "More…"), "Tags, links, versions")

    answer = await hub.ada.submits(opened, tags="celery")

    assert "is changed" in answer.text
    assert "]&page=2" in hub.card("S1").text
