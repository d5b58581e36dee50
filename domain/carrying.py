"""How deliveries are carried to Discord, and how that may fail."""

from datetime import timedelta
from typing import Protocol

from domain.models.delivery import Delivery
from domain.models.entries import Spot


class Undeliverable(Exception):
    """Discord will never take this delivery as things are: the channel is gone or a permission missing."""


class MessageGone(Exception):
    """The message that was to be edited was deleted."""


class Moot(Exception):
    """There is nothing to say any more: what was to be said never was, and is not true now."""


class TryLater(Exception):
    """Discord did not take the delivery this time."""

    def __init__(self, reason: str, *, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Courier(Protocol):
    """Carries deliveries to Discord."""

    async def carry(self, delivery: Delivery) -> Spot:
        """Send the delivery as it should look now, or edit its message; returns where it stands.

        A delivery that was tried before is looked for first, so that it never shows twice.

        Raises:
            Undeliverable: never as things are.
            MessageGone: its message was deleted.
            Moot: it says nothing that is worth a message any more.
            TryLater: not this time.
        """
        ...
