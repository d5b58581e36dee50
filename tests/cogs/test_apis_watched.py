"""Whatever a learner's host does, the card says what is known, and never that all is fine where nobody knows."""

from collections.abc import AsyncGenerator, Callable

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import ORDERS, document, with_refunds
from tests.support.learners_host import LearnersHost, gzip_bomb
from tests.support.shown import Shown

DOCUMENT = "/openapi.json"
BANK = document(title="Bank", paths={"/accounts": ORDERS})


@pytest.fixture
async def host(hub: Cohort) -> AsyncGenerator[LearnersHost]:
    """A learner's host, with the shop's API, which ada has shared."""
    async with LearnersHost() as host:
        host.serves(DOCUMENT, document(), etag='"1"')
        await hub.ada.shares_api_at(host.at(DOCUMENT))
        host.asked.clear()
        yield host


async def watched(hub: Cohort) -> Shown:
    """The card after the next look."""
    await hub.apis_are_watched(minutes=31)
    return hub.card("A1")


async def test_a_sleeping_host_is_given_time_to_wake(hub: Cohort, host: LearnersHost) -> None:
    host.serves(DOCUMENT, with_refunds())
    host.asleep = 1

    assert "**Revision 2**" in (await watched(hub)).text
    assert len(host.asked) == 2


async def test_one_that_sleeps_on_could_not_be_checked_until_it_wakes(
    hub: Cohort, host: LearnersHost
) -> None:
    host.asleep = 2

    asleep = await watched(hub)
    awake = await watched(hub)

    assert "Could not check" in asleep.text
    assert "503" in asleep.text
    assert "**Up**, checked" in awake.text


@pytest.mark.parametrize(("etag", "modified"), [('"2"', ""), ("", "Mon, 05 Jan 2026 10:00:00 GMT")])
async def test_a_host_that_says_that_nothing_changed_sends_nothing(
    hub: Cohort, host: LearnersHost, etag: str, modified: str
) -> None:
    host.serves(DOCUMENT, with_refunds(), etag=etag, modified=modified)
    await watched(hub)
    host.serves(DOCUMENT, b"what would be sent", etag=etag, modified=modified)

    assert "**Up**, checked" in (await watched(hub)).text
    assert (etag or modified) in host.asked[-1].headers.values()


async def test_a_document_that_moved_is_followed(hub: Cohort, host: LearnersHost) -> None:
    host.sends_on(DOCUMENT, "/v2/openapi.json", status=301)
    host.serves("/v2/openapi.json", with_refunds())

    assert "**Revision 2**" in (await watched(hub)).text
    assert "**Up**, checked" in (await watched(hub)).text


async def test_what_its_type_says_does_not_matter(hub: Cohort, host: LearnersHost) -> None:
    host.serves(DOCUMENT, with_refunds(), kind="image/png")

    assert "**Revision 2**" in (await watched(hub)).text


async def test_where_another_api_stands_now_nobody_knows_how_this_one_is(
    hub: Cohort, host: LearnersHost
) -> None:
    host.serves(DOCUMENT, BANK)

    card = await watched(hub)

    assert "Could not check" in card.text
    assert "That is the document of another API, Bank" in card.text
    assert "2 endpoints" in card.text


async def test_its_owner_says_that_it_is_the_same_api_all_the_same(hub: Cohort, host: LearnersHost) -> None:
    host.serves(DOCUMENT, BANK)

    stranger = await hub.linus.types("api refresh", number="A1", replace=True)
    owner = await hub.ada.types("api refresh", number="A1", replace=True)

    assert "Only ada, who shared A1, or a moderator can bring a new document of it." in stranger.text
    assert "revision 2" in owner.text
    assert "**Up**, checked" in hub.card("A1").text
    assert "**Up**, checked" in (await watched(hub)).text


@pytest.mark.parametrize(
    "content", [document(title="Bank"), document(paths={}), document(title="shop", paths={})]
)
async def test_an_api_with_the_same_title_or_an_endpoint_is_the_same(
    hub: Cohort, host: LearnersHost, content: bytes
) -> None:
    host.serves(DOCUMENT, content)

    assert "**Revision 2**" in (await watched(hub)).text


async def test_a_half_valid_document_is_read_with_its_warnings_on_the_card(
    hub: Cohort, host: LearnersHost
) -> None:
    host.serves(DOCUMENT, document(paths={"/orders": {"get": {"summary": "Lists", "responses": 7}}}))

    card = await watched(hub)

    assert "**Revision 2**" in card.text
    assert "not all of its document is as it should be" in card.text


def is_down(host: LearnersHost) -> None:
    host.serves(DOCUMENT, "", status=500)


def hangs_up(host: LearnersHost) -> None:
    host.says(DOCUMENT, b"")


def serves_a_page(host: LearnersHost) -> None:
    host.serves(DOCUMENT, "<html>Building…</html>", kind="text/html")


def serves_nothing(host: LearnersHost) -> None:
    host.serves(DOCUMENT, b"")


def serves_another_kind(host: LearnersHost) -> None:
    host.serves(DOCUMENT, "type Query { orders: [Int] }")


def serves_a_bomb(host: LearnersHost) -> None:
    host.serves(DOCUMENT, gzip_bomb(20 * 1024 * 1024), headers={"Content-Encoding": "gzip"})


def goes_round_in_circles(host: LearnersHost) -> None:
    host.sends_on(DOCUMENT, DOCUMENT)


def leads_into_the_local_network(host: LearnersHost) -> None:
    host.sends_on(DOCUMENT, "http://169.254.169.254/latest/meta-data/")


@pytest.mark.parametrize(
    "misbehaves",
    [
        is_down,
        hangs_up,
        serves_a_page,
        serves_nothing,
        serves_another_kind,
        serves_a_bomb,
        goes_round_in_circles,
        leads_into_the_local_network,
    ],
)
async def test_what_cannot_be_read_could_not_be_checked_and_is_as_before_once_it_can(
    hub: Cohort, host: LearnersHost, misbehaves: Callable[[LearnersHost], None]
) -> None:
    misbehaves(host)
    card = await watched(hub)
    host.serves(DOCUMENT, document())
    after = await watched(hub)

    assert "Could not check" in card.text
    assert "Up" not in card.text
    assert "2 endpoints" in card.text, "what was known of it stays"
    assert "**Up**, checked" in after.text


async def test_a_server_that_nexus_left_is_not_fetched_for(hub: Cohort, host: LearnersHost) -> None:
    here = hub.bot.get_guild(hub.guild.id)
    assert here
    hub.bot._connection._remove_guild(here)  # pyright: ignore[reportPrivateUsage]  (SimCord has no way to leave a server)
    try:
        await hub.bot.watch()
        await hub.env.advance_time(31 * 60)
        await hub.bot.watch()
    finally:
        hub.bot._connection._add_guild(here)  # pyright: ignore[reportPrivateUsage]  (as before)

    assert host.asked == []
