"""Commands that people paste into a POSIX shell."""

import re
import shlex
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote_plus

_PLAIN: Final = re.compile(r"[\w:. =-]*", re.ASCII)


def curl(method: str, address: str, options: Sequence[str], *, ends: Sequence[tuple[str, str]] = ()) -> str:
    """A call of curl, an option on each line.

    A path without a host is put behind `$BASE_URL`, which the reader sets. Braces and brackets of the address stay
    what they are, where curl alone would read ranges from them.

    Args:
        method: such as `GET`.
        address: an http address or a path.
        options: as `header`, `token_header` and `data` make them.
        ends: what the address goes on with, each with the variable that follows.
    """
    literal = "--globoff " if any(sign in address for sign in "{}[]") else ""
    base = "" if address.startswith("http") else '"$BASE_URL"'
    verb = "--head" if method == "HEAD" else f"-X {shlex.quote(method)}"
    end = "".join(f'{shlex.quote(text)}"${variable}"' for text, variable in ends)
    return " \\\n  ".join([f"curl {literal}{verb} {base}{shlex.quote(address)}{end}", *options])


def header(name: str, value: str) -> str:
    """The option that sends a header."""
    return f"-H {shlex.quote(f'{name}: {value}')}"


def token_header(start: str, variable: str = "TOKEN") -> str:
    """The option that sends a header which ends with a token from a variable; `start` comes before it."""
    if _PLAIN.fullmatch(start):
        return f'-H "{start}${variable}"'
    return f'-H {shlex.quote(start)}"${variable}"'


def data(text: str) -> str:
    """The option that sends a text as it is; `-d` would read a file where it begins with @."""
    return f"--data-raw {shlex.quote(text)}"


def form_field(name: str, value: str) -> str:
    """The option that sends a field of a form; curl escapes the value, and we the name."""
    return f"--data-urlencode {shlex.quote(f'{quote_plus(name)}={value}')}"


def part(name: str, value: str) -> str:
    """The option that sends a text as one part of several; `-F` would read a file where it begins with @."""
    return f"--form-string {shlex.quote(f'{name}={value}')}"


def file_part(name: str, path: str) -> str:
    """The option that sends a file as one part of several.

    For curl, a name ends at its first `=`, whatever stands before that: a name that has one could name another file.
    """
    safe = name.replace("=", "%3D")
    return f"-F {shlex.quote(f'{safe}=@{path}')}"


def file(path: str) -> str:
    """The option that sends a file."""
    return f"--data-binary {shlex.quote(f'@{path}')}"
