"""`python -m bot reindex` and `python -m bot verify`, with a bot that writes meanwhile and without."""

from __future__ import annotations

import asyncio
import io
import signal
import sqlite3
import sys
from contextlib import closing
from importlib.resources import files
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import pytest

import bot.upkeep
from bot.cli import main
from bot.upkeep import Shown
from data.database import Database
from data.migrations import migrate
from data.store import SqliteStore
from domain import upkeep
from domain.hub import Hub
from domain.models.entries import Kind, Place, Ref
from domain.models.search import Query
from domain.models.sight import FULL
from tests.data.migrations.foundation import fill
from tests.support.domain import (
    ADA,
    GUILD,
    PLACE,
    FakeCourier,
    SetClock,
    blocker_draft,
    endpoint_draft,
    solution_draft,
)
from tests.support.hub import hub_over

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence
    from pathlib import Path

    from domain.models.entries import EntryId

OTHER = Place(GUILD + 1, 21)

LONG = 10
"""Seconds after which the other side is not coming any more."""


@pytest.fixture
def path(database_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database that the settings name."""
    monkeypatch.setenv("DATABASE_PATH", str(database_path))
    return database_path


@pytest.fixture
async def hub(path: Path) -> AsyncGenerator[Hub]:
    """Another process, as it were, that uses the same file."""
    clock = SetClock()
    database = Database(path, now=clock.now)
    await database.open()
    yield hub_over(SqliteStore(database), clock, FakeCourier())
    await database.close()


@pytest.fixture
async def three(hub: Hub) -> None:
    """B1 and S1 of one server, E1 of another."""
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=2)
    await hub.endpoints.share(OTHER, endpoint_draft(), by=ADA, cause=3)


async def runs(command: str) -> int:
    """Run a subcommand beside what else goes on; returns its exit code."""
    return await asyncio.to_thread(main, [command])


def changed(path: Path, statement: str) -> None:
    """Change the file as no service does."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


async def found(hub: Hub, text: str) -> set[str]:
    answer = await hub.search.ask(GUILD, Query(text), by=ADA, sight=FULL)
    return {str(hit.ref) for hit in answer.hits}


@pytest.mark.usefixtures("three")
class TestReindex:
    async def test_it_reads_all_again_and_says_how_many(
        self, hub: Hub, path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        changed(path, "DELETE FROM documents")

        assert await runs("reindex") == 0

        shown = capsys.readouterr()
        assert shown.out == "Read 3 entries of 2 servers again in 0 s.\n"
        assert shown.err == "3 of 3 entries …\n"
        assert await found(hub, "celery cors") == {"B1", "S1"}

    async def test_the_bot_goes_on_writing_meanwhile(
        self, hub: Hub, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for cause in range(10, 14):
            await hub.blockers.log(PLACE, blocker_draft(f"Redis {cause}"), by=ADA, cause=cause)
        changed(path, "DELETE FROM documents")
        monkeypatch.setattr(upkeep, "BATCH", 1)
        rests, edits = SimpleQueue[int](), SimpleQueue[int]()

        class Resting(bot.upkeep.Shown):
            async def __call__(self, entries: Sequence[EntryId]) -> None:
                await super().__call__(entries)
                if entries:
                    rests.put(self.entries)
                    await asyncio.to_thread(edits.get, timeout=LONG)

        monkeypatch.setattr(bot.upkeep, "Shown", Resting)

        reading = asyncio.create_task(runs("reindex"))
        for entry in range(1, 8):
            assert await asyncio.to_thread(rests.get, timeout=LONG) == entry
            await hub.blockers.edit(GUILD, 1, blocker_draft(f"Celery and flower {entry}"), by=ADA)
            edits.put(entry)

        assert await reading == 0
        assert [finding async for finding in hub.upkeep.verify()] == []
        assert (await hub.blockers.get(GUILD, 1)).title == "Celery and flower 7"

    def test_ctrl_c_stops_it_without_harm(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        changed(path, "DELETE FROM documents")
        monkeypatch.setattr(upkeep, "BATCH", 1)

        async def pressed(*_: Any) -> None:
            signal.raise_signal(signal.SIGINT)
            await asyncio.sleep(0)

        monkeypatch.setattr(Shown, "__call__", pressed)
        assert main(["reindex"]) == 130
        assert capsys.readouterr() == ("", "Stopped. What was read again stays, the rest is as it was.\n")
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT count(*) FROM documents").fetchone() == (1,)

    async def test_on_a_terminal_a_bar_shows_how_far_it_is(self, monkeypatch: pytest.MonkeyPatch) -> None:
        terminal = io.StringIO()
        monkeypatch.setattr(terminal, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stderr", terminal)
        with Shown(4) as shown:
            await shown([upkeep.EntryId(1, GUILD, Ref(Kind.BLOCKER, 1))] * 2)

        assert "50%" in terminal.getvalue()
        assert "2/4" in terminal.getvalue()


@pytest.mark.usefixtures("three")
class TestVerify:
    async def test_all_agree(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert await runs("verify") == 0
        assert capsys.readouterr().out == "All 3 entries and their index agree.\n"

    async def test_what_is_apart_is_told_line_by_line_with_what_to_do(
        self, path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        changed(path, "UPDATE endpoints SET summary = 'Tea'")
        changed(path, "DELETE FROM documents WHERE title LIKE 'Celery%'")

        assert await runs("verify") == 1
        assert capsys.readouterr().out.splitlines() == [
            "Server 10: B1 is not in the index: nobody finds it.",
            "Server 11: E1 is in the index with other words than it has.",
            "Run python -m bot reindex to mend this; Nexus may run meanwhile.",
        ]
        assert await runs("reindex") == 0
        assert await runs("verify") == 0

    async def test_what_an_older_nexus_read_is_told_in_one_line(
        self, path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        changed(path, "UPDATE documents SET reading = 0")

        assert await runs("verify") == 1
        assert capsys.readouterr().out.splitlines() == [
            "An older Nexus read 3 entries for search. This one reads them again when it starts.",
            "Run python -m bot reindex to mend this; Nexus may run meanwhile.",
        ]

    async def test_damage_that_no_entry_shows_is_told(
        self, path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        changed(path, "INSERT INTO entry_terms (rowid, terms) VALUES (99, '77:coffee/3')")

        assert await runs("verify") == 1
        assert capsys.readouterr().out.startswith("The index's lists are damaged, and no entry shows how.\n")


async def test_one_entry_is_told_in_words(hub: Hub, capsys: pytest.CaptureFixture[str]) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)

    assert await runs("verify") == 0
    assert capsys.readouterr().out == "The one entry and its index agree.\n"


@pytest.mark.parametrize("command", ["reindex", "verify"])
class TestWithoutADatabase:
    def test_it_says_so_and_makes_none(
        self, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main([command]) == 1
        assert "There is no database at" in capsys.readouterr().err
        assert not list(tmp_path.iterdir())

    def test_one_that_is_none_is_told(
        self,
        command: str,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        diary = tmp_path / "diary.db"
        diary.write_text("Dear diary, this is no database. " * 100)
        monkeypatch.setenv("DATABASE_PATH", str(diary))

        assert main([command]) == 1
        assert str(diary) in capsys.readouterr().err


class TestOfAnOlderNexus:
    """A file as it was before there were documents, with nine entries of two servers."""

    @pytest.fixture
    def old(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        path, schema = tmp_path / "old.db", tmp_path / "schema"
        schema.mkdir()
        for number in ("0001", "0002"):
            [script] = (each for each in (files("data") / "schema").iterdir() if each.name.startswith(number))
            (schema / script.name).write_text(script.read_text())
            migrate(path, schema, now=SetClock().now)
            if number == "0001":
                fill(path)
        monkeypatch.setenv("DATABASE_PATH", str(path))
        return path

    def test_verify_changes_nothing_and_says_what_does(
        self, old: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = old.read_bytes()

        assert main(["verify"]) == 1
        assert "is of an older Nexus (version 2, this one knows" in capsys.readouterr().err
        assert old.read_bytes() == before

    @pytest.mark.usefixtures("old")
    def test_reindex_brings_it_up_to_date(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["reindex"]) == 0
        assert capsys.readouterr().out.startswith("Read 9 entries of 2 servers again")
        assert main(["verify"]) == 0

    async def test_its_entries_are_found_right_after_nexus_has_caught_up(self, old: Path) -> None:
        clock = SetClock()
        database = Database(old, now=clock.now)
        await database.open()
        hub = hub_over(SqliteStore(database), clock, FakeCourier())

        assert await hub.upkeep.refill() == 9
        assert await found(hub, "migrations conflict") == {"S1"}
        assert await found(hub, "cors blocks") == {"B1"}
        await database.close()
