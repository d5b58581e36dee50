"""Looking at an API again: what its card and its history say then."""

import re
from collections.abc import AsyncGenerator

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import document, with_refunds, without_total
from tests.support.learners_host import LearnersHost

BROKE = r"\*\*Revision 2\*\*, <t:\d+:R>: 1 breaking change"


@pytest.fixture
async def host() -> AsyncGenerator[LearnersHost]:
    async with LearnersHost() as host:
        yield host


async def test_a_look_that_finds_nothing_new_says_unchanged(hub: Cohort, host: LearnersHost) -> None:
    host.serves("/openapi.json", document(), etag='"1"')
    card = await hub.ada.shares_api_at(host.at("/openapi.json"))

    answer = await hub.linus.presses(card, "Check now")

    assert "is unchanged: revision 1 still holds" in answer.text
    assert "**Up**, checked" in hub.card("A1").text


async def test_a_changed_document_is_the_next_revision(hub: Cohort, host: LearnersHost) -> None:
    host.serves("/openapi.json", document())
    card = await hub.ada.shares_api_at(host.at("/openapi.json"))
    host.serves("/openapi.json", with_refunds())

    answer = await hub.linus.presses(card, "Check now")

    assert "changed: it is revision 2 now" in answer.text
    assert "3 endpoints" in hub.card("A1").text
    assert "**Revision 2**" in hub.card("A1").text
    assert len(hub.posts) == 1, "the card is edited in place"


async def test_what_cannot_be_checked_is_never_shown_as_fine(hub: Cohort, host: LearnersHost) -> None:
    host.serves("/openapi.json", document())
    card = await hub.ada.shares_api_at(host.at("/openapi.json"))
    host.serves("/openapi.json", "gone fishing", status=500)

    answer = await hub.linus.presses(card, "Check now")

    assert "could not be checked: it answers with 500" in answer.text
    assert "Could not check" in hub.card("A1").text
    assert "Up" not in hub.card("A1").text


async def test_a_page_in_place_of_the_document_is_no_change(hub: Cohort, host: LearnersHost) -> None:
    host.serves("/openapi.json", document())
    card = await hub.ada.shares_api_at(host.at("/openapi.json"))
    host.serves("/openapi.json", "<html>Sleeping</html>", kind="text/html")

    await hub.linus.presses(card, "Check now")

    assert "Could not check" in hub.card("A1").text
    assert (
        "it answers with a web page now, not with its document; perhaps it is waking up"
        in hub.card("A1").text
    )
    assert "2 endpoints" in hub.card("A1").text


async def test_apis_are_looked_at_every_half_hour(hub: Cohort, host: LearnersHost) -> None:
    host.serves("/openapi.json", document())
    await hub.ada.shares_api_at(host.at("/openapi.json"))
    host.serves("/openapi.json", without_total())

    await hub.apis_are_watched(minutes=29)
    before = hub.card("A1").text
    await hub.apis_are_watched(minutes=2)

    assert "Revision 2" not in before
    assert re.search(BROKE, hub.card("A1").text)


async def test_what_broke_stays_on_the_card_and_in_the_list_at_the_next_look(
    hub: Cohort, host: LearnersHost
) -> None:
    host.serves("/openapi.json", document())
    await hub.ada.shares_api_at(host.at("/openapi.json"))
    host.serves("/openapi.json", without_total())
    await hub.apis_are_watched(minutes=31)

    await hub.apis_are_watched(minutes=31)

    listed = (await hub.linus.types("api list")).text
    for said in (hub.card("A1").text, listed):
        assert "**Up**, checked" in said
        assert re.search(BROKE, said)


async def test_what_sleeps_says_how_often_it_did_and_when_it_was_up(hub: Cohort, host: LearnersHost) -> None:
    host.serves("/openapi.json", document())
    await hub.ada.shares_api_at(host.at("/openapi.json"))
    shared = int(hub.env.now().timestamp())
    host.serves("/openapi.json", "", status=404)
    await hub.apis_are_watched(minutes=31)
    assert f"(last up <t:{shared}:R>)" in hub.card("A1").text

    await hub.apis_are_watched(hours=1, minutes=1)

    listed = (await hub.linus.types("api list")).text
    for said in (hub.card("A1").text, listed):
        assert f"(2 times in a row, last up <t:{shared}:R>): it answers with 404" in said
        assert "**Revision 1**, " in said


async def test_a_document_that_is_brought_does_not_make_an_address_up(
    hub: Cohort, host: LearnersHost
) -> None:
    host.serves("/openapi.json", document())
    await hub.ada.shares_api_at(host.at("/openapi.json"))
    host.serves("/openapi.json", "", status=404)
    await hub.apis_are_watched(minutes=31)

    for content in (without_total(), without_total()):
        await hub.ada.types("api refresh", number="A1", file=("openapi.json", content))

        assert "**Revision 2**" in hub.card("A1").text
        assert "**Last up** <t:" in hub.card("A1").text
        assert "**Up**" not in hub.card("A1").text


async def test_a_host_that_does_not_answer_is_looked_at_ever_less_often(
    hub: Cohort, host: LearnersHost
) -> None:
    host.serves("/openapi.json", document())
    await hub.ada.shares_api_at(host.at("/openapi.json"))
    host.serves("/openapi.json", "", status=404)
    asked = len(host.asked)

    for _ in range(16):
        await hub.apis_are_watched(minutes=31)

    assert len(host.asked) - asked <= 6
    assert "Could not check" in hub.card("A1").text


async def test_the_history_says_who_changed_it(hub: Cohort, host: LearnersHost) -> None:
    host.serves("/openapi.json", document())
    card = await hub.ada.shares_api_at(host.at("/openapi.json"))
    host.serves("/openapi.json", with_refunds())
    await hub.linus.presses(card, "Check now")
    await hub.ada.brings(without_total())

    history = await hub.linus.presses(hub.card("A1"), "History")

    assert f"{hub.ada.mention} brought a new document: revision 3" in history.text
    assert ": Its document changed: revision 2" in history.text
    assert f"{hub.ada.mention} shared it" in history.text


async def test_a_history_of_one_change_says_so(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())

    assert "1 change, newest first" in (await hub.linus.presses(card, "History")).text
