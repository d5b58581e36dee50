"""The life of a blocker: its states, and every way from one to another. What is not here is refused."""

from collections.abc import Mapping
from enum import Enum
from typing import Final

from domain.models.deeds import Deed


class State(Enum):
    """Where a blocker stands; the value is what the store keeps."""

    OPEN = "open"
    CLAIMED = "claimed"
    PROPOSED = "proposed"
    SOLVED = "solved"
    DROPPED = "dropped"
    DUPLICATE = "duplicate"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return _WORDS[self]

    @property
    def is_end(self) -> bool:
        """Whether nobody waits for help any more."""
        return self in ENDS


_WORDS: Final = {
    State.OPEN: "open, nobody helps yet",
    State.CLAIMED: "somebody helps",
    State.PROPOSED: "an answer waits for the author's word",
    State.SOLVED: "solved",
    State.DROPPED: "no longer needed",
    State.DUPLICATE: "duplicate",
}

WAITING: Final = (State.OPEN, State.CLAIMED, State.PROPOSED)
"""The states of a blocker that somebody is still stuck on."""

ENDS: Final = (State.SOLVED, State.DROPPED, State.DUPLICATE)
"""The ways out of being stuck."""

_END_DEEDS: Final = {
    Deed.RESOLVE: State.SOLVED,
    Deed.DROP: State.DROPPED,
    Deed.DUPLICATE: State.DUPLICATE,
}

MACHINE: Final[Mapping[tuple[State, Deed], State]] = {
    (State.OPEN, Deed.CLAIM): State.CLAIMED,
    (State.CLAIMED, Deed.RELEASE): State.OPEN,
    (State.CLAIMED, Deed.LAPSE): State.OPEN,
    (State.CLAIMED, Deed.HAND_OVER): State.CLAIMED,
    (State.OPEN, Deed.PROPOSE): State.PROPOSED,
    (State.CLAIMED, Deed.PROPOSE): State.PROPOSED,
    (State.PROPOSED, Deed.ACCEPT): State.SOLVED,
    (State.PROPOSED, Deed.DECLINE): State.CLAIMED,
    **{(state, Deed.JOIN): state for state in WAITING},
    **{(state, Deed.LEAVE): state for state in WAITING},
    **{(state, deed): end for state in WAITING for deed, end in _END_DEEDS.items()},
    **{(state, Deed.REOPEN): State.OPEN for state in ENDS},
    **{(state, deed): state for state in State for deed in (Deed.EDIT, Deed.TAG, Deed.UNMASK)},
}
"""From a state, by a deed, to the next state."""

TRANSITIONS: Final = frozenset({deed for (before, deed), after in MACHINE.items() if before is not after})
"""The deeds that change a blocker's state."""

UNDOABLE: Final = (TRANSITIONS | {Deed.HAND_OVER}) - {Deed.LAPSE, Deed.REOPEN}
"""The deeds that whoever did them can undo, as long as nothing else moved the blocker since."""

MOVES: Final = TRANSITIONS | {Deed.HAND_OVER, Deed.UNDO}
"""The deeds after which an earlier one cannot be undone any more."""
