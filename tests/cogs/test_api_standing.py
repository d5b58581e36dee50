"""What becomes of an API: watched or not, retired, looked at more or less often, and taken along as a file."""

import json
import re
from collections.abc import AsyncGenerator

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import document, with_refunds, without_total
from tests.support.learners_host import LearnersHost


@pytest.fixture
async def host() -> AsyncGenerator[LearnersHost]:
    async with LearnersHost() as host:
        host.serves("/openapi.json", document())
        yield host


# Watched or not


async def test_an_api_that_is_watched_no_longer_is_not_looked_at(hub: Cohort, host: LearnersHost) -> None:
    await hub.ada.shares_api_at(host.at("/openapi.json"))

    answer = await hub.ada.types("api watch", number="A1", on=False)
    host.serves("/openapi.json", without_total())
    await hub.apis_are_watched(hours=3)

    assert answer.private
    assert "is not watched: it changes when somebody brings a new document" in answer.text
    assert "not watched" in hub.card("A1").text
    assert "**Last up** <t:" in hub.card("A1").text
    assert "Revision 2" not in hub.card("A1").text


async def test_it_is_looked_at_at_once_when_it_is_watched_again(hub: Cohort, host: LearnersHost) -> None:
    await hub.ada.shares_api_at(host.at("/openapi.json"))
    await hub.margaret.types("api watch", number="A1", on=False)
    host.serves("/openapi.json", without_total())

    await hub.ada.types("api watch", number="A1", on=True)
    await hub.apis_are_watched(minutes=1)

    assert "**Revision 2**" in hub.card("A1").text


