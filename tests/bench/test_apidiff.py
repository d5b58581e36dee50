"""The benchmark of comparing API documents: its scores and its costs, for people and for machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bench.__main__ import main
from bench.apidiff.cases import Case
from bench.apidiff.large import large_document
from bench.apidiff.mutating import mutated
from bench.apidiff.scores import score

if TYPE_CHECKING:
    from pathlib import Path

QUERY = b"type Query { a: Int b: Int }"


def test_people_read_precision_recall_seconds_and_memory(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["apidiff", "--resources", "2"]) == 0

    shown = capsys.readouterr().out
    assert "precision  recall" in shown
    assert "\nheld_out.yaml " in shown
    assert "seconds  peak MiB  loop held up ms" in shown


def test_machines_read_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.json"
    own.write_text(json.dumps(large_document(1)), encoding="utf-8")

    assert main(["apidiff", "--resources", "1", "--document", str(own), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["benchmark"] == "apidiff"
    assert {each["document"] for each in told["large"]} == {"made up", "own.json"}
    assert all(each["seconds"] > 0 and each["mib"] > 0 for each in told["large"])


def test_a_document_that_cannot_be_read_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["apidiff", "--document", str(tmp_path / "none.json")])

    assert "none.json cannot be read" in capsys.readouterr().err


def test_what_is_too_much_costs_precision_and_what_is_missed_costs_recall() -> None:
    case = Case(
        "", "", QUERY, b"type Query { b: Int }", {"field-removed": "breaking", "type-removed": "breaking"}
    )
    other = Case("", "", QUERY, b"type Query { a: Int }", {})

    told = score("both", [case, other])

    assert (told.cases, told.right, told.too_many, told.missed) == (2, 1, 1, 1)
    assert (told.precision, told.recall) == (0.5, 0.5)


def test_a_mutated_copy_differs_and_is_the_same_for_the_same_seed() -> None:
    document = large_document(2)

    copy = mutated(document, seed=1, times=5)

    assert copy == mutated(document, seed=1, times=5)
    assert copy != document == large_document(2)
