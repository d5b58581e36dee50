"""The one error surface: from any exception to the sentence that the member reads."""

import logging
import secrets
from io import BytesIO

import aiohttp
import discord
from discord import app_commands, ui

from cogs.client import HubBot, Interaction
from cogs.ui.cards import Card
from cogs.ui.replies import reply
from cogs.ui.text import code, escaped, fitted
from domain.errors import DomainError

log = logging.getLogger(__name__)

EXPIRED = {10062, 50027, 40060}
"""Discord's error codes for an interaction that can no longer be answered: unknown, expired, answered before."""

KEPT_TEXT = 3000
"""Characters of what was written into a form that are given back on the card; more comes as a file."""


class NexusTree(app_commands.CommandTree[HubBot]):
    """The command tree, with its door to the error surface."""

    async def interaction_check(self, interaction: discord.Interaction[HubBot], /) -> bool:
        """Let the interaction in, or tell why not."""
        try:
            await self.client.admit(interaction)
        except DomainError as error:
            if interaction.type is discord.InteractionType.autocomplete:
                await interaction.response.autocomplete([])
            else:
                await self.client.report(interaction, error)
            return False
        return True

    async def on_error(
        self, interaction: discord.Interaction[HubBot], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell what went wrong in a command or a message menu."""
        await self.client.report(interaction, error)


async def report(interaction: Interaction, error: Exception, *, written: str = "") -> None:
    """Tell the member, privately, what went wrong and what to do.

    What is not foreseen gets an apology with a reference, which the log has too, with the traceback.
    `written` is what was typed into a form: it is given back.
    """
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, discord.HTTPException) and cause.code in EXPIRED:
        log.info("Too late to answer: %s", cause.text)
        return
    card = Card().text(sentence_for(cause))
    file = given_back(card, written)
    try:
        await reply(interaction, card, file=file)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as failure:
        log.warning("Could not tell the member: %s", failure)


def given_back(card: Card, written: str) -> discord.File | None:
    """Put what was typed into a form on the card or, where it is too long for that, into a file beside it."""
    if not written:
        return None
    shown, cut = fitted(written, KEPT_TEXT, code)
    if not cut:
        card.text(f"What you wrote, so that it is not lost:\n{shown}")
        return None
    card.text("What you wrote is in this file, so that it is not lost:")
    file = discord.File(BytesIO(written.encode()), "what-you-wrote.txt")
    card.add_item(ui.File(file))
    return file


def sentence_for(error: Exception) -> str:
    """What the member reads."""
    match error:
        case DomainError():
            return escaped(error.sentence)
        case app_commands.MissingPermissions():
            return "This is for administrators: it needs the permission “Manage Server”."
        case app_commands.CommandSignatureMismatch() | app_commands.CommandNotFound():
            return (
                "This command has changed. Please reload Discord (Ctrl+R, or restart the app) and try again."
            )
        case app_commands.TransformerError():
            return "I cannot read one of the options. Please choose it from the list and try again."
        case _:
            reference = secrets.token_hex(4)
            log.error("Unforeseen error, reference %s", reference, exc_info=error)
            return (
                "Something went wrong on my side. Please look whether it worked before you try again;"
                f" if it stays, tell an administrator this reference: `{reference}`."
            )
