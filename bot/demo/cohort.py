"""The cohort's history, as `cohort.toml` tells it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the cohort."""

    key: str
    name: str
    role: str
    admin: bool


@dataclass(frozen=True, slots=True)
class Event:
    """Something that somebody did; `says` has the fields that belong to what they did."""

    day: int
    """Whole days before today."""
    time: time
    who: str
    does: str
    says: Mapping[str, Any]

    def at(self, today: datetime) -> datetime:
        """When it happens, if today begins at `today`."""
        return datetime.combine(today.date() - timedelta(days=self.day), self.time, today.tzinfo)


@dataclass(frozen=True, slots=True)
class Cohort:
    """Who they are and what they did, oldest first."""

    people: tuple[Person, ...]
    events: tuple[Event, ...]


COMMON = {"day", "time", "who", "does"}


def read() -> Cohort:
    """The cohort of `cohort.toml`."""
    told = tomllib.loads((files("bot.demo") / "cohort.toml").read_text(encoding="utf-8"))
    return Cohort(
        tuple(Person(**person) for person in told["members"]),
        tuple(_event(event) for event in told["events"]),
    )


def _event(told: dict[str, Any]) -> Event:
    says = {name: value for name, value in told.items() if name not in COMMON}
    return Event(told["day"], time.fromisoformat(told["time"]), told["who"], told["does"], says)
