"""What is wrong with a document that can be read all the same."""

import re
from dataclasses import dataclass, field
from typing import Final

from domain.apis.tree import METHODS, place

_OPERATION: Final = re.compile(rf"/(paths|webhooks)/([^/]+)/({'|'.join(METHODS)})(?:/(.+))?")
"""A JSON pointer that leads to an operation, or into one."""


@dataclass(slots=True)
class Warnings:
    """Collects sentences, each with the place that it is about; the same one counts once."""

    _told: dict[str, None] = field(default_factory=dict[str, None])

    def add(self, where: str, sentence: str) -> None:
        """Note what is wrong at a place, a JSON pointer; within an operation, people read that in its words."""
        operation = _OPERATION.fullmatch(where)
        self._told.setdefault(f"{_in_words(operation) if operation else where or '/'}: {sentence}")

    def at(self, *steps: str | int, sentence: str) -> None:
        """Note what is wrong at the end of these steps."""
        self.add(place(*steps), sentence)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was noted, in the order in which it was met."""
        return tuple(self._told)


def _in_words(operation: re.Match[str]) -> str:
    """Such as `GET /orders, responses/200`."""
    kind, name, method, within = operation.groups(default="")
    label = f"{'webhook ' if kind == 'webhooks' else ''}{method.upper()} {name}"
    told = f"{label}, {within}" if within else label
    return told.replace("~1", "/").replace("~0", "~")
