"""Benchmarks run, and say what they measured to people and to machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bench import core
from bench.__main__ import COMMANDS, main
from bench.report import Measure

if TYPE_CHECKING:
    from pathlib import Path

WORKS = (
    "log a blocker",
    "claim a blocker",
    "resolve a blocker",
    "vote for a solution",
    "offer before posting",
    "list a page",
    "tell a history",
    "search",
    "autocomplete a number",
    "do the errands due",
    "open the database",
)


def test_a_percentile_is_a_duration_that_was_measured() -> None:
    measure = Measure("nothing", 1, [number / 1000 for number in range(100, 0, -1)])

    assert (measure.percentile(50), measure.percentile(95)) == (50, 95)
    assert Measure("once", 1, [0.25]).percentile(95) == 250


def test_people_read_a_list_and_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--entries", "3"]) == 0

    shown = capsys.readouterr().out
    for command in COMMANDS:
        assert f"python -m bench {command.name} " in shown
    assert "3 entries of 1 servers" in shown
    assert "p50 ms" in shown
    for work in WORKS:
        assert f"\n{work}" in shown


def test_machines_read_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["core", "--json", "--entries", "2", "--entries", "3"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["benchmark"] == "core"
    assert [each["entries"] for each in told["measures"]] == [2] * len(WORKS) + [3] * len(WORKS)
    assert all(0 < each["p50_ms"] <= each["p95_ms"] for each in told["measures"])


def test_machines_read_an_object_of_each_where_all_are_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "--entries", "1"]) == 0

    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["benchmark"] for each in told] == ["core", "recap", "search-scale"]


def test_json_may_be_asked_for_before_the_name_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "search-scale", "--entries", "1"]) == 0

    assert json.loads(capsys.readouterr().out)["benchmark"] == "search-scale"


def test_an_unknown_one_is_told_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["speed of light"])

    assert "core" in capsys.readouterr().err


async def test_the_data_is_the_same_every_time(tmp_path: Path) -> None:
    works: list[list[tuple[str, int]]] = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        measures = await core.run(tmp_path / folder, 2)
        works.append([(each.work, len(each.seconds)) for each in measures])

    assert works[0] == works[1]
