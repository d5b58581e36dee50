"""The body of a request, as a rule reads it: objects, each with its place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

Json: TypeAlias = Any
"""Whatever a request says: finding out its shape is what a check is for."""


def is_object(value: Json) -> TypeGuard[dict[str, Json]]:
    """Whether `value` is an object of JSON."""
    return isinstance(value, dict)


@dataclass(frozen=True)
class Node:
    """One object of a body, and its place there."""

    place: str
    fields: dict[str, Json]

    @property
    def kind(self) -> int:
        """The object's `type`, 0 for none."""
        return self.number("type")

    def at(self, key: str) -> str:
        """The place of one of its fields."""
        return f"{self.place}.{key}".lstrip(".")

    def text(self, key: str) -> str:
        """A field's text, empty when it is none."""
        value = self.fields.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> int:
        """A field's integer, 0 when it is none."""
        value = self.fields.get(key)
        return value if isinstance(value, int) else 0

    def nodes(self, key: str) -> list[Node]:
        """The objects in a field: of a list, or the one that it is."""
        value: Json = self.fields.get(key)
        if isinstance(value, list):
            places = {f"{self.at(key)}[{n}]": item for n, item in enumerate(cast("list[Json]", value))}
        else:
            places = {self.at(key): value}
        return [Node(place, item) for place, item in places.items() if is_object(item)]

    def components(self) -> Iterator[Node]:
        """Every component below it, however deep."""
        for key in ("components", "accessory", "component"):
            for child in self.nodes(key):
                yield child
                yield from child.components()

    def sized(self, key: str, least: int, most: int) -> Iterator[str]:
        """Complains of a text that is shorter than `least` or longer than `most`."""
        value = self.fields.get(key)
        if isinstance(value, str) and not least <= len(value) <= most:
            yield f"{self.at(key)} has {len(value)} characters, where Discord takes {least} to {most}"

    def counted(self, key: str, least: int, most: int) -> Iterator[str]:
        """Complains of fewer objects than `least` or more than `most`."""
        if not least <= (count := len(self.nodes(key))) <= most:
            yield f"{self.at(key)} has {count} items, where Discord takes {least} to {most}"

    def distinct(self, key: str, among: Iterator[Node]) -> Iterator[str]:
        """Complains of a text that is the `key` of several nodes."""
        for value, count in Counter(node.text(key) for node in among if key in node.fields).items():
            if value and count > 1:
                yield f"{self.place or 'it'} has the {key} {value!r} {count} times"
