"""Where matplotlib notes which fonts there are: beside the database, whatever home the bot's user has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.cli import keep_fonts_beside, main

if TYPE_CHECKING:
    from bot.client import Nexus

ROOT = Path(__file__).parents[2]

DRAWS = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import bot.app
from bot.cli import keep_fonts_beside
from bot.logs import set_up
from cogs.recap.chart import image_of
from domain.models.recap import Period, Week
from domain.sections.eight_weeks import EightWeeks

set_up("info", "human")
keep_fonts_beside(Path("var/nexus.db"))
assert "matplotlib" not in sys.modules, "nothing is paid before the first picture"
now = datetime.now(UTC)
week = Week(period=Period(now, now), opened=1, solved=1, still_open=0)
assert image_of(EightWeeks(weeks=(week, week), zone=ZoneInfo("UTC"))).startswith(b"\\x89PNG")
"""


def test_without_a_home_it_draws_without_a_word_and_keeps_the_list_of_fonts(tmp_path: Path) -> None:
    """As in the image, whose user may write to var/ alone."""
    environment = {name: value for name, value in os.environ.items() if name != "MPLCONFIGDIR"}
    drawn = subprocess.run(
        [sys.executable, "-c", DRAWS],
        env={**environment, "PYTHONPATH": str(ROOT), "HOME": os.devnull},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (drawn.returncode, drawn.stdout, drawn.stderr) == (0, "", "")
    assert [path.name.partition("-")[0] for path in (tmp_path / "var" / "matplotlib").iterdir()] == [
        "fontlist"
    ]


def test_the_bot_keeps_them_beside_its_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def serve(_bot: Nexus, _token: str) -> None:
        """Serve until a signal came."""

    monkeypatch.setattr("bot.cli.serve", serve)
    monkeypatch.setenv("DISCORD_TOKEN", "nobody-has-ever-used-this.GmadeU.one-for-anything-at-all-0000")
    monkeypatch.setenv("DATABASE_PATH", str(tmp_path / "kept" / "nexus.db"))
    monkeypatch.delenv("MPLCONFIGDIR")

    assert main(["run"]) == 0
    assert os.environ["MPLCONFIGDIR"] == str(tmp_path / "kept" / "matplotlib")


def test_another_folder_that_was_told_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path / "elsewhere"))

    keep_fonts_beside(tmp_path / "nexus.db")

    assert os.environ["MPLCONFIGDIR"] == str(tmp_path / "elsewhere")
