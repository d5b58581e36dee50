"""What stands of an entry that was found: its number, title, the passage that matched, and how it stands."""

from typing import Final

from cogs.ui import text
from cogs.ui.cards import joined
from domain.models.api import Watch
from domain.models.endpoint import Status
from domain.models.entries import Kind
from domain.models.lifecycle import State
from domain.models.request import RequestState
from domain.models.search import Hit
from domain.models.solution import Standing
from domain.text import one_line

HEADING_LIMIT: Final = 120
"""Characters of a title: all of one without signs that have to be escaped."""

PASSAGE_LIMIT: Final = 260
"""Characters of a passage."""

FIX_LIMIT: Final = 110
"""Characters of a fix."""


def hit_text(hit: Hit) -> str:
    """A hit's number and title, the passage that matched, the fix, what it is, why it was found, and since when."""
    title, _ = text.fitted(hit.title, HEADING_LIMIT, text.plain)
    passage, _ = text.fitted(text.unfenced(hit.passage), PASSAGE_LIMIT, text.marked)
    fix, _ = text.fitted(one_line(text.unfenced(hit.fix)), FIX_LIMIT, text.plain)
    reason = f"**{hit.reason.value}**" if hit.reason else ""
    about = joined([standing(hit), helped(hit.helped), reason, text.when(hit.created_at)])
    lines = [f"**{hit.ref} · {title}**", passage, f"Fix: {fix}" if fix else "", f"-# {about}"]
    return "\n".join(filter(None, lines))


def helped(times: int) -> str:
    """How often an entry helped, in words."""
    return "" if not times else "helped once" if times == 1 else f"helped {times} times"


def standing(hit: Hit) -> str:
    """What a hit is and how it stands, in words."""
    match hit.ref.kind:
        case Kind.BLOCKER:
            return f"blocker, {State(hit.state).words}"
        case Kind.ENDPOINT:
            of = f" of {text.plain(hit.api)}" if hit.api else ""
            return f"endpoint{of}, {Status(hit.state).words}"
        case Kind.API:
            return f"API, {Watch(hit.state).words}"
        case Kind.REQUEST:
            return f"request, {RequestState(hit.state).words}"
        case Kind.SOLUTION:
            return solution_standing(hit)


def solution_standing(hit: Hit) -> str:
    """How a solution stands, in words."""
    if Standing(hit.state) is Standing.SUPERSEDED:
        return "solution, superseded by a newer one"
    if hit.unconfirmed_since:
        return f"solution, unconfirmed since {text.on_day(hit.unconfirmed_since)}"
    return "solution"
