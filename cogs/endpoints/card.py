"""An endpoint's card, where it was shared by hand."""

from datetime import date
from typing import Final

from cogs.apis.sunset import last_day
from cogs.apis.uses import UseButton
from cogs.endpoints.buttons import CurlButton, StatusButton
from cogs.entries import AllButton, byline
from cogs.ui import text
from cogs.ui.cards import Accent, Card
from domain.models.endpoint import BY_HAND, Endpoint, Status

ACCENTS: Final = {
    Status.PLANNED: Accent.CALM,
    Status.MOCK: Accent.HELPED,
    Status.LIVE: Accent.DONE,
    Status.DEPRECATED: Accent.WAITS,
    Status.GONE: Accent.CALM,
}


def endpoint_card(endpoint: Endpoint, today: date) -> Card:
    """An endpoint's card; `today` is the day where its server is."""
    card = Card(ACCENTS[endpoint.status])
    card.title(text.heading(endpoint), byline(endpoint, endpoint.status.words))
    if len(endpoint.operation) > len(endpoint.title):
        card.field("Path", endpoint.operation, text.code)
    card.text(text.plain(endpoint.summary))
    card.text(last_day(endpoint, today))
    card.field("Authentication", endpoint.auth, text.plain)
    card.field("Request", endpoint.request, example)
    card.field("Response", endpoint.response, example)
    number = endpoint.ref.number
    later = BY_HAND[BY_HAND.index(endpoint.status) + 1 :] if endpoint.status in BY_HAND else ()
    if endpoint.status is Status.GONE:
        later = BY_HAND
    return card.actions(
        CurlButton(number),
        *(StatusButton(number, status.value) for status in later),
        UseButton(endpoint.ref) if endpoint.status is not Status.GONE else None,
        AllButton(endpoint.ref) if card.is_cut else None,
    )


def example(body: str) -> str:
    """An example of a body as code, coloured where it is JSON."""
    return text.code(body, "json" if body.lstrip().startswith(("{", "[")) else "")
