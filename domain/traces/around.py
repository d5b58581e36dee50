"""What people say around an error that they paste: their own words, without the trace and its log.

Where a text holds a stack or a log, a line between its first and its last line stays only if it reads like somebody who
talks: what programs print is often plain words as well.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import Final

from domain.traces.lines import LINE
from domain.traces.told import Told

_LOG: Final = 4
"""So many lines of programs are a log, even without a stack."""

_CONTINUED: Final = 5
"""Lines below an error's first line in which its message may go on."""

_LONG: Final = 200
"""Longer than that is nothing between two spaces that people say."""

_STACK: Final = re.compile(
    r"""
      \s*File\ " | Traceback | \s*at\ (?:async\ )?\S{1,300}(?:\ \(|:\d|$) | [\w$.<>/]{0,120}@\w{2,20}://
    | \S{1,300}\.\w{1,4}(?::|,\ line\ |\()\d | \S{1,80}\ at\ /\S*$ | (?:Call|Require)\ [Ss]tack | E\ {2,40}\S | _{3,}
    | During\ handling\ of\ the | The\ above\ exception | Environment:$ | Request\ Method: | Local\ vars$
    """,
    re.VERBOSE,
)
"""How lines of a stack begin, and those of Django's yellow page."""

_PRINTED: Final = re.compile(
    r"""
      [ ]{2} | \t | [>|+$]\ | [^\w`"'(]*$ | \W{2,}\s                        # code, prompts, lines drawn of signs
    | \W{0,2}(?:DEBUG|INFO|WARN(?:ING)?|ERROR|ERR!|CRITICAL|FATAL|TRACE|NOTICE|HINT|DETAIL|CONTEXT|STATEMENT|QUERY
        |LINE\ \d{1,7}|FAILED)\b
    | (?:[A-Za-z_]\w{0,60}\.){1,8}[A-Z]\w{1,60}: | [A-Z]\w{1,60}(?:Error|Exception|Warning)(?::|$)
    | "?(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\ / | HTTP/\d
    | (?:[\w.-]{1,40}:\ )?\[\w{1,20}\]
    | (?:hint|error|warning|warn|info|fatal|remote|docker|psql|mysql|make(?:\[\d{1,3}\])?|\w{0,4}sh|node|pip):[ ]
    | (?:npm|pnpm|yarn)\ (?:ERR!|error|warn|WARN|notice|info)(?!\w)
    | (?:Request\ URL|(?:Django|Python)\ (?:Version|Executable|Path)|Installed\ (?:Applications|Middleware)
        |Exception\ (?:Type|Value|Location)|Raised\ during|Server\ time):
    # pip
    | (?:Collecting|Downloading)\ \S{1,200}(?:$|\ \() | Using\ cached | Requirement\ already | Looking\ in\ indexes
    | Installing\ (?:collected|build) | Successfully\ (?:built|installed|tagged) | Preparing\ metadata
    | Building\ wheel | Getting\ requirements | Note:\ This\ error | This\ error\ originates
    # npm and Node
    | (?:added|removed|changed|audited)\ \d | up\ to\ date\b | found\ \d{1,7}\ vulnerab | A\ complete\ log\ of\ this
    | Node\.js\ v\d | Unhandled\ Runtime | See\ more\ info | Compiled\b | throw\ \w | Warning:[ ]
    # Docker
    | Step\ \d{1,4}/\d | Sending\ build\ context | Removing\ intermediate | Status:\ | Digest:\ | Dockerfile:\d
    | (?:Container|Network|Volume|Image|Service)\ \S{1,120}\s{1,8}\w{1,20}$
    | \w{8,20}:\ (?:Pull|Wait|Down|Verif|Extr|Alr)
    | (?:Creating|Starting|Stopping|Recreating|Removing|Pulling|Building)\ [^\s.]{1,120}(?:\ ?\.\.\.|$)
    | Attaching\ to[ ]
    # Django, git
    | Watching\ for\ file | Performing\ system | System\ check | Django\ version | Starting\ development
    | Quit\ the\ server
    | Operations\ to\ perform | Running\ migrations | Apply\ all\ | Applying\ \S{1,120}\.\.\.
    | Auto-merging | Automatic\ merge | To\ \S{1,200}$
    # code that is not indented
    | raise\ \w | (?:def|class)\ \w{1,60}[(:] | (?:from\ \S{1,80}\ )?import\ [\w{*] | (?:const|let|var)\ \S{1,60}\ =
    """,
    re.VERBOSE,
)
"""How lines begin that programs print around an error."""

