"""Of a backup that could not be saved nothing stays, and the operator is told what to do."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING

import pytest

from data import backups
from data.database import Database
from data.store import SqliteStore
from domain.chores import ChoreService, Hindered, Overtaken
from domain.models.chore import Duty
from tests.data.backups.saving import (
    FIRST,
    SECOND,
    a_disk_that_takes_half_of,
    alive,
    names,
    noting,
    of,
    put_a_file_in_place_of,
    slowly,
)
from tests.support.domain import SetClock

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_folder_that_cannot_be_is_told(database_path: Path, folder: Path, clock: SetClock) -> None:
    put_a_file_in_place_of(folder)

    with pytest.raises(Hindered, match=r"No backup could be saved in .*backups \(.*File exists"):
        await of(database_path, clock).save(alive)


async def test_where_there_is_no_room_none_is_begun(
    database_path: Path, folder: Path, clock: SetClock
) -> None:
    with pytest.raises(Hindered, match=r"There is no room for a backup .* it needs [\d,]{9,} MB"):
        await of(database_path, clock, spare=10**18).save(alive)

    assert names(folder) == []


async def test_where_fewer_are_to_be_kept_these_make_room_first(
    database_path: Path, folder: Path, clock: SetClock
) -> None:
    for _ in range(2):
        await of(database_path, clock).save(alive)
        clock.skip(days=1)
    with pytest.raises(Hindered, match="There is no room"):
        await of(database_path, clock, keep=1, spare=10**18).save(alive)

    assert names(folder) == [SECOND]


async def test_a_disk_that_gives_up_in_the_middle_leaves_no_half_of_one_and_the_old_ones(
    database_path: Path, folder: Path, clock: SetClock
) -> None:
    await of(database_path, clock, keep=1).save(alive)
    clock.skip(days=1)
    with a_disk_that_takes_half_of(database_path), pytest.raises(Hindered, match="make room there"):
        await of(database_path, clock, keep=1).save(alive)

    assert names(folder) == [FIRST]


@pytest.mark.parametrize("page", [0, 3])
async def test_of_a_damaged_database_none_is_kept_and_no_older_one_goes(
    database_path: Path, folder: Path, clock: SetClock, page: int
) -> None:
    await of(database_path, clock, keep=1).save(alive)
    clock.skip(days=1)
    with database_path.open("r+b") as file:
        file.seek(4096 * page)
        file.write(b"\xff" * 4096 * 4)

    with pytest.raises(Hindered, match=r"The database is damaged \("):
        await of(database_path, clock, keep=1).save(alive)

    assert names(folder) == [FIRST]


async def test_cut_off_it_leaves_nothing_and_ends_at_once(
    database_path: Path, folder: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch)
    begun = asyncio.Event()
    saving = asyncio.create_task(of(database_path, clock).save(noting(begun)))
    await begun.wait()
    assert names(folder) == [f"{FIRST}.partial"]
    saving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await saving

    assert names(folder) == []


def test_cut_off_while_it_is_checked_it_ends_at_once(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "LOOKS", 1)
    stopping = Event()
    stopping.set()

    with pytest.raises(backups.Stopped):
        backups._check(database_path, stopping)  # pyright: ignore[reportPrivateUsage]  (a large one takes seconds)


async def test_it_stops_when_another_process_has_taken_it_on(
    database_path: Path, folder: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch)

    async def overtaken() -> None:
        raise Overtaken

    with pytest.raises(Overtaken):
        await of(database_path, clock).save(overtaken)

    assert names(folder) == []


async def test_each_night_one_is_saved_and_trouble_is_kept_with_what_to_do(
    database_path: Path, folder: Path, clock: SetClock
) -> None:
    database = Database(database_path, now=clock.now)
    await database.open()
    store = SqliteStore(database)
    chores = ChoreService(store, clock, {Duty.BACKUP: of(database_path, clock).save})
    for _ in range(3 * 24):
        await chores.do_due()
        clock.skip(hours=1)
    assert names(folder) == [FIRST, *(f"nexus.db.2026010{day}T040000Z" for day in (6, 7, 8))]

    put_a_file_in_place_of(folder)
    clock.skip(days=1)
    await chores.do_due()
    async with store.reading() as stored:
        [failed] = [chore for chore in await stored.chores.all() if chore.failures.tries]
    await database.close()
    assert "check that it is a folder of the user who runs Nexus" in failed.failures.reason
    assert failed.due_at == clock.now() + timedelta(minutes=1)
