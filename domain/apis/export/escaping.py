"""Texts of other people in Markdown, in which they can neither break out of their place nor become markup."""

import re
from typing import Final

from domain import text

_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
"""Signs that mean something wherever they stand."""

_BEGINNING: Final = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[-+=]))", re.MULTILINE)
"""What makes a list or a heading of a line."""

_INDENT: Final = re.compile(r"^[ \t]+", re.MULTILINE)
"""Four spaces begin a block of code."""

_BAR: Final = r"\|"
_TICKS: Final = re.compile(r"`+")


def escaped(told: str) -> str:
    """Text as it is written, over its lines."""
    plain = _INDENT.sub("", text.clean(told))
    return _BEGINNING.sub(r"\1\\", _MARKUP.sub(r"\\\g<0>", plain))


def line(told: str) -> str:
    """Text on one line, such as in a table or a heading."""
    return escaped(text.one_line(told))


def code(told: str) -> str:
    """Text in a line as code; nothing where there is none."""
    plain = text.one_line(told)
    if not plain:
        return ""
    ticks = "`" * (_longest_run(plain) + 1)
    space = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{ticks}{space}{plain}{space}{ticks}"


def code_in_table(told: str) -> str:
    """Text as code in a table, whose cells end at bars even within code: there, HTML says it is code."""
    if "|" not in told:
        return code(told)
    return f"<code>{line(told).replace(_BAR, '&#124;')}</code>"


def block(told: str, language: str = "") -> str:
    """Text as a block of code."""
    fence = "`" * max(3, _longest_run(told) + 1)
    return f"{fence}{language}\n{told}\n{fence}"


def _longest_run(told: str) -> int:
    return max(map(len, _TICKS.findall(told)), default=0)
