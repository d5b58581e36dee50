"""Sharing an API, and what is said where it is there already."""

import discord

from cogs.apis.editing import EditButton
from cogs.apis.refreshing import ThereButton, content_of
from cogs.apis.standing import BringBackButton
from cogs.client import Interaction, member_of, place_of
from cogs.entries import ShowButton, kept
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.cards import Card, note
from cogs.ui.replies import reply, think
from domain.errors import BadInput
from domain.models.api import Api
from domain.models.deeds import Deed
from domain.models.entries import Member
from domain.shared_apis.before_sharing import SharedBefore
from domain.text import clean, tags_of


async def share(
    interaction: Interaction,
    url: str | None,
    file: discord.Attachment | None,
    *,
    title: str,
    tags: str,
) -> None:
    """Answer `/api share`.

    Raises:
        BadInput: not just one of address and document was given, or it cannot be used.
    """
    if (url is None) == (file is None):
        raise BadInput("Give either the address of the API, as url, or its document, as file.")
    words = tags_of(tags)
    await think(interaction)
    try:
        api = await _shared(interaction, url, file, title=title, tags=words)
    except SharedBefore as known:
        await reply(interaction, shared_before_card(known, member_of(interaction)))
        return
    card = await kept(interaction, api, f"**{text.heading(api)}** is shared.")
    await reply(interaction, card.actions(EditButton(api.ref.number)))


async def _shared(
    interaction: Interaction,
    url: str | None,
    file: discord.Attachment | None,
    *,
    title: str,
    tags: tuple[str, ...],
) -> Api:
    apis, place, by = interaction.client.hub.apis.sharing, place_of(interaction), member_of(interaction)
    sight, cause = sight_of(interaction), interaction.id
    if file is None:
        return await apis.share_address(
            place, clean(url or ""), title=title, tags=tags, by=by, cause=cause, sight=sight
        )
    content = await content_of(file)
    return await apis.share_file(
        place, file.filename, content, title=title, tags=tags, by=by, cause=cause, sight=sight
    )


def shared_before_card(known: SharedBefore, by: Member) -> Card:
    """What there is already of what somebody shares, and what they can do with it."""
    api = known.api
    may_move = known.address and api.allows(Deed.REVISE, by)
    return note(
        text.escaped(known.sentence),
        ThereButton.of(api.ref.number, known.address) if may_move else None,
        None if api.is_in_use else BringBackButton(api.ref.number),
        ShowButton(api.ref, f"Show {api.ref}"),
    )
