"""Wherever a secret was pasted, whoever pasted it is told privately, and can say that it is none."""

import pytest

from tests.support.cohort import Answer, Cohort, Shown, Upload

PASSWORD = "v3ryGr33nFrog"
PASTED = f"DB_PASSWORD={PASSWORD}"
TOKEN = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
TOLD = "Masked before anything was kept: password."


async def proposed(hub: Cohort) -> Answer:
    """What linus reads after he answered ada's blocker with a password."""
    await hub.linus.presses(await hub.ada.logs_blocker("Connect to the database"), "I can help")
    return await hub.linus.resolves(hub.card("B1"), cause="No password.", fix=PASTED)


async def says_it_is_none(hub: Cohort, answer: Answer) -> Shown:
    """Linus says that what was masked is no secret; returns the blocker's card."""
    told = await hub.linus.submits(await hub.linus.presses(answer, "It is no secret"), value=PASSWORD)
    assert "is not masked in this server any more" in told.text
    return hub.card("B1")


async def test_pasted_into_an_edit(hub: Cohort) -> None:
    more = await hub.ada.presses(await hub.ada.logs_blocker("Connect to the database"), "More…")

    answer = await hub.ada.submits(await hub.ada.presses(more, "Edit"), happened=PASTED)

    assert TOLD in answer.text
    assert PASSWORD not in hub.card("B1").text
    await hub.ada.submits(await hub.ada.presses(answer, "It is no secret"), value=PASSWORD)
    assert PASSWORD in hub.card("B1").text


async def test_an_edit_never_cuts_what_masking_made_longer(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Connect", happened=f"{PASTED} ".ljust(1492, "x") + " the end")
    edit = await hub.ada.presses(await hub.ada.presses(card, "More…"), "Edit")
    assert edit.form.filled["happened"].endswith(" the end")

    answer = await hub.ada.submits(edit, goal="Connect again")

    assert "1,500 fit" in answer.text
    assert "Connect again" not in hub.card("B1").text


async def test_what_was_masked_before_is_not_told_again(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Connect to the database", happened=PASTED)
    more = await hub.ada.presses(card, "More…")

    answer = await hub.ada.submits(await hub.ada.presses(more, "Edit"), tried="Waited.")

    assert "is changed" in answer.text
    assert "Masked" not in answer.text


async def test_a_moderator_who_pastes_one_into_anothers_is_told_but_cannot_say_that_it_is_none(
    hub: Cohort,
) -> None:
    more = await hub.margaret.presses(await hub.ada.logs_blocker("Connect to the database"), "More…")

    answer = await hub.margaret.submits(await hub.margaret.presses(more, "Edit"), happened=PASTED)

    assert TOLD in answer.text
    assert "It is no secret" not in answer.buttons


async def test_pasted_into_an_answer(hub: Cohort) -> None:
    answer = await proposed(hub)
    assert TOLD in answer.text
    assert PASSWORD not in hub.card("B1").text

    assert PASSWORD in (await says_it_is_none(hub, answer)).text


async def test_that_an_answer_holds_none_can_be_said_later_and_only_by_who_gave_it(hub: Cohort) -> None:
    await proposed(hub)
    assert "It is no secret" not in (await hub.ada.presses(hub.card("B1"), "More…")).buttons

    more = await hub.linus.presses(hub.card("B1"), "More…")

    assert PASSWORD in (await says_it_is_none(hub, more)).text


async def test_pasted_into_a_resolution(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Connect to the database")

    answer = await hub.ada.resolves(card, fix=PASTED)

    assert TOLD in answer.text
    await hub.ada.submits(await hub.ada.presses(answer, "It is no secret"), value=PASSWORD)
    assert PASSWORD in hub.card("B1").text


async def test_a_resolution_does_not_tell_again_what_the_blocker_held(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Connect to the database", happened=PASTED)

    assert "Masked" not in (await hub.ada.resolves(card)).text


async def test_pasted_into_an_endpoint(hub: Cohort) -> None:
    form = await hub.ada.types("endpoint share", method="GET", path="/api/users/")

    answer = await hub.ada.submits(form, summary="All users", request=PASTED)

    assert TOLD in answer.text
    assert PASSWORD not in (await hub.grace.types("endpoint show", number="E1")).text
    await hub.ada.submits(await hub.ada.presses(answer, "It is no secret"), value=PASSWORD)
    assert PASTED in (await hub.grace.types("endpoint show", number="E1")).text


# ------------------------------------------------------------------------------------------------- in a file


async def sends_log(hub: Cohort, log: str) -> Answer:
    """What ada reads after she logged a blocker with a log."""
    form = await hub.ada.types("blocker log")
    return await hub.ada.submits(
        form, goal="Run it", happened="It crashed.", file=Upload("worker.log", log.encode())
    )


async def test_what_was_masked_in_a_log_comes_back_in_the_card_and_in_search(hub: Cohort) -> None:
    answer = await sends_log(hub, f"{PASTED}\nzebrafish")
    opened = await hub.ada.presses(answer, "It is no secret")

    await hub.ada.submits(opened, value=PASSWORD)

    assert hub.card("B1").contents == {"2-worker.log": f"{PASTED}\nzebrafish".encode()}
    assert "could not be posted" not in hub.card("B1").text
    assert "**B1 ·" in (await hub.linus.types("search", query=PASSWORD)).text
    await hub.linus.presses(hub.card("B1"), "I can help")
    assert list(hub.card("B1").files) == ["2-worker.log"], "an edit leaves it"


async def test_several_in_a_log_come_back_one_by_one_even_later(hub: Cohort) -> None:
    await sends_log(hub, f"{PASTED}\nAPI_PASSWORD=qU1teS3cret77\n")

    for value in (PASSWORD, "qU1teS3cret77"):
        more = await hub.ada.presses(hub.card("B1"), "More…")
        await hub.ada.submits(await hub.ada.presses(more, "It is no secret"), value=value)

    assert hub.card("B1").contents == {"3-worker.log": f"{PASTED}\nAPI_PASSWORD=qU1teS3cret77\n".encode()}
    assert "It is no secret" not in (await hub.ada.presses(hub.card("B1"), "More…")).buttons


async def test_who_did_not_send_the_log_says_nothing_of_it(hub: Cohort) -> None:
    answer = await sends_log(hub, PASTED)
    assert "It is no secret" not in (await hub.margaret.presses(hub.card("B1"), "More…")).buttons

    opened = await hub.ada.presses(answer, "It is no secret")
    refused = await hub.ada.submits(opened, value="another")

    assert "Paste exactly what stood there" in refused.text
    assert PASSWORD.encode() not in hub.card("B1").contents["worker.log"]


async def test_a_log_that_discord_does_not_take_again_is_said_to_be_missing(hub: Cohort) -> None:
    answer = await sends_log(hub, PASTED)
    opened = await hub.ada.presses(answer, "It is no secret")
    hub.env.inject_error("PATCH", "/channels/*/messages/*", status=413, code=40005, times=2)

    await hub.ada.submits(opened, value=PASSWORD)

    assert "The file `2-worker.log` could not be posted." in hub.card("B1").text


async def test_whoever_solved_it_alone_is_told(hub: Cohort) -> None:
    more = await hub.ada.presses(await hub.ada.logs_blocker("Run tasks"), "More…")

    answer = await hub.ada.submits(await hub.ada.presses(more, "Solved it myself"), fix=f"I set {TOKEN}")

    assert "Masked before anything was kept: GitHub token." in answer.text


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
