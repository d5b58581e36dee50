"""Lists of solutions, each with what one can do beside it."""

from collections.abc import Mapping
from typing import Final

from cogs.client import Interaction, guild_of, member_of
from cogs.entries import ShowButton
from cogs.sight import sight_of
from cogs.solutions.card import detail_line
from cogs.ui import text
from cogs.ui.actions import PAGE_NUMBER, Action
from cogs.ui.cards import Card, joined
from cogs.ui.lists import Filter, last_page, leafed
from cogs.ui.replies import turn
from domain.models.listing import WantedSolutions
from domain.models.solution import Solution

PAGE = 5
"""Solutions of one page."""


FILTERS: Final[Mapping[str, Filter[WantedSolutions]]] = {
    "newest": Filter("newest first", lambda tag, _: WantedSolutions(tag=tag)),
    "helped": Filter("helped most", lambda tag, _: WantedSolutions(tag=tag, by_help=True)),
    "mine": Filter("posted by me", lambda tag, me: WantedSolutions(tag=tag, author_id=me.id)),
    "credits": Filter(
        "made with my words or help", lambda tag, me: WantedSolutions(tag=tag, credited_id=me.id)
    ),
    "unconfirmed": Filter("unconfirmed", lambda tag, _: WantedSolutions(tag=tag, is_unconfirmed=True)),
}
"""What a list can show, by its word in a button's id."""


class SolutionsButton(
    Action, template=rf"solution:list:(?P<chosen>{'|'.join(FILTERS)}):(?P<page>{PAGE_NUMBER}):(?P<tag>.*)"
):
    """*Back* and *More*: another page of a list."""

    def __init__(
        self, chosen: str, page: int, tag: str | int, label: str = "More", *, disabled: bool = False
    ) -> None:
        super().__init__(f"solution:list:{chosen}:{page}:{tag}", label, disabled=disabled)
        self._chosen, self._page, self._tag = chosen, page, str(tag)

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, listing(interaction, self._chosen, self._tag or None, self._page))


async def listing(interaction: Interaction, chosen: str, tag: str | None, page: int) -> Card:
    """One page (from 0) of a list of solutions; the last one, if the list is shorter by now."""
    wanted = FILTERS[chosen].wanted(tag, member_of(interaction))
    solutions, total = await interaction.client.hub.solutions.listed(
        guild_of(interaction), wanted, limit=PAGE, page=page, sight=sight_of(interaction)
    )
    last = last_page(total, PAGE)
    if page > last:
        return await listing(interaction, chosen, tag, last)
    about = joined([FILTERS[chosen].words, f"tag {text.plain(tag)}" if tag else ""])
    card = Card().title(f"Solutions: {about}", f"{total} in all" if total else "")
    if not solutions:
        return card.text("None here yet. `/solution post` keeps what you found out.")
    for solution in solutions:
        solution_row(card, solution)
    return leafed(
        card, page, last, lambda to, label, off: SolutionsButton(chosen, to, tag or "", label, disabled=off)
    )


def solution_row(card: Card, solution: Solution) -> None:
    """One solution of a list, with what one can do beside it."""
    place = f" [(card)]({text.link(solution.guild_id, solution.card)})" if solution.card else ""
    words = f"**{text.heading(solution)}**{place}\n-# {detail_line(solution)}"
    card.row(words, ShowButton(solution.ref))
