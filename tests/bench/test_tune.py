"""Weights are found by what helps, and the same ones every time."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bench.__main__ import main
from bench.cloze import cloze
from bench.collection import Question, read
from bench.filling import WRITTEN
from bench.memory import Memory
from bench.report import Timer
from bench.search import Asking
from bench.tune import (
    GRID,
    START,
    Alone,
    Apart,
    Judge,
    Judged,
    Shown,
    as_python,
    is_held_out,
    sureness,
    tuned,
    value,
    valued,
)
from data.database import Database
from data.store import SqliteStore
from domain.retrieval import weights as module
from domain.retrieval.weights import WEIGHTS, Weights

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def judged(better: Callable[[Weights], float], *names: str) -> Judge:
    """Collections of four questions: what each gains rises as `better` says, about as far."""
    slips = (-0.01, 0.0, 0.0, 0.01)

    def judge(weights: Weights) -> Sequence[Shown]:
        rise = better(weights)
        gains = tuple(0.5 + rise * (1 + slip) for slip in slips)
        return [Shown(name=name, gains=gains, held_out=0) for name in names or ("its",)]

    return judge


def near(weights: Weights) -> float:
    """Best where titles count 3 and agreement 0.1, and nothing else matters."""
    return -0.01 * (abs(weights.title.weight - 3) + abs(weights.agreement - 0.1))


def test_one_weight_after_the_other_becomes_what_is_best() -> None:
    found = tuned(WEIGHTS, judged(near))

    assert found == replace(
        WEIGHTS,
        agreement=0.1,
        title=replace(WEIGHTS.title, weight=3.0),
        aliases=replace(WEIGHTS.title, weight=3.0),
    )


def test_a_value_that_may_have_helped_by_chance_is_not_taken() -> None:
    def lucky(weights: Weights) -> Sequence[Shown]:
        more = weights.agreement - WEIGHTS.agreement
        return [
            Shown(name="x", gains=(0.5 + more, 0.5 - 0.4 * more, 0.5 + more, 0.5 - 0.3 * more), held_out=0)
        ]

    assert tuned(WEIGHTS, lucky) == WEIGHTS


def test_what_one_collection_leaves_open_several_can_tell() -> None:
    def figures(*gains: float) -> Sequence[Shown]:
        return [Shown(name="x", gains=gains, held_out=0)]

    now, before = figures(0.7, 0.6, 0.5, 0.6), figures(0.5, 0.5, 0.5, 0.5)

    assert sureness(now, before) == pytest.approx(2.449, abs=1e-3)
    assert sureness([*now, *now], [*before, *before]) == pytest.approx(2.449 * 2**0.5, abs=1e-3)
    assert sureness(before, now) == -sureness(now, before)
    assert sureness(before, before) == 0


@pytest.mark.parametrize("name", sorted(GRID))
def test_it_starts_from_what_a_weight_may_be(name: str) -> None:
    assert list(GRID[name]) == sorted(set(GRID[name]))
    assert value(START, name) in GRID[name]


def test_the_weights_in_use_are_those_that_it_found() -> None:
    """As it did last on both collections, with `--cloze`: nothing else was better for sure."""
    assert WEIGHTS == START


def test_what_no_collection_tells_follows_what_they_tell() -> None:
    weights = valued(valued(WEIGHTS, "title.slope", 0.25), "body.pivot", 50)

    assert weights.aliases == weights.title
    assert weights.code == replace(weights.body, weight=WEIGHTS.code.weight)
    assert weights.tags == WEIGHTS.tags


async def test_memory_ranks_as_the_database_does(folder: Path, tmp_path: Path) -> None:
    collection = read(folder)
    database = Database(tmp_path / "its.db", now=lambda: WRITTEN)
    await database.open()
    asking = Asking(collection, aliases=0)
    await asking.index(database)
    rankings = await asking.all(SqliteStore(database), Timer())
    await database.close()

    memory = Memory(collection, WEIGHTS)
    assert [memory.ranking(memory.looked(each), WEIGHTS) for each in collection.questions] == rankings
    assert any(rankings)


def test_all_that_one_document_answers_is_in_one_half(folder: Path) -> None:
    halves = {each.id: is_held_out(each) for each in read(folder).questions}

    assert halves["q1"] == halves["q2"] == halves["q5"]
    assert {is_held_out(Question(id="q", text="", gains={str(n): 1.0})) for n in range(20)} == {True, False}


def test_processes_of_their_own_judge_the_same(folder: Path) -> None:
    collection = read(folder)

    with ExitStack() as stack:
        assert Apart([collection], stack)(WEIGHTS) == Alone(collection)(WEIGHTS)


def test_a_sentence_that_was_taken_out_finds_its_text(folder: Path) -> None:
    line = {
        "id": "long",
        "title": "Deploying",
        "text": "Build the image on the server. Copy the settings to another folder. Restart every worker at once.",
    }
    with (folder / "corpus.jsonl").open("a") as corpus:
        corpus.write(json.dumps(line))

    made = cloze(read(folder))

    (question,) = made.questions
    assert question.text in line["text"]
    assert question.text not in made.documents["long"].body
    assert question.relevant == ["long"]
    assert Judged(made)(WEIGHTS).name == "tiny, cloze"


def test_texts_without_sentences_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["tune", "--data", str(folder), "--cloze"])

    assert "No document of tiny has 3 sentences" in capsys.readouterr().err


def test_machines_read_what_was_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tune", "--data", str(folder), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["benchmark"] == "tune"
    assert [each["name"] for name in ("start", "in_use", "found") for each in told[name]] == ["tiny"] * 3
    assert told["found"][0].keys() == {"name", "tuned", "held_out"}
    assert set(told["weights"]) >= {"title", "body", "saturation", "agreement"}


def test_people_paste_what_was_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tune", "--data", str(folder)]) == 0

    assert "\ntiny, tuned on " in capsys.readouterr().out
    pasted = dict(vars(module))
    exec(f"class Pasted:\n{as_python(WEIGHTS)}", pasted)  # noqa: S102  (as whoever pastes it would)
    assert pasted["Pasted"].title == WEIGHTS.title
    assert pasted["Pasted"].saturation == WEIGHTS.saturation
