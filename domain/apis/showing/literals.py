"""Values as programs write them."""

import json
from collections.abc import Callable
from typing import Final

from domain.apis.tree import Tree

_WIDTH: Final = 72
"""Characters of a value that is written on one line, at most."""

_PYTHON: Final = {"true": "True", "false": "False", "null": "None"}
_LINE_ENDS: Final = {"\u2028": "\\u2028", "\u2029": "\\u2029"}


def in_json(value: Tree) -> str:
    """JSON, with an indent of two where it does not fit on a line."""
    return _laid_out(value, _text, indent=2)


def in_javascript(value: Tree, *, inside: str = "") -> str:
    """A value of JavaScript; `inside` is the indent of the line that it begins on."""
    told = in_json(value).replace("\n", f"\n{inside}")
    for sign, escaped in _LINE_ENDS.items():
        told = told.replace(sign, escaped)  # older engines end a line at these
    return told


def in_python(value: Tree, *, inside: str = "") -> str:
    """A value of Python; `inside` is the indent of the line that it begins on."""

    def scalar(each: Tree) -> str:
        return _text(each) if isinstance(each, str) else _PYTHON.get(told := _text(each), told)

    return _laid_out(value, scalar, indent=4).replace("\n", f"\n{inside}")


def _text(value: Tree) -> str:
    return json.dumps(value, ensure_ascii=False)


def _laid_out(value: Tree, scalar: Callable[[Tree], str], *, indent: int) -> str:
    """A value on one line where it fits, else each of its parts on lines of its own."""
    match value:
        case dict() if value:
            parts = [
                f"{_text(name)}: {_laid_out(each, scalar, indent=indent)}" for name, each in value.items()
            ]
            begin, end = "{", "}"
        case list() if value:
            parts = [_laid_out(each, scalar, indent=indent) for each in value]
            begin, end = "[", "]"
        case dict() | list():
            return "{}" if isinstance(value, dict) else "[]"
        case _:
            return scalar(value)
    line = begin + ", ".join(parts) + end
    if len(line) <= _WIDTH and "\n" not in line:
        return line
    space = " " * indent
    inner = ",\n".join(space + part.replace("\n", f"\n{space}") for part in parts)
    return f"{begin}\n{inner}\n{end}"
