"""Which APIs there are."""

from cogs.apis.card import states
from cogs.apis.known import revision_line, up_line
from cogs.client import Interaction, guild_of
from cogs.entries import ShowButton, byline
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.actions import PAGE_NUMBER, Action
from cogs.ui.cards import Card, joined
from cogs.ui.lists import last_page, leafed
from cogs.ui.replies import turn

PAGE = 5
"""APIs of one page."""


class ListButton(Action, template=rf"api:list:(?P<page>{PAGE_NUMBER})"):
    """*Back* and *More*: another page of the list."""

    def __init__(self, page: int, label: str = "More", *, disabled: bool = False) -> None:
        super().__init__(f"api:list:{page}", label, disabled=disabled)
        self._page = page

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, listing(interaction, self._page))


async def listing(interaction: Interaction, page: int) -> Card:
    """One page (from 0) of the server's APIs; the last one, if there are fewer by now."""
    apis, total = await interaction.client.hub.apis.sharing.listed(
        guild_of(interaction), limit=PAGE, page=page, sight=sight_of(interaction)
    )
    last = last_page(total, PAGE)
    if page > last:
        return await listing(interaction, last)
    card = Card().title("APIs", f"{total} in all" if total else "")
    if not apis:
        return card.text("None here yet. Share the first with /api share.")
    for api in apis:
        known = joined([text.counted(api.live, "endpoint"), up_line(api), revision_line(api)])
        card.row(
            f"**{text.heading(api)}**\n{known}\n-# {byline(api, *states(api))}",
            ShowButton(api.ref),
        )
    return leafed(card, page, last, lambda to, label, off: ListButton(to, label, disabled=off))
