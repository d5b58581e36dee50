"""Errors of JavaScript: Node and browsers with their stacks, npm, TypeScript, Vite, webpack, Next."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from domain.traces.classes import continued, named_on
from domain.traces.frames import own_frame
from domain.traces.shapes import hints_of, shape, shaped
from domain.traces.told import Told
from domain.traces.trouble import Trouble

_FRAME: Final = re.compile(
    r"\s*at (?:async )?(?:new )?(?:(?P<function>[^\s()]{1,160})(?: \[as \w{1,60}\])? \()?"
    r"(?P<path>(?:[A-Za-z]:|[a-z-]{2,20}:)?[^\s():]{0,300}(?::\d{1,5}/[^\s():]{1,300})?):\d{1,7}(?::\d{1,7})?"
    r"\)?(?: \{)?$"
)
_FIREFOX_FRAME: Final = re.compile(
    r"(?P<function>[\w$.<>/]{0,120})@(?P<path>\w{2,20}://\S{1,300}?):\d{1,7}:\d{1,7}$"
)
_REQUIRED: Final = re.compile(r"\s*- (?P<path>(?:/|[A-Za-z]:\\)\S{1,300})$")
_SAYS_MORE: Final = re.compile(
    r"Cannot find (?:module|package)|[a-z ]{0,30}\bE[A-Z]{4,20}\b|Request failed with|Invalid hook call|Minified React|"
    r"Objects are not valid|Too many re-renders|Hydration failed|Text content does not match|Rendered (?:more|fewer) "
)
"""How messages begin that are known, so that `Error: …` alone is one of Node's or React's."""

_LOOKED_BEHIND: Final = 40
"""Lines after an error in which its stack may stand."""

_NPM: Final = re.compile(r"npm (?:ERR!|error)\s?(?P<said>.*)")
_NPM_SAID: Final = re.compile(r"(?:code|errno|syscall|path) ")
_NPM_PEER: Final = re.compile(
    r"peer \S.{0,160}? from \S{1,120}|notarget No matching version.+|404 .{1,200}is not in.+"
)

_SHAPES: Final = (
    shape(
        "CORS policy",
        r".{0,80}?Access to \S{1,30} at \S{1,300} from origin \S{1,300} has been blocked by CORS policy: "
        r"(?P<message>.+)",
        "CORS",
    ),
    shape(
        "Cross-Origin", r"Cross-Origin Request Blocked: .{1,400}\(Reason: (?P<message>[^()]{1,200})\)", "CORS"
    ),
    shape("Failed to resolve import", r".{0,80}?(?P<message>Failed to resolve import .+)", "vite"),
    shape("failed to resolve import", r".{0,80}?(?P<message>Rollup failed to resolve import .+)", "vite"),
    shape("Can't resolve", r".{0,80}?(?P<message>Can't resolve '[^']{1,200}')", "Module not found"),
    shape(
        "constraint failed on the",
        r"\s{0,8}(?P<message>\w{1,10}(?: key)? constraint failed on the .+)",
        "prisma",
    ),
    shape("Could not resolve", r".{0,6}\[ERROR\] (?P<message>Could not resolve .+)", "esbuild"),
    shape("Type error: ", r"Type error: (?P<message>.+)", "Type error"),
    shape(
        "UnhandledPromiseRejection: ",
        r".{0,80}?UnhandledPromiseRejection: (?P<message>.+)",
        "UnhandledPromiseRejection",
    ),
)
HINTS: Final = ("rror", "Exception", "npm ERR!", *hints_of(_SHAPES))
"""One of these stands in any text that this reader reads."""

_TYPESCRIPT: Final = re.compile(
    r"(?:(?P<path>[\w@./\\:()\[\]-]{1,300}?\.[cm]?tsx?)(?:\(\d{1,6},\d{1,6}\)|:\d{1,6}:\d{1,6})(?: - |: ))?"
    r"(?:\[?\w{1,12}\]? )?error (?P<kind>TS\d{3,6}): (?P<message>.+)"
)


def read(lines: Sequence[str]) -> Iterator[Told]:
    """The errors of JavaScript in these lines."""
    yield from shaped(_SHAPES, lines)
    yield from _of_npm(lines)
    for number, line in enumerate(lines):
        if "error TS" in line and (typed := _TYPESCRIPT.match(line)):
            frame = own_frame(typed["path"] or "")
            yield Told(number, 3 if frame else 2, Trouble(typed["kind"], typed["message"].strip(), frame))
        elif "rror" in line or "Exception" in line:
            yield from _thrown(lines, number)


def _thrown(lines: Sequence[str], number: int) -> Iterator[Told]:
    """The error that is named on this line, if a stack follows or its words are known."""
    named = named_on(lines[number])
    if named is None:
        return
    message = continued(named.message, lines, number)
    frame, has_stack = _stack_after(lines, number)
    overlay = number > 0 and lines[number - 1].startswith("Unhandled Runtime Error")
    if not has_stack and not overlay and not (_SAYS_MORE.match(message) or "Uncaught" in lines[number]):
        return
    if message:
        yield Told(number, 3 if frame else 2, Trouble(named.kind, message, frame), named.before, named.after)


def _stack_after(lines: Sequence[str], number: int) -> tuple[str, bool]:
    """The first frame of the user's own in the stack after an error, and whether there is a stack at all."""
    has_stack = required = False
    for line in lines[number + 1 : number + 1 + _LOOKED_BEHIND]:
        called = _FRAME.match(line) or _FIREFOX_FRAME.match(line)
        required = required or line.startswith("Require stack:")
        if called is None and required and (by := _REQUIRED.match(line)):
            return own_frame(by["path"]), True
        if called is None:
            # Beyond the next error it would be that one's stack, and be read once for each.
            if named_on(line) or (has_stack and not line.lstrip().startswith("at ")):
                break
            continue
        has_stack = True
        if frame := own_frame(called["path"], called["function"] or ""):
            return frame, True
    return "", has_stack or required


def _of_npm(lines: Sequence[str]) -> Iterator[Told]:
    """What npm says: its code, its first sentence, and whose wish could not be met."""
    code = sentence = wish = ""
    at = 0
    for number, line in enumerate(lines):
        npm = _NPM.match(line)
        if npm is None or not npm["said"].strip():
            continue
        said = npm["said"].strip()
        if said.startswith("code "):
            code = said[5:]
        elif not sentence and not _NPM_SAID.match(said):
            sentence, at = said.removeprefix(code).strip(), number
        elif not wish and (peer := _NPM_PEER.match(said)):
            wish = peer[0]
    if sentence:
        yield Told(at, 2, Trouble(code or "npm", f"{sentence}: {wish}" if wish else sentence))
