"""`python -m bot diff`: what changed between two API documents, for people and for CI."""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bot.clock import SystemClock
from bot.telling import say
from domain.apis.comparing.changes import Change
from domain.apis.comparing.comparison import compare
from domain.apis.comparing.grades import Grade
from domain.apis.comparing.words import as_lines, counts
from domain.apis.limits import SIZE
from domain.apis.reading.documents import Document, document_of
from domain.errors import BadInput
from domain.ports import Clock

STDIN: Final = "-"
"""The name of what is piped in."""

UNREADABLE: Final = 2
"""The exit code where the documents cannot be compared."""


def diff(base: str, revision: str, *, as_json: bool = False, clock: Clock | None = None) -> int:
    """Say what changed between two files; `-` is standard input, for one of them.

    Returns the exit code, 1 where something breaks and 2 where nothing can be said.
    """
    today = (clock or SystemClock()).now().date()
    try:
        old, new = _documents(base, revision)
        changes = compare(old, new, today=today)
    except BadInput as refusal:
        _warn(refusal.sentence)
        return UNREADABLE
    for name, document in ((base, old), (revision, new)):
        for sentence in document.warnings.sentences:
            _warn(f"{name}: warning: {sentence}")
    say(_printable(for_scripts(changes) if as_json else "\n".join(for_people(base, revision, changes))))
    return 1 if any(each.rule.grade is Grade.BREAKING for each in changes) else 0


def _documents(base: str, revision: str) -> tuple[Document, Document]:
    """Read both.

    Raises:
        BadInput: one of them cannot be read.
    """
    if base == revision == STDIN:
        raise BadInput(f"Only one of the two can be {STDIN}: standard input holds one document.")
    return _document(base), _document(revision)


def _document(name: str) -> Document:
    """Read a file.

    Raises:
        BadInput: it cannot be read; the sentence names the file.
    """
    if re.match("https?://", name, re.IGNORECASE):
        raise BadInput(
            f"{name}: nothing is fetched here. Download it first, as with curl -o, and name the file."
        )
    try:
        content = _content(name)
    except OSError as error:
        raise BadInput(f"{name}: it cannot be opened ({error.strerror}).") from error
    try:
        return document_of(content)
    except BadInput as refusal:
        raise BadInput(f"{name}: {refusal.sentence}") from refusal


def _content(name: str) -> bytes:
    if name == STDIN:
        return sys.stdin.buffer.read(SIZE + 1)
    with Path(name).open("rb") as file:
        return file.read(SIZE + 1)


def for_people(base: str, revision: str, changes: Sequence[Change]) -> Iterator[str]:
    """The changes by grade, then by operation."""
    yield f"{base} → {revision}: {counts(changes)}"
    yield from as_lines(changes)


def for_scripts(changes: Sequence[Change]) -> str:
    """The changes as a JSON list."""
    rows = [
        {
            "rule": each.rule.name,
            "grade": each.rule.grade.value,
            "operation": each.operation,
            "where": each.where,
            "before": each.before,
            "after": each.after,
        }
        for each in changes
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _printable(text: str) -> str:
    """The text without what no terminal and no file can take: halves of characters, and signs that steer terminals."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(each if each.isprintable() or each == "\n" else "�" for each in whole)


def _warn(sentence: str) -> None:
    print(_printable(sentence), file=sys.stderr)  # noqa: T201  (whoever compares reads it)
