"""The time that a recap takes, and the pace and memory of many: a history is made up, and servers are worked off."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bench.__main__ import main
from bench.history import ENDS, GUILD, READERS, History
from bench.recap import cohorts, in_mb, worked_off
from domain.models.sight import FULL
from domain.sections.blockers import Solved, Waiting
from domain.sections.endpoints import Shared
from domain.sections.solutions import Learned
from domain.sections.thanks import Thanks

if TYPE_CHECKING:
    from pathlib import Path

    from domain.models.recap import Recap


async def recaps(path: Path, entries: int) -> tuple[Recap, Recap]:
    """The last week of a made-up history: as an administrator sees it, and as those who see less."""
    async with cohorts(path) as these:
        await History(these.hub, these.clock).live(entries)
        assert these.clock.at == ENDS
        whole, _ = await these.hub.recaps.preview(GUILD, sight=FULL)
        seen, _ = await these.hub.recaps.preview(GUILD, sight=READERS)
    return whole, seen


async def test_the_history_that_is_made_up_has_something_of_everything(tmp_path: Path) -> None:
    whole, seen = await recaps(tmp_path / "one.db", 90)

    waiting, solved = whole.section(Waiting), whole.section(Solved)
    assert all((waiting.open, waiting.claimed, waiting.answered, solved.blockers, solved.took))
    assert all((whole.section(Learned).solutions, whole.section(Shared).new, whole.section(Thanks).members))
    assert all(each.card for each in (*waiting.open, *solved.blockers, *whole.section(Learned).solutions))
    assert 0 < len(seen.section(Waiting).open) < len(waiting.open), "some of it is hidden"


async def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    assert await recaps(tmp_path / "one.db", 30) == await recaps(tmp_path / "two.db", 30)


async def test_every_server_that_is_due_is_worked_off_once(tmp_path: Path) -> None:
    these = await worked_off(tmp_path / "all.db", 30)

    assert these.sent == these.servers == 30
    assert in_mb(min(these.held)) <= min(these.by_tenth) <= max(these.by_tenth) == in_mb(max(these.held))


def test_machines_read_one_object_of_a_recap(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recap", "--entries", "30", "--servers", "20", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["benchmark"], told["entries"], told["due_servers"], told["sent"]) == ("recap", 30, 20, 20)
    assert set(told["build_ms"]) == {"median", "p95"}
    assert 0 < told["build_ms"]["median"] <= told["build_ms"]["p95"]
    assert told["due_servers_per_s"] > 0
    assert told["rss_mb"] == max(told["rss_mb_by_tenth"]) >= told["rss_mb_of_a_tenth"] * 0.9 > 10
