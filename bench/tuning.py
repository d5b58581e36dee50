"""The command that finds the weights of the ranking on collections: see `bench.tune`."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from typing import Final

from bench.cloze import cloze
from bench.collection import add_data, read
from bench.meaning import add_arguments, meanings_of, model_of
from bench.report import Command
from bench.tune import GRID, MEANING, START, Alone, Apart, Shown, as_python, tuned
from domain.retrieval.weights import WEIGHTS, Weights

Figures = Mapping[str, Sequence[Shown]]
"""Of the weights at the start, of those in use, and of those that were found: the figures of each collection."""


def as_table(figures: Figures, weights: Weights) -> str:
    """What came out, for people."""
    lines = [f"{'nDCG@10 with weights':30}" + "".join(f"{name:>10}" for name in figures)]
    for shown in zip(*figures.values(), strict=True):
        lines.append(f"{shown[0].name + ', tuned on':30}" + "".join(f"{each.tuned:>10.4f}" for each in shown))
        lines.append(f"{'  held out':30}" + "".join(f"{each.held_out:>10.4f}" for each in shown))
    return "\n".join([*lines, "", "For domain/retrieval/weights.py:", "", as_python(weights)])


def as_json(figures: Figures, weights: Weights) -> str:
    """What came out, for machines: one object."""
    told: dict[str, object] = {
        name: [{"name": each.name, "tuned": each.tuned, "held_out": each.held_out} for each in shown]
        for name, shown in figures.items()
    }
    return json.dumps({"benchmark": "tune", **told, "weights": asdict(weights)})


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    add_data(parser)
    parser.add_argument(
        "--cloze",
        action="store_true",
        help="on each collection also with sentences of its texts as questions: a guard against fitting titles",
    )
    add_arguments(parser)


def run(parsed: argparse.Namespace) -> None:
    """Tune, and print.

    Raises:
        Unusable: a collection is not as it should be, or search by meaning cannot be had.
    """
    model = model_of(parsed)
    collections = [read(folder) for folder in parsed.data]
    if parsed.cloze:
        collections += [cloze(each) for each in collections]
    with ExitStack() as stack:
        meanings = [meanings_of(each, model) for each in collections] if model else []
        judge = (
            Apart(collections, stack, meanings) if len(collections) > 1 else Alone(collections[0], *meanings)
        )
        grid = MEANING if model else GRID
        weights = tuned(START, judge, told, grid=grid)
        compared = {"start": START, "in_use": WEIGHTS, "found": weights}
        figures = {name: judge(each) for name, each in compared.items()}
    print((as_json if parsed.json else as_table)(figures, weights))


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
