"""The buttons of a search. Each id holds the search's number, which knows what was asked."""

from collections.abc import Awaitable

import discord

from cogs.blockers.log import LogForm
from cogs.client import Interaction, guild_of, member_of
from cogs.entries import REF, show
from cogs.sight import sight_of
from cogs.solutions.buttons import redraw
from cogs.ui import text
from cogs.ui.actions import NUMBER, PAGE_NUMBER, Action
from cogs.ui.cards import Button, Card, note
from cogs.ui.replies import reply, think, turn
from domain.models.entries import TEXT_LIMIT, Kind, Ref
from domain.models.search import Found
from domain.text import shortened

SEARCH = r"\d{1,15}"
"""In a template: a search's number."""

WORDING_LIMIT = 200
"""Characters of a wording as a sentence shows it."""


class PageButton(Action, template=rf"search:page:(?P<search>{SEARCH}):(?P<page>{PAGE_NUMBER})"):
    """*Back* and *More*: another page of a search."""

    def __init__(self, search: int, page: int, label: str = "More", *, disabled: bool = False) -> None:
        super().__init__(f"search:page:{search}:{page}", label, disabled=disabled)
        self._search, self._page = search, page

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await follow(interaction, results(interaction, self._search, self._page))


class FoundButton(
    Action, template=rf"search:show:(?P<search>{SEARCH}):(?P<ref>{REF}):(?P<page>{PAGE_NUMBER})"
):
    """*Show*: a hit's card, for the reader alone, with what they can say of it below."""

    def __init__(self, search: int, ref: Ref | str, page: int) -> None:
        super().__init__(f"search:show:{search}:{ref}:{page}", "Show")
        self._search, self._page = search, page
        self.entry = self._ref = ref if isinstance(ref, Ref) else Ref.parse(ref)

    async def pressed(self, interaction: Interaction) -> None:
        """Show the card privately."""
        await show(interaction, self._ref, *verdicts(self._search, self._ref, self._page))


