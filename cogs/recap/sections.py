"""How the sections of a recap are told: as entries with buttons, or as lists; a new section is told here."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import singledispatch
from typing import Final, NamedTuple, TypeVar

from cogs.apis.card import users_line
from cogs.apis.changes import ChangesButton
from cogs.blockers.card import state_line, urgency_line
from cogs.blockers.lists import row_button
from cogs.ui import text
from cogs.ui.cards import Button, joined
from domain.apis.comparing.grades import Grade
from domain.apis.comparing.words import counts
from domain.models.api import Api
from domain.models.api_week import ApiWeek
from domain.models.blocker import Blocker
from domain.models.endpoint import Endpoint
from domain.models.entries import Entry, Member
from domain.models.request import Request
from domain.models.solution import Solution
from domain.sections.apis import Broken, SharedApis
from domain.sections.blockers import Solved, Waiting
from domain.sections.eight_weeks import EightWeeks
from domain.sections.endpoints import Shared
from domain.sections.requests import AskedFor
from domain.sections.solutions import Learned
from domain.sections.thanks import Thanks
from domain.text import shortened

T = TypeVar("T", bound=Entry | ApiWeek)

NAMES: Final = 12
"""Members who are thanked by name; of more, the others are counted."""


REASON: Final = 80
"""Characters of why an API could not be checked."""


class Rows(NamedTuple):
    """Entries that need a hand, each with its button."""

    name: str
    rows: Sequence[tuple[str, Button]]
    about: str = ""

    @property
    def lines(self) -> Sequence[str]:
        """The entries without their buttons."""
        return [line for line, _ in self.rows]


class Lines(NamedTuple):
    """Entries that are told of, each on a line."""

    name: str
    lines: Sequence[str]
    about: str = ""
    """What else there is to say of them, on the line of their name."""


class Words(NamedTuple):
    """A name and what there is to say, on one line."""

    name: str
    said: str
    lines: Sequence[str]
    """All of it, each on a line."""
    is_whole: bool
    """Whether `said` says all."""


Part = Rows | Lines | Words


@singledispatch
def told(section: object) -> Iterable[Part]:
    """The parts of a section, none of them empty."""
    raise TypeError(f"Nobody knows how to tell {type(section).__name__}: register it here.")


@told.register
def _(section: Waiting) -> Iterable[Part]:
    rows = [(waiting_line(each), row_button(each)) for each in (*section.open, *section.claimed)]
    if rows:
        yield Rows("Waiting for a hand", rows)
    yield from lines("Answers that wait for their author", section.answered, answered_line)


@told.register
def _(section: Broken) -> Iterable[Part]:
    rows = [(broken_line(each), broken_button(each)) for each in section.apis]
    if rows:
        yield Rows("APIs that broke", rows)
    yield from lines("APIs that could not be checked", section.unchecked, unchecked_line)


@told.register
def _(section: AskedFor) -> Iterable[Part]:
    yield from lines("Asked for, without an answer", section.requests, request_line)


@told.register
def _(section: Solved) -> Iterable[Part]:
    yield from lines("Solved", section.blockers, solved_line, took(section))


@told.register
def _(section: Learned) -> Iterable[Part]:
    yield from lines("New solutions", section.solutions, solution_line)


@told.register
def _(section: SharedApis) -> Iterable[Part]:
    yield from lines("New APIs", section.new, new_line)
    yield from lines("Changed APIs", section.changed, revised_line)


@told.register
def _(section: Shared) -> Iterable[Part]:
    yield from lines("New endpoints", section.new, entry_line)
    yield from lines("Changed endpoints", section.changed, changed_line)


@told.register
def _(section: Thanks) -> Iterable[Part]:
    if section.members:
        names = [f"- {text.person(each)}" for each in section.members]
        yield Words("Thank you", thanked(section.members), names, is_whole=len(names) <= NAMES)


@told.register
def _(_: EightWeeks) -> Iterable[Part]:
    return ()  # a picture tells of them: see `cogs.recap.chart`


def lines(name: str, entries: Sequence[T], line: Callable[[T], str], about: str = "") -> Iterable[Lines]:
    """A list of entries, each told by `line`; none where there are none."""
    if entries:
        yield Lines(name, [line(each) for each in entries], about)


def waiting_line(blocker: Blocker) -> str:
    """A blocker that waits, as short as it can be said."""
    since = f"by {text.person(blocker.author)}, {text.when(blocker.created_at)}"
    detail = joined([urgency_line(blocker), state_line(blocker), since])
    return f"{linked(blocker, bold=True)}\n-# {detail}"


def answered_line(blocker: Blocker) -> str:
    """A blocker with an answer: whose word it waits for, and who answered."""
    answered = f" with an answer of {text.person(blocker.proposal.by)}" if blocker.proposal else ""
    return entry_line(blocker) + answered


def solved_line(blocker: Blocker) -> str:
    """A solved blocker: who was stuck, who helped, where the solution is."""
    helped = f" with {text.person(blocker.helper)}" if blocker.helper else ""
    return f"- {linked(blocker)} → **{blocker.solution}**, by {text.person(blocker.author)}{helped}"


def solution_line(solution: Solution) -> str:
    """A solution, who posted it, and how often it helped."""
    return entry_line(solution) + (f", helped {solution.helped}" if solution.helped else "")


def request_line(request: Request) -> str:
    """A request: for whom it is, and who asked."""
    whose = f" for {request.api} of {text.person(request.owner)}" if request.owner else ""
    return f"- {linked(request)}{whose}, by {text.person(request.author)}"


def broken_line(week: ApiWeek) -> str:
    """An API that broke: how much of it, when, and how many use it."""
    last, *_, first = [*week.breaking, week.breaking[-1]]
    which = f"revision {last.number}" if first is last else f"revisions {first.number} to {last.number}"
    known = [
        f"{which}, {text.when(last.at)}",
        users_line(week.api.users),
        f"by {text.person(week.api.author)}",
    ]
    return f"{linked(week.api, bold=True)}: {breaking_counts(week)}\n-# {joined(known)}"


def broken_button(week: ApiWeek) -> ChangesButton:
    """Opens what changed with the revisions that broke an API."""
    last, first = week.breaking[0].number, week.breaking[-1].number
    return ChangesButton(week.api.ref.number, first - 1, last)


def breaking_counts(week: ApiWeek) -> str:
    """How many things an API broke: `2 breaking`."""
    return counts(
        dict.fromkeys(
            change
            for revision in week.revisions
            for change in revision.changes
            if change.rule.grade is Grade.BREAKING
        )
    )


def unchecked_line(api: Api) -> str:
    """An API that could not be checked, and why."""
    return f"{entry_line(api)}: {text.plain(shortened(api.last_check.reason, REASON))}"


def new_line(week: ApiWeek) -> str:
    """An API that was shared, and how much it offers."""
    return f"{entry_line(week.api)}, {text.counted(week.api.live, 'endpoint')}"


def revised_line(week: ApiWeek) -> str:
    """An API that changed without breaking, and how much of it."""
    return f"{entry_line(week.api)}: {counts(week.changes)}"


def changed_line(endpoint: Endpoint) -> str:
    """An endpoint that changed, and how far it is now."""
    return f"{entry_line(endpoint)}, now {endpoint.status.value}"


def entry_line(entry: Entry) -> str:
    """An entry and who shared it."""
    return f"- {linked(entry)}, by {text.person(entry.author)}"


def linked(entry: Entry, *, bold: bool = False) -> str:
    """An entry's number, leading to its card, and its title, in bold letters or not."""
    number = (
        f"[**{entry.ref}**]({text.link(entry.guild_id, entry.card)})" if entry.card else f"**{entry.ref}**"
    )
    title = text.plain(entry.title)
    return f"{number} **{title}**" if bold else f"{number} {title}"


def thanked(members: Sequence[Member]) -> str:
    """Who helped, by name; so many that they do not fit are counted."""
    names = [text.person(each) for each in members[:NAMES]]
    more = [f"{len(members) - NAMES} more"] if len(members) > NAMES else []
    *others, last = [*names, *more]
    return f"{', '.join(others)} and {last}" if others else last


def took(section: Solved) -> str:
    """How long blockers took to be solved, at the median, beside the week before."""
    if section.took is None:
        return ""
    before = f"; {span(section.took_before)} the time before" if section.took_before is not None else ""
    share = "half of them " if len(section.blockers) > 1 else ""
    return f"{share}within {span(section.took)}{before}"


def span(time: timedelta) -> str:
    """A span of time in its largest whole unit: `20 minutes`, `5 hours`, `3 days`."""
    count, unit = max(1, round(time / timedelta(minutes=1))), "minute"
    if count >= 48 * 60:
        count, unit = round(time / timedelta(days=1)), "day"
    elif count >= 2 * 60:
        count, unit = round(time / timedelta(hours=1)), "hour"
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
