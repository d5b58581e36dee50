"""An alert: a revision broke what somebody uses, told where its API is talked about."""

from collections.abc import Iterator, Sequence
from typing import Final

from cogs.apis.changes import ChangesButton
from cogs.apis.difference import (
    as_markdown,
    change_line,
    file_name,
    operation_name,
    operations_line,
    version_words,
)
from cogs.apis.uses import MineButton
from cogs.entries import to_card
from cogs.ui import text
from cogs.ui.cards import TEXT_BUDGET, Accent, Card, joined, missing
from domain.apis.comparing.changes import Change
from domain.apis.comparing.grouping import Group, by_operations, grouped
from domain.apis.comparing.words import counts
from domain.models.api import Revision
from domain.models.entries import Member
from domain.shared_apis.alerts import Alert
from domain.shared_apis.changelog import Difference
from domain.shared_apis.revised import Revised

ONE_BY_ONE: Final = 50
"""Changes of a revision that are told one by one, the same in several operations once; more are summed up."""

OPERATIONS: Final = 10
"""Operations of which a sum tells how much changed."""

FIRST: Final = 5
"""Changes that a sum shows."""

REASONS: Final = 3
"""Muted rules that are told with their reasons."""


def alert_card(alert: Alert, called: Sequence[Member]) -> Card:
    """Calls people to what a revision broke; of what concerns nobody any more, no message is made."""
    api, revision = alert.revised.api, alert.revised.revision
    card = Card(Accent.WAITS).calls(called)
    card.title(f"Revision {revision.number} of {text.heading(api)} breaks what you use", about(revision))
    difference = Difference.of(api, revision)
    name = file_name(difference)
    below = footer(alert.revised)
    said = "\n".join(lines_of(alert))
    room = TEXT_BUDGET - card.content_length() - len(below) - len(missing(name))
    shown = text.whole_lines(said, room)
    card.text(shown)
    if shown != said or len(grouped(revision.changes)) > ONE_BY_ONE:
        card.attach(name, as_markdown(difference).encode(), is_image=False)
    changed = ChangesButton(api.ref.number, revision.number - 1, revision.number)
    card.text(below).actions(changed, to_card(api), MineButton(0))
    return card if called else card.moot()


def about(revision: Revision) -> str:
    """How much changed, in which version, and when."""
    return joined([counts(revision.changes), version_words(revision.version), text.when(revision.at)])


def lines_of(alert: Alert) -> Iterator[str]:
    """What breaks, by operation; where very much changed, how much of it where, and the first of it."""
    revised, changes = alert.revised, alert.revised.revision.changes
    if len(grouped(changes)) <= ONE_BY_ONE:
        yield from told_by_operations(revised, grouped(alert.broken))
        return
    touched: dict[str, list[Change]] = {each.operation: [] for each in alert.broken}
    for each in changes:
        touched.setdefault(each.operation, []).append(each)
    for operation in list(touched)[:OPERATIONS]:
        yield f"- {numbered(revised, operation)}: {counts(touched[operation])}"
    if (more := len(touched) - OPERATIONS) > 0:
        yield f"-# and {text.counted(more, 'more operation')}"
    yield "The first of what breaks:"
    yield from told_by_operations(revised, grouped(alert.broken)[:FIRST])


def told_by_operations(revised: Revised, groups: Sequence[Group]) -> Iterator[str]:
    """Changes below the operations that they are about."""
    for operations, its in by_operations(groups).items():
        yield operations_line([numbered(revised, each) for each in operations])
        yield from map(change_line, its)


def numbered(revised: Revised, operation: str) -> str:
    """An operation with the number of its endpoint, if it is one."""
    endpoint = revised.endpoint(operation)
    return operation_name(operation) + (f" `{endpoint.ref}`" if endpoint else "")


def footer(revised: Revised) -> str:
    """How far the API is by now, and what is not told."""
    revision, newest = revised.revision, revised.api.revision
    later = f"-# It is at revision {newest} by now." if newest > revision.number else ""
    return "\n".join(filter(None, [later, muted_line(revision)]))


def muted_line(revision: Revision) -> str:
    """How many changes of a revision are muted, by which rules, and why; nothing where none is."""
    if not revision.muted:
        return ""
    rules = [f"`{rule}` ({text.plain(reason)})" for rule, reason in list(revision.reasons.items())[:REASONS]]
    more = [f"and {len(revision.reasons) - REASONS} more"] if len(revision.reasons) > REASONS else []
    number = len(grouped(revision.muted))
    return f"-# {text.counted(number, 'change')} {'is' if number == 1 else 'are'} muted: {', '.join([*rules, *more])}"