class SolvedButton(Action, template=rf"search:solved:(?P<search>{SEARCH}):(?P<number>{NUMBER})"):
    """*This solved it*: a solution helped, and is found by the words of this search from now on."""

    def __init__(self, search: int, number: int) -> None:
        super().__init__(
            f"search:solved:{search}:{number}", "This solved it", style=discord.ButtonStyle.success
        )
        self._search, self._number = search, number
        self.entry = Ref(Kind.SOLUTION, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Note it, and tell what that does."""
        await think(interaction)
        learned = await interaction.client.hub.learning.solved(
            guild_of(interaction), self._search, self._number, by=member_of(interaction)
        )
        await redraw(interaction, learned.solution)
        words, _ = text.fitted(learned.wording, WORDING_LIMIT, text.plain)
        sentence = (
            f"Good to know, thank you! From now on, these words lead to **{text.heading(learned.solution)}**,"
            f" whoever searches: “{words}”"
        )
        await reply(interaction, note(sentence, UnsolvedButton(self._search, self._number)))


class UnsolvedButton(Action, template=rf"search:unsolved:(?P<search>{SEARCH}):(?P<number>{NUMBER})"):
    """*Take back*: the solution did not solve it after all."""

    def __init__(self, search: int, number: int) -> None:
        super().__init__(f"search:unsolved:{search}:{number}", "Take back")
        self._search, self._number = search, number
        self.entry = Ref(Kind.SOLUTION, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Take back what was said, and the wording."""
        await follow(interaction, self._taken_back(interaction))

    async def _taken_back(self, interaction: Interaction) -> Card:
        solution = await interaction.client.hub.learning.not_solved(
            guild_of(interaction), self._search, self._number, by=member_of(interaction)
        )
        await redraw(interaction, solution)
        return note(
            f"Taken back: **{text.heading(solution)}** keeps no words of this search from you,"
            " and does not count as having helped you."
        )


class NotItButton(
    Action, template=rf"search:not:(?P<search>{SEARCH}):(?P<ref>{REF}):(?P<page>{PAGE_NUMBER})"
):
    """*Not it*: an entry is not among the hits of this search any more.

    Below a public answer, the answer stays as it is: whoever presses it sees the other hits privately.
    """

    def __init__(self, search: int, ref: Ref | str, page: int) -> None:
        super().__init__(f"search:not:{search}:{ref}:{page}", "Not it")
        self._search, self._page = search, page
        self.entry = self._ref = ref if isinstance(ref, Ref) else Ref.parse(ref)

    async def pressed(self, interaction: Interaction) -> None:
        """Note it, and show the other hits."""
        await follow(interaction, self._others(interaction))

    async def _others(self, interaction: Interaction) -> Card:
        search = await interaction.client.hub.learning.dismiss(
            guild_of(interaction), self._search, self._ref, by=member_of(interaction)
        )
        return await results(interaction, search, self._page)


class AsTypedButton(Action, template=rf"search:typed:(?P<search>{SEARCH})"):
    """*Search for …*: the words as they were typed, not as they were mended."""

    def __init__(self, search: int, label: str = "Search for what I typed") -> None:
        super().__init__(f"search:typed:{search}", shortened(label, 80))
        self._search = search

    async def pressed(self, interaction: Interaction) -> None:
        """Search again."""
        search = interaction.client.hub.search
        again = search.as_typed(
            guild_of(interaction), self._search, by=member_of(interaction), sight=sight_of(interaction)
        )
        await follow(interaction, drawn(interaction, again))


class EverywhereButton(Action, template=rf"search:all:(?P<search>{SEARCH})"):
    """*Search everything*: the same search without its filters."""

    def __init__(self, search: int) -> None:
        super().__init__(f"search:all:{search}", "Search everything", style=discord.ButtonStyle.primary)
        self._search = search

    async def pressed(self, interaction: Interaction) -> None:
        """Search again."""
        search = interaction.client.hub.search
        again = search.everywhere(
            guild_of(interaction), self._search, by=member_of(interaction), sight=sight_of(interaction)
        )
        await follow(interaction, drawn(interaction, again))


class AskButton(Action, template=rf"search:log:(?P<search>{SEARCH})"):
    """*Log a blocker*: ask people, with the question filled in."""

    def __init__(self, search: int, *, is_best: bool = False) -> None:
        style = discord.ButtonStyle.primary if is_best else discord.ButtonStyle.secondary
        super().__init__(f"search:log:{search}", "Log a blocker", style=style)
        self._search = search

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form of a blocker."""
        # One indexed row of the local file: well within the time that a form has.
        query = await interaction.client.hub.search.query(
            guild_of(interaction), self._search, by=member_of(interaction)
        )
        form = LogForm(happened=query.asked[:TEXT_LIMIT], dismissed=query.within.dismissed)
        await interaction.response.send_modal(form)


def verdicts(search: int, ref: Ref, page: int) -> list[Button]:
    """What one can say of a hit: that it is not it or, of a solution, that it solved it."""
    solved = [SolvedButton(search, ref.number)] if ref.kind is Kind.SOLUTION else []
    return [*solved, NotItButton(search, ref, page)]


async def results(interaction: Interaction, search: int, page: int) -> Card:
    """One page of a search, as whoever pressed may see it."""
    found = interaction.client.hub.search.page(
        guild_of(interaction), search, page, by=member_of(interaction), sight=sight_of(interaction)
    )
    return await drawn(interaction, found)


async def drawn(interaction: Interaction, found: Awaitable[Found]) -> Card:
    """The card of what is found."""
    return interaction.client.gallery.results(await found)


async def follow(interaction: Interaction, card: Awaitable[Card]) -> None:
    """Show a card in place of the private message whose button was pressed; a public one stays as it is for all."""
    if interaction.message and interaction.message.flags.ephemeral:
        await turn(interaction, card)
    else:
        await think(interaction)
        await reply(interaction, await card)


SEARCH_BUTTONS = (
    PageButton,
    FoundButton,
    SolvedButton,
    UnsolvedButton,
    NotItButton,
    AsTypedButton,
    EverywhereButton,
    AskButton,
)
"""All of them, for the bot to know."""
