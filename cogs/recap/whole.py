"""All of a recap, in private pages: what its message had no room for as well."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from cogs.client import Interaction, guild_of
from cogs.recap.sections import Lines, Part, Rows, told
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.actions import PAGE_NUMBER, Action
from cogs.ui.cards import Button, Card, joined
from cogs.ui.lists import last_page, leafed
from cogs.ui.replies import reply, think, turn
from domain.models.recap import Recap

PAGE: Final = 8
"""Entries of one page."""

KEY: Final = r"[a-z0-9-]{1,32}"
"""In a template: the key of a recap."""


class WholeButton(Action, template=rf"recap:whole:(?P<key>{KEY})"):
    """*Show all*: the whole recap, for whoever presses."""

    def __init__(self, key: str) -> None:
        super().__init__(f"recap:whole:{key}", "Show all")
        self._key = key

    async def pressed(self, interaction: Interaction) -> None:
        """Show its first page."""
        await think(interaction)
        await reply(interaction, await whole_of(interaction, self._key, 0))


class WholePageButton(Action, template=rf"recap:whole:(?P<key>{KEY}):(?P<page>{PAGE_NUMBER})"):
    """*Back* and *More*: another page of it."""

    def __init__(self, key: str, page: int, label: str = "More", *, disabled: bool = False) -> None:
        super().__init__(f"recap:whole:{key}:{page}", label, disabled=disabled)
        self._key, self._page = key, page

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, whole_of(interaction, self._key, self._page))


class Told(NamedTuple):
    """One entry of a recap, or one name."""

    part: str
    """What stands above it."""
    line: str
    button: Button | None = None


async def whole_of(interaction: Interaction, key: str, page: int) -> Card:
    """One page (from 0) of all that a recap has to tell whoever asks; the last one, if there are fewer by now."""
    recaps, guild_id = interaction.client.hub.recaps, guild_of(interaction)
    return whole_card(await recaps.get(guild_id, key, sight=sight_of(interaction)), page)


def whole_card(recap: Recap, page: int) -> Card:
    """One page of all that a recap tells, under the same names as there."""
    everything = [each for section in recap.sections for part in told(section) for each in all_of(part)]
    last = last_page(len(everything), PAGE)
    page = min(page, last)
    card = Card().title("The whole recap", headline(recap))
    if not everything:
        card.text("There is nothing that you may see.")
    shown = everything[page * PAGE : (page + 1) * PAGE]
    for name, told_here in groupby(shown, key=lambda each: each.part):
        show(card, name, list(told_here))
    return leafed(
        card, page, last, lambda to, label, off: WholePageButton(recap.key, to, label, disabled=off)
    )


def all_of(part: Part) -> Iterable[Told]:
    """All that a part tells."""
    name = f"**{part.name}**"
    match part:
        case Rows():
            return [Told(f"{name} ({len(part.rows)})", line, button) for line, button in part.rows]
        case Lines():
            about = f" · {part.about}" if part.about else ""
            return [Told(f"{name} ({len(part.lines)}){about}", line) for line in part.lines]
        case _:
            return [Told(name, line) for line in part.lines]


def show(card: Card, name: str, entries: Sequence[Told]) -> None:
    """Entries under their name, those with a button beside it."""
    card.text("\n".join([name, *(each.line for each in entries if each.button is None)]))
    for each in entries:
        if each.button is not None:
            card.row(each.line, each.button)


def headline(recap: Recap) -> str:
    """The days that a recap covers."""
    days = f"{text.on_day(recap.period.start)} to {text.on_day(recap.period.end)}"
    return joined([days, "late" if recap.is_late else ""])
