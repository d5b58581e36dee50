"""Python's tracebacks, whole or cut off, pytest's failures, and the last line alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from domain.traces.classes import continued, named_on
from domain.traces.frames import own_frame
from domain.traces.told import Told
from domain.traces.trouble import Trouble

HINTS: Final = (
    "Error",
    "Exception",
    "Warning",
    "Traceback (most",
    'File "',
    "DoesNotExist",
    "exceptions.",
    "errors.",
    "Configured",
    "NotFound: ",
    "Http404: ",
    "ObjectsReturned: ",
    "imeout: ",
    "Exit: ",
    "E   ",
)
"""One of these stands in any text that this reader reads."""

_FRAME: Final = re.compile(
    r'(?P<indent>\s{0,80})File "(?P<path>[^"\n]{1,400})", line \d{1,7}(?:, in (?P<function>\S{1,200}))?'
)
_LAST: Final = re.compile(
    r"(?P<indent>\s{0,80})(?P<kind>(?:[A-Za-z_]\w{0,60}\.){0,8}[A-Z]\w{1,60})(?:: ?(?P<message>.*))?$"
)
"""The line that ends a traceback: any class, since any may be raised."""

_CLASS_LIKE: Final = re.compile(r".*\.|[A-Z]\w*[A-Z0-9]|Error$|Exception$")
"""Tells a class from a word that begins a sentence."""

_CHAINED: Final = ("During handling of the above exception", "The above exception was the direct cause")
_PYTEST_SAID: Final = re.compile(r"E {2,40}(?P<said>\S.*)")
_PYTEST_PLACE: Final = re.compile(
    r"(?P<path>(?:[A-Za-z]:)?[^\s:]{1,300}\.py):\d{1,7}:(?: (?P<what>in \S{1,120}|[\w.]{1,120}))?$"
)
_PYTEST_TEST: Final = re.compile(r"_{3,}\s(?:ERROR at \w{1,10} of )?(?P<name>\S{1,160})\s_{3,}$")
_PYTEST_SUMMARY: Final = re.compile(r"(?:FAILED|ERROR) \S{1,300}::\S{1,300} - ")
_GROUPS: Final = frozenset({"ExceptionGroup", "BaseExceptionGroup"})


@dataclass
class _Reading:
    """How far a reader of tracebacks is."""

    told: list[Told] = field(default_factory=list[Told])
    """What was read so far."""

    frame: str = ""
    """The deepest frame of the user's own in this traceback."""

    indent: int | None = None
    """Of its last frame's line; None outside of one."""

    before: Told | None = None
    """The error that led to the next one, which is not told yet."""

    test: str = ""
    """The test that pytest tells of."""

    said: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    """What pytest's `E` lines say, with their numbers, until it tells the place."""

    def begin(self) -> None:
        """A traceback begins, or is over."""
        self.frame, self.indent = "", None

    def enter(self, path: str, function: str, indent: int) -> None:
        """A frame was called."""
        self.frame = own_frame(path, function) or self.frame
        self.indent = indent

    def chain(self) -> None:
        """The error before led to the next."""
        if self.told:
            self.before = self.told.pop()

    def end(self, line: int, kind: str, message: str, *, before: str = "", after: str = "") -> None:
        """An error was named."""
        led, self.before = self.before, None
        cause = led.trouble.cause or led.trouble if led else None
        if self.told and self.told[-1].trouble.kind in _GROUPS:
            # A group says how many failed; the first of its errors says why.
            cause = cause or self.told.pop().trouble.cause
        trouble = Trouble(kind, message, self.frame, cause)
        self.told.append(Told(line, 3 if self.frame else 2, trouble, before, after))
        self.begin()

    def all_told(self) -> list[Told]:
        """All errors, also one whose chain is cut off."""
        return [*self.told, self.before] if self.before else self.told


def read(lines: Sequence[str]) -> Iterator[Told]:
    """The exceptions in these lines."""
    reading = _Reading()
    for number, line in enumerate(lines):
        if line:
            _read_line(reading, lines, number, line)
    _end_of_test(reading, "")
    yield from reading.all_told()


def _read_line(reading: _Reading, lines: Sequence[str], number: int, line: str) -> None:
    if said := _PYTEST_SAID.match(line):
        reading.said.append((number, said["said"]))
        return
    if place := _PYTEST_PLACE.match(line):
        _placed(reading, place["path"], place["what"] or "")
        return
    _end_of_test(reading, "")
    if "Traceback (most recent call last)" in line:
        reading.begin()
    elif line.startswith(_CHAINED):
        reading.chain()
    elif frame := _FRAME.match(line):
        reading.enter(frame["path"], frame["function"] or "", len(frame["indent"]))
    elif test := _PYTEST_TEST.match(line):
        reading.test = test["name"]
    elif not (_PYTEST_SUMMARY.match(line) and reading.told):
        _named(reading, lines, number, line)


def _named(reading: _Reading, lines: Sequence[str], number: int, line: str) -> None:
    if reading.indent is not None:
        indent = len(line) - len(line.lstrip())
        if indent > reading.indent > 0:
            return  # A line of code, or the marks below it.
        last = _LAST.match(line) if indent < max(reading.indent, 1) else None
        if last and _CLASS_LIKE.match(last["kind"]):
            reading.end(number, last["kind"], continued(last["message"] or "", lines, number))
            return
        if indent < reading.indent:
            reading.begin()
    named = named_on(line)
    # Without a traceback a class alone is not enough, nor one that is an ordinary word.
    if named and named.message and not named.is_bare:
        message = continued(named.message, lines, number)
        reading.end(number, named.kind, message, before=named.before, after=named.after)


def _placed(reading: _Reading, path: str, what: str) -> None:
    """Pytest tells a place: one more frame, or where the error was that its `E` lines tell."""
    in_function = what.startswith("in ")
    reading.enter(path, what[3:] if in_function else reading.test, 1)
    if reading.said or (what and not in_function):
        _end_of_test(reading, "" if in_function else what)


def _end_of_test(reading: _Reading, kind: str) -> None:
    """Read what pytest's `E` lines said: a class with its message, or an assertion's two sides."""
    said, reading.said = reading.said, []
    for number, words in said:
        named = named_on(words)
        if named and named.leads and named.message:
            reading.end(number, named.kind, named.message)
            return
    for number, words in said[:1]:
        if kind := kind or ("AssertionError" if words.startswith("assert") else ""):
            reading.end(number, kind, words)
