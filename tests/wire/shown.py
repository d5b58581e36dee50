"""What the bot shows to people: messages and forms, and how a form comes back filled in."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

from tests.wire.payloads import EPHEMERAL, Json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Value: TypeAlias = "str | bool | Sequence[str]"


class Field(IntEnum):
    """The fields of a form that hold one value; all others hold a list."""

    TEXT_INPUT = 4
    RADIO_GROUP = 21
    CHECKBOX = 23


@dataclass(frozen=True)
class Shown:
    """A message or a form.

    Attributes:
        payload: what Discord keeps of it; every component has an id.
        source: the message whose button opened the form, where there is one.
    """

    payload: Json
    source: Json | None = None

    @property
    def private(self) -> bool:
        """Whether only the person who asked sees it."""
        return bool(self.payload.get("flags", 0) & EPHEMERAL)

    @property
    def text(self) -> str:
        """Every word of it, a line for each part."""
        parts = [self.payload, *self.payload.get("embeds", []), *walk(self.payload["components"])]
        words = (part.get(key) for part in parts for key in ("title", "description", "content", "label"))
        return "\n".join(word for word in words if word)

    def component(self, custom_id: str) -> Json:
        """Return the button or field of that custom_id.

        Raises:
            AssertionError: there is none; the sentence names those that there are.
        """
        known = {part["custom_id"]: part for part in walk(self.payload["components"]) if "custom_id" in part}
        assert custom_id in known, f"Nothing is called {custom_id!r} here, only {sorted(known)}:\n{self.text}"
        return known[custom_id]

    def filled(self, values: Mapping[str, Value]) -> Json:
        """Return the form as Discord sends it back: `values` by custom_id, everything else untouched.

        Raises:
            AssertionError: this is a message, or it has no field of such a custom_id.
        """
        assert "custom_id" in self.payload, f"This is a message, not a form:\n{self.text}"
        for custom_id in values:
            self.component(custom_id)
        components = [_sent_back(part, values) for part in self.payload["components"]]
        return {"custom_id": self.payload["custom_id"], "components": components}


def walk(components: Iterable[Json]) -> Iterator[Json]:
    """Yield every component, each before those inside it."""
    for component in components:
        yield component
        single = [component[key] for key in ("component", "accessory") if key in component]
        yield from walk([*component.get("components", []), *single])


def numbered(components: list[Json]) -> list[Json]:
    """Return the components with the ids that Discord gives them."""
    copy = deepcopy(components)
    for number, component in enumerate(walk(copy), start=1):
        component.setdefault("id", number)
    return copy


def _sent_back(part: Json, values: Mapping[str, Value]) -> Json:
    mirror: Json = {"type": part["type"], "id": part["id"]}
    if "component" in part:
        return {**mirror, "component": _sent_back(part["component"], values)}
    if "components" in part:
        return {**mirror, "components": [_sent_back(inner, values) for inner in part["components"]]}
    if "custom_id" not in part:
        return mirror
    key, untouched = _untouched(part)
    return {**mirror, "custom_id": part["custom_id"], key: values.get(part["custom_id"], untouched)}


def _untouched(field: Json) -> tuple[str, Value | None]:
    chosen = [option["value"] for option in field.get("options", []) if option.get("default")]
    match field["type"]:
        case Field.TEXT_INPUT:
            return "value", field.get("value", "")
        case Field.RADIO_GROUP:
            return "value", next(iter(chosen), None)
        case Field.CHECKBOX:
            return "value", field.get("default", False)
        case _:
            return "values", chosen
