"""The other wordings of a solution: searches that it answered, by which it is found."""

from collections.abc import Sequence
from typing import Final

from cogs.client import Interaction, guild_of, member_of
from cogs.ui import text
from cogs.ui.actions import NUMBER, PAGE_NUMBER, Action
from cogs.ui.cards import Card
from cogs.ui.lists import last_page, leafed
from cogs.ui.replies import reply, think, turn
from domain.learning import may_remove
from domain.models.alias import Alias
from domain.models.entries import Kind, Member, Ref
from domain.models.solution import Solution

PAGE: Final = 6
"""Wordings of one page."""

SHOWN: Final = 400
"""Characters of a wording: all of one, unless it is full of signs that have to be escaped."""

ALIAS: Final = r"[1-9]\d{0,14}"
"""In a template: a wording's number."""


class WordingsButton(Action, template=rf"solution:wordings:(?P<number>{NUMBER})"):
    """*Other wordings*: by which words a solution is found, beside its own."""

    def __init__(self, number: int) -> None:
        super().__init__(f"solution:wordings:{number}", "Other wordings")
        self._number = number
        self.entry = Ref(Kind.SOLUTION, number)

    async def pressed(self, interaction: Interaction) -> None:
        """List them."""
        await think(interaction)
        await reply(interaction, await listing(interaction, self._number, 0))


class WordingsPageButton(
    Action, template=rf"solution:wordings:(?P<number>{NUMBER}):page:(?P<page>{PAGE_NUMBER})"
):
    """*Back* and *More*: other wordings of the solution."""

    def __init__(self, number: int, page: int, label: str = "More", *, disabled: bool = False) -> None:
        super().__init__(f"solution:wordings:{number}:page:{page}", label, disabled=disabled)
        self._number, self._page = number, page
        self.entry = Ref(Kind.SOLUTION, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, listing(interaction, self._number, self._page))


class RemoveWordingButton(
    Action, template=rf"solution:unword:(?P<number>{NUMBER}):(?P<alias>{ALIAS}):(?P<page>{PAGE_NUMBER})"
):
    """*Remove*: the solution is not found by this wording any more."""

    def __init__(self, number: int, alias: int, page: int) -> None:
        super().__init__(f"solution:unword:{number}:{alias}:{page}", "Remove")
        self._number, self._alias, self._page = number, alias, page
        self.entry = Ref(Kind.SOLUTION, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Remove it, and show those that are left."""
        await turn(interaction, self._left(interaction))

    async def _left(self, interaction: Interaction) -> Card:
        await interaction.client.hub.learning.remove(
            guild_of(interaction), self._alias, by=member_of(interaction)
        )
        return await listing(interaction, self._number, self._page)


async def listing(interaction: Interaction, number: int, page: int) -> Card:
    """One page (from 0) of a solution's other wordings."""
    hub, guild_id = interaction.client.hub, guild_of(interaction)
    solution = await hub.solutions.get(guild_id, number)
    aliases = await hub.learning.aliases(guild_id, number)
    return wordings_card(solution, aliases, page, by=member_of(interaction))


def wordings_card(solution: Solution, aliases: Sequence[Alias], page: int, *, by: Member) -> Card:
    """One page (from 0) of a solution's other wordings, newest first; the last one where there are fewer."""
    number, last = solution.ref.number, last_page(len(aliases), PAGE)
    page = min(page, last)
    card = Card().title(f"Other wordings for {text.heading(solution)}")
    if not aliases:
        return card.text(
            "There are none yet. When *This solved it* is pressed below a search that found it, the words of that"
            " search are kept here, and lead to it from then on."
        )
    card.text("Searches that it solved. Their words lead to it, whoever uses them.")
    for alias in aliases[::-1][page * PAGE : (page + 1) * PAGE]:
        words, _ = text.fitted(alias.text, SHOWN, text.plain)
        line = f"“{words}”\n-# by {text.person(alias.by)}, {text.when(alias.at)}"
        if may_remove(alias, solution, by):
            card.row(line, RemoveWordingButton(number, alias.id, page))
        else:
            card.text(line)
    return leafed(
        card, page, last, lambda to, label, off: WordingsPageButton(number, to, label, disabled=off)
    )


WORDING_BUTTONS = (WordingsButton, WordingsPageButton, RemoveWordingButton)
"""All of them, for the bot to know."""
