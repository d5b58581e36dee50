"""Events: every change of an entry, with who did it, when, and what was before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from domain.models.deeds import Deed
from domain.models.entries import Entry, Member, Ref
from domain.models.lifecycle import MOVES, UNDOABLE

E = TypeVar("E", bound=Entry)

UNTOLD = {"guild_id", "ref", "created_at", "updated_at", "card", "affected", "seen_at", "called",
    "told", "source", "last_check", "live", "deprecated", "users", "breaking", "revised_at", "owner", "needed",
}  # fmt: skip
"""What a change never tells: it stays as it is, or changes each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change. `before` and `after` have the fields that changed, as JSON has them."""

    guild_id: int
    ref: Ref
    deed: Deed
    by: Member | None
    """Who did it; None where Nexus did it by itself."""
    at: datetime
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    id: int = 0
    """Its number in the store, growing with time; 0 until it is kept."""

    @classmethod
    def of(
        cls, deed: Deed, before: Entry | None, after: Entry, *, by: Member | None, at: datetime
    ) -> "Event":
        """The event of a change from `before` (None for an entry that is new) to `after`."""
        old = _told(before) if before else {}
        new = _told(after)
        changed = [name for name in new if before is None or old[name] != new[name]]
        return cls(
            guild_id=after.guild_id,
            ref=after.ref,
            deed=deed,
            by=by.named if by else None,
            at=at,
            before={name: old[name] for name in changed if before},
            after={name: new[name] for name in changed},
        )

    def undone(self, entry: E) -> E:
        """`entry` with what this event changed as it was before it."""
        adapter = _adapter(type(entry))
        return adapter.validate_python(adapter.dump_python(entry, mode="json") | dict(self.before))


def undoable(events: Sequence[Event], *, by: Member) -> Event | None:
    """The last move of a blocker among its events, oldest first, if `by` made it and can take it back."""
    move = next((event for event in reversed(events) if event.deed in MOVES), None)
    if move is None or move.by is None or move.by.id != by.id:
        return None
    return move if move.deed in UNDOABLE else None


def _told(entry: Entry) -> dict[str, Any]:
    return _adapter(type(entry)).dump_python(entry, mode="json", exclude=UNTOLD)


@cache
def _adapter(kind: type[E]) -> TypeAdapter[E]:
    return TypeAdapter(kind)
