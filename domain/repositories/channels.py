"""The channels where cards stand, which tell who may see which entries."""

from collections.abc import Collection, Sequence
from typing import Protocol

from domain.models.entries import Ref, Thread
from domain.models.sight import Channel


class Channels(Protocol):
    """The channels where cards stand."""

    async def of_cards(self, guild_id: int) -> Sequence[Channel]:
        """Those where cards of the server stand, stood or are to stand, and the hub."""
        ...

    async def note_thread(self, guild_id: int, thread_id: int, thread: Thread) -> None:
        """Keep what a thread is."""
        ...

    async def hide(self, guild_id: int, ref: Ref, hidden: Collection[int]) -> bool:
        """Whether there is such an entry, and one of these channels is its own."""
        ...
