"""How well and how fast changes of API documents are found: a labelled table, and documents of a megabyte and more."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from bench.apidiff.cases import all_cases
from bench.apidiff.large import RESOURCES, large_document
from bench.apidiff.mutating import mutated
from bench.apidiff.scores import Score, scores_of
from bench.report import Command, Unusable
from domain.apis.reading.source import read
from domain.apis.tree import Object
from domain.errors import BadInput

SEEDS: Final = (1, 2, 3)
"""Each makes one mutated copy of a document."""

PLACES: Final = 50
"""So many places of a copy are changed."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the benchmark takes."""
    parser.add_argument(
        "--document",
        type=Path,
        metavar="FILE",
        help="a large document to compare with copies, beside a made-up one",
    )

    parser.add_argument(
        "--resources",
        type=int,
        default=RESOURCES,
        metavar="N",
        help="how many the made-up one has (default: %(default)s)",
    )


def run(parsed: argparse.Namespace) -> None:
    """Print the scores of the table, and what comparing large documents costs."""
    scores = scores_of(all_cases())
    rows = list(costs(parsed.document, parsed.resources))
    if parsed.json:
        told = [{**asdict(each), "precision": each.precision, "recall": each.recall} for each in scores]
        print(json.dumps({"benchmark": "apidiff", "table": told, "large": rows}))
    else:
        print("\n".join([*as_table(scores), "", *as_costs(rows)]))


def costs(path: Path | None, resources: int) -> Iterator[dict[str, float | str]]:
    """What it costs to compare a document with each mutated copy, in processes that hold nothing else.

    Raises:
        Unusable: the file is no document that can be read.
    """
    documents = {"made up": large_document(resources)}
    if path is not None:
        documents[path.name] = _document(path)
    with tempfile.TemporaryDirectory() as folder:
        base, revision = Path(folder, "base.json"), Path(folder, "revision.json")
        for name, document in documents.items():
            base.write_text(json.dumps(document), encoding="utf-8")
            for seed in SEEDS:
                copy = mutated(document, seed=seed, times=PLACES)
                revision.write_text(json.dumps(copy), encoding="utf-8")
                yield {
                    "document": name,
                    "megabytes": round(base.stat().st_size / 1e6, 2),
                    **_cost(base, revision),
                }


def _document(path: Path) -> Object:
    try:
        return read(path.read_bytes()).tree
    except (OSError, BadInput) as error:
        raise Unusable(f"{path} cannot be read: {error}") from error


def _cost(base: Path, revision: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.apidiff", str(base), str(revision)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  (our own program)
    return json.loads(done.stdout)


def as_table(scores: Sequence[Score]) -> Iterator[str]:
    """The scores for people, one line each."""
    yield f"{'table':20}{'cases':>7}{'right':>7}{'too many':>10}{'missed':>8}{'precision':>11}{'recall':>8}"
    for each in scores:
        yield (
            f"{each.name:20}{each.cases:>7}{each.right:>7}{each.too_many:>10}{each.missed:>8}"
            f"{each.precision:>11.3f}{each.recall:>8.3f}"
        )


def as_costs(rows: Sequence[dict[str, float | str]]) -> Iterator[str]:
    """The costs for people, one line each."""
    yield f"{'document':20}{'MB':>7}{'changes':>9}{'start':>7}{'seconds':>9}{'peak MiB':>10}{'loop held up ms':>17}"
    for each in rows:
        yield (
            f"{each['document']:20}{each['megabytes']:>7}{each['changes']:>9}{each['start']:>7}{each['seconds']:>9}"
            f"{each['mib']:>10}{each['held_up_ms']:>17}"
        )


COMMAND: Final = Command(
    name="apidiff",
    about="how well and how fast changes of API documents are found",
    arguments=arguments,
    run=run,
    small=None,
)
