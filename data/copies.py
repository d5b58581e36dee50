"""Copies of the database: whoever finds one under its name can rely on it."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from shutil import copymode
from typing import Final

PARTIAL: Final = ".partial"
"""What the name of a copy ends with until it is complete."""


@contextmanager
def completing(copy: Path, *, like: Path) -> Generator[Path]:
    """An empty file to write a copy into; it gets the name `copy` once the block has ended well and it is on disk.

    Of a block that fails, nothing stays.

    Args:
        copy: the copy's name; a file that has it is replaced.
        like: the file that is copied; who may not read it may not read the copy.

    Raises:
        OSError: the folder or the disk does not take it.
    """
    partial = copy.with_name(copy.name + PARTIAL)
    partial.unlink(missing_ok=True)
    partial.touch()
    try:
        copymode(like, partial)
        yield partial
        flush(partial)
        partial.replace(copy)
        flush(copy.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def flush(path: Path) -> None:
    """Have what was written to a file, or the names in a folder, outlast a power cut.

    Raises:
        OSError: the disk does not take it.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
