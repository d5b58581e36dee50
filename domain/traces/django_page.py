"""Django's yellow page, copied as text: the page itself, and its copy-and-paste view."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from domain.traces.frames import own_frame
from domain.traces.told import Told
from domain.traces.trouble import Trouble

HINTS: Final = (
    "Exception Type:",
    "Exception Value:",
    "Request Method:",
    " at /",
    "Page not found (404)",
    "Reason given for failure:",
)
"""One of these stands in any text that this reader reads."""

_HEADING: Final = re.compile(r"\s*(?P<kind>[A-Z]\w{0,60}?[a-z][A-Z]\w{2,60}|Http404) at /\S{0,300}$")
_FIELD: Final = re.compile(r"\s*Exception (?P<name>Type|Value|Location):\s{0,20}(?P<value>.*)")
_TYPE: Final = re.compile(r"[A-Za-z_][\w.]{0,120}")
_FRAME: Final = re.compile(
    r"""\s*(?:File\ )?"?(?P<path>[^"\s][^"\n]{0,299}?\.\w{1,4})"?(?:,\ line\ \d{1,7},)?"""
    r"\ in\ (?P<function>[\w<>.]{1,120})(?:,\ line\ \d{1,7})?$",
    re.VERBOSE,
)
_ASKED_FOR: Final = re.compile(r"No \w{1,60} matches the given query")
_CAUSE: Final = re.compile(r"The above exception \((?P<message>.{1,400}?)\) was the direct cause")


def read(lines: Sequence[str]) -> Iterator[Told]:
    """The error that the page in these lines tells of; the last one, where there are more."""
    yield from _refused(lines)
    fields: dict[str, str] = {}
    frame, cause, at = "", None, 0
    for number, line in enumerate(lines):
        if found := _FIELD.match(line):
            fields[found["name"]] = found["value"].strip() or _next(lines, number)
            at = number
        elif heading := _HEADING.match(line):
            fields.setdefault("Type", heading["kind"])
            fields.setdefault("Value", _next(lines, number))
        elif called := _FRAME.match(line):
            frame = own_frame(called["path"].strip(), called["function"]) or frame
        elif chained := _CAUSE.match(line):
            cause = cause or Trouble("", chained["message"])
    kind = _TYPE.match(fields.get("Type", ""))
    if kind:
        located = _FRAME.match(fields.get("Location", ""))
        frame = frame or (own_frame(located["path"], located["function"]) if located else "")
        yield Told(at, 3, Trouble(kind[0], fields.get("Value", ""), frame, cause))


def _refused(lines: Sequence[str]) -> Iterator[Told]:
    """What the pages say that tell of no exception: 404, and 403 for a form without its token."""
    for number, line in enumerate(map(str.strip, lines)):
        if line.startswith("Page not found (404)"):
            asked = next(filter(None, map(_ASKED_FOR.search, lines[number + 1 :])), None)
            yield Told(
                number, 2, Trouble("Http404", asked[0] if asked else "The path matches no URL pattern")
            )
        elif line.startswith("Reason given for failure:"):
            reason = line.partition(":")[2].strip() or _next(lines, number)
            yield Told(number, 2, Trouble("CSRF", reason or "verification failed"))


def _next(lines: Sequence[str], number: int) -> str:
    """The next line that says something: a browser copies a table's cells one below the other."""
    return next((line.strip() for line in lines[number + 1 : number + 4] if line.strip()), "")
