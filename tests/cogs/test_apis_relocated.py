"""An API gets another address, once it is deployed or its host moved, and stays the same one."""

from collections.abc import AsyncGenerator

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import ORDERS, document, with_refunds, without_total
from tests.support.learners_host import LearnersHost

DOCUMENT = "/openapi.json"
NEW = "/v2/openapi.json"


@pytest.fixture
async def host() -> AsyncGenerator[LearnersHost]:
    async with LearnersHost() as host:
        yield host


# Deployed later


async def test_what_was_shared_as_a_file_is_watched_once_it_has_an_address(
    hub: Cohort, host: LearnersHost
) -> None:
    await hub.ada.shares_api(document())
    host.serves(DOCUMENT, document())

    answer = await hub.ada.types("api refresh", number="A1", url=host.at("/"))
    host.serves(DOCUMENT, without_total())
    await hub.apis_are_watched(minutes=31)

    assert answer.private
    assert "is unchanged: revision 1 still holds" in answer.text
    assert f"It is watched at {host.at(DOCUMENT)} from now on." in answer.text.replace("\\", "")
    assert "· watched ·" in hub.card("A1").text
    assert "Revision 2" in hub.card("A1").text


async def test_sharing_its_address_offers_to_watch_it_there(hub: Cohort, host: LearnersHost) -> None:
    await hub.ada.shares_api(document())
    host.serves(DOCUMENT, document())

    stranger = await hub.linus.types("api share", url=host.at("/"))
    owner = await hub.ada.types("api share", url=host.at("/"))
    await hub.ada.presses(owner, "Watch it there from now on")

    assert "This API was shared before: it is A1." in owner.text
    assert stranger.shown.buttons == ["Show A1"]
    assert host.at(DOCUMENT) in hub.card("A1").text.replace("\\", "")
    assert len(hub.posts) == 1


async def test_an_address_that_is_too_long_for_a_button_is_still_told_what_to_do(
    hub: Cohort, host: LearnersHost
) -> None:
    await hub.ada.shares_api(document())
    long = f"/{'x' * 90}/openapi.json"
    host.serves(long, document())

    answer = await hub.ada.types("api share", url=host.at(long))

    assert "/api refresh with url has it watched here from now on" in answer.text
    assert answer.shown.buttons == ["Show A1"]


# Moved


async def test_an_api_whose_host_moved_keeps_its_number_and_those_who_use_it(
    hub: Cohort, host: LearnersHost
) -> None:
    host.serves(DOCUMENT, document(), etag='"old"')
    card = await hub.ada.shares_api_at(host.at(DOCUMENT))
    await hub.linus.presses(card, "I use this")
    host.serves(DOCUMENT, "", status=404)
    host.serves(NEW, without_total(), etag='"new"')
    host.asked.clear()

    answer = await hub.ada.types("api refresh", number="A1", url=host.at(NEW))
    await hub.apis_are_watched(minutes=31)

    assert "revision 2" in answer.text
    assert "used by 1 member" in hub.card("A1").text
    assert host.paths == [NEW, NEW]
    assert '"old"' not in [each.headers.get("if-none-match") for each in host.asked]
    assert host.asked[-1].headers["if-none-match"] == '"new"'
    assert hub.linus.mention in "".join(post.text for post in hub.thread_of(card).messages)


async def test_the_history_says_where_it_is_now(hub: Cohort, host: LearnersHost) -> None:
    await hub.ada.shares_api(document())
    host.serves(DOCUMENT, with_refunds())

    await hub.margaret.types("api refresh", number="A1", url=host.at(DOCUMENT))

    history = (await hub.linus.presses(hub.card("A1"), "History")).text.replace("\\", "")
    assert f"{hub.margaret.mention} said that it is watched at {host.at(DOCUMENT)}" in history
    assert "brought a new document: revision 2" in history


# Refused


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://169.254.169.254/latest/", "it leads to a private address"),
        ("http://nobody.test/", "nobody knows that name"),
        ("shop", "is no web address"),
        ("{host}/openapi.json?token=ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8", "has a secret in it"),
        ("{host}/bank.json", "That is the document of another API, Bank"),
        ("{host}/other.json", "A2 is there already"),
        ("{host}/graphql", "cannot be compared"),
    ],
)
async def test_an_address_that_cannot_be_its_own_changes_nothing(
    hub: Cohort, host: LearnersHost, address: str, told: str
) -> None:
    await hub.ada.shares_api(document())
    host.serves("/openapi.json?token=ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8", document())
    host.serves("/bank.json", document(title="Bank", paths={"/accounts": ORDERS}))
    host.serves("/other.json", document(title="Other"))
    host.serves("/graphql", "type Query { orders: [Int] }")
    await hub.linus.shares_api_at(host.at("/other.json"))
    before = hub.card("A1").text

    answer = await hub.ada.types("api refresh", number="A1", url=address.format(host=host.at("")))

    assert answer.private
    assert told in answer.text.replace("\\", "")
    assert hub.card("A1").text == before
    again = await hub.ada.brings(with_refunds())
    assert "revision 2" in again.text, "the refusal left nothing locked"


async def test_a_stranger_does_not_say_where_it_is(hub: Cohort, host: LearnersHost) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("api refresh", number="A1", url=host.at("/"))

    assert "Only ada, who shared A1, or a moderator can bring a new document of it." in answer.text
    assert not host.asked


async def test_one_gives_a_new_address_or_a_file(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.ada.types(
        "api refresh", number="A1", url="https://example.org", file=("a.json", with_refunds())
    )

    assert "Give either the new address of the API, as url, or its new document, as file." in answer.text
