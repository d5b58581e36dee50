"""What stands in hidden channels is left out by the statements themselves, which look at no more rows for it."""

import re
import sqlite3
from collections.abc import Collection
from pathlib import Path

import pytest

from data import blockers, channels, endpoints, entries, search_index, solutions
from data.database import Database
from data.store import SqliteStore
from domain.models.delivery import Key
from domain.models.entries import Kind, Ref, Spot, Thread
from domain.models.listing import Wanted, WantedSolutions
from domain.models.search import EVERYTHING
from domain.models.server import Server
from domain.models.sight import Channel
from domain.ports import Repositories
from tests.data.written import OTHER_GUILD, later, write_blocker, write_endpoint, write_solution
from tests.support.domain import GUILD, HUB, PLACE

STAFF = 30

QUERIES = {
    "channels": channels.SELECT_CHANNELS,
    "hidden": channels.SELECT_HIDDEN,
    "numbers": entries.SUGGEST,
    "tags": entries.SUGGEST_TAGS,
    "blockers": blockers.SELECT_LISTED,
    "counted blockers": blockers.COUNT_LISTED,
    "solutions": solutions.SELECT_LISTED,
    "counted solutions": solutions.COUNT_LISTED,
    "endpoints": endpoints.SELECT_LISTED,
    "counted endpoints": endpoints.COUNT_LISTED,
    "hits": search_index.FIND,
    "titles": search_index.COMPLETE,
    "newest titles": search_index.NEWEST,
}


async def post(store: Repositories, ref: Ref, channel_id: int, *, guild_id: int = GUILD) -> None:
    """Have an entry's card stand in a channel."""
    await store.deliveries.want(guild_id, Key.card(ref), at=later(), channel_id=channel_id)


@pytest.fixture
async def kept(store: SqliteStore) -> SqliteStore:
    """B1, S1 and E1 with the staff, B2 in the hub; S2 is B1's without a card, S3 and E2 have none at all."""
    async with store.transaction() as new:
        await new.servers.save(Server.first_used(GUILD, HUB, at=later()))
        staffs = await write_blocker(new, "Payroll stops", tags="payroll staff")
        ours = await write_blocker(new, "Payroll is slow", tags="payroll")
        solution = await write_solution(new, "Payroll runs", tags="staff")
        await write_solution(new, "Payroll goes on", blocker=staffs.ref)
        await write_solution(new, "Payroll rests")
        endpoint = await write_endpoint(new, "/payroll/")
        await write_endpoint(new, "/payroll/slow/")
        for ref in (staffs.ref, solution.ref, endpoint.ref):
            await post(new, ref, STAFF)
        await post(new, ours.ref, HUB)
    return store


async def seen(store: Repositories, hidden: Collection[int]) -> set[str]:
    """What all lists together show; each has to agree with the others, and with its count."""
    some, blockers_in_all = await store.blockers.listed(
        GUILD, Wanted(hidden=hidden), now=later(), limit=9, offset=0
    )
    more, solutions_in_all = await store.solutions.listed(
        GUILD, WantedSolutions(hidden=hidden), limit=9, offset=0
    )
    last, endpoints_in_all = await store.endpoints.listed(GUILD, hidden, tag=None, limit=9, offset=0)
    listed = {str(each.ref) for each in (*some, *more, *last)}
    assert len(listed) == blockers_in_all + solutions_in_all + endpoints_in_all

    numbers = await store.entries.suggest(GUILD, tuple(Kind), "", hidden, limit=25)
    titles = await store.index.titles(GUILD, ["payrol"], EVERYTHING, hidden, limit=25)
    newest = await store.index.titles(GUILD, [], EVERYTHING, hidden, limit=25)
    assert {str(each.ref) for each in numbers} == listed
    assert {str(each.ref) for each in titles} == listed
    assert {str(each.ref) for each in newest} == listed
    for ref in ("B1", "B2", "S1", "S2", "S3", "E1", "E2"):
        assert await store.channels.hide(GUILD, Ref.parse(ref), hidden) == (ref not in listed)
    return listed


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ([], {"B1", "B2", "S1", "S2", "S3", "E1", "E2"}),
        ([STAFF], {"B2", "S3", "E2"}),
        ([HUB], {"B1", "S1", "S2", "E1"}),
        ([STAFF, HUB], set[str]()),
        ([99], {"B1", "B2", "S1", "S2", "S3", "E1", "E2"}),
    ],
)
async def test_an_entry_is_hidden_with_the_channel_of_its_card_of_its_blockers_or_with_the_hub(
    kept: SqliteStore, hidden: list[int], shown: set[str]
) -> None:
    async with kept.reading() as store:
        assert await seen(store, hidden) == shown


