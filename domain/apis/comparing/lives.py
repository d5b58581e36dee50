"""What became of the end of an operation."""

from collections.abc import Iterator
from typing import Final

from domain.apis.comparing.changes import Change, changed
from domain.apis.reading.lives import Life, turn_of

_OF_TURNS: Final = {
    "deprecated": "endpoint-deprecated",
    "deprecated-with-sunset": "endpoint-deprecated-with-sunset",
    "reactivated": "endpoint-reactivated",
    "sunset-parse": "api-deprecated-sunset-parse",
    "sunset-deleted": "sunset-deleted",
    "sunset-added": "sunset-added",
    "sunset-date-changed-too-small": "api-sunset-date-changed-too-small",
    "sunset-date-postponed": "api-sunset-date-postponed",
}


def life_changes(old: Life, new: Life, operation: str, where: str = "") -> Iterator[Change]:
    """What became of the end of an operation, or of a call that it leads to."""
    if turn := turn_of(old, new):
        yield changed(_OF_TURNS[turn], operation, where, old.sunset or None, new.sunset or None)
