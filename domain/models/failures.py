"""What could not be done when it was due: how often it was tried, why it failed, and when it is tried again."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Failures:
    """The tries of one thing that failed, since it was last done or planned."""

    tries: int = 0
    reason: str = ""
    """Why the last one failed, for the operator."""

    def and_another(self, reason: str) -> "Failures":
        """These and one more, which failed for that."""
        return Failures(self.tries + 1, reason)

    @property
    def pause(self) -> timedelta:
        """How long to wait before the next try: a minute, then twice as long each time, six hours at most."""
        return doubling(FIRST_PAUSE, self.tries, LONGEST_PAUSE)


def doubling(first: timedelta, tries: int, longest: timedelta) -> timedelta:
    """The pause after so many tries, at least one, that failed: `first`, then twice as long each time."""
    return min(first * 2 ** min(tries - 1, 20), longest)