async def test_a_card_that_is_gone_hides_its_entry_as_before(kept: SqliteStore) -> None:
    async with kept.transaction() as store:
        delivery = await store.deliveries.claim(
            GUILD, Key.parse("card:B1"), now=later(), until=later(minutes=1)
        )
        assert delivery
        await store.deliveries.done(delivery, Spot(STAFF, 500))
        await store.deliveries.gone(GUILD, message_id=500)

        assert await seen(store, [STAFF]) == {"B2", "S3", "E2"}


async def test_only_tags_of_what_is_seen_are_suggested_and_counted(kept: SqliteStore) -> None:
    async with kept.transaction() as store:
        await write_blocker(store, "Another", tags="zeta")
        await write_blocker(store, "And another", tags="zeta")

        assert await store.entries.tags(GUILD, "", limit=9) == ["payroll", "staff", "zeta"]
        assert await store.entries.tags(GUILD, "", [STAFF], limit=9) == ["zeta", "payroll"]
        assert await store.entries.tags(GUILD, "st", [STAFF], limit=9) == []


async def test_the_channels_are_those_of_cards_and_the_hub_with_what_is_kept_of_threads(
    kept: SqliteStore,
) -> None:
    async with kept.transaction() as store:
        await post(store, Ref(Kind.BLOCKER, 3), 40)
        await post(store, Ref(Kind.BLOCKER, 3), 41, guild_id=OTHER_GUILD)
        await store.channels.note_thread(GUILD, 40, Thread(STAFF, is_private=True))
        await store.channels.note_thread(
            GUILD, 40, Thread(HUB, is_private=False)
        )  # a thread stays what it is
        await store.deliveries.want_once(GUILD, Key.parse("recap:2026-01-05"), at=later(), channel_id=50)

        assert await store.channels.of_cards(GUILD) == [
            Channel(HUB, is_hub=True),
            Channel(STAFF),
            Channel(40, Thread(STAFF, is_private=True)),
        ]
        assert await store.channels.of_cards(OTHER_GUILD) == [Channel(41)]
        assert await store.channels.of_cards(12) == []


@pytest.mark.parametrize("name", QUERIES)
async def test_what_is_hidden_is_looked_up_by_an_index_within_the_server(
    database: Database, tmp_path: Path, name: str
) -> None:
    del database
    sql = QUERIES[name]
    bound: dict[str, int | str] = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
    bound |= {"hidden": "[30]", "match": '"10:payroll"', "lookups": "[]"}
    connection = sqlite3.connect(tmp_path / "nexus.db")

    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", bound)]

    connection.close()
    of_cards = [step for step in plan if re.search(r" (own|its|deliveries|servers|threads|shown)\b", step)]
    assert of_cards
    assert all(re.match(r"SEARCH .*\((guild_id|rowid)=\?", step) for step in of_cards), of_cards


async def test_finding_the_channels_costs_the_same_however_many_cards_they_hold(
    kept: SqliteStore, tmp_path: Path
) -> None:
    few = steps(tmp_path / "nexus.db")
    async with kept.transaction() as store:
        for number in range(10, 300):
            await post(store, Ref(Kind.BLOCKER, number), STAFF)
            await store.deliveries.want_once(
                GUILD, Key.parse(f"ask:B{number}"), at=later(), channel_id=1000 + number
            )

    assert steps(tmp_path / "nexus.db") <= few * 1.2


def steps(path: Path) -> int:
    """How many steps SQLite's machine takes to find a server's channels."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    connection = sqlite3.connect(path)
    connection.set_progress_handler(step, 1)
    connection.execute(channels.SELECT_CHANNELS, {"guild_id": PLACE.guild_id}).fetchall()
    connection.close()
    return count
