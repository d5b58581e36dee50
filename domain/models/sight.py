"""Sight: which channels somebody may see, and so which entries."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from domain.models.entries import Thread


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, or a thread, where cards stand or are to stand."""

    id: int
    thread: Thread | None = None
    """What is kept of it if it is a thread."""
    is_hub: bool = False


def everything(channel: Channel) -> bool | None:
    """Sees every channel."""
    del channel
    return True


@dataclass(frozen=True, slots=True)
class Sight:
    """What one may see of a server: an entry is seen by those who see the channel where its card stands."""

    sees: Callable[[Channel], bool | None] = everything
    """Whether a channel is seen; None where Discord has no such channel any more."""

    @property
    def is_full(self) -> bool:
        """Whether nothing is hidden."""
        return self.sees is everything


FULL: Final = Sight()
"""Sees all: for administrators, and for what Nexus does by itself."""
