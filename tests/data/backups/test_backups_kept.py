"""The newest backups are kept; of other files, all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.data.backups.saving import (
    FIRST,
    SECOND,
    THIRD,
    alive,
    names,
    of,
    write,
)
from tests.support.domain import SetClock

if TYPE_CHECKING:
    from pathlib import Path


async def test_the_newest_are_kept_and_no_other_file_is_touched(
    database_path: Path, folder: Path, clock: SetClock
) -> None:
    others = ["nexus.db", "nexus.db.before-0002", "nexus.db.20260101T120000Z.gz", "mine.20200101T120000Z"]
    for other in others:
        write(folder / other)
    saved = of(database_path, clock, keep=2)
    for _ in range(3):
        await saved.save(alive)
        clock.skip(days=1)

    assert names(folder) == sorted([*others, SECOND, THIRD])
    assert [copy.name for copy in saved.kept()] == [THIRD, SECOND]


async def test_fewer_are_kept_once_that_is_wanted(database_path: Path, folder: Path, clock: SetClock) -> None:
    for keep in (7, 7, 1):
        await of(database_path, clock, keep=keep).save(alive)
        clock.skip(days=1)

    assert names(folder) == [THIRD]


async def test_the_one_just_saved_is_kept_though_the_clock_was_ahead_before(
    database_path: Path, folder: Path, clock: SetClock
) -> None:
    clock.skip(days=1)
    await of(database_path, clock, keep=1).save(alive)
    clock.skip(days=-1)
    await of(database_path, clock, keep=1).save(alive)

    assert names(folder) == [FIRST]


async def test_of_a_time_that_is_yet_to_come_they_are_taken_for_the_oldest(
    database_path: Path, folder: Path, clock: SetClock
) -> None:
    for year in (2037, 2038):
        write(folder / f"nexus.db.{year}0105T120000Z")
    saved = of(database_path, clock, keep=3)
    for _ in range(2):
        await saved.save(alive)
        clock.skip(days=1)

    assert [copy.name for copy in saved.kept()] == [SECOND, FIRST, "nexus.db.20380105T120000Z"]


async def test_what_a_power_cut_left_unfinished_is_cleared_away(
    database_path: Path, folder: Path, clock: SetClock
) -> None:
    write(folder / "nexus.db.20260104T032000Z.partial", "Half a database.")
    saved = of(database_path, clock)
    assert saved.kept() == []
    await saved.save(alive)

    assert names(folder) == [FIRST]