async def test_what_was_uploaded_has_no_address_to_watch(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.ada.types("api watch", number="A1", on=True)

    assert "A1 was shared as a file, so there is no address to look at." in answer.text
    assert "`" not in answer.text


async def test_an_address_that_holds_a_secret_is_not_watched_and_says_why(
    hub: Cohort, host: LearnersHost
) -> None:
    secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    host.serves(f"/openapi.json?token={secret}", document())
    await hub.ada.shares_api_at(host.at(f"/openapi.json?token={secret}"))
    asked = len(host.asked)

    on = await hub.ada.types("api watch", number="A1", on=True)
    looked = await hub.ada.types("api refresh", number="A1")
    await hub.apis_are_watched(hours=3)

    for said in (on.text, looked.text, hub.card("A1").text):
        assert "has an address with a secret in it, which is not kept" in said
        assert "without the secret" in said
        assert secret not in said
    assert "not watched" in hub.card("A1").text
    assert "Check now" not in hub.card("A1").buttons
    assert len(host.asked) == asked


async def test_it_comes_back_without_being_watched(hub: Cohort, host: LearnersHost) -> None:
    host.serves("/openapi.json?password=hunter2hunter2", document())
    await hub.ada.shares_api_at(host.at("/openapi.json?password=hunter2hunter2"))
    await hub.ada.types("api retire", number="A1")

    answer = await hub.ada.types("api watch", number="A1", on=True)

    assert "is in use again. It changes when somebody brings a new document." in answer.text
    assert "A1" in (await hub.linus.types("api list")).text


async def test_what_stands_so_already_is_said(hub: Cohort, host: LearnersHost) -> None:
    await hub.ada.shares_api_at(host.at("/openapi.json"))

    again = await hub.ada.types("api watch", number="A1", on=True)
    await hub.ada.types("api watch", number="A1", on=False)
    off = await hub.ada.types("api watch", number="A1", on=False)

    assert "A1 is watched already." in again.text
    assert "A1 is not watched anyway." in off.text


async def test_a_stranger_says_neither(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    watch = await hub.linus.types("api watch", number="A1", on=True)
    retire = await hub.linus.types("api retire", number="A1")

    assert "Only ada, who shared A1, or a moderator can say whether it is watched." in watch.text
    assert "Only ada, who shared A1, or a moderator can retire it." in retire.text


async def test_the_history_tells_it(hub: Cohort, host: LearnersHost) -> None:
    await hub.ada.shares_api_at(host.at("/openapi.json"))
    await hub.ada.types("api watch", number="A1", on=False)
    await hub.margaret.types("api retire", number="A1")

    history = await hub.linus.presses(hub.card("A1"), "History")

    assert f"{hub.ada.mention} said that it is not watched" in history.text
    assert f"{hub.margaret.mention} retired it" in history.text


# Retired


async def test_a_retired_api_and_its_endpoints_are_neither_listed_nor_found(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.ada.types("api retire", number="A1")

    assert "is retired: neither it nor its endpoints are listed or found." in answer.text
    assert "It is retired" in hub.card("A1").text
    assert "A1" not in (await hub.linus.types("api list")).text
    assert "E1" not in (await hub.linus.types("endpoint list")).text
    assert "E1" not in (await hub.linus.types("search", query="GET orders")).text
    assert not await hub.linus.completes("search", "query", "GET /ord")


async def test_what_was_shared_as_a_file_was_never_looked_at(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.ada.types("api retire", number="A1")

    for said in (card.text, hub.card("A1").text):
        assert "**Document** shared as a file" in said
        assert "**Revision 1**" in said
        assert "up" not in re.findall(r"\w+", said.casefold())


async def test_it_comes_back_when_it_is_watched_again(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.types("api retire", number="A1")

    answer = await hub.ada.types("api watch", number="A1", on=True)

    assert "is in use again. It changes when somebody brings a new document." in answer.text
    assert "A1" in (await hub.linus.types("api list")).text
    assert "E1" in (await hub.linus.types("search", query="GET orders")).text


async def test_what_is_retired_is_brought_back_with_one_press(hub: Cohort, host: LearnersHost) -> None:
    card = await hub.ada.shares_api_at(host.at("/openapi.json"))
    retired = await hub.ada.types("api retire", number="A1")

    undone = await hub.ada.presses(retired, "Undo")
    assert undone.private
    assert "is in use again, and watched: Nexus looks at its document in a moment." in undone.text
    assert "Bring back" not in hub.card("A1").buttons
    host.serves("/openapi.json", without_total())
    await hub.apis_are_watched(minutes=1)
    assert "**Revision 2**" in hub.card("A1").text

    await hub.margaret.types("api retire", number="A1")
    stranger = await hub.linus.presses(hub.card("A1"), "Bring back")
    back = await hub.ada.presses(hub.card("A1"), "Bring back")
    again = await hub.ada.presses(retired, "Undo")

    assert "Only ada, who shared A1, or a moderator can bring it back." in stranger.text
    assert "is in use again" in back.text
    assert "A1 is in use already." in again.text
    history = (await hub.linus.presses(card, "History")).text
    assert history.count(f"{hub.ada.mention} brought it back") == 2


async def test_a_retired_api_takes_no_new_document(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.types("api retire", number="A1")

    brought = await hub.ada.types("api refresh", number="A1", file=("openapi.json", with_refunds()))
    again = await hub.ada.types("api retire", number="A1")
    off = await hub.ada.types("api watch", number="A1", on=False)

    assert "A1 is retired. /api watch brings it back." in brought.text
    assert "A1 is retired already." in again.text
    assert "A1 is retired, so it is not watched anyway." in off.text


# How often


async def test_an_administrator_says_how_often_apis_are_looked_at(hub: Cohort, host: LearnersHost) -> None:
    await hub.ada.shares_api_at(host.at("/openapi.json"))
    host.serves("/openapi.json", without_total())

    settings = await hub.root.types("setup apis", check_minutes=5)
    await hub.apis_are_watched(minutes=6)

    assert "Looked at every 5 minutes" in settings.text
    assert "**Revision 2**" in hub.card("A1").text


async def test_they_are_looked_at_less_often_at_once(hub: Cohort, host: LearnersHost) -> None:
    await hub.ada.shares_api_at(host.at("/openapi.json"))
    asked = len(host.asked)

    await hub.root.types("setup apis", check_minutes=1440)
    await hub.apis_are_watched(hours=23)
    before = len(host.asked)
    await hub.apis_are_watched(hours=2)

    assert before == asked
    assert len(host.asked) > asked


async def test_an_administrator_looks_how_often_without_changing_it(hub: Cohort) -> None:
    await hub.root.types("setup apis", check_minutes=45)

    settings = await hub.root.types("setup apis")

    assert "Looked at every 45 minutes" in settings.text


@pytest.mark.parametrize("minutes", [4, 1441])
async def test_neither_too_often_nor_too_seldom(hub: Cohort, minutes: int) -> None:
    answer = await hub.root.types("setup apis", check_minutes=minutes)

    assert "APIs are looked at every 5 to 1,440 minutes" in answer.text


# As files


async def test_an_api_leaves_as_a_private_file(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("api export", format="OPENAPI", number="A1")

    assert answer.private
    file = json.loads(answer.shown.contents["shop.openapi.json"])
    assert file["openapi"].startswith("3.1")
    assert "/orders" in file["paths"]


async def test_an_api_is_exported_with_where_it_is_served_though_its_document_does_not_tell(
    hub: Cohort, host: LearnersHost
) -> None:
    host.serves("/openapi.json", document())
    await hub.ada.shares_api_at(host.at("/openapi.json"))

    openapi = await hub.linus.types("api export", format="OPENAPI", number="A1")
    postman = await hub.linus.types("api export", format="POSTMAN")

    [written] = map(json.loads, openapi.shown.contents.values())
    assert written["servers"] == [{"url": host.at("")}]
    [collection] = map(json.loads, postman.shown.contents.values())
    assert {"key": "baseUrl", "value": host.at("")} in collection["variable"]


@pytest.mark.parametrize(("form", "ending"), [("MARKDOWN", "md"), ("POSTMAN", "postman.json")])
async def test_all_leave_together_with_what_was_shared_by_hand(hub: Cohort, form: str, ending: str) -> None:
    await hub.ada.shares_api(document())
    await hub.linus.shares_endpoint("POST", "/carts/", summary="Opens a cart.")

    answer = await hub.grace.types("api export", format=form)

    [(name, content)] = answer.shown.contents.items()
    assert name == f"prodev-cohort.{ending}"
    assert b"/orders" in content
    assert b"carts" in content


async def test_of_nothing_there_is_no_file(hub: Cohort) -> None:
    answer = await hub.grace.types("api export", format="MARKDOWN")

    assert "There is nothing to export yet." in answer.text
