"""`python -m bot due`: what happens on time, looked at from outside, while the bot runs or not."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, TypeAlias

from bot.checks import looking_at, problem_of_looking
from bot.clock import SystemClock
from bot.config import Settings
from bot.logs import hide_tokens
from bot.telling import failed, say
from data.agenda import agenda_of
from domain.models.agenda import Agenda, Item, Listed, Sort
from domain.models.chore import Duty
from domain.models.errand import Task
from domain.ports import Clock

FIRST: Final = 10
"""How many of each sort are told one by one."""

PLURAL: Final = {
    Sort.RECAP: "recaps",
    Sort.ERRAND: "errands",
    Sort.DELIVERY: "deliveries",
    Sort.LOOK: "looks",
    Sort.CHORE: "chores",
}

TASKS: Final = {
    Task.CALL: "call for help",
    Task.LAPSE: "release a silent claim",
    Task.ASK: "ask its author whether it is solved",
    Task.DOUBT: "see whether it still counts as confirmed",
    Task.SUNSET: "tell that it may soon be gone",
}

DUTIES: Final = {
    Duty.BACKUP: "save a backup",
    Duty.SEARCHES: "forget old searches",
    Duty.DRAFTS: "forget old drafts",
    Duty.CHALLENGES: "forget old challenges",
    Duty.INDEX: "keep the search index in few pieces",
}

UNITS: Final = (("d", timedelta(days=1)), ("h", timedelta(hours=1)), ("min", timedelta(minutes=1)))

Part: TypeAlias = Mapping[Sort, Listed]


def due(settings: Settings, *, as_json: bool = False, clock: Clock | None = None) -> int:
    """Say what is due, what comes next and what failed; returns the exit code, 1 if anything failed."""
    path = settings.database_path
    if problem := problem_of_looking(path):
        return failed(problem)
    duties = [duty for duty in Duty if settings.backups or duty is not Duty.BACKUP]
    try:
        with looking_at(path) as connection:
            agenda = agenda_of(connection, now=(clock or SystemClock()).now(), duties=duties, limit=FIRST)
    except sqlite3.Error as error:
        return failed(f"{path} cannot be read now ({error}). Run python -m bot check.")
    say(for_scripts(agenda) if as_json else "\n".join(for_people(agenda)))
    return 1 if any(listed.count for listed in agenda.failed.values()) else 0


def for_people(agenda: Agenda) -> Iterator[str]:
    """The agenda as aligned lines."""
    now = agenda.now
    yield f"It is {stamp(now)} UTC."
    yield from lines_of("Due now", agenda.due, lambda item: how_late(item, now))
    yield from lines_of("Coming", agenda.coming, lambda item: f"in {span(item.at - now)}")
    yield from lines_of("Failed", agenda.failed, lambda item: what_failed(item, now))


def lines_of(heading: str, part: Part, note: Callable[[Item], str]) -> Iterator[str]:
    """A part: how many of each sort, then the first of each, in columns."""
    counts = [counted(sort, listed.count) for sort, listed in part.items() if listed.count]
    yield f"\n{heading}: {', '.join(counts) or 'nothing'}"
    items = sorted((item for listed in part.values() for item in listed.first), key=lambda item: item.at)
    rows = [(stamp(item.at), item.sort.value, server_of(item), what(item), note(item)) for item in items]
    yield from in_columns(rows)
    for sort, listed in part.items():
        if rest := listed.count - len(listed.first):
            yield f"  … and {counted(sort, rest)} more"


def in_columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The rows with each cell as wide as the widest of its column."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  " + "  ".join(map(str.ljust, row, widths)).rstrip()


def for_scripts(agenda: Agenda) -> str:
    """The agenda as a JSON object."""
    parts = {"due": agenda.due, "coming": agenda.coming, "failed": agenda.failed}
    told = {
        name: {
            PLURAL[sort]: {"count": listed.count, "first": [fields_of(item) for item in listed.first]}
            for sort, listed in part.items()
        }
        for name, part in parts.items()
    }
    return json.dumps({"now": iso(agenda.now), **told}, ensure_ascii=False)


def fields_of(item: Item) -> dict[str, str | int | bool | None]:
    """One thing as a JSON object."""
    return {
        "server": item.guild_id,
        "what": item.what,
        "at": iso(item.at),
        "in_hand": item.is_in_hand,
        "parked": item.is_parked,
        "tries": item.tries,
        "reason": hide_tokens(item.reason),
    }


def what(item: Item) -> str:
    """What is to be done, in words."""
    match item.sort:
        case Sort.ERRAND:
            ref, _, task = item.what.partition(" ")
            return f"{ref}: {TASKS[Task(task)]}"
        case Sort.LOOK:
            return f"{item.what}: see whether its document changed"
        case Sort.CHORE:
            return DUTIES[Duty(item.what)]
        case Sort.RECAP | Sort.DELIVERY:
            return item.what


def how_late(item: Item, now: datetime) -> str:
    """How long it has been due."""
    return "being done" if item.is_in_hand else f"{span(now - item.at)} late"


def what_failed(item: Item, now: datetime) -> str:
    """Why it failed, and when it is tried again."""
    reason = hide_tokens(item.reason)
    if item.is_parked:
        return f"parked: {reason}"
    again = f"again in {span(item.at - now)}" if item.at > now else "due again"
    return f"{item.tries} {'try' if item.tries == 1 else 'tries'}, {again}: {reason}"


def server_of(item: Item) -> str:
    """Which server it is for."""
    return "" if item.guild_id is None else f"server {item.guild_id}"


def counted(sort: Sort, count: int) -> str:
    """How many of a sort, in words."""
    return f"{count:,} {sort.value if count == 1 else PLURAL[sort]}"


def span(time: timedelta) -> str:
    """A span of time by its largest unit, such as `3 h`."""
    for unit, length in UNITS:
        if time >= length:
            return f"{time // length} {unit}"
    return f"{max(time, timedelta()).seconds} s"


def stamp(at: datetime) -> str:
    """A moment to the minute."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"


def iso(at: datetime) -> str:
    """A moment for programs."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
