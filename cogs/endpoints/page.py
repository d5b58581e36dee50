"""An endpoint's private page: what it does, what goes in and comes out, and how to call it."""

from datetime import date
from typing import Final

from cogs.apis.known import up_line
from cogs.apis.sunset import last_day
from cogs.apis.uses import UseButton
from cogs.endpoints.buttons import PartButton, StatusButton, WholeButton
from cogs.endpoints.card import ACCENTS, endpoint_card
from cogs.endpoints.parts import PARTS, blocks_of, is_long, paged
from cogs.endpoints.sharing import EditButton
from cogs.entries import ShowButton, byline
from cogs.history import HistoryButton
from cogs.ui import text
from cogs.ui.cards import TEXT_BUDGET, Accent, Card, joined
from cogs.ui.lists import leafed
from domain.apis.showing.snippets import LANGUAGES
from domain.models.api import Api, Outcome
from domain.models.endpoint import Status
from domain.shared_apis.opening import Opened

REASON: Final = 80
"""Characters of why its API could not be checked; its card tells more."""


def page_card(opened: Opened, today: date, part: str = "about", page: int = 0) -> Card:
    """One page (from 0) of a part of an endpoint; the last one where there are fewer by now.

    `today` is the day where its server is.
    """
    endpoint = opened.endpoint
    if opened.api is None and part == "about":
        return _by_hand(opened, today)
    card = Card(_accent_of(opened))
    card.title(text.heading(endpoint), byline(endpoint, _status_of(opened)))
    if opened.api and part == "about":
        card.text(_standing(opened, opened.api, today))
    if opened.snippets:
        pages = paged(blocks_of(opened, part))
        page = min(page, len(pages) - 1)
        card.text(pages[page])
        number = endpoint.ref.number
        leafed(
            card,
            page,
            len(pages) - 1,
            lambda to, label, off: PartButton(number, part, to, label=label, disabled=off, way="leaf"),
        )
    return _with_ways(card, opened, part)


def _by_hand(opened: Opened, today: date) -> Card:
    """The page of an endpoint that was shared by hand: its card, and how to call it."""
    endpoint = opened.endpoint
    card = endpoint_card(endpoint, today).line()
    call = "\n".join(blocks_of(opened, "curl"))
    if is_long(endpoint.curl()) or card.content_length() + len(call) > TEXT_BUDGET:
        call = "-# The curl command is long: press “Call it with curl”."
    number = endpoint.ref.number
    others = (PartButton(number, name) for name in LANGUAGES if name != "curl")
    card.text(call).actions(*others, HistoryButton(endpoint.ref))
    is_there = endpoint.status is not Status.GONE
    return card.actions(EditButton(number), StatusButton(number, "gone") if is_there else None)


def _with_ways(card: Card, opened: Opened, part: str) -> Card:
    """The card with the ways to the other parts, and on."""
    endpoint = opened.endpoint
    number = endpoint.ref.number
    told = [name for name in PARTS if _is_told(opened, name)]
    buttons = {name: PartButton(number, name, disabled=name == part) for name in told}
    card.actions(*(button for name, button in buttons.items() if name not in LANGUAGES))
    card.actions(*(button for name, button in buttons.items() if name in LANGUAGES))
    return card.actions(
        UseButton(endpoint.ref) if endpoint.status is not Status.GONE and not _is_retired(opened) else None,
        WholeButton(number) if opened.snippets else None,
        HistoryButton(endpoint.ref),
        ShowButton(opened.api.ref, f"Its API, {opened.api.ref}") if opened.api else None,
    )


def _is_told(opened: Opened, part: str) -> bool:
    """Whether a part of an endpoint's page has something to say."""
    match part:
        case "about":
            return bool(opened.snippets)
        case "body":
            return opened.page is not None and opened.page.body is not None
        case "answers":
            return opened.page is not None
        case _:
            return part in opened.snippets


def _is_retired(opened: Opened) -> bool:
    return opened.api is not None and not opened.api.is_in_use


def _status_of(opened: Opened) -> str:
    """How far an endpoint is, in words; of a retired API's, that."""
    return "its API is retired" if _is_retired(opened) else opened.endpoint.status.words


def _accent_of(opened: Opened) -> Accent:
    """The stripe that repeats how an endpoint and its API stand."""
    if _is_retired(opened):
        return Accent.CALM
    is_unknown = opened.api is not None and opened.api.last_check.outcome is Outcome.UNCHECKED
    return Accent.WAITS if is_unknown else ACCENTS[opened.endpoint.status]


def _standing(opened: Opened, api: Api, today: date) -> str:
    """Which API an endpoint belongs to, and whether it will be there tomorrow."""
    endpoint = opened.endpoint
    of_api = f"Of **{text.heading(api)}**"
    if _is_retired(opened):
        lines = [f"{of_api}, which is retired: nobody should build on it any more."]
    else:
        lines = [joined([of_api, up_line(api, REASON)]), last_day(endpoint, today)]
    if endpoint.status is Status.GONE and endpoint.gone_in:
        last = endpoint.gone_in - 1
        told = (
            f"Below is how revision {last} told it."
            if opened.page
            else f"Revision {last} is not kept any more."
        )
        lines.append(f"**Gone** since revision {endpoint.gone_in}. {told}")
    elif opened.page is None:
        lines.append("Its document is not kept any more.")
    if len(endpoint.operation) > len(endpoint.title):
        lines.append(text.code(endpoint.operation))
    return "\n".join(filter(None, lines))