_VALUE: Final = re.compile(
    r"""
      :// | \\ | ^[('"]*[.~]*/ | /.{0,300}/ | [^@\s]@\S{1,80}\.             # addresses and paths
    | [=<>{}|;^\[\]] | \w\(                                               # code
    | [:,]\d | \d{5} | ^\W*0x | \b(?=[a-f]{0,40}\d)[0-9a-f]{7,64}\b      # numbers and ids
    """,
    re.VERBOSE,
)
"""In what stands between two spaces: an address, a path, an id, code."""

_LETTER: Final = re.compile(r"[^\W\d_]")
_TALKS: Final = re.compile(
    r"(?<![\w'\"/\\.<-])(?:i|i['\u2019](?:m|ve|d|ll)|im|my|me|mine|we|our|us|hey|hi|hello|thanks|thx|anyone|anybody|someone"
    r"|somebody|idea|ideas|why|how|help)(?![\w'\"/\\<(=-]|\.\w)",
    re.IGNORECASE,
)
"""Words that people say and programs seldom print."""

_QUOTE: Final = re.compile(r"(?:> ){0,3}")
_FENCE: Final = re.compile(r"```(?:[\w+#-]{0,20}$)?")
_TRACE_BEGINS: Final = re.compile(r"(?:Exception Group )?Traceback \(most|\bFile \"")
_EDGES: Final = " \t`\"'([{*_~"


class _Line(Enum):
    EMPTY = auto()
    PLAIN = auto()
    PRINTED = auto()
    STACK = auto()
    FENCED = auto()
    """In a block of code, which is no part of what surrounds it."""


def words_around(
    raw: Sequence[str], lines: Sequence[str], told: Mapping[int, Told]
) -> Iterator[tuple[int, str]]:
    """What is said around errors, each line once, with its number.

    `raw` are the lines of a text and `lines` the same ones undressed; `told` has the errors by the numbers of their
    lines, whose own words beside the error are not among those that are yielded.
    """
    spoken = [_QUOTE.sub("", each, count=1) for each in raw]
    fenced = _fenced(spoken)
    sorts = [
        _Line.FENCED
        if number in fenced
        else _Line.PRINTED
        if number in told or said[:LINE].rstrip() != line or _goes_on(number, line, told)
        else _sort_of(line)
        for number, (said, line) in enumerate(zip(spoken, lines, strict=True))
    ]
    inside = _inside(sorts)
    seen: set[str] = set()
    for number, (sort, said) in enumerate(zip(sorts, spoken, strict=True)):
        words = _FENCE.sub("", said).strip()
        stays = _is_plain(words) and (number not in inside or _TALKS.search(words))
        if sort is _Line.PLAIN and stays and words not in seen:
            seen.add(words)
            yield number, words


def said_before(words: str) -> str:
    """What somebody said before an error on its line; nothing where a program printed that."""
    words = _TRACE_BEGINS.split(words, maxsplit=1)[0].strip(_EDGES)
    return words if _is_plain(words) and _sort_of(words) is _Line.PLAIN else ""


def said_after(words: str) -> str:
    """What somebody said after an error on its line; nothing where a program printed that."""
    words = words.strip("` \t")
    return words if _is_plain(words) else ""


def _sort_of(line: str) -> _Line:
    if not line.strip():
        return _Line.EMPTY
    if _STACK.match(line):
        return _Line.STACK
    return _Line.PRINTED if _PRINTED.match(line) or not _is_plain(line) else _Line.PLAIN


def _is_plain(words: str) -> bool:
    """Whether `words` are words, but for a third of them at most."""
    parts = words.split()
    values = sum(1 for part in parts if len(part) > _LONG or _VALUE.search(part))
    return bool(_LETTER.search(words)) and 3 * values <= len(parts)


def _goes_on(number: int, line: str, told: Mapping[int, Told]) -> bool:
    """Whether a line is the next one of a message that an error's line began."""
    line = line.strip()
    before = (told[each] for each in range(number - _CONTINUED, number) if each in told)
    return bool(line) and any(line in each.trouble.message for each in before)


def _fenced(spoken: Sequence[str]) -> Collection[int]:
    """The numbers of the lines within blocks of code; not those of the fences, beside which something may be said."""
    fenced: set[int] = set()
    is_open = False
    for number, line in enumerate(spoken):
        if line.count("```") % 2:
            is_open = not is_open
        elif is_open:
            fenced.add(number)
    return fenced


def _inside(sorts: Sequence[_Line]) -> range:
    """From the first line that a program printed to the last one, with the lines that hang on to that."""
    printed = [number for number, sort in enumerate(sorts) if sort in (_Line.PRINTED, _Line.STACK)]
    if not printed or (_Line.STACK not in sorts and len(printed) < _LOG):
        return range(0)
    end = printed[-1] + 1
    while end < len(sorts) and sorts[end] is _Line.PLAIN:
        end += 1
    return range(printed[0], end)
