"""Tests of the runtime: neither the machine's settings nor its logs reach into them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from bot.config import Settings

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


@pytest.fixture(autouse=True)
def nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment in which nothing is set for Nexus, and a folder without `.env`."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))


@pytest.fixture(autouse=True)
def logs_as_before() -> Generator[None]:
    """What a test does to the loggers ends with it."""
    root = logging.getLogger()
    names = ("apscheduler", "discord", "discord.gateway", "aiosqlite", "matplotlib", "PIL")
    chatty = [logging.getLogger(name) for name in names]
    handlers, levels = root.handlers[:], [(each, each.level) for each in (root, *chatty)]
    yield
    root.handlers[:] = handlers
    for logger, level in levels:
        logger.setLevel(level)
