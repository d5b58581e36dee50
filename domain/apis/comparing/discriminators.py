"""What became of the field that tells variants apart, and of the values that stand for them."""

from collections.abc import Iterator, Sequence

from domain.apis.comparing.differences import Difference
from domain.apis.comparing.variants import Match
from domain.apis.reading.schemas import Schema
from domain.apis.reading.seldom import Discriminator
from domain.apis.tree import Object, text_of


def discriminator_differences(old: Schema, new: Schema, match: Match | None = None) -> Iterator[Difference]:
    """How two schemas differ in it; `match` tells which variant became which, where there are any."""
    before, after = old.seldom.discriminator, new.seldom.discriminator
    if before is None or after is None:
        if after is not None:
            yield Difference("discriminator-added", None, after.property_name)
        elif before is not None:
            yield Difference("discriminator-removed", before.property_name, None)
        return
    if before.property_name != after.property_name:
        yield Difference("discriminator-property-name-changed", before.property_name, after.property_name)
    pairs = _of_targets(before, after) if match is None else _of_variants(match)
    for was, now in pairs:
        old_values = before.values_of(was, is_variant=match is not None)
        new_values = after.values_of(now, is_variant=match is not None)
        yield from _of_values(old_values, new_values)


def _of_targets(old: Discriminator, new: Discriminator) -> Sequence[tuple[str, str]]:
    """What is told apart without being a variant: the children of a parent, by their names."""
    return [(name, name) for name in sorted({*old.mapping.values(), *new.mapping.values()})]


def _of_variants(match: Match) -> Sequence[tuple[str, str]]:
    """The names of the variants that are still there; of those that came or went, the variants tell."""
    return [(_name(was), _name(now)) for was, now in match.pairs]


def _name(variant: Object) -> str:
    return text_of(variant.get("$ref")).rpartition("/")[2]


def _of_values(old: frozenset[str], new: frozenset[str]) -> Iterator[Difference]:
    """What became of the values that stand for one schema."""
    if old and new and not old & new:
        yield Difference("discriminator-mapping-changed", ", ".join(sorted(old)), ", ".join(sorted(new)))
        return
    for value in sorted(old - new):
        yield Difference("discriminator-mapping-deleted", value, None)
    for value in sorted(new - old):
        yield Difference("discriminator-mapping-added", None, value)
