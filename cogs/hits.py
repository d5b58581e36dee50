"""What stands of an entry that was found: its number, title, the passage that matched, and how it stands."""

from typing import Final

from cogs.ui import text
from cogs.ui.cards import joined
from domain.models.endpoint import Status
from domain.models.entries import Kind
from domain.models.lifecycle import State
from domain.models.search import Hit
from domain.models.solution import Standing

PASSAGE_LIMIT: Final = 300
"""Characters of a passage."""


def hit_text(hit: Hit) -> str:
    """A hit's number and title, the passage that matched, what it is, and since when."""
    passage, _ = text.fitted(text.unfenced(hit.passage), PASSAGE_LIMIT, text.marked)
    about = joined([standing(hit), text.when(hit.created_at)])
    return f"**{hit.ref} · {text.plain(hit.title)}**\n{passage}\n-# {about}"


def standing(hit: Hit) -> str:
    """What a hit is and how it stands, in words."""
    match hit.ref.kind:
        case Kind.BLOCKER:
            return f"blocker, {State(hit.state).words}"
        case Kind.ENDPOINT:
            return f"endpoint, {Status(hit.state).words}"
        case Kind.SOLUTION if Standing(hit.state) is Standing.SUPERSEDED:
            return "solution, superseded by a newer one"
        case Kind.SOLUTION if hit.unconfirmed_since:
            return f"solution, unconfirmed since {text.on_day(hit.unconfirmed_since)}"
        case Kind.SOLUTION:
            return "solution"
