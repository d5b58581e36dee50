"""The command that finds the weights of the ranking on collections: see `bench.tune`."""

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Final

from bench.cloze import cloze
from bench.collection import read
from bench.report import Command
from bench.tune import Alone, Apart, Shown, as_python, tuned
from domain.retrieval.weights import WEIGHTS, Weights


def as_table(before: Sequence[Shown], after: Sequence[Shown], weights: Weights) -> str:
    """What came out, for people."""
    lines = [f"{'nDCG@10':28}{'tuned on':>18}{'held out':>20}"]
    lines += [
        f"{old.name:28}{old.tuned:>9.4f} → {new.tuned:.4f}{old.held_out:>11.4f} → {new.held_out:.4f}"
        for old, new in zip(before, after, strict=True)
    ]
    return "\n".join([*lines, "", "For domain/retrieval/weights.py:", "", as_python(weights)])


def as_json(before: Sequence[Shown], after: Sequence[Shown], weights: Weights) -> str:
    """What came out, for machines: one object."""
    return json.dumps(
        {
            "benchmark": "tune",
            "before": [asdict(each) for each in before],
            "after": [asdict(each) for each in after],
            "weights": asdict(weights),
        }
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument(
        "--data",
        type=Path,
        action="append",
        required=True,
        metavar="DIR",
        help="a collection; may be given again",
    )
    parser.add_argument(
        "--cloze",
        action="store_true",
        help="on each collection also with sentences of its texts as questions: a guard against fitting titles",
    )


def run(parsed: argparse.Namespace) -> None:
    """Tune, and print.

    Raises:
        Unusable: a collection is not as it should be.
    """
    collections = [read(folder) for folder in parsed.data]
    if parsed.cloze:
        collections += [cloze(each) for each in collections]
    with ExitStack() as stack:
        judge = Apart(collections, stack) if len(collections) > 1 else Alone(collections[0])
        weights = tuned(WEIGHTS, judge, told)
        before, after = judge(WEIGHTS), judge(weights)
    print((as_json if parsed.json else as_table)(before, after, weights))


def told(progress: str) -> None:
    """Tell those who wait how far it is."""
    print(progress, file=sys.stderr, flush=True)


COMMAND: Final = Command(
    name="tune",
    about="find the ranking's weights on collections of questions (--data)",
    arguments=arguments,
    run=run,
    small=None,
)
