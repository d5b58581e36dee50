"""A pasted text without what others put before its lines: quotes, times, loggers, services, margins, colours."""

import re
from typing import Final

LOOKED_AT: Final = 40_000
"""Characters of a text that are looked at, its last ones: an error stands at the end of a log."""

LINE: Final = 600
"""Characters of a line that are looked at."""

_COLOUR: Final = re.compile(r"\x1b?\[\d{1,2}(?:;\d{1,3}){0,4}m|\x1b\[0?K")
_DRESS: Final = re.compile(
    r"""^
    (?:>[ ]){0,3}                                                       # Discord's quote
    (?:[ ]{0,8}[+|](?:-[+])?(?:-{3,}.*|[ ](?![ ]*\d+[ ]*\|)))?          # an exception group's margin
    (?:[A-Za-z][\w.-]{0,60}[ ]{0,40}\|[ ])?                             # docker compose: web-1  |
    (?:\#\d{1,4}[ ]\d{1,6}\.\d{1,4}[ ])?                                # a build's step: #12 2.465
    (?:
      (?: \[\d{4}-\d\d-\d\d[^\]\n]{4,80}\]
        | \d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d[\w.,:+-]{0,16}(?:[ ]UTC)?(?:[ ]\[\d{1,8}\])?
        | \[?\d\d?:\d\d:\d\d(?:[.,]\d{1,6})?(?:[ ][AP]M)?\]?
        | [A-Z][a-z]{2}[ ]{1,2}\d{1,2}[ ]\d\d:\d\d:\d\d[ ][\w.-]{1,60}
        | \[\d\d/[A-Z][a-z]{2}/\d{4}[ ][\d:]{8}\]
        | \[[ ]{0,6}\d{1,7}(?:s|\.\d{1,6})\]
      )[ ]?
      (?:[A-Za-z][\w.-]{0,60}\[[\w.]{1,20}\]:[ ])?                      # app[web.1]:
    )?
    (?: \[(?:DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL)\][ ]
      | [a-z_]\w{0,60}(?:\.\w{1,60}){0,8}[ ](?:WARN|WARNING|ERROR|CRITICAL)[ :][ ]?     # celery.worker ERROR
      | (?:WARN|WARNING|ERROR|CRITICAL)[ :][ ]?\[?[a-z_]\w{0,60}(?:\.\w{1,60}){0,8}\]?:(?:\d{1,6}:)?[ ]?
    )?
    """,
    re.VERBOSE | re.MULTILINE,
)


def undressed(text: str) -> list[str]:
    """The lines of the end of `text`, each without what was put before it; what is left of its indent stays."""
    text = text[-LOOKED_AT:].replace("\r", "")
    if "m" in text and "[" in text:
        text = _COLOUR.sub("", text)
    return [line[:LINE].rstrip() for line in _DRESS.sub("", text).split("\n")]
