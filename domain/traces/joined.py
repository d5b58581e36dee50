"""Line breaks, put back where a text lost them: the options of a slash command have none."""

import re
from typing import Final

_TRACEBACK: Final = "Traceback (most recent call last):"
_BEGINS: Final = re.compile(r"[ \t]*(Traceback \(most recent call last\):)[ \t]+(?=\S)")
_FRAME: Final = re.compile(r'[ \t]+(File "[^"\n]{1,400}", line \d{1,7}(?:, in [^\s]{1,200})?)[ \t]+(?=\S)')
_CHAINED: Final = re.compile(
    r"[ \t]+(During handling of the above exception, another exception occurred:"
    r"|The above exception was the direct cause of the following exception:)[ \t]+"
)
_NAMED: Final = re.compile(
    r"^(    .{0,400}?)(?<!except)(?<!raise)[ \t]+"
    r"(?=(?:(?:[a-z_]\w{0,60}\.){1,8}[A-Z]\w{1,60}|[A-Z]\w{0,60}(?:Error|Exception|Warning|Interrupt|Exit))"
    r"(?::[ \t]|$))",
    re.MULTILINE,
)
"""Code as a traceback quotes it, and the error's name behind it on the same line."""

_CALLED: Final = re.compile(
    r"(?<=\S)[ \t]+"
    r"(?=at (?:async )?(?:new )?(?:[^\s()]{1,160}(?: \[as \w{1,60}\])? \()?"
    r"[^\s()]{1,300}:\d{1,7}:\d{1,7}\)?(?:[ \t]|$))"
)
_FIELD: Final = re.compile(
    r"(?<=\S)[ \t]+(?=(?:Request (?:Method|URL)|Django Version|Exception (?:Type|Value|Location)|Raised during"
    r"|Python (?:Executable|Version|Path)|Server time|Installed (?:Applications|Middleware)):)"
)
_THROWN: Final = re.compile(
    r"(?<=\S)[ \t]+(?=(?:Uncaught |Unhandled )?[A-Z]?\w{0,60}Error(?: \[\w{1,60}\])?: )"
)
_PROGRAM: Final = re.compile(
    r"""
    (?<=\S)[ \t]+(?=npm\ (?:ERR!|error)[ \t] | Unhandled\ Runtime\ Error\b) | (?<=Unhandled\ Runtime\ Error)[ \t]+
  | (?<=[^\s:])[ \t]+(?=
        psql:\ error: | ERROR\ \d{4}\ \( | ERROR:\ \  | LINE\ \d{1,7}: | yaml:\ line                   # databases, YAML
      | error: | hint: | CONFLICT\ \(                                                               # Git
      | Error\ response\ from\ daemon: | Cannot\ connect\ to\ the\ Docker                          # Docker
      | Require\ stack: | -\ (?=/|[A-Z]:) | [\w@./\\-]{1,300}\.[cm]?tsx?[(:]\d{1,6}[,:]\d | \[vite\]\  # Node
      | Access\ to\ (?:fetch|XMLHttpRequest)\ at | Reason\ given\ for\ failure: | Page\ not\ found\ \(  # pages
    )
    """,
    re.VERBOSE,
)
"""How lines of programs begin that are told apart from what stands before them."""


def broken_up(text: str) -> str:
    """`text` with a line for each line of a stack or a program, where several stand on one."""
    return "\n".join(map(_broken_up, text.split("\n")))


def _broken_up(line: str) -> str:
    if line.count('File "') > 1 or (_TRACEBACK in line and _BEGINS.search(line)):
        line = _CHAINED.sub(r"\n\n\1\n\n", _FRAME.sub(r"\n  \1\n    ", _BEGINS.sub(r"\n\1\n ", line)))
        line = _NAMED.sub(r"\1\n", line)
    elif " at " in line and len(_CALLED.findall(line)) > 1:
        line = _CALLED.sub("\n    ", _THROWN.sub("\n", line))
    elif "Exception Type:" in line and "Exception Value:" in line:
        line = _FIELD.sub("\n", line)
    return _PROGRAM.sub("\n", line)
