"""What stays of an error's message on every machine: its words and the names of code, not the values.

Paths, addresses, ids, numbers and quoted values go. A quoted part is a *name* where the sentence says so
(`No module named 'celery'`, `'int' object`, `column "paid"`). Elsewhere it may be either, so a message has two forms:

- its names (`names_of`) keep each quoted part that looks like a name;
- its gist (`gist_of`) keeps only those that the sentence calls one.
"""

import re
from collections.abc import Callable
from typing import Final

from domain.masking.placeholders import PLACEHOLDER

READ: Final = 400
"""Characters of a message that are read."""

_SAME: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        # What wraps the message of a database.
        (r"^\((?:\w{1,60}\.){1,6}\w{1,60}\) ", ""),
        (r"""^\(\d{4}, (["'])(.*)\1\)$""", r"\2"),
        (r"^connection to server (?:at|on) .{1,160}? failed: (?=FATAL)", ""),
        (r"^(?:FATAL|ERROR): +", ""),
        (r"^could not resolve(?=: peer )", "unable to resolve dependency tree"),
        (r"^<class '[\w.]{1,120}'>: ", ""),
        (r"^Invalid `[\w.()$]{1,80}` invocation:? ", ""),
        (r" at character \d+$| \(\d{1,3}\)$", ""),
        # What other systems and other versions say for the same.
        (r"\[(?:Errno|WinError) -?\d+\]", ""),
        (r"No connection could be made because the target machine actively refused it", "Connection refused"),
        (
            r"Only one usage of each socket address \(.{1,60}?\) is normally permitted",
            "address already in use",
        ),
        (r"Cannot read property '(\w+)' of (undefined|null)", r"Cannot read properties of \2 (reading '\1')"),
        (
            r"'?([\w.-]{1,60})'? is not recognized as an internal or external command.*",
            r"command not found: \1",
        ),
        (r"The term '([\w.-]{1,60})' is not recognized as (?:the|a) name of a .*", r"command not found: \1"),
        (r"^(?:line \d+: )?([\w./-]{1,80}): (?:command )?not found$", r"command not found: \1"),
        # Docker: whichever way it took to the same end.
        (r"^.{0,300}\bbind: address already in use.*", "bind: address already in use"),
        (r"^.{0,300}\bBind for .{1,60}? failed: port is already allocated.*", "port is already allocated"),
        (r"^.{0,300}\bexec format error.*", "exec format error"),
        (r"^.{0,300}\bcontainer (?:process(?: caused)?|init): ", ""),
        (r"^(?:failed to solve(?: with frontend [\w.]{1,40})?: |failed to build LLB: )+", ""),
        (r"failed to calculate checksum of ref \S{1,160}: ", ""),
        (r'("[^"]{1,120}") not found: not found', r"\1: not found"),
        (r"(?<=endpoint )\S{1,80} \(\w{1,80}\)|(?<=container )\S{1,80}(?= is unhealthy)", ""),
    )
)
"""Ways to say the same, and the one that stands for all of them."""

