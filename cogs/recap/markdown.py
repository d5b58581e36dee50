"""A member's week as Markdown, for a README or a portfolio: names instead of mentions, links to the cards."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from cogs.apis.card import users_line
from cogs.ui import text
from cogs.ui.cards import joined
from domain.apis.comparing.words import counts
from domain.models.api_week import ApiWeek
from domain.models.blocker import Blocker
from domain.models.entries import Entry
from domain.models.my_week import MyWeek
from domain.models.request import Request
from domain.text import one_line

T = TypeVar("T", bound=Entry | ApiWeek)

SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")
"""What Markdown would take for more than a sign."""

ADDRESS: Final = re.compile(r"(https?://[^\s<>]+)")
"""An address, in which signs are to stay as they are."""


def markdown_of(week: MyWeek, server: str, zone: ZoneInfo) -> str:
    """All of a week, its days as the clocks of `zone` have them."""
    days = f"{day(week.period.start, zone)} to {day(week.period.end, zone)}"
    parts = [
        *part("Waiting for my word", week.to_decide, linked),
        *part("Asked of me", week.to_answer, credited),
        *part("My APIs that could not be checked", week.unchecked, linked),
        *part("My APIs that changed", week.revised, revised),
        *part("Broke, and I use it", week.broken, broken),
        *part("I help with", week.helping, credited),
        *part("I am still stuck on", week.stuck, linked),
        *part("I logged", week.logged, linked),
        *part("Solved", week.solved, solved),
        *part("I helped to solve", week.helped, credited),
        *part("I posted", week.posted, linked),
        *part("I shared", week.shared, linked),
        *part("APIs that I shared", week.shared_apis, offered),
        *part("I asked for, and it was answered", week.answered, replied),
    ]
    return "\n".join([f"# My week in {plain(server)}, {days}", *parts]) + "\n"


def part(name: str, entries: Sequence[T], line: Callable[[T], str]) -> Iterable[str]:
    """A list under its name; nothing where it has no entries."""
    if entries:
        yield f"\n## {name}\n"
        yield from (f"- {line(each)}" for each in entries)


def linked(entry: Entry) -> str:
    """An entry's number, leading to its card, and its title."""
    number = f"[{entry.ref}]({text.link(entry.guild_id, entry.card)})" if entry.card else str(entry.ref)
    return f"{number} {plain(entry.title)}"


def credited(entry: Entry) -> str:
    """An entry, and whose it is."""
    return f"{linked(entry)}, by {plain(entry.author.name)}"


def solved(blocker: Blocker) -> str:
    """A blocker, who helped, and the number of its solution."""
    helped = f", with {plain(blocker.helper.name)}" if blocker.helper else ""
    return f"{linked(blocker)} → {blocker.solution}{helped}"


def broken(week: ApiWeek) -> str:
    """An API, and how much of what one uses broke."""
    return f"{credited(week.api)}: {counts(week.changes)}"


def revised(week: ApiWeek) -> str:
    """An API of one's own that changed, how much, and how many use it."""
    return f"{linked(week.api)}: {joined([counts(week.changes), users_line(week.api.users)])}"


def offered(week: ApiWeek) -> str:
    """An API, and how much it offers."""
    return f"{linked(week.api)}, {text.counted(week.api.live, 'endpoint')}"


def replied(request: Request) -> str:
    """A request, and what became of it."""
    return f"{linked(request)}: {request.state.words}"


def plain(words: str) -> str:
    """Words on one line, every sign shown as it is, addresses as they are."""
    parts = ADDRESS.split(one_line(words))
    return "".join(part if at % 2 else SIGNS.sub(r"\\\1", part) for at, part in enumerate(parts))


def day(moment: datetime, zone: ZoneInfo) -> str:
    """`9 January 2026`."""
    local = moment.astimezone(zone)
    return f"{local.day} {local:%B %Y}"
