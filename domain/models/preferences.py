"""How a member wants to be called by Nexus."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Preferences:
    """Whether nudges are off, or until when they are snoozed."""

    is_off: bool = False
    snoozed_until: datetime | None = None

    def at(self, now: datetime) -> "Preferences":
        """These preferences without a snooze that is over."""
        is_over = self.snoozed_until is not None and self.snoozed_until <= now
        return Preferences(is_off=self.is_off) if is_over else self
