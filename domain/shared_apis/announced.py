"""Endpoints that are gone as their owners announced, where their documents did not tell a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from domain.apis.comparing.changes import Change, changed, in_order
from domain.apis.reading.lives import Life, announced
from domain.models.endpoint import Endpoint
from domain.shared_apis.syncing import Call, call_named, call_of

_REMOVED: Final = {
    f"{what}{how}": what
    for what in ("api-path-removed", "api-removed")
    for how in ("-without-deprecation", "-with-deprecation")
}
"""What is gone, by the rules of removals for which a document tells no day."""


def as_announced(changes: Iterable[Change], known: Iterable[Endpoint], today: date) -> Sequence[Change]:
    """The changes, with removals as owners announced them by `/api sunset`; `known` are the endpoints before."""
    days = {call_of(each): each.owner_sunset for each in known if each.owner_sunset}
    return in_order(_as_announced(changes, days, today)) if days else tuple(changes)


def _as_announced(changes: Iterable[Change], days: Mapping[Call, date], today: date) -> Iterator[Change]:
    for change in changes:
        call = call_named(change.operation)
        day = days.get(call) if call and change.before is None else None
        if day and (what := _REMOVED.get(change.rule.name)):
            how = announced(Life(is_deprecated=True, sunset=day.isoformat()), today)
            yield changed(f"{what}{how}", change.operation, change.where, day.isoformat())
        else:
            yield change
