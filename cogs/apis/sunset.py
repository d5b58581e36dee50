"""Sunsets in Discord: when something deprecated may be gone, said by its owner and told to those who use it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from cogs.apis.uses import MineButton
from cogs.client import Interaction, guild_of, member_of
from cogs.endpoints.typed import named_in
from cogs.entries import ShowButton, deliver_about
from cogs.sight import see
from cogs.ui import text
from cogs.ui.cards import Accent, Card, note
from cogs.ui.replies import reply, think
from domain.models.endpoint import Endpoint, Status
from domain.models.entries import Kind
from domain.shared_apis.sunsets import AHEAD, SunsetWord

SOON = 3
"""Endpoints whose last days an API's card tells, the first to go first."""


async def announce(interaction: Interaction, typed: str, day: str) -> None:
    """Answer `/api sunset`."""
    await think(interaction)
    ref = await named_in(interaction, typed, Kind.ENDPOINT)
    await see(interaction, ref)
    sunsets, guild_id = interaction.client.hub.apis.sunsets, guild_of(interaction)
    endpoint = await sunsets.announce(guild_id, ref.number, day, by=member_of(interaction))
    await deliver_about(interaction, endpoint.api or ref)
    if endpoint.sunset:
        ahead = ahead_words(endpoint.sunset, await sunsets.today(guild_id))
        said = f"is deprecated and {sunset_words(endpoint.sunset)}. Those who use it hear of it {ahead}."
    else:
        said = f"stays. It is {endpoint.status.words}."
    await reply(interaction, note(f"**{text.heading(endpoint)}** {said}"))


def ahead_words(day: date, today: date) -> str:
    """When those who use something hear of its last day."""
    first, last = AHEAD
    match (day - today).days:
        case left if left >= first:
            return "a week and a day ahead"
        case left if left > last:
            return "now, and a day ahead"
        case _:
            return "now"


def sunset_words(day: date, today: date | None = None) -> str:
    """Until when something stays, and how long that is; or that it is still there when that day is over."""
    moment = datetime.combine(day, time(12), UTC)
    if today and day < today:
        return f"was to stay until {text.on_day(moment)}, and is still there"
    return f"may be gone after {text.on_day(moment)}, {text.when(moment)}"


def last_day(endpoint: Endpoint, today: date) -> str:
    """That an endpoint is deprecated, and until when it stays; nothing where it has no last day, or is gone."""
    if endpoint.sunset is None or endpoint.status is Status.GONE:
        return ""
    return f"**Deprecated**: it {sunset_words(endpoint.sunset, today)}"


def countdown(endpoints: Sequence[Endpoint], today: date) -> str:
    """The endpoints that may be gone first, and when; nothing where none has a last day."""
    ending = [each for each in endpoints if each.sunset and each.status is not Status.GONE]
    ending.sort(key=lambda each: (each.sunset or today, each.ref.number))
    lines = [
        f"- `{each.ref}` {text.plain(each.title)} {sunset_words(each.sunset, today)}"
        for each in ending[:SOON]
        if each.sunset
    ]
    more = [f"-# and {len(ending) - SOON} more"] if len(ending) > SOON else []
    return "\n".join(["**Deprecated**", *lines, *more]) if lines else ""


def sunset_card(word: SunsetWord) -> Card:
    """Calls those who use an endpoint that may soon be gone; once there is nothing to tell, no message is made."""
    endpoint = word.endpoint
    card = Card(Accent.WAITS).calls(word.called)
    card.title(f"{text.heading(endpoint)} {sunset_words(word.day)}")
    card.text("You said that you use it, or its API. Time to move on to what takes its place.")
    card.actions(ShowButton(endpoint.ref), MineButton(0, "What I use"))
    return card if word.called else card.moot()
