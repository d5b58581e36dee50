"""Endpoints in Discord: share one, see what there is, call one."""

import re
from collections.abc import Sequence
from io import BytesIO

import discord
from discord import app_commands
from discord.ext import commands

from cogs.client import HubBot, Interaction, guild_of, member_of, place_of
from cogs.entries import AllButton, ShowButton, byline, deliver_about, entries_like, kept, tag_like
from cogs.history import HistoryButton
from cogs.secrets import warn
from cogs.sight import see, sight_of
from cogs.ui import text
from cogs.ui.actions import NUMBER, PAGE_NUMBER, Action
from cogs.ui.cards import TEXT_BUDGET, Accent, Card, note
from cogs.ui.forms import Form, long_field, short_field
from cogs.ui.lists import last_page, leafed
from cogs.ui.replies import reply, think, turn
from domain.masking import masked_fields
from domain.models.endpoint import (
    BY_HAND,
    EXAMPLE_LIMIT,
    PATH_LIMIT,
    SUMMARY_LIMIT,
    Endpoint,
    EndpointDraft,
    Method,
    Status,
    path_of,
)
from domain.models.entries import Kind, Ref
from domain.text import tag_of

PAGE = 5
"""Endpoints of one page of a list."""

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
"""The methods that are shared by hand."""

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


class ListButton(Action, template=rf"endpoint:list:(?P<page>{PAGE_NUMBER}):(?P<tag>#.*|)"):
    """*Back* and *More*: another page of the list; a tag keeps its `#`, so that `#007` stays a word."""

    def __init__(self, page: int, tag: str, label: str = "More", *, disabled: bool = False) -> None:
        super().__init__(f"endpoint:list:{page}:{tag}", label, disabled=disabled)
        self._page, self._tag = page, tag.removeprefix("#")

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, listing(interaction, self._tag or None, self._page))


class ShareForm(Form, title="Share an endpoint"):
    """What somebody needs to call an endpoint."""

    def __init__(self, method: Method, path: str, status: Status) -> None:
        super().__init__()
        self._method, self._path, self._status = method, path, status
        self.add_item(short_field("What does it do?", "summary", limit=SUMMARY_LIMIT))
        self.add_item(
            short_field(
                "How does one authenticate?",
                "auth",
                limit=SUMMARY_LIMIT,
                hint="Such as: Bearer JWT. Never a real token.",
                required=False,
            )
        )
        self.add_item(
            long_field("An example of the request's body", "request", limit=EXAMPLE_LIMIT, required=False)
        )
        self.add_item(
            long_field("An example of the response", "response", limit=EXAMPLE_LIMIT, required=False)
        )
        self.add_item(short_field("Tags", "tags", limit=150, hint="Such as: users, auth", required=False))

    async def submitted(self, interaction: Interaction) -> None:
        """Share the endpoint and post its card."""
        draft = EndpointDraft.written(
            method=self._method,
            path=self._path,
            status=self._status,
            summary=self.typed("summary"),
            auth=self.typed("auth"),
            request=self.typed("request"),
            response=self.typed("response"),
            tags=self.typed("tags"),
        )
        await think(interaction)
        endpoint = await interaction.client.hub.endpoints.share(
            place_of(interaction),
            draft,
            by=member_of(interaction),
            cause=interaction.id,
            sight=sight_of(interaction),
        )
        card = await kept(interaction, endpoint, f"**{text.heading(endpoint)}** is shared.")
        await reply(interaction, warn(card, masked_fields(endpoint), endpoint.ref))


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


async def listing(interaction: Interaction, tag: str | None, page: int) -> Card:
    """One page (from 0) of the server's endpoints."""
    endpoints, total = await interaction.client.hub.endpoints.listed(
        guild_of(interaction), tag=tag, limit=PAGE, page=page, sight=sight_of(interaction)
    )
    card = Card().title(
        "Endpoints" + (f": tag {text.plain(tag)}" if tag else ""), f"{total} in all" if total else ""
    )
    if not endpoints:
        return card.text("None here yet. Share the first with /endpoint share.")
    for endpoint in endpoints:
        card.row(
            f"**{text.heading(endpoint)}**\n{text.plain(endpoint.summary)}\n"
            f"-# {byline(endpoint, endpoint.status.words)}",
            ShowButton(endpoint.ref),
        )
    kept_tag = f"#{tag}" if tag else ""
    return leafed(
        card,
        page,
        last_page(total, PAGE),
        lambda to, label, off: ListButton(to, kept_tag, label, disabled=off),
    )


class Endpoints(commands.GroupCog, name="endpoint", description="What the backend offers, ready to call"):
    """The commands of `/endpoint`."""

    def __init__(self, bot: HubBot) -> None:
        super().__init__()
        bot.add_dynamic_items(CurlButton, StatusButton, ListButton)

    @app_commands.command(name="share")
    @app_commands.describe(
        method="The HTTP method",
        path="Its path or URL, such as /api/users/{id}/",
        status="How far it is; live, if you say nothing",
    )
    @app_commands.choices(
        method=[app_commands.Choice(name=word, value=word) for word in METHODS],
        status=[
            app_commands.Choice(name=status.value.capitalize(), value=status.value) for status in BY_HAND
        ],
    )
    async def share(
        self,
        interaction: Interaction,
        method: str,
        path: app_commands.Range[str, 1, PATH_LIMIT],
        status: str = Status.LIVE.value,
    ) -> None:
        """Share an endpoint with those who call it"""
        await interaction.response.send_modal(ShareForm(Method(method), path_of(path), Status(status)))

    @app_commands.command(name="list")
    @app_commands.describe(tag="Only those with this tag")
    @app_commands.autocomplete(tag=tag_like)
    async def list(self, interaction: Interaction, tag: str | None = None) -> None:
        """See which endpoints there are"""
        await think(interaction)
        await reply(interaction, await listing(interaction, tag_of(tag), 0))

    @app_commands.command(name="show")
    @app_commands.describe(number="The endpoint's number, such as E7")
    @app_commands.autocomplete(number=entries_like(Kind.ENDPOINT))
    async def show(self, interaction: Interaction, number: str) -> None:
        """See one endpoint, with a ready curl command"""
        ref = Ref.parse(number, Kind.ENDPOINT)
        await think(interaction)
        await see(interaction, ref)
        endpoint = await interaction.client.hub.endpoints.get(guild_of(interaction), ref.number)
        card = endpoint_card(endpoint).line()
        command = curl_text(endpoint)
        if not fits(card, command):
            command = "-# The curl command is long: press “Call it with curl”."
        await reply(interaction, card.text(command).actions(HistoryButton(ref)))
