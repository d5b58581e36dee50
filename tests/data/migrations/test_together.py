"""Of several processes that open the same file, one migrates it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.data.migrations.versions import FIRST, SECOND

if TYPE_CHECKING:
    from tests.data.migrations.versions import Versions


ROOT = Path(__file__).parents[3]


class TestTogether:
    def test_who_comes_second_waits_and_finds_it_done(self, nexus: Versions) -> None:
        """The first holds the lock, with its work written but not committed, when the second asks."""
        nexus.starts()
        nexus.knows(_0001_notes=FIRST, _0002_stars=SECOND)
        second = Thread(target=nexus.starts)
        with closing(sqlite3.connect(nexus.path, isolation_level=None)) as first:
            first.execute("BEGIN IMMEDIATE")
            first.execute(SECOND)
            first.execute("INSERT INTO migrations VALUES (2, '0002_stars.sql', 0)")
            second.start()
            first.execute("COMMIT")
            second.join()

        assert nexus.runs("SELECT version, applied_at FROM migrations WHERE version = 2") == [(2, 0)]
        assert nexus.files() == ["nexus.db"]

    def test_who_finds_a_new_file_without_its_log_yet_tries_again(
        self, nexus: Versions, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def lets_go(_: float) -> None:
            other.execute("ROLLBACK")

        with closing(sqlite3.connect(nexus.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            monkeypatch.setattr("time.sleep", lets_go)
            nexus.starts()

        assert nexus.versions() == [1]

    async def test_processes_that_make_the_same_new_file_all_succeed_and_one_migrates(
        self, nexus: Versions
    ) -> None:
        program = (
            "import json, sys; from datetime import UTC, datetime; from pathlib import Path\n"
            "from data.migrations import migrate\n"
            "path, schema = json.loads(sys.stdin.readline())\n"
            "migrate(Path(path), Path(schema), now=lambda: datetime.now(UTC))\n"
        )
        processes = [
            await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                program,
                cwd=ROOT,
                stdin=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            for _ in range(3)
        ]
        go = json.dumps([str(nexus.path), str(nexus.schema)]).encode() + b"\n"
        outcomes = await asyncio.gather(*(process.communicate(go) for process in processes))

        assert [error for _, error in outcomes] == [b""] * 3
        assert nexus.versions() == [1]
        assert nexus.files() == ["nexus.db"]
