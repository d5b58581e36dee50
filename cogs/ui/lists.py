"""Lists that are leafed through, and what one can choose to see of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from discord.app_commands import Choice

from cogs.ui.cards import Button, Card
from domain.models.entries import Member

WantedT = TypeVar("WantedT")

PageButton: TypeAlias = Callable[[int, str, bool], Button]
"""Makes the button to a page (from 0) with a label, disabled or not."""


@dataclass(frozen=True, slots=True)
class Filter(Generic[WantedT]):
    """One choice of what a list shows: its words, and what it wants for a tag and a reader."""

    words: str
    wanted: Callable[[str | None, Member], WantedT]


def choices_of(filters: Mapping[str, Filter[Any]]) -> list[Choice[str]]:
    """The filters as the choices of a command's option."""
    return [Choice(name=each.words.capitalize(), value=word) for word, each in filters.items()]


def last_page(total: int, size: int) -> int:
    """The last page (from 0) of so many things, `size` a page."""
    return max(total - 1, 0) // size


def leafed(
    card: Card, page: int, last: int, button: PageButton, *, back: str = "Back", more: str = "More"
) -> Card:
    """The card with buttons to the page before and the one after `page`, where there are several."""
    if not last:
        return card
    return card.actions(
        button(max(page - 1, 0), back, page == 0),
        button(page + 1, f"{more} ({page + 1} of {last + 1})", page >= last),
    )
