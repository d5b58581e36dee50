"""Collections to measure search on: documents, queries, and which documents answer which query.

A folder holds `corpus.jsonl` (`id`, `title`, `text`), `queries.jsonl` (`id`, `text`) and `qrels.tsv` (`query-id`,
`corpus-id`, `score`; mostly under a line of these names). A query may have a `split`. All else is ignored.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias, cast

from bench.report import Unusable
from domain.models.entries import Kind, Ref
from domain.models.search import Document
from domain.text import clean

GUILD_ID: Final = 1_100_000_000_000_000_000
"""The one server that knows all of a collection; an id as long as Discord's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query with its judgements."""

    id: str
    text: str
    gains: Mapping[str, float]
    """By a document's id: how well it answers; 0 is not at all."""

    @property
    def relevant(self) -> list[str]:
        """The documents that answer it."""
        return [document_id for document_id, gain in self.gains.items() if gain > 0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What search is measured on."""

    name: str
    documents: Mapping[str, Document]
    """By their ids."""
    questions: Sequence[Question]
    """Those that have a judgement."""


_Line: TypeAlias = Mapping[str, object]


def read(folder: Path, *, split: str | None = None) -> Collection:
    """The collection in a folder: of its queries that have a split, those of this one; all when it is None.

    Raises:
        Unusable: a file is missing or not as it should be, or no query is left.
    """
    judged = _judged(folder / "qrels.tsv")
    documents = {
        _text(line, "id"): _document(number, line)
        for number, line in enumerate(_lines(folder / "corpus.jsonl"), start=1)
    }
    questions = [
        Question(id=query_id, text=_text(line, "text"), gains=judged[query_id])
        for line in _lines(folder / "queries.jsonl")
        if (query_id := _text(line, "id")) in judged and split in {None, line.get("split", split)}
    ]
    if not questions:
        raise Unusable(f"{folder} has no query with a judgement{f' in the split {split}' if split else ''}.")
    return Collection(name=folder.resolve().name, documents=documents, questions=questions)


def _document(number: int, line: _Line) -> Document:
    """A solution of the server; cleaned as what members write."""
    return Document(
        guild_id=GUILD_ID,
        ref=Ref(Kind.SOLUTION, number),
        title=clean(_text(line, "title")),
        body=clean(_text(line, "text")),
        code="",
        tags=(),
    )


def _judged(path: Path) -> dict[str, dict[str, float]]:
    """By a query's id: the gains of documents."""
    judged: dict[str, dict[str, float]] = defaultdict(dict)
    for number, line in enumerate(_read(path).splitlines()):
        if line.strip():
            try:
                query_id, document_id, score = line.split("\t")[:3]
                judged[query_id][document_id] = max(0.0, float(score))
            except ValueError as error:
                if not number:
                    continue  # the names of the columns
                raise Unusable(f"Line {number + 1} of {path} is no judgement: {line}") from error
    return dict(judged)


def _lines(path: Path) -> Iterator[_Line]:
    # Not splitlines(): a text may hold signs that it takes for line ends.
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if line.strip():
            try:
                told: object = json.loads(line)
            except ValueError as error:
                raise Unusable(f"Line {number} of {path} is not JSON.") from error
            if not isinstance(told, dict) or "id" not in told:
                raise Unusable(f"Line {number} of {path} has no id.")
            yield cast("_Line", told)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror}.") from error


def _text(line: _Line, field: str) -> str:
    """What a field says; numbers as they are written, and nothing for what is not there."""
    value = line.get(field)
    return "" if value is None else str(value)


def add_data(parser: argparse.ArgumentParser) -> None:
    """Let a command line name collections."""
    parser.add_argument(
        "--data",
        type=Path,
        action="append",
        required=True,
        metavar="DIR",
        help="a collection; may be given again",
    )
