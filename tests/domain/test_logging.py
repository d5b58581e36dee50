"""What comes with a new blocker: its file, its thread, and what it says of the solution that did not work."""

from dataclasses import replace

import pytest

from data.store import SqliteStore
from domain.errors import Refused
from domain.hub import Hub
from domain.models.deeds import Deed
from domain.models.delivery import Delivery, Key
from domain.models.drafts import READ_LIMIT, File
from domain.models.entries import Kind, Ref
from domain.models.listing import Wanted
from domain.models.search import MARK, Query
from domain.models.server import Habits, Threads
from domain.models.sight import FULL
from tests.support.domain import (
    ADA,
    GUILD,
    LINUS,
    MODERATOR,
    PLACE,
    blocker_draft,
    resolution,
)

B1 = Ref(Kind.BLOCKER, 1)
S1 = Ref(Kind.SOLUTION, 1)
STUCK_AGAIN = replace(blocker_draft(), follows=B1)


async def found(hub: Hub, words: str) -> list[str]:
    """What a search for these words finds."""
    return [str(hit.ref) for hit in (await hub.search.ask(GUILD, Query(words), by=LINUS, sight=FULL)).hits]


async def thread(hub: Hub) -> Delivery | None:
    """The thread on the card of B1, as far as it is wanted."""
    return await hub.outbox.get(GUILD, Key.parse("thread:B1"))


async def set_threads(hub: Hub, store: SqliteStore, threads: Threads) -> None:
    """Say when this server opens threads."""
    await hub.servers.set_up(PLACE, time_zone=None, weekday=None, hour=None, by=ADA)
    async with store.transaction() as stored:
        server = await stored.servers.get(GUILD)
        assert server
        await stored.servers.save(replace(server, habits=Habits(threads=threads)))


async def test_a_log_comes_with_it_and_is_read_from_its_end(hub: Hub) -> None:
    lines = "starting\n" + "x" * READ_LIMIT + "\nKombuError: refused"
    logged = await hub.blockers.log(
        PLACE, blocker_draft(), by=ADA, cause=1, file=File("worker.log", lines.encode())
    )

    assert logged == await hub.blockers.get(GUILD, 1)
    assert logged.file == "worker.log"
    assert await hub.blockers.file(GUILD, B1) == File("worker.log", lines.encode())
    assert await found(hub, "KombuError") == ["B1"]
    assert await found(hub, "starting") == []


async def test_control_signs_in_a_log_mark_nothing_as_found(hub: Hub) -> None:
    log = b"\x02starting\x03 worker\nKombuError: refused"
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1, file=File("worker.log", log))

    answer = await hub.search.ask(GUILD, Query("KombuError"), by=LINUS, sight=FULL)

    assert answer.hits[0].passage.count(MARK[0]) == 1
    assert f"{MARK[0]}starting" not in answer.hits[0].passage


async def test_an_edit_leaves_the_words_of_the_file_to_be_found(hub: Hub) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1, file=File("worker.log", b"KombuError"))

    await hub.blockers.edit(GUILD, 1, blocker_draft("Other words"), by=ADA)

    assert await found(hub, "KombuError") == ["B1"]


@pytest.mark.parametrize(
    "file",
    [File("Screen.PNG", b"\x89PNG KombuError"), File("core", b"Kombu\0Error")],
)
async def test_what_is_no_text_is_kept_and_not_read(hub: Hub, file: File) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1, file=file)

    assert file.text == ""
    assert await hub.blockers.file(GUILD, B1) == file
    assert await found(hub, "KombuError Kombu") == []


async def test_who_is_still_stuck_says_that_the_solution_did_not_work(hub: Hub) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=2)

    logged = await hub.blockers.log(PLACE, STUCK_AGAIN, by=LINUS, cause=3)

    assert (str(logged.ref), logged.follows) == ("B2", B1)
    assert (await hub.solutions.get(GUILD, 1)).failed == 1
    vote = (await hub.entries.history(GUILD, S1))[-1]
    assert (vote.deed, vote.by) == (Deed.FAILED, LINUS)
    assert (await hub.blockers.get(GUILD, 1)).solution == S1, "which does not open B1 again"


async def test_a_blocker_may_follow_one_without_a_solution_in_use(hub: Hub) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.blockers.log(PLACE, STUCK_AGAIN, by=LINUS, cause=2)
    await hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=3)
    await hub.solutions.retire(GUILD, 1, by=MODERATOR)

    await hub.blockers.log(PLACE, STUCK_AGAIN, by=LINUS, cause=4)

    assert (await hub.solutions.get(GUILD, 1)).failed == 0


async def test_a_thread_opens_with_the_card_by_default_and_once(hub: Hub) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    assert await thread(hub)

    await hub.blockers.open_thread(GUILD, 1)

    again = await thread(hub)
    assert again
    assert (again.wanted, again.channel_id) == (1, PLACE.channel_id)


async def test_a_thread_opens_when_somebody_asks_for_one(hub: Hub, store: SqliteStore) -> None:
    await set_threads(hub, store, Threads.ON_DEMAND)
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    assert await thread(hub) is None

    await hub.blockers.open_thread(GUILD, 1)

    assert await thread(hub)


async def test_a_server_may_want_no_threads(hub: Hub, store: SqliteStore) -> None:
    await set_threads(hub, store, Threads.NEVER)
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)

    with pytest.raises(Refused, match="This server opens no threads on cards"):
        await hub.blockers.open_thread(GUILD, 1)
    assert await thread(hub) is None


async def test_a_new_title_names_the_thread_anew(hub: Hub) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)

    await hub.blockers.edit(GUILD, 1, blocker_draft(), by=ADA)
    before = await thread(hub)
    await hub.blockers.edit(GUILD, 1, blocker_draft("Other words"), by=ADA)
    after = await thread(hub)

    assert before
    assert after
    assert (before.wanted, after.wanted) == (1, 2)


async def test_ones_own_are_listed_in_pages(hub: Hub) -> None:
    for cause in range(1, 5):
        await hub.blockers.log(PLACE, blocker_draft(), by=(ADA, LINUS)[cause == 4], cause=cause)
    mine = Wanted(author_id=ADA.id)

    first, total = await hub.blockers.listed(GUILD, mine, limit=2, page=0)
    second, _ = await hub.blockers.listed(GUILD, mine, limit=2, page=1)

    assert total == 3
    assert [str(each.ref) for each in (*first, *second)] == ["B1", "B2", "B3"]
