"""What became of what lists and mappings hold: elements by their place, fields by a pattern, and all others."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from domain.apis.comparing.differences import Difference, type_of
from domain.apis.comparing.fields import Pair
from domain.apis.reading.schemas import Schema, Schemas
from domain.apis.tree import Object

_ANY: Final[Object] = {}


def element_pairs(old: Schema, new: Schema) -> Iterator[tuple[str, Pair]]:
    """What is held before and after, to be compared further, by the step that leads there."""
    for number, was, now in _places(old, new):
        if was is not None and now is not None:
            yield f"[{number}]", Pair(was, now)
    if (old.items is not None or new.items is not None) and not _is_closed(old, new):
        yield "[]", Pair(_or_any(old.items), _or_any(new.items))
    for pattern, several in old.seldom.by_pattern.items():
        for was, now in zip(several, new.seldom.by_pattern.get(pattern, ()), strict=False):
            yield f"./{pattern}/", Pair(was, now)
    held, holds = old.additional, new.additional
    if held is not False and holds is not False and not (held is True and holds is True):
        yield ".*", Pair(held if isinstance(held, dict) else _ANY, holds if isinstance(holds, dict) else _ANY)


def element_differences(old: Schema, new: Schema, schemas: tuple[Schemas, Schemas]) -> Iterator[Difference]:
    """What elements and fields there may be now, or may be no longer."""
    for _, was, now in _places(old, new):
        if was is None and now is not None:
            yield Difference("prefix-items-added", None, type_of(schemas[1].of(now)))
        elif was is not None and now is None:
            yield Difference("prefix-items-removed", type_of(schemas[0].of(was)), None)
    if old.seldom.is_closed != new.seldom.is_closed:
        yield Difference(f"items-{'closed' if new.seldom.is_closed else 'opened'}")
    before, after = old.seldom.by_pattern, new.seldom.by_pattern
    for pattern in sorted(before.keys() - after.keys()):
        verb = "refused" if new.additional is False else "removed"
        yield Difference(f"pattern-property-{verb}", pattern, None)
    for pattern in sorted(after.keys() - before.keys()):
        verb = "allowed" if old.additional is False else "added"
        yield Difference(f"pattern-property-{verb}", None, pattern)


def _places(old: Schema, new: Schema) -> Iterator[tuple[int, Object | None, Object | None]]:
    """What may stand at each place that one of the two names; None where nothing may."""
    both: Iterator[tuple[Object | None, Object | None]] = zip_longest(old.seldom.first, new.seldom.first)
    for number, (was, now) in enumerate(both):
        yield number, was if was is not None else _rest(old), now if now is not None else _rest(new)


def _rest(schema: Schema) -> Object | None:
    """What may follow the elements that have a place."""
    return None if schema.seldom.is_closed else _or_any(schema.items)


def _is_closed(*schemas: Schema) -> bool:
    return any(each.seldom.is_closed for each in schemas)


def _or_any(raw: Object | None) -> Object:
    return _ANY if raw is None else raw
