"""The time."""

from datetime import UTC, datetime


class SystemClock:
    """Implements `domain.ports.Clock` by the machine's clock."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return datetime.now(UTC)
