"""Lists of requests."""

from collections.abc import Mapping
from typing import Final

from cogs.client import Interaction, guild_of, member_of
from cogs.entries import ShowButton
from cogs.requests.card import detail_line
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.actions import PAGE_NUMBER, Action
from cogs.ui.cards import Card
from cogs.ui.lists import Filter, last_page, leafed
from cogs.ui.replies import turn
from domain.models.listing import WantedRequests
from domain.models.request import WAITING

PAGE = 5
"""Requests of one page."""

FILTERS: Final[Mapping[str, Filter[WantedRequests]]] = {
    "waiting": Filter("not there yet", lambda _, __: WantedRequests(states=WAITING)),
    "mine": Filter("asked by me", lambda _, me: WantedRequests(author_id=me.id)),
    "owned": Filter("for my APIs", lambda _, me: WantedRequests(states=WAITING, owner_id=me.id)),
    "all": Filter("all", lambda _, __: WantedRequests()),
}
"""What a list can show, by its word in a button's id."""


class ListButton(Action, template=rf"request:list:(?P<chosen>{'|'.join(FILTERS)}):(?P<page>{PAGE_NUMBER})"):
    """*Back* and *More*: another page of a list."""

    def __init__(self, chosen: str, page: int, label: str = "More", *, disabled: bool = False) -> None:
        super().__init__(f"request:list:{chosen}:{page}", label, disabled=disabled)
        self._chosen, self._page = chosen, page

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, listing(interaction, self._chosen, self._page))


async def listing(interaction: Interaction, chosen: str, page: int) -> Card:
    """One page (from 0) of a list of requests; the last one, if the list is shorter by now."""
    wanted = FILTERS[chosen].wanted(None, member_of(interaction))
    requests, total = await interaction.client.hub.apis.requests.listed(
        guild_of(interaction), wanted, limit=PAGE, page=page, sight=sight_of(interaction)
    )
    last = last_page(total, PAGE)
    if page > last:
        return await listing(interaction, chosen, last)
    card = Card().title(f"Requests: {FILTERS[chosen].words}", f"{total} in all" if total else "")
    if not requests:
        return card.text("None here. Is an endpoint missing? Ask for it with /api request.")
    for request in requests:
        whose = f"for {request.api} · " if request.api else ""
        card.row(f"**{text.heading(request)}**\n-# {whose}{detail_line(request)}", ShowButton(request.ref))
    return leafed(card, page, last, lambda to, label, off: ListButton(chosen, to, label, disabled=off))
