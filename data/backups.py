"""Backups: copies of the database that are saved while Nexus works, the newest of which are kept."""

import asyncio
import logging
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Final

from data.copies import PARTIAL, completing, flush
from data.database import to_the_end
from domain.chores import Alive, Hindered

log = logging.getLogger(__name__)

STEP: Final = 256
"""Pages that are copied at once: a megabyte."""

REST: Final = 0.01
"""Seconds between two steps, for others to use the disk."""

FLUSHED: Final = 8
"""Steps after which the disk has to have what was copied: all of it at the end would keep others waiting then."""

BEAT: Final = 5
"""Seconds after which a backup says that it is still under way."""

SPARE: Final = 64 * 1024 * 1024
"""Bytes that a backup leaves free on the disk, for Nexus to go on."""

LOOKS: Final = 100_000
"""Steps of SQLite's machine, while a backup is checked, after which it sees whether to go on."""

MEGABYTE: Final = 1_000_000


class Stopped(Exception):
    """Nexus ends, and a backup with it."""


class Backups:
    """The backups of one database file, in `backups` beside it.

    Args:
        path: the database file.
        keep: how many are kept, at least one.
        now: the clock, in aware UTC; it names them.
        spare: bytes that a backup leaves free on the disk.
    """

    def __init__(self, path: Path, *, keep: int, now: Callable[[], datetime], spare: int = SPARE) -> None:
        self.folder = path.with_name("backups")
        self._path = path
        self._keep = keep
        self._now = now
        self._spare = spare
        self._name = re.compile(rf"{re.escape(path.name)}\.\d{{8}}T\d{{6}}Z")

    def kept(self) -> Sequence[Path]:
        """The backups that there are, the newest first; of other files in the folder, none.

        Those from a time that is yet to come are by a clock that was wrong: they count as the oldest.

        Raises:
            OSError: the folder cannot be read.
        """
        latest = self._copy_of(self._now())
        return sorted(self._named(), key=lambda each: (each <= latest, each), reverse=True)

    async def save(self, alive: Alive) -> None:
        """Save a backup and delete the oldest ones; others write to the database meanwhile.

        Cut off, it leaves nothing behind.

        Args:
            alive: called every few seconds.

        Raises:
            Hindered: the folder or the disk does not take it, or it came out unsound.
        """
        stopping = Event()
        copy = self._copy_of(self._now())
        saving = asyncio.create_task(asyncio.to_thread(self._save, copy, stopping))
        try:
            while not (await asyncio.wait([saving], timeout=BEAT))[0]:
                await alive()
        finally:
            stopping.set()
            await to_the_end(asyncio.wait([saving]))
        await saving

    def _save(self, copy: Path, stopping: Event) -> None:
        try:
            self.folder.mkdir(exist_ok=True)
            for left_behind in self._named(PARTIAL):
                left_behind.unlink(missing_ok=True)
            self._delete_but(self.kept()[: self._keep])
            with completing(copy, like=self._path) as partial:
                self._fill(partial, stopping)
                _check(partial, stopping)
            others = [each for each in self.kept() if each != copy]
            self._delete_but([copy, *others[: self._keep - 1]])
        except Stopped:
            return
        except (OSError, sqlite3.OperationalError) as error:
            raise Hindered(
                f"No backup could be saved in {self.folder} ({error}): make room there,"
                " and check that it is a folder of the user who runs Nexus."
            ) from error
        except sqlite3.DatabaseError as error:
            raise _damaged(str(error)) from error
        log.info("Saved a backup: %s", copy)

    def _delete_but(self, spared: Sequence[Path]) -> None:
        for each in self.kept():
            if each not in spared:
                each.unlink(missing_ok=True)

    def _fill(self, partial: Path, stopping: Event) -> None:
        """Copy the database as it is now, whatever is written to it meanwhile.

        Raises:
            Hindered: there is no room.
            Stopped: it is to stop.
            OSError: the disk does not take it.
            sqlite3.Error: the same, or the database cannot be read.
        """
        steps = 0

        def rest(_status: int, _remaining: int, _total: int) -> None:
            nonlocal steps
            steps += 1
            if steps % FLUSHED == 0:
                flush(partial)
            if stopping.wait(REST):
                raise Stopped

        with (
            closing(sqlite3.connect(self._path, isolation_level=None)) as source,
            closing(sqlite3.connect(partial, isolation_level=None)) as target,
        ):
            # SQLite would begin anew after every write of another connection, but for a reader that stays.
            source.execute("BEGIN")
            (size,) = source.execute(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            ).fetchone()
            self._refuse_without_room(size)
            # A copy that is not complete is thrown away: it needs no journal, and is flushed by us.
            target.execute("PRAGMA journal_mode = OFF")
            target.execute("PRAGMA synchronous = OFF")
            source.backup(target, pages=STEP, progress=rest)

    def _refuse_without_room(self, size: int) -> None:
        free = shutil.disk_usage(self.folder).free
        if free < size + self._spare:
            raise Hindered(
                f"There is no room for a backup in {self.folder}: it needs {_megabytes(size + self._spare)},"
                f" and {_megabytes(free)} are free. Make room there, or have fewer kept with BACKUPS."
            )

    def _copy_of(self, moment: datetime) -> Path:
        """Where the backup of a moment is saved."""
        return self.folder / f"{self._path.name}.{moment:%Y%m%dT%H%M%SZ}"

    def _named(self, ending: str = "") -> list[Path]:
        """The files in the folder that are named as backups are, with this ending."""
        files = self.folder.iterdir() if self.folder.exists() else ()
        return [
            file
            for file in files
            if file.name.endswith(ending) and self._name.fullmatch(file.name.removesuffix(ending))
        ]


def _check(partial: Path, stopping: Event) -> None:
    """See whether a copy is sound.

    Raises:
        Hindered: it is not.
        Stopped: it is to stop.
        sqlite3.Error: it cannot be read.
    """
    with closing(sqlite3.connect(f"{partial.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
        copy.set_progress_handler(stopping.is_set, LOOKS)
        try:
            (problem,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.OperationalError as error:
            if stopping.is_set():
                raise Stopped from error
            raise
    if problem != "ok":
        raise _damaged(problem)


def _damaged(problem: str) -> Hindered:
    return Hindered(
        f"The database is damaged ({problem}), so no backup of it was kept."
        " Run python -m bot check, and restore the last backup."
    )


def _megabytes(size: int) -> str:
    return f"{-(-size // MEGABYTE):,} MB"
