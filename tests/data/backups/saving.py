"""Backups in tests: of which database, how slowly, on what disk, and what is in them."""

from __future__ import annotations

import asyncio
import resource
import shutil
import signal
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from data import backups
from data.backups import Backups
from domain.hub import Hub
from tests.support.domain import ADA, PLACE, SetClock, blocker_draft

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from domain.chores import Alive

FIRST, SECOND, THIRD = (f"nexus.db.2026010{day}T120000Z" for day in (5, 6, 7))


def of(path: Path, clock: SetClock, *, keep: int = 7, spare: int = 0) -> Backups:
    return Backups(path, keep=keep, now=clock.now, spare=spare)


async def alive() -> None:
    """Nobody wants to know."""


def noting(begun: asyncio.Event) -> Alive:
    """Tells once a backup is under way."""

    async def note() -> None:
        begun.set()

    return note


async def logs(hub: Hub, goal: str, cause: int) -> None:
    await hub.blockers.log(PLACE, blocker_draft(goal), by=ADA, cause=cause)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


def write(path: Path, text: str = "precious") -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


def mode(path: Path, wanted: int | None = None) -> int:
    """Who may do what with a file, after that was changed if it is to be."""
    if wanted is not None:
        path.chmod(wanted)
    return path.stat().st_mode & 0o777


def put_a_file_in_place_of(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    folder.write_text("I am a file.")


@contextmanager
def a_disk_that_takes_half_of(path: Path) -> Generator[None]:
    """No file can grow beyond half the size of that one, as if the disk were full then."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size // 2, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)


def blockers_in(copy: Path) -> list[str]:
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [title for (title,) in connection.execute("SELECT title FROM entries ORDER BY id")]


def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a backup take a thousand small steps."""
    monkeypatch.setattr(backups, "STEP", 1)
    monkeypatch.setattr(backups, "REST", 0.0005)
    monkeypatch.setattr(backups, "BEAT", 0.01)
