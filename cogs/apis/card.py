"""An API's card: what it is, how well that is known, and what it offers."""

from collections.abc import Sequence
from datetime import date

from cogs.apis.buttons import RefreshButton
from cogs.apis.changes import ChangesButton
from cogs.apis.choices import EndpointPicker, choice_of
from cogs.apis.difference import version_words
from cogs.apis.known import revision_line, up_line
from cogs.apis.offers import OffersButton
from cogs.apis.standing import RETIRED, BringBackButton
from cogs.apis.sunset import countdown
from cogs.apis.uses import UseButton
from cogs.entries import byline
from cogs.history import HistoryButton
from cogs.ui import text
from cogs.ui.cards import CHOICES, Accent, Card, joined
from domain.models.api import Api, Outcome
from domain.models.endpoint import Endpoint, Status
from domain.text import shortened

WARNINGS = 3
"""Warnings about a document that a card names."""


def api_card(api: Api, endpoints: Sequence[Endpoint], today: date) -> Card:
    """An API's card; `endpoints` are all that it has or had, `today` is the day where its server is."""
    offered = [each for each in endpoints if each.status is not Status.GONE]
    card = Card(accent_of(api)).title(text.heading(api), byline(api, *states(api)))
    card.field("What it is for", api.told.description, text.prose, limit=500)
    card.text("\n".join(facts(api)))
    if ending := countdown(endpoints, today):
        card.text(ending)
    if not api.is_in_use:
        card.text(f"It {RETIRED}")
    elif api.source.is_masked:
        card.text(f"It {api.why_still}")
    if api.told.warnings:
        card.text(warnings_text(api.told.warnings))
    if offered:
        card.menu(EndpointPicker(api.ref.number, [choice_of(each) for each in offered[:CHOICES]]))
    return card.actions(
        OffersButton(api.ref.number, f"All {len(offered)} endpoints") if len(offered) > CHOICES else None,
        RefreshButton(api.ref.number) if api.is_in_use and not api.why_still else None,
        changes_button(api),
        UseButton(api.ref) if api.is_in_use else BringBackButton(api.ref.number),
        HistoryButton(api.ref),
    )


def changes_button(api: Api) -> ChangesButton | None:
    """Leads to what changed in the newest revision; the first has nothing to tell."""
    if api.revision < 2:
        return None
    return ChangesButton(api.ref.number, api.revision - 1, api.revision)


def accent_of(api: Api) -> Accent:
    """The stripe that repeats how an API stands."""
    if not api.is_in_use:
        return Accent.CALM
    return Accent.WAITS if api.last_check.outcome is Outcome.UNCHECKED else Accent.DONE


def states(api: Api) -> list[str]:
    """What an API is and how it stands, in words."""
    return [api.told.format, version_words(api.told.version), api.watch.words]


def facts(api: Api) -> list[str]:
    """Where an API is, how one authenticates, how much there is, and how well that is known."""
    deprecated = f"{api.deprecated} deprecated" if api.deprecated else ""
    lines = [
        f"**Address** {text.plain(api.told.servers[0])}" if api.told.servers else "",
        f"**Authentication** {text.plain(api.told.auth)}" if api.told.auth else "",
        f"**Offers** {joined([text.counted(api.live, 'endpoint'), deprecated, users_line(api.users)])}",
        f"**Document** {text.plain(api.source.address) or 'shared as a file'}",
        up_line(api),
        revision_line(api),
    ]
    return [line for line in lines if line]


def users_line(users: int) -> str:
    """How many members use something, in words."""
    return f"used by {text.counted(users, 'member')}" if users else ""


def warnings_text(warnings: Sequence[str]) -> str:
    """What is wrong with a document that could be read all the same."""
    shown = [f"- {text.plain(shortened(each, 160))}" for each in warnings[:WARNINGS]]
    more = len(warnings) - WARNINGS
    head = "**Read, but not all of its document is as it should be:**"
    return "\n".join([head, *shown, *([f"-# and {more} more"] if more > 0 else [])])
