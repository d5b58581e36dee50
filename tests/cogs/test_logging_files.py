"""Files that come with blockers, what is masked in them, and the tags that a text proposes."""

import pytest

from tests.cogs.test_logging import GOAL, HAPPENED
from tests.support.cohort import Answer, Cohort, Person, Upload

MEGABYTE = 1024 * 1024
PASSWORD = "kX9-pw-Trombone-77"
LOG = f"celery@worker ready\nDATABASE_URL=postgres://ada:{PASSWORD}@db:5432/shop\nzebrafish crashed\n"


async def sends(person: Person, *files: Upload, **written: str) -> Answer:
    """Fill in the form, with files."""
    opened = await person.types("blocker log")
    return await person.submits(
        opened, **{"goal": "Run the shop", "happened": "It stops.", **written}, file=list(files)
    )


async def test_a_screenshot_is_shown_on_the_card(hub: Cohort) -> None:
    await sends(hub.ada, Upload("my shot (1).PNG", b"\x89PNG"))

    assert hub.card("B1").images == {"my_shot_1.PNG": "The screenshot that ada sent with B1"}
    assert hub.card("B1").contents == {"my_shot_1.PNG": b"\x89PNG"}


async def test_a_log_can_be_opened_and_its_words_are_found(hub: Cohort) -> None:
    await sends(hub.ada, Upload("worker.log", b"zebrafish crashed"))

    assert hub.card("B1").contents == {"worker.log": b"zebrafish crashed"}
    found = await hub.linus.types("search", query="zebrafish")
    assert "**B1 ·" in found.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig", "cp1252"])
async def test_secrets_in_a_log_are_masked_in_what_is_posted(hub: Cohort, encoding: str) -> None:
    answer = await sends(hub.ada, Upload("worker.log", f"{LOG}für\n".encode(encoding)))

    content = hub.card("B1").contents["worker.log"]
    assert PASSWORD.encode() not in content
    assert PASSWORD.encode("utf-16-le") not in content
    assert "zebrafish crashed" in content.decode()
    assert "Masked before anything was kept" in answer.text
    assert PASSWORD not in answer.text
    assert "Nothing found" in (await hub.ada.types("search", query="Trombone")).text


async def test_bytes_without_a_secret_stay_as_they_are(hub: Cohort) -> None:
    content = "für\r\n".encode("cp1252")
    await sends(hub.ada, Upload("a.bin", content))

    assert hub.card("B1").contents == {"a.bin": content}


async def test_the_file_stays_through_edits_and_a_restart(hub: Cohort) -> None:
    await sends(hub.ada, Upload("worker.log", b"zebrafish"))
    await hub.linus.presses(hub.card("B1"), "I can help")
    await hub.restarts()
    await hub.linus.presses(hub.card("B1"), "Hand back")

    assert hub.card("B1").contents == {"worker.log": b"zebrafish"}
    shown = await hub.grace.types("blocker show", number="B1")
    assert shown.shown.contents == {"worker.log": b"zebrafish"}


async def test_the_file_survives_an_offer(hub: Cohort) -> None:
    await hub.linus.posts_solution(HAPPENED)
    offered = await sends(hub.ada, Upload("worker.log", LOG.encode()), goal=GOAL, happened=HAPPENED)
    assert "Masked before anything was kept" in offered.text, "whoever leaves it at that must hear of it too"
    await hub.restarts()
    await hub.ada.presses(offered, "Post anyway")

    content = hub.card("B1").contents["worker.log"]
    assert b"zebrafish" in content
    assert PASSWORD.encode() not in content


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "file.etc_passwd"),
        ("日本語.log", "file.log"),
        (".env", "file.env"),
        ("..", "file"),
        ("a.b", "a.b"),
        ("x" * 300 + ".txt", "x" * 80 + ".txt"),
    ],
)
async def test_odd_names_become_plain_ones(hub: Cohort, name: str, shown: str) -> None:
    await sends(hub.ada, Upload(name, b"words"))

    assert list(hub.card("B1").files) == [shown]


async def test_too_large_a_file_is_refused_and_what_was_written_given_back(hub: Cohort) -> None:
    answer = await sends(hub.ada, Upload("core.dump", b"\0" * (8 * MEGABYTE + 1)), tried="Everything.")

    assert answer.private
    assert "The file has 8.1 MB; at most 8 MB can be posted." in answer.text
    assert "Everything." in answer.text
    assert hub.posts == []


async def test_an_empty_file_is_left_out_and_said_so(hub: Cohort) -> None:
    answer = await sends(hub.ada, Upload("empty.log", b""))

    assert "The file `empty.log` was empty, so it is left out." in answer.text
    assert hub.card("B1").files == {}


async def test_a_file_that_discord_does_not_hand_out_is_told_and_the_text_given_back(
    hub: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_: object, url: str) -> bytes:
        raise OSError(url)

    monkeypatch.setattr(type(hub.bot.http), "get_from_cdn", away)
    answer = await sends(hub.ada, Upload("worker.log", b"zebrafish"), tried="Everything.")

    assert "Discord does not hand me the file right now." in answer.text
    assert "Everything." in answer.text
    assert hub.posts == []


async def test_a_file_that_discord_refuses_to_take_does_not_stop_the_card(hub: Cohort) -> None:
    hub.env.inject_error("POST", "/channels/*/messages", status=413, code=40005, times=1)
    answer = await sends(hub.ada, Upload("worker.log", b"zebrafish"))

    assert "is logged" in answer.text
    assert "The file `worker.log` could not be posted." in hub.card("B1").text
    assert hub.card("B1").files == {}


# ------------------------------------------------------------------------------------------- secrets


async def test_the_author_is_told_what_was_masked_and_can_say_that_it_is_none(hub: Cohort) -> None:
    answer = await sends(hub.ada, happened=f"DB_PASSWORD={PASSWORD} is refused")
    assert "Masked before anything was kept: password." in answer.text
    assert PASSWORD not in hub.card("B1").text

    opened = await hub.ada.presses(answer, "It is no secret")
    await hub.ada.submits(opened, value=PASSWORD)

    assert PASSWORD in hub.card("B1").text


# ---------------------------------------------------------------------------------------------- tags


async def test_tags_are_proposed_from_the_text_and_taken_in_one_press(hub: Cohort) -> None:
    answer = await sends(hub.ada, goal="Run Celery with Docker Compose")
    assert "Add #celery #docker" in answer.buttons
    assert "`#celery`" not in hub.card("B1").text
    await hub.restarts()

    taken = await hub.ada.presses(answer, "Add #celery #docker")

    assert "is tagged `#celery` `#docker`" in taken.text
    assert "`#celery` `#docker`" in hub.card("B1").text


async def test_the_server_s_own_tags_are_proposed_too(hub: Cohort) -> None:
    await hub.linus.posts_solution("It hangs", tags="job-board")

    answer = await sends(hub.ada, goal="List the jobs of the job board")

    assert "Add #job-board" in answer.buttons


async def test_the_words_of_a_log_propose_tags(hub: Cohort) -> None:
    answer = await sends(hub.ada, Upload("ci.log", b"psycopg.OperationalError: connection refused"))

    assert "Add #postgresql #database" in answer.buttons


async def test_a_text_that_names_nothing_gets_no_proposal(hub: Cohort) -> None:
    answer = await sends(hub.ada)

    assert answer.buttons == ["Go to the card"]
