"""What an API offers: its endpoints, page by page, for the reader alone."""

from collections.abc import Sequence

from cogs.apis.choices import EndpointPicker, choice_of
from cogs.client import Interaction, guild_of
from cogs.ui import text
from cogs.ui.actions import NUMBER, PAGE_NUMBER, Action
from cogs.ui.cards import Card, joined
from cogs.ui.lists import last_page, leafed
from cogs.ui.replies import reply, think, turn
from domain.models.api import Api
from domain.models.endpoint import Endpoint, Status
from domain.models.entries import Kind, Ref
from domain.text import shortened

PAGE = 15
"""Endpoints of one page."""

WORD_LIMIT = 50
"""Characters of what a list is narrowed to."""

LINE = 110
"""Characters of an operation in a list."""


class OffersButton(Action, template=rf"api:all:(?P<number>{NUMBER})"):
    """*All 40 endpoints*: the whole list."""

    def __init__(self, number: int, label: str = "All endpoints") -> None:
        super().__init__(f"api:all:{number}", label)
        self.entry = self._ref = Ref(Kind.API, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Show the first page."""
        await think(interaction)
        await reply(interaction, await offers(interaction, self._ref.number, "", 0))


class OffersPageButton(
    Action, template=rf"api:page:(?P<number>{NUMBER}):(?P<page>{PAGE_NUMBER}):(?P<wanted>.*)"
):
    """*Back* and *More*: another page of it."""

    def __init__(
        self, number: int, page: int, wanted: str | int, label: str = "More", *, disabled: bool = False
    ) -> None:
        super().__init__(f"api:page:{number}:{page}:{wanted}", label, disabled=disabled)
        self.entry = self._ref = Ref(Kind.API, number)
        self._page, self._wanted = page, str(wanted)

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, offers(interaction, self._ref.number, self._wanted, self._page))


async def offers(interaction: Interaction, number: int, word: str, page: int) -> Card:
    """One page (from 0) of an API's endpoints that have the word; the last one, if there are fewer by now."""
    apis, guild_id = interaction.client.hub.apis.sharing, guild_of(interaction)
    return offers_card(await apis.get(guild_id, number), await apis.endpoints(guild_id, number), word, page)


def offers_card(api: Api, endpoints: Sequence[Endpoint], word: str, page: int) -> Card:
    """One page of the endpoints that an API has, narrowed to those that have the word."""
    found = [each for each in endpoints if each.status is not Status.GONE and has(each, word)]
    last = last_page(len(found), PAGE)
    page = min(page, last)
    about = joined([f"with “{text.plain(word)}”" if word else "", f"{len(found)} in all" if found else ""])
    card = Card().title(f"{text.heading(api)}: endpoints", about)
    if not found:
        return card.text("None has that word. Leave `filter` out to see them all." if word else "None yet.")
    shown = found[page * PAGE : (page + 1) * PAGE]
    card.text("\n".join(map(line_of, shown)))
    card.menu(EndpointPicker(api.ref.number, [choice_of(each) for each in shown]))
    return leafed(
        card,
        page,
        last,
        lambda to, label, off: OffersPageButton(api.ref.number, to, word, label, disabled=off),
    )


def has(endpoint: Endpoint, word: str) -> bool:
    """Whether a word stands in an endpoint's operation, summary or tags."""
    said = " ".join([endpoint.operation, endpoint.summary, *endpoint.tags]).casefold()
    return word.casefold() in said


def line_of(endpoint: Endpoint) -> str:
    """An endpoint on a line of a list."""
    about = "**deprecated**" if endpoint.status is Status.DEPRECATED else ""
    told = joined([about, text.plain(endpoint.summary)])
    operation = text.plain(shortened(endpoint.operation, LINE))
    return f"`{endpoint.ref}` {operation}" + (f"\n-# {told}" if told else "")
