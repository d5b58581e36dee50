"""How good search is on a collection: what is read, what is asked, and what is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bench.__main__ import main
from bench.collection import read
from bench.search import Asking, measured
from bench.typos import with_typos

if TYPE_CHECKING:
    from pathlib import Path


def test_a_collection_is_read_without_what_nobody_knows(folder: Path) -> None:
    collection = read(folder)

    assert list(collection.documents) == ["celery", "cors", "3", "nginx"]
    assert collection.documents["3"].body == "Copy the requirements first.\nThen the cache is used."
    assert [question.id for question in collection.questions] == ["q1", "q2", "q3", "q5"]
    assert collection.questions[0].gains == {"celery": 2, "nginx": 0}
    assert collection.questions[2].relevant == ["3", "lost"]


def test_a_split_is_asked_where_queries_have_one(folder: Path) -> None:
    assert [question.id for question in read(folder, split="dev").questions] == ["q1", "q3"]

    queries = folder / "queries.jsonl"
    queries.write_text(queries.read_text().replace('"split"', '"half"'))
    assert len(read(folder, split="dev").questions) == 4


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("qrels.tsv", "head\nq1 celery 1\n", "Line 2 of"),
        ("qrels.tsv", "head\nq1\tcelery\tgood\n", "is no judgement"),
        ("qrels.tsv", "head\n", "no query with a judgement"),
        ("queries.jsonl", "{", "Line 1 of"),
        ("corpus.jsonl", '{"title": "x"}\n', "has no id"),
        ("corpus.jsonl", None, "cannot be read"),
    ],
)
def test_what_is_wrong_with_a_collection_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, text: str | None, told: str
) -> None:
    if text is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(text)

    with pytest.raises(SystemExit):
        main(["search", "--data", str(folder)])

    assert told in capsys.readouterr().err


def test_machines_read_one_object_for_a_collection(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--json", "--data", str(folder), "--split", "dev"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["benchmark"] == "search"
    assert (told["collection"], told["documents"], told["queries"], told["aliased"]) == ("tiny", 4, 2, 0)
    # The worker's question finds it at once; of the two answers to the other, one is not in the collection.
    assert told["mrr@10"] == {"mean": 1, "low": 1, "high": 1}
    assert told["recall@5"] == told["recall@10"] == {"mean": 0.75, "low": 0.5, "high": 1}
    assert told["ndcg@10"]["mean"] == pytest.approx((1 + 1 / (1 + 0.63093)) / 2, abs=1e-4)
    assert 0 < told["cpu_ms"]["median"] <= told["cpu_ms"]["p95"]


def test_people_read_a_table_of_each_collection(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--data", str(folder), "--data", str(folder), "--aliases", "1"]) == 0

    shown = capsys.readouterr().out
    assert shown.count("tiny: 4 documents, 4 queries, 3 of them with aliases") == 2
    for name in ("ndcg@10", "mrr@10", "recall@5", "recall@10", "CPU"):
        assert f"\n{name}" in shown


def test_a_document_is_found_by_others_words_but_never_by_the_asked_ones(folder: Path) -> None:
    collection = read(folder)
    asking = Asking(collection, aliases=2)
    q1, q2, _, q5 = collection.questions

    assert asking.wordings("celery") == (q1.text, q2.text)
    assert asking.wordings("celery", asked=q1) == (q2.text,)  # q5 has the same words
    assert asking.wordings("celery", asked=q2) == (q5.text, q1.text)
    assert asking.wordings("cors") == ()


def test_a_byte_order_mark_and_judgements_without_names_above_them_are_read(folder: Path) -> None:
    before = read(folder)
    for name in ("corpus.jsonl", "queries.jsonl"):
        (folder / name).write_text((folder / name).read_text(), encoding="utf-8-sig")
    judgements = (folder / "qrels.tsv").read_text().partition("\n")[2]
    (folder / "qrels.tsv").write_text(judgements, encoding="utf-8-sig")

    assert read(folder) == before


async def test_earlier_wordings_make_a_document_found(folder: Path, tmp_path: Path) -> None:
    queries = folder / "queries.jsonl"
    queries.write_text(
        '{"id": "q1", "text": "my jobs are never executed"}\n{"id": "q2", "text": "jobs executed never"}\n'
    )
    collection = read(folder)

    without = await measured(tmp_path / "without.db", collection, aliases=0)
    with_one = await measured(tmp_path / "with.db", collection, aliases=1)

    assert without.means["mrr@10"].mean == 0
    assert (with_one.means["mrr@10"].mean, with_one.aliased) == (1, 2)


def test_hurried_questions_are_found_all_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    collection = read(folder)
    hurried = with_typos(collection, 1)

    assert [each.text for each in hurried.questions] != [each.text for each in collection.questions]
    assert hurried == with_typos(collection, 1)
    assert main(["search", "--data", str(folder), "--typos", "1"]) == 0
    assert "tiny, 1 typos each: 4 documents, 4 queries" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("--semantic --model=minilm", "minilm"),
        ("--aliases=-1", "a number from 0 on"),
        ("--typos=-1", "a number from 0 on"),
    ],
)
def test_what_cannot_be_done_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], asked: str, told: str
) -> None:
    with pytest.raises(SystemExit):
        main(["search", "--data", str(folder), *asked.split()])

    assert told in capsys.readouterr().err
