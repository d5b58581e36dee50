"""What JSON and YAML are made of, and safe ways to look into it."""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

Tree: TypeAlias = "bool | int | float | str | list[Tree] | dict[str, Tree] | None"
"""A document, or a part of one."""

Object: TypeAlias = dict[str, "Tree"]

NOTHING: Final[Object] = {}
"""The object without fields. Nobody writes to it."""


METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
"""The fields of a path that hold operations."""


def object_of(value: Tree) -> Object:
    """The value if it is an object, else the one without fields."""
    return value if isinstance(value, dict) else NOTHING


def list_of(value: Tree) -> list[Tree]:
    """The value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def text_of(value: Tree) -> str:
    """The value if it is text, else none."""
    return value if isinstance(value, str) else ""


def texts_of(value: Tree) -> tuple[str, ...]:
    """The texts of a list, or the text by itself."""
    if isinstance(value, str):
        return (value,)
    return tuple(each for each in list_of(value) if isinstance(each, str))


def number_of(value: Tree) -> int | float | None:
    """The value if it is a number; true and false are none."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def objects_in(value: Tree) -> Iterator[tuple[str, Object]]:
    """The fields of an object that are objects themselves."""
    for name, each in object_of(value).items():
        if isinstance(each, dict):
            yield name, each


def pick(value: Mapping[str, Tree], *names: str) -> Object:
    """The fields of these names, as far as there are any."""
    return {name: value[name] for name in names if name in value}


def place(*steps: str | int) -> str:
    """A place in a document, as a JSON pointer such as `/paths/~1users/get`."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
