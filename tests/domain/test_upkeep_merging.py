"""The index comes to be in one piece by the hour, whatever is written meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from data import index_upkeep
from domain import upkeep
from domain.hub import Hub
from tests.domain.test_upkeep import behind_its_back, findings
from tests.support.domain import ADA, PLACE, blocker_draft

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from data.store import SqliteStore
    from domain.models.entries import EntryId


@pytest.fixture
async def in_pieces(hub: Hub, database_path: Path) -> None:
    for cause in range(14):
        await hub.blockers.log(PLACE, blocker_draft(f"Celery {cause}"), by=ADA, cause=cause)
    assert pieces(database_path) > 4


@pytest.mark.usefixtures("in_pieces")
async def test_by_the_hour_the_index_comes_to_be_in_one_piece(hub: Hub, database_path: Path) -> None:
    assert not await hub.upkeep.merge()

    assert pieces(database_path) == 1
    assert await findings(hub) == []


@pytest.mark.usefixtures("in_pieces")
async def test_what_one_hour_does_not_end_the_next_ones_do_though_others_write(
    hub: Hub, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "STEPS", 1)
    monkeypatch.setattr(index_upkeep, "PAGES", 1)

    hours = 1
    while await hub.upkeep.merge():
        if hours < 5:
            await hub.blockers.log(PLACE, blocker_draft("Redis"), by=ADA, cause=100 + hours)
        hours += 1

    assert hours > 2
    assert pieces(database_path) < 5
    while await hub.upkeep.merge():
        hours += 1
    assert pieces(database_path) == 1
    assert await findings(hub) == []


@pytest.mark.usefixtures("in_pieces")
async def test_merging_comes_to_its_end_and_does_nothing_then(
    hub: Hub, store: SqliteStore, database_path: Path
) -> None:
    await hub.upkeep.merge()
    before = lists(database_path)
    async with store.transaction() as stored:
        assert not await stored.upkeep.merge()
    assert lists(database_path) == before


@pytest.mark.usefixtures("in_pieces")
async def test_read_again_as_a_whole_it_is_in_one_piece(hub: Hub, database_path: Path) -> None:
    seen: list[EntryId] = []

    async def note(entries: Sequence[EntryId]) -> None:
        seen.extend(entries)

    await hub.upkeep.rebuild(note)

    assert pieces(database_path) == 1
    assert [entry.id for entry in seen] == list(range(1, 15))
    assert await hub.upkeep.last() == 14


def pieces(path: Path) -> int:
    """How many pieces the index is in."""
    [[count]] = behind_its_back(path, "SELECT count(DISTINCT segid) FROM entry_terms_idx")
    return count


def lists(path: Path) -> list[Any]:
    """The index's lists, as they stand in the file."""
    return behind_its_back(path, "SELECT id, block FROM entry_terms_data ORDER BY id")
