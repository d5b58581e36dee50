"""An endpoint's card, where it was shared by hand."""

import re
from collections.abc import Sequence
from io import BytesIO

import discord

from cogs.apis.uses import UseButton
from cogs.client import Interaction, guild_of, member_of
from cogs.entries import AllButton, byline, deliver_about
from cogs.ui import text
from cogs.ui.actions import NUMBER, Action
from cogs.ui.cards import TEXT_BUDGET, Accent, Card, note
from cogs.ui.replies import reply, think
from domain.models.endpoint import BY_HAND, Endpoint, Status
from domain.models.entries import Kind, Ref

ACCENTS = {
    Status.PLANNED: Accent.CALM,
    Status.MOCK: Accent.HELPED,
    Status.LIVE: Accent.DONE,
    Status.DEPRECATED: Accent.WAITS,
    Status.GONE: Accent.CALM,
}


class CurlButton(Action, template=rf"endpoint:curl:(?P<number>{NUMBER})"):
    """*curl*: a command that calls the endpoint, for the reader alone."""

    def __init__(self, number: int) -> None:
        super().__init__(f"endpoint:curl:{number}", "Call it with curl")
        self._number = number
        self.entry = Ref(Kind.ENDPOINT, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Show the command."""
        await think(interaction)
        endpoint = await interaction.client.hub.endpoints.get(guild_of(interaction), self._number)
        card = Card().title(text.heading(endpoint))
        if fits(card, curl_text(endpoint)):
            await reply(interaction, card.text(curl_text(endpoint)))
        else:
            file = discord.File(BytesIO(endpoint.curl().encode()), f"{endpoint.ref}.sh")
            words = f"The command for {endpoint.ref} is long, so here it is as a file:"
            await interaction.followup.send(words, file=file, ephemeral=True)


class StatusButton(Action, template=rf"endpoint:status:(?P<number>{NUMBER}):(?P<status>planned|mock|live)"):
    """*Now mock*, *Now live*: the author says how far the endpoint is."""

    def __init__(self, number: int, status: str) -> None:
        super().__init__(f"endpoint:status:{number}:{status}", f"It is {status} now")
        self._number, self._status = number, Status(status)
        self.entry = Ref(Kind.ENDPOINT, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Change the status."""
        await think(interaction)
        endpoint = await interaction.client.hub.endpoints.move(
            guild_of(interaction), self._number, self._status, by=member_of(interaction)
        )
        await deliver_about(interaction, endpoint.ref)
        await reply(interaction, note(f"**{text.heading(endpoint)}** is {endpoint.status.words} now."))


def endpoint_card(endpoint: Endpoint) -> Card:
    """An endpoint's card."""
    card = Card(ACCENTS[endpoint.status])
    card.title(text.heading(endpoint), byline(endpoint, endpoint.status.words))
    if len(endpoint.operation) > len(endpoint.title):
        card.field("Path", endpoint.operation, text.code)
    card.text(text.plain(endpoint.summary))
    card.field("Authentication", endpoint.auth, text.plain)
    card.field("Request", endpoint.request, example)
    card.field("Response", endpoint.response, example)
    number = endpoint.ref.number
    later = BY_HAND[BY_HAND.index(endpoint.status) + 1 :] if endpoint.status in BY_HAND else ()
    return card.actions(
        CurlButton(number),
        *(StatusButton(number, status.value) for status in later),
        UseButton(endpoint.ref) if endpoint.status is not Status.GONE else None,
        AllButton(endpoint.ref) if card.is_cut else None,
    )


def example(body: str) -> str:
    """An example of a body as code, coloured where it is JSON."""
    return text.code(body, "json" if body.lstrip().startswith(("{", "[")) else "")


def curl_text(endpoint: Endpoint) -> str:
    """A command that calls the endpoint, and what to set before."""
    needed = [name for name in ("BASE_URL", "TOKEN") if f"${name}" in endpoint.curl()]
    hint = f"\n-# Set {in_code(needed)} in your shell first." if needed else ""
    if places := list(dict.fromkeys(re.findall(r"\{\w+\}|<[\w:]+>", endpoint.path))):
        hint += f"\n-# Put a real value for {in_code(places)}."
    return text.code(endpoint.curl(), "sh") + hint


def in_code(words: Sequence[str]) -> str:
    """Names, each shown as code."""
    return " and ".join(f"`{word}`" for word in words)


def fits(card: Card, words: str) -> bool:
    """Whether a card still has room for `words` as they are: half a command would be worse than none."""
    return card.content_length() + len(words) <= TEXT_BUDGET
