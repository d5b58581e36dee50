"""Whatever people do, in whatever order: the index has each entry as it stands."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from data.database import Database
from data.store import SqliteStore
from domain.hub import Hub
from domain.models.drafts import File
from domain.models.endpoint import Status
from domain.models.entries import Kind, Member, Ref
from domain.models.search import Query
from domain.models.sight import FULL
from domain.secrets import file_without_secrets
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    LINUS,
    PLACE,
    FakeCourier,
    SetClock,
    blocker_draft,
    endpoint_draft,
    refusal,
    solution_draft,
)
from tests.support.hub import hub_over
from tests.support.life import PEOPLE, TO_BLOCKERS, TO_SOLUTIONS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

PASSWORD = "v3ryGr33nFrog"
PASTED = f"DB_PASSWORD={PASSWORD}"

AUTHORS = {1: ADA, 2: LINUS, 3: ADA}


async def search(hub: Hub, number: int, by: Member, cause: int) -> None:
    """A search that a solution answers; sometimes it did not after all."""
    query = Query(("my tasks vanish", "KeyError: 'tasks'", "the browser says no")[cause % 3])
    found = await hub.search.ask(GUILD, query, by=by, sight=FULL)
    await hub.learning.solved(GUILD, found.search_id, number, by=by)
    if cause % 2 == 0:
        await hub.learning.not_solved(GUILD, found.search_id, number, by=by)


async def quote(hub: Hub, _: int, by: Member, cause: int) -> None:
    """A solution that quotes grace, who takes her name out, or her words."""
    draft = replace(solution_draft("Celery forgets"), quoted=(GRACE,))
    number = (await hub.solutions.post(PLACE, draft, by=by, cause=cause)).ref.number
    if cause % 3:
        await hub.solutions.unname(GUILD, number, by=GRACE)
    if cause % 2:
        await hub.solutions.take_back(GUILD, number, by=GRACE)


async def share(hub: Hub, number: int, by: Member, cause: int) -> None:
    """A new endpoint, which then goes on."""
    path = f"/users/{cause}/"
    endpoint = await hub.endpoints.share(PLACE, endpoint_draft(path), by=by, cause=cause)
    await hub.endpoints.move(GUILD, endpoint.ref.number, list(Status)[number % 3], by=by)


DEEDS: dict[str, Callable[[Hub, int, Member, int], Awaitable[object]]] = {
    **{f"{what} a blocker": deed for what, deed in TO_BLOCKERS.items()},
    **{f"{what} a solution": deed for what, deed in TO_SOLUTIONS.items()},
    "tag a solution": lambda hub, n, by, cause: hub.solutions.tag(GUILD, n, f"tag-{cause % 2}", by=by),
    "unmask": lambda hub, n, by, _: hub.secrets.unmask(GUILD, Ref(Kind.BLOCKER, n), PASSWORD, by=by),
    "forget": lambda hub, _, by, __: hub.learning.forget(GUILD, by=by),
    "search": search,
    "quote": quote,
    "share": share,
}
"""All that changes entries: those of that number, by whom, and by which interaction; that decides the rest, too."""

deeds = st.tuples(st.sampled_from(sorted(DEEDS)), st.sampled_from(sorted(AUTHORS)), st.sampled_from(PEOPLE))


async def begin(hub: Hub, store: SqliteStore) -> None:
    """Three blockers with a log each, and their solutions."""
    for number, by in AUTHORS.items():
        file = await file_without_secrets(
            store, GUILD, File("log.txt", f"KeyError: 'tasks'\n{PASTED}".encode())
        )
        draft = replace(blocker_draft(), tried=PASTED if number == 1 else "")
        blocker = await hub.blockers.log(PLACE, draft, by=by, cause=number, file=file)
        asked = blocker.ref if number < 3 else None
        await hub.solutions.post(PLACE, solution_draft(), by=by, cause=10 + number, blocker=asked)


async def live(path: Path, course: Sequence[tuple[str, int, Member]]) -> None:
    """Do all that, as far as it is allowed, and look at the index."""
    clock = SetClock()
    database = Database(path, now=clock.now)
    await database.open()
    try:
        store = SqliteStore(database)
        hub = hub_over(store, clock, FakeCourier())
        await begin(hub, store)
        for cause, (what, number, by) in enumerate(course, start=100):
            clock.skip(seconds=1)
            await refusal(DEEDS[what](hub, number, by, cause))
        assert [finding async for finding in hub.upkeep.verify()] == []
    finally:
        await database.close()


@settings(max_examples=20, deadline=None)
@given(st.lists(deeds, min_size=10, max_size=40))
def test_after_whatever_was_done_no_entry_and_its_index_are_apart(
    blank: Path, course: list[tuple[str, int, Member]]
) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(live(copyfile(blank, Path(folder) / "nexus.db"), course))
