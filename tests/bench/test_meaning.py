"""Measures by meaning: what the bot's own search finds with a model."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from bench.__main__ import main
from bench.collection import read
from bench.filling import WRITTEN
from bench.meaning import AtOnce, meanings_of
from bench.memory import Memory
from bench.report import Timer
from bench.search import Asking
from data.database import Database
from data.store import SqliteStore
from domain.meaning import MeaningService
from domain.retrieval.weights import WEIGHTS

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bot.fastembed_model import FastEmbedModel


def test_by_meaning_other_words_find_too(
    folder: Path, model_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, queries = folder / "corpus.jsonl", folder / "queries.jsonl"
    corpus.write_text(corpus.read_text().replace("Docker build is slow", "The listing is sluggish"))
    queries.write_text('{"id": "q3", "text": "overview crawls"}\n')
    asked = ["search", "--json", "--data", str(folder)]

    assert main(asked) == 0
    assert main([*asked, "--semantic", "--model", str(model_folder)]) == 0

    without, semantic = map(json.loads, capsys.readouterr().out.splitlines())
    assert (without["mrr@10"]["mean"], without["model"]) == (0, None)
    assert semantic["mrr@10"]["mean"] == 1
    assert semantic["model"].startswith("small@")


def test_the_weight_of_meaning_is_found_and_the_others_stay(
    folder: Path, model_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tune", "--json", "--data", str(folder), "--semantic", "--model", str(model_folder)]) == 0

    found = json.loads(capsys.readouterr().out)["weights"]
    assert {**found, "meaning": WEIGHTS.meaning} == asdict(WEIGHTS)


async def test_memory_finds_by_meaning_as_the_database_does(
    folder: Path, tmp_path: Path, model: FastEmbedModel
) -> None:
    corpus = folder / "corpus.jsonl"
    corpus.write_text(corpus.read_text().replace("Docker build is slow", "The listing is sluggish"))
    queries = folder / "queries.jsonl"
    queries.write_text(
        "".join(
            json.dumps({"id": f"q{number}", "text": text}) + "\n"
            for number, text in enumerate(("overview crawls", "worker crawls", "catalogue"), start=1)
        )
    )
    collection = read(folder)
    memory = Memory(collection, WEIGHTS, meanings_of(collection, model))
    rankings = [memory.ranking(memory.looked(question), WEIGHTS) for question in collection.questions]

    database = Database(tmp_path / "search.db", now=lambda: WRITTEN)
    await database.open()
    store = SqliteStore(database)
    asking = Asking(collection, aliases=0, meaning=MeaningService(store, AtOnce(model)))
    await asking.index(database)
    asked = await asking.all(store, Timer())
    await database.close()

    assert asked == rankings
    assert [ranking[0] for ranking in rankings[:2]] == ["3", "celery"]
