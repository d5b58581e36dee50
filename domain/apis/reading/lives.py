"""Whether something is deprecated, and the day after which it may be gone."""

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Life:
    """Whether something is deprecated, and the day after which it may be gone, as it is written."""

    is_deprecated: bool = False
    sunset: str = ""

    @property
    def last_day(self) -> date | None:
        """The day of its end; None where none is named, or what is named is no day."""
        return day_of(self.sunset)


STAYS: Final = Life()
"""It is not deprecated."""


def day_of(written: str) -> date | None:
    """The day that a document writes, such as `2026-06-30` or `2026-06-30T00:00:00Z`; None where it is none."""
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def announced(life: Life, today: date) -> str:
    """How a removal on this day was announced, as names of rules end; empty where it was not."""
    if not life.is_deprecated:
        return ""
    return "-before-sunset" if life.last_day and life.last_day > today else "-with-deprecation"


def turn_of(old: Life, new: Life) -> str:
    """What became of a life, as names of rules end; empty where nothing did."""
    if not new.is_deprecated:
        return "reactivated" if old.is_deprecated else ""
    if new.sunset and new.sunset != old.sunset and not new.last_day:
        return "sunset-parse"
    if not old.is_deprecated:
        return "deprecated-with-sunset" if new.sunset else "deprecated"
    if bool(old.sunset) != bool(new.sunset):
        return "sunset-added" if new.sunset else "sunset-deleted"
    return _moved(old.last_day, new.last_day)


def _moved(was: date | None, now: date | None) -> str:
    if not was or not now or was == now:
        return ""
    return "sunset-date-changed-too-small" if now < was else "sunset-date-postponed"
