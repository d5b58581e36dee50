"""How large, long or many something may be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from domain.apis.tree import Object, number_of


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit, and whether it is beyond what is allowed itself."""

    limit: int | float
    is_exclusive: bool = False

    @property
    def upper(self) -> tuple[float, bool]:
        """What orders upper bounds: the smaller, the tighter."""
        return self.limit, not self.is_exclusive

    @property
    def lower(self) -> tuple[float, bool]:
        """What orders lower bounds: the larger, the tighter."""
        return self.limit, self.is_exclusive


UPPER: Final = {
    "max": "maximum",
    "max-length": "maxLength",
    "max-items": "maxItems",
    "max-properties": "maxProperties",
    "max-contains": "maxContains",
}
LOWER: Final = {
    "min": "minimum",
    "min-length": "minLength",
    "min-items": "minItems",
    "min-properties": "minProperties",
    "min-contains": "minContains",
}
"""The words of JSON Schema, by the words in the names of rules."""

ALWAYS: Final = frozenset({"min-length", "min-contains"})
"""Lower bounds that there are even where nothing is said: they are never set, only increased."""

_ANYWAY: Final = {"min-length": 0, "min-items": 0, "min-properties": 0, "min-contains": 1}
"""What holds even where nothing is said."""

_NAMES: Final = UPPER | LOWER
_WORDS: Final = frozenset({*_NAMES.values(), "exclusiveMaximum", "exclusiveMinimum"})


def bounds_of(raw: Object) -> Mapping[str, Bound]:
    """The bounds of a schema, by the words in the names of rules. What holds anyway is none."""
    found: dict[str, Bound] = {}
    if raw.keys().isdisjoint(_WORDS):
        return found
    for name, word in _NAMES.items():
        limit = number_of(raw.get(word))
        beyond = raw.get("exclusive" + word[0].upper() + word[1:])
        bounds = [Bound(limit, beyond is True)] if limit is not None else []
        if (beyond_it := number_of(beyond)) is not None:
            bounds.append(Bound(beyond_it, is_exclusive=True))
        if bounds and bounds[0].limit != _ANYWAY.get(name):
            found[name] = _tighter(name, bounds)
    return found


def tightest(each: Iterable[Mapping[str, Bound]]) -> Mapping[str, Bound]:
    """The bounds that hold where all of these hold."""
    found: dict[str, list[Bound]] = {}
    for bounds in each:
        for name, bound in bounds.items():
            found.setdefault(name, []).append(bound)
    return {name: _tighter(name, bounds) for name, bounds in found.items()}


def _tighter(name: str, bounds: list[Bound]) -> Bound:
    if name in UPPER:
        return min(bounds, key=lambda bound: bound.upper)
    return max(bounds, key=lambda bound: bound.lower)
