"""How large, long or many something may be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final

from domain.apis.tree import Object, Tree, number_of


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

_SIZES: Final = {"int64": 2**63, "int32": 2**31}
"""By the format of integers, how many numbers from 0 on there are; below 0 there are as many."""

_NAMES: Final = UPPER | LOWER
_WORDS: Final = frozenset({*_NAMES.values(), "exclusiveMaximum", "exclusiveMinimum"})


def bounds_of(raw: Object) -> Mapping[str, Bound]:
    """The bounds of a schema, by the words in the names of rules. What holds anyway is none."""
    found: dict[str, Bound] = {}
    if raw.keys().isdisjoint(_WORDS):
        return found
    for name, word in _NAMES.items():
        limit = _limit(raw.get(word))
        beyond = raw.get("exclusive" + word[0].upper() + word[1:])
        bounds = [Bound(limit, beyond is True)] if limit is not None else []
        if (beyond_it := _limit(beyond)) is not None:
            bounds.append(Bound(beyond_it, is_exclusive=True))
        if bounds and bounds[0].limit != _ANYWAY.get(name):
            found[name] = _tighter(name, bounds)
    return found


def _limit(value: Tree) -> int | float | None:
    """A number that limits anything: one without end, such as JSON's 1e999, does not."""
    number = number_of(value)
    return number if number is not None and isfinite(number) else None


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


def width_of(format_: str, bounds: Mapping[str, Bound]) -> str:
    """The format of an integer that says how wide it is; where none is told, that of whose numbers a bound is the last.

    Django's `IntegerField` is written so, without a format. Empty where neither says.
    """
    if format_:
        return format_ if format_ in _SIZES else ""
    return next((width for width in _SIZES if any(_is_last(*each, width) for each in bounds.items())), "")


def says_nothing(name: str, bound: Bound | None, width: str) -> bool:
    """Whether a bound is none, or excludes no integer of that width."""
    if bound is None or width not in _SIZES:
        return bound is None
    last = _last(name, width)
    return bound.limit >= last if name == "max" else bound.limit <= last if name == "min" else False


def _is_last(name: str, bound: Bound, width: str) -> bool:
    """Whether a bound is the first or the last integer of that width; those who count in floats round it."""
    is_near = name in {"min", "max"} and abs(bound.limit) < 2**64
    return is_near and float(bound.limit) == float(_last(name, width))


def _last(name: str, width: str) -> int:
    return _SIZES[width] - 1 if name == "max" else -_SIZES[width]
