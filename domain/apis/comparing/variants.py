"""Which variant of a choice became which."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.apis.reading.references import name_of
from domain.apis.reading.schemas import Schemas
from domain.apis.tree import Object


@dataclass(frozen=True, slots=True)
class Match:
    """The variants of two choices: those in both, as pairs, and those in one alone."""

    pairs: Sequence[tuple[Object, Object]]
    removed: Sequence[Object]
    added: Sequence[Object]


@dataclass(frozen=True, slots=True)
class Matcher:
    """Matches variants by name, by what they say, and by being all that is left."""

    old_schemas: Schemas
    new_schemas: Schemas

    def match(self, old: Sequence[Object], new: Sequence[Object]) -> Match:
        """Match the variants; the last one of each side is taken for the same."""
        surely = self.sure_match(old, new)
        if len(surely.removed) == len(surely.added) == 1:
            return Match([*surely.pairs, (surely.removed[0], surely.added[0])], (), ())
        return surely

    def sure_match(self, old: Sequence[Object], new: Sequence[Object]) -> Match:
        """Match only what has the same name or says the same."""
        pairs: list[tuple[Object, Object]] = []
        left_old, left_new = list(old), list(new)
        for is_same in (self._is_named_alike, self._says_the_same):
            pairs += _taken(left_old, left_new, is_same)
        return Match(pairs, left_old, left_new)

    def _is_named_alike(self, old: Object, new: Object) -> bool:
        return bool(name_of(old)) and name_of(old) == name_of(new)

    def _says_the_same(self, old: Object, new: Object) -> bool:
        return old == new or self.old_schemas.of(old) == self.new_schemas.of(new)


def _taken(
    old: list[Object], new: list[Object], is_same: Callable[[Object, Object], bool]
) -> list[tuple[Object, Object]]:
    """The pairs that are the same, taken out of both lists."""
    pairs: list[tuple[Object, Object]] = []
    for each in list(old):
        partner = next((number for number, other in enumerate(new) if is_same(each, other)), None)
        if partner is not None:
            pairs.append((each, new.pop(partner)))
            old[:] = [other for other in old if other is not each]
    return pairs