_PART: Final = re.compile(
    r"""
    <(?P<object>[A-Za-z_][\w.]{0,80})(?:\ |:\ )[^<>\n]{1,200}>      # <Order: Order object (12)>
  | (?<!\w)[bru]?(?P<quoted>
        "[^"\n]{0,300}" | '[^'\n]{0,300}'(?!\w) | `[^`\n]{0,300}`
      | \u201c[^\u201d\n]{0,300}\u201d | \u2018[^\u2019\n]{0,300}\u2019
    )
  | (?P<code>\b(?:code|status|exit|exited|HTTP)\b[\s:=]{0,3}\d{1,5}\b)
  | (?P<value>
      \b[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s"'<>)\]]{1,300}          # an address of the web or of a service
    | (?<=[\w-])@"?[\^~<>=v]{0,3}[\d*x][\w.+*-]{0,40}"?(?:\ \|\|\ [\^~]?\d[\w.]{0,20}"?){0,6}   # react@^18.2.0
    | (?<!\w)[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[A-Za-z]{2,20}\b
    | \b[A-Za-z]:[\\/][^\s"'<>|:*?]{1,300}                            # C:\Users\ada
    | (?<![\w.:/])(?:~|\.\.?)?/[\w.@+~-]{1,100}(?:/[\w.@+~-]{0,100}){0,40}
    | (?<![\w/])[\w.-]{1,80}(?:/[\w.-]{1,80}){1,20}\.\w{1,5}\b  # src/pages/Home.tsx
    | \b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b
    | \b0x[0-9a-fA-F]{1,32}\b
    | \b[A-Z]{1,5}-(?:[A-Z]{1,3}-)?\d{3,20}\b                        # A-1001
    | \b(?=[a-f]{0,40}\d)[0-9a-f]{7,64}\b
    | \b(?=[A-Za-z]{1,60}\d|\d{1,60}[A-Za-z])[A-Za-z0-9]{16,80}\b
    | (?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:[:/]\d{1,5})?\b
    | :::?\d{1,5}\b
    | \blocalhost\b(?::\d{1,5})?
    | (?<![\w.])[A-Za-z][\w.-]{0,80}:\d{2,5}\b                      # db:5432, views.py:41
    | =\([^()\n]{0,200}\)                                             # Key (email)=(ada@example.com)
    | (?<![\w.])[-+]?\d[\d.,:]{0,40}(?:\ ?(?:ms|s|[kKMG]i?B|B|bytes|seconds|%))?(?!\w)
    )
    """,
    re.VERBOSE,
)
_NAMING: Final = re.compile(
    r"""
      (?:\b(?:
        named | names? | attribute | arguments? | parameters? | relation | column | table | constraint | index | key
      | module | reading | property | types? | import | resolve | model | fields? | command | package | settings?
      | function | method | class | component | hook | reverse\ for | exec | engine | app | backend | operator | script
      | from | extension | library | service | lookup | template | header | variable | dependency | loader | plugin
      | process | with\ signature | type\(s\)\ for\ .{1,2}
      )\b | \(s\)) [\s:(]*\Z
    | '\ (?:and|or)\ \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What stands before a quoted part that names code."""

_NAMED: Final = re.compile(
    r"\s*(?:object|objects|instances?|header|and '|is not defined|is not a function|is not iterable|is not callable|"
    r"has no|not found in|must be|table|module|field|column|model|matching|class|takes|got|does not provide)\b",
    re.IGNORECASE,
)
"""What stands behind one."""

_VALUING: Final = re.compile(
    r"""
      (?: @ | (?:\b|_) (?:
        user | role | with\ (?:keyword\ )?arguments | host(?:\ name)? | server\ at | base\ \d{1,2} | float | entry
      | values? | date | input | string | email | password
      )) [\s:=(]*\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What stands before a quoted part that is a value, however much it looks like a name."""

_LOOKS_NAMED: Final = re.compile(r"[A-Za-z_$@][\w$.@-]{0,80}(?:/[\w$.@-]{1,80})?(?:\(\))?")
_PATH: Final = re.compile(r"(?:[A-Za-z]:)?[\w.@+~ \\/-]{0,300}[\\/]([\w.@+~-]{1,100})[\\/]?")
_PACKAGE: Final = re.compile(r"@?[A-Za-z][\w.-]{0,80}(?:/[A-Za-z][\w-]{0,80}){1,3}")
_SENTENCE: Final = re.compile(r"(?:[^\s\w]*[A-Za-z][a-z'\u2019]+[^\s\w]*\s+){3,}")
_QUALIFIED: Final = re.compile(r"\b(?:\w{1,80}\.){1,6}(?=\w{1,80}\(\))")
_WORD: Final = re.compile(r"@?[\w$]+(?:['./@-][\w$]+)*")
_TELLING: Final = re.compile(r"[^\W\d_]{3}")
_SAYING_NOTHING: Final = frozenset(
    {
        "assert",
        "error",
        "errors",
        "exception",
        "the",
        "and",
        "not",
        "for",
        "with",
        "none",
        "true",
        "false",
        "null",
    }
)


def names_of(message: str) -> str:
    """The words of `message`, with each quoted part that looks like a name."""
    names = _reduced(message, lambda quoted: quoted if _LOOKS_NAMED.fullmatch(quoted) else _file_of(quoted))
    return names or _file_of(message[:READ].strip())


def gist_of(message: str) -> str:
    """The words of `message`, with those quoted parts alone that its sentence calls names."""
    return _reduced(message, lambda _: "")


def tells(form: str, *, enough: int) -> bool:
    """Whether a message's form has at least so many words that say something."""
    words = {word for word in form.casefold().split() if _TELLING.search(word)}
    return len(words - _SAYING_NOTHING) >= enough


def _reduced(message: str, otherwise: Callable[[str], str]) -> str:
    """The words of `message`; a quoted part that no sentence calls a name is what `otherwise` makes of it."""
    message = PLACEHOLDER.sub("*", message)[:READ]
    for same, instead in _SAME:
        message = same.sub(instead, message)
    # Since Python 3.10 a function is told with its class.
    return " ".join(_WORD.findall(_QUALIFIED.sub("", _without_values(message, otherwise))))


def _without_values(message: str, otherwise: Callable[[str], str]) -> str:
    def part(match: re.Match[str]) -> str:
        kept = match["code"] or match["object"] or ""
        if match["quoted"]:
            kept = _of_quoted(match, otherwise)
        return f" {kept} "

    return _PART.sub(part, message)


def _of_quoted(match: re.Match[str], otherwise: Callable[[str], str]) -> str:
    """What stays of a quoted part: a sentence without its values, a name, or what `otherwise` makes of it."""
    quoted = match["quoted"][1:-1].strip()
    if _SENTENCE.search(quoted):
        return _without_values(quoted, otherwise)
    before, after = match.string[max(0, match.start() - 40) : match.start()], match.string[match.end() :]
    if _VALUING.search(before):
        return ""
    is_all = match.start() == 0 and not after.strip(" .")
    if is_all or _NAMING.search(before) or _NAMED.match(after):
        return _file_of(quoted) or quoted
    return otherwise(quoted)


def _file_of(quoted: str) -> str:
    """The last part of a path, the only one that is the same on every machine; empty where it is none."""
    path = None if " -" in quoted or _PACKAGE.fullmatch(quoted) else _PATH.fullmatch(quoted)
    return path[1] if path else ""
