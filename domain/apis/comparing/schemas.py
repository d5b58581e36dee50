"""How two schemas differ, children and all.

The pairs of schemas that meet make a graph, in which a cycle is a cycle. Each pair is compared once, by itself; then
the paths from a body to the pairs that differ are walked. Neither depends on how often a schema is used.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from domain.apis.comparing.differences import Difference, Side, own_differences, type_difference
from domain.apis.comparing.discriminators import discriminator_differences
from domain.apis.comparing.elements import element_differences, element_pairs
from domain.apis.comparing.fields import Fields, Pair
from domain.apis.comparing.seldom import seldom_differences
from domain.apis.comparing.variants import Matcher
from domain.apis.reading.references import name_of
from domain.apis.reading.schemas import Schema, Schemas
from domain.apis.tree import Object

PLACES: Final = 5
NEAR: Final = 3
"""A schema that is used at many places of a body is told of at so many that are within so many levels; else once.

Schemas that all refer to each other would be met on more paths than anybody could walk or read.
"""

MOST: Final = 200
"""Differences of one body that are told, at most, the nearest first."""

_Key = tuple[int, int]


@dataclass(slots=True)
class _Met:
    """A pair that was met: how it differs by itself, and what to compare further, by the step that leads there."""

    differences: Sequence[Difference] = ()
    further: Sequence[tuple[str, _Key]] = ()
    leads_on: bool = False
    """Whether it or something beneath it differs."""


@dataclass(frozen=True, slots=True)
class Found:
    """A difference at its place, such as `owner.name`; an empty place is the root."""

    place: str
    difference: Difference


@dataclass
class SchemaComparer:
    """Compares the schemas of two documents in one direction."""

    old: Schemas
    new: Schemas
    side: Side
    _met: dict[_Key, _Met] = field(default_factory=dict[_Key, _Met])
    _pairs: dict[_Key, Pair] = field(default_factory=dict[_Key, Pair])
    _known: dict[_Key, Sequence[Found]] = field(default_factory=dict[_Key, Sequence[Found]])

    def compare(self, old: Object, new: Object) -> Sequence[Found]:
        """The differences, those near the root first."""
        start = self._key(Pair(old, new))
        if start not in self._known:
            self._meet_all(start)
            self._known[start] = tuple(islice(self._walked(start), MOST))
        return self._known[start]

    def _walked(self, start: _Key) -> Iterator[Found]:
        told: defaultdict[_Key, int] = defaultdict(int)
        waiting: deque[tuple[_Key, str, tuple[_Key, ...]]] = deque([(start, "", ())])
        while waiting:
            key, place, above = waiting.popleft()
            met = self._met[key]
            if not met.leads_on or key in above or told[key] >= (PLACES if len(above) <= NEAR else 1):
                continue
            told[key] += 1
            for each in met.differences:
                yield Found(_joined(place, f".{each.step}") if each.step else place, each)
            waiting.extend((child, _joined(place, step), (*above, key)) for step, child in met.further)

    def _key(self, pair: Pair) -> _Key:
        pair = Pair(self.old.named(pair.old), self.new.named(pair.new))
        key = id(pair.old), id(pair.new)
        self._pairs.setdefault(key, pair)
        return key

    def _meet_all(self, start: _Key) -> None:
        """Compare all pairs that can be reached and were not yet met, and note which lead to a difference."""
        fresh: list[_Key] = []
        above: defaultdict[_Key, list[_Key]] = defaultdict(list)
        waiting = [start]
        while waiting:
            key = waiting.pop()
            if key in self._met:
                continue
            self._met[key] = met = self._compared(self._pairs[key])
            fresh.append(key)
            for _, child in met.further:
                above[child].append(key)
                waiting.append(child)
        leading = [key for key in (*fresh, *above) if self._met[key].differences or self._met[key].leads_on]
        while leading:
            key = leading.pop()
            self._met[key].leads_on = True
            leading += [each for each in above[key] if not self._met[each].leads_on]

    def _compared(self, pair: Pair) -> _Met:
        """How a pair differs by itself, and what to compare further."""
        if pair.is_surely_the_same:
            return _Met()
        old, new = self.old.of(pair.old), self.new.of(pair.new)
        if old.variants or new.variants:
            met = self._of_choice(pair, old, new)
            if met is not None:
                return met
        differs = type_difference(old, new, self.side)
        differences = [differs] if differs else []
        if differs and not _have_values_in_common(old, new, differs):
            return _Met(differences)
        differences += own_differences(old, new)
        differences += seldom_differences(old, new)
        differences += element_differences(old, new, (self.old, self.new))
        differences += discriminator_differences(old, new)
        fields = self._fields(old, new)
        further = [(f".{name}", each) for name, each in fields.pairs()]
        further += element_pairs(old, new)
        differences += fields.differences()
        return _Met(differences, [(step, self._key(each)) for step, each in further])

    def _fields(self, old: Schema, new: Schema) -> Fields:
        return Fields(old, new, self.old, self.new, self.side)

    def _of_choice(self, pair: Pair, old: Schema, new: Schema) -> _Met | None:
        """How two schemas differ of which one at least is a choice; None where no variant is left the same."""
        matcher = Matcher(self.old, self.new)
        if old.variants and new.variants:
            match, choice = matcher.match(old.variants, new.variants), new.choice
        else:
            match = matcher.sure_match(old.variants or [pair.old], new.variants or [pair.new])
            choice = new.choice or old.choice
            if not match.pairs:
                return None
        differences = [Difference(f"{choice}-removed", _named(each), None) for each in match.removed]
        differences += [Difference(f"{choice}-added", None, _named(each)) for each in match.added]
        further = [(f"({_named(was)})", Pair(was, now)) for was, now in match.pairs]
        if old.variants and new.variants:
            bare_old, bare_new = replace(old, variants=()), replace(new, variants=())
            differences += own_differences(bare_old, bare_new)
            differences += seldom_differences(bare_old, bare_new)
            differences += discriminator_differences(old, new, match)
            fields = self._fields(bare_old, bare_new)
            differences += fields.differences()
            further += [(f".{name}", each) for name, each in fields.pairs()]
        return _Met(differences, [(step, self._key(each)) for step, each in further])


def _have_values_in_common(old: Schema, new: Schema, differs: Difference) -> bool:
    """Whether the rest of two schemas can be compared at all, or the type has said it all."""
    if not old.types or not new.types:
        return False
    return bool(old.types & new.types) or differs.aspect != "type-changed"


def _named(variant: Object) -> str:
    """What people call a variant."""
    return name_of(variant) or str(variant.get("type") or "unnamed")


def _joined(place: str, step: str) -> str:
    return place + step if place else step.removeprefix(".")
