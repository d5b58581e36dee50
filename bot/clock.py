"""The time."""

from datetime import UTC, datetime


class SystemClock:
    """Implements `domain.ports.Clock` by the machine's clock."""

    def now(self) -> datetime:
        """This moment, aware, in UTC, in whole milliseconds: what the store gives back is equal to it."""
        now = datetime.now(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)
