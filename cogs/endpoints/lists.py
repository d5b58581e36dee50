"""Which endpoints there are."""

from cogs.client import Interaction, guild_of
from cogs.entries import ShowButton, byline
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.actions import NUMBER, PAGE_NUMBER, Action
from cogs.ui.cards import Card
from cogs.ui.lists import last_page, leafed
from cogs.ui.replies import turn
from domain.models.entries import Kind, Ref

PAGE = 5
"""Endpoints of one page of a list."""


class ListButton(
    Action, template=rf"endpoint:list:(?P<page>{PAGE_NUMBER}):(?P<api>0|{NUMBER}):(?P<tag>#.*|)"
):
    """*Back* and *More*: another page of the list; a tag keeps its `#`, so that `#007` stays a word."""

    def __init__(self, page: int, api: int, tag: str, label: str = "More", *, disabled: bool = False) -> None:
        super().__init__(f"endpoint:list:{page}:{api}:{tag}", label, disabled=disabled)
        self._page, self._api, self._tag = page, api, tag.removeprefix("#")
        self.entry = Ref(Kind.API, api) if api else None

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, listing(interaction, self._tag or None, self._page, self._api))


async def listing(interaction: Interaction, tag: str | None, page: int, api: int = 0) -> Card:
    """One page (from 0) of the server's endpoints; `api` is the number of the only API that is wanted, or 0."""
    endpoints, total = await interaction.client.hub.endpoints.listed(
        guild_of(interaction), tag=tag, api=api or None, limit=PAGE, page=page, sight=sight_of(interaction)
    )
    narrowed = [f"of {Ref(Kind.API, api)}" if api else "", f"tag {text.plain(tag)}" if tag else ""]
    said = ", ".join(filter(None, narrowed))
    card = Card().title("Endpoints" + (f": {said}" if said else ""), f"{total} in all" if total else "")
    if not endpoints and said:
        none = "None with that tag." if tag else "It has none."
        return card.text(none).actions(ListButton(0, 0, "", "All endpoints"))
    if not endpoints:
        return card.text("None here yet. Share the first with /endpoint share.")
    for endpoint in endpoints:
        of = f"of {endpoint.api}" if endpoint.api else ""
        card.row(
            f"**{text.heading(endpoint)}**\n{text.plain(endpoint.summary)}\n"
            f"-# {byline(endpoint, of, endpoint.status.words)}",
            ShowButton(endpoint.ref),
        )
    kept_tag = f"#{tag}" if tag else ""
    return leafed(
        card,
        page,
        last_page(total, PAGE),
        lambda to, label, off: ListButton(to, api, kept_tag, label, disabled=off),
    )
