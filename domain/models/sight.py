"""Sight: which channels somebody may see, and so which entries."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


def everywhere(channel_id: int) -> bool:
    """Sees every channel."""
    del channel_id
    return True


@dataclass(frozen=True, slots=True)
class Sight:
    """What one may see of a server: an entry is seen by those who see the channel where its card stands."""

    sees: Callable[[int], bool] = everywhere
    """Whether a channel is seen, by its id."""

    @property
    def is_full(self) -> bool:
        """Whether nothing is hidden."""
        return self.sees is everywhere


FULL: Final = Sight()
"""Sees all: for what Nexus does by itself."""
