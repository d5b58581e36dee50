"""A line that names an exception's class and says what is wrong: `KeyError: 'email'`."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

_CLASS: Final = re.compile(
    r"""
    (?<![\w.$])
    (?P<kind>
        (?:[A-Za-z_]\w{0,60}\.){0,8} [A-Z]\w{0,60}?
        (?:Error|Exception|Warning|DoesNotExist|Configured|Timeout|Exit|Found|ExceptionGroup)
      | (?:[A-Za-z_]\w{0,60}\.){0,6} (?:exceptions?|errors) \. [A-Z]\w{0,60}
      | (?:[A-Za-z_]\w{0,60}\.){1,8} (?:DoesNotExist|MultipleObjectsReturned|Error|Exception|timeout)
      | (?:[A-Za-z_]\w{0,60}\.){0,8} Http404
      | Error | Exception )
    \d?                                             # bundlers number classes of one name
    (?:\ \[(?P<code>[\w.-]{1,60})\])?
    (?: :\ (?P<message>.*) | :?$ )
    """,
    re.VERBOSE,
)
_CODE: Final = re.compile(
    r"\s*(?:except|raise|class|catch|case|import|from|throw|return|def|if|elif|//|\*|>>>|#)(?![\w:])"
)
"""How a line of code begins, which may name a class as well."""

_BEFORE: Final = re.compile(
    r"""
    \s* (?:[\w.-]{1,80}\.\w{2,4}:\d{1,7}(?::\d{1,7})?[ ])?                  # a browser's console: app.js:20
    (?: Uncaught[ ] | Unhandled[ ] | \(in[ ]promise\)[ ] | \(node:\d{1,8}\)[ ] | UnhandledPromiseRejectionWarning:[ ]
      | error[ ] | -[ ] | \u2a2f[ ] | Caused[ ]by:[ ] | \[\w{1,20}\][ ]
    )*
    """,
    re.VERBOSE,
)
"""What may stand before a class on its line."""

_BARE: Final = frozenset({"Error", "Exception"})
"""Classes whose name is an ordinary word: one of them is an error only where more speaks for it."""


_CLOSED: Final = ("'", '"', "*")
"""What may stand around an error in a sentence; the last such sign on the line closes it."""

_COUNTS: Final = re.compile(r"\d{1,4} validation errors? for \S{1,80}")
"""Pydantic's first line: the next two say which field, and what is wrong with it."""

_STACK: Final = re.compile(r"\s+at |\s*File \"|Traceback ")


class Named(NamedTuple):
    """An exception's class and message, as a line names them."""

    kind: str
    message: str
    code: str
    before: str
    """What stands before it on its line, but for words that always may."""

    after: str = ""
    """What stands after it, where one can tell where it ends."""

    @property
    def leads(self) -> bool:
        """Whether nothing stands before it on its line but words that always may."""
        return not self.before

    @property
    def is_bare(self) -> bool:
        """Whether the class is an ordinary word of a sentence."""
        return self.kind in _BARE


def named_on(line: str) -> Named | None:
    """The exception that `line` names, or None; `TypeError` in a sentence is none, `TypeError: x is not …` is."""
    if ":" not in line and " " in line.strip() and not line.endswith("]"):
        return None
    before = _BEFORE.match(line)
    start = before.end() if before else 0
    match = _CLASS.search(line, start)
    if match is None or _CODE.match(line):
        return None
    before, after = line[start : match.start()], ""
    message = match["message"] or ""
    if before and (not message or match["kind"] in _BARE):
        return None
    opened = line[match.start() - 1 : match.start()]
    if opened == "`":
        message, _, after = message.partition("`")
    elif opened in _CLOSED and opened in message:
        message, _, after = message.rpartition(opened)
    return Named(
        match["kind"], message.strip(" \t*" if opened == "*" else None), match["code"] or "", before, after
    )


def continued(message: str, lines: Sequence[str], after: int) -> str:
    """`message`, and what follows on the next lines where it says little alone: ends with a colon, or only counts."""
    missing = 2 if _COUNTS.fullmatch(message) else 0
    for line in lines[after + 1 : after + 6]:
        if (message and not message.endswith(":") and not missing) or _STACK.match(line):
            break
        missing -= bool(missing and line)
        message = f"{message} {line.strip()}".strip()
    return message
