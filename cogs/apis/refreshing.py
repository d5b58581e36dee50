"""Bringing an API's document up to date: by a look, by a file, or from another address."""

from typing import Final

import discord

from cogs.apis.buttons import tell_outcome
from cogs.blockers.log import read
from cogs.client import Interaction, guild_of, member_of
from cogs.sight import see, sight_of
from cogs.ui import text
from cogs.ui.actions import NUMBER, Action
from cogs.ui.replies import think
from domain.apis.limits import MIB, SIZE
from domain.errors import BadInput
from domain.models.entries import Kind, Ref
from domain.text import clean

ID_LIMIT: Final = 100
"""Characters of a button's id."""


class ThereButton(Action, template=rf"api:there:(?P<number>{NUMBER}):(?P<address>https?://.+)"):
    """*Watch it there from now on*: an API gets the address at which somebody found it."""

    def __init__(self, number: int, address: str) -> None:
        super().__init__(f"api:there:{number}:{address}", "Watch it there from now on")
        self.entry = self._ref = Ref(Kind.API, number)
        self._address = address

    async def pressed(self, interaction: Interaction) -> None:
        """Give it the address."""
        await think(interaction)
        await relocate(interaction, self._ref, self._address, replaces=False)

    @classmethod
    def of(cls, number: int, address: str) -> "ThereButton | None":
        """The button; None where the address is none, or too long for one."""
        return cls(number, address) if address and len(f"api:there:{number}:{address}") <= ID_LIMIT else None


async def refresh(
    interaction: Interaction, number: str, url: str | None, file: discord.Attachment | None, *, replaces: bool
) -> None:
    """Answer `/api refresh`.

    Raises:
        BadInput: two documents were given.
    """
    if url and file:
        raise BadInput("Give either the new address of the API, as url, or its new document, as file.")
    ref = Ref.parse(number, Kind.API)
    await think(interaction)
    await see(interaction, ref)
    if url:
        await relocate(interaction, ref, clean(url), replaces=replaces)
        return
    watching, guild_id, by = (
        interaction.client.hub.apis.watching,
        guild_of(interaction),
        member_of(interaction),
    )
    if file:
        content = await content_of(file)
        api = await watching.bring(guild_id, ref.number, content, by=by, replaces=replaces)
    else:
        api = await watching.refresh(guild_id, ref.number, replaced_by=by if replaces else None)
    await tell_outcome(interaction, api)


async def relocate(interaction: Interaction, ref: Ref, address: str, *, replaces: bool) -> None:
    """Give an API another address, and answer; the interaction was acknowledged before."""
    api = await interaction.client.hub.apis.relocating.relocate(
        guild_of(interaction),
        ref.number,
        address,
        by=member_of(interaction),
        replaces=replaces,
        sight=sight_of(interaction),
    )
    await tell_outcome(interaction, api, f"It is watched at {text.plain(api.source.address)} from now on.")


async def content_of(file: discord.Attachment) -> bytes:
    """What an uploaded document says.

    Raises:
        BadInput: it is too large.
        Refused: Discord does not hand it out.
    """
    if file.size > SIZE:
        raise BadInput(f"The file has {file.size / MIB:.1f} MiB, and a document at most {SIZE // MIB}.")
    return (await read(file)).content
