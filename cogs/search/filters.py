"""What a search can be narrowed to: the choices of `/search`, and how a card says it."""

from typing import Final

from discord.app_commands import Choice

from cogs.ui import text
from domain.models.entries import Kind
from domain.models.search import Condition, Past, Within

KINDS: Final = [Choice(name=f"{kind.heading}s", value=kind.value) for kind in Kind]

STATES: Final = [
    Choice(name=f"{state.kind.heading}: {state.words}", value=state.value) for state in Condition
]

TIMES: Final = [Choice(name=f"Past {past.value}", value=past.value) for past in Past]


def narrowed(within: Within) -> list[str]:
    """What a search is narrowed to, in words."""
    said = [
        f"{within.kind.word}s only" if within.kind else "",
        f"tag {text.plain(within.tag)}" if within.tag else "",
        f"by {text.person(within.author)}" if within.author else "",
        f"state: {within.condition.words}" if within.condition else "",
        f"since {text.on_day(within.since)}" if within.since else "",
    ]
    return [words for words in said if words]
