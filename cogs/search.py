"""Search in Discord: by command, or by mentioning Nexus with a question."""

import logging
import re

import discord
from discord import app_commands
from discord.ext import commands

from cogs.blockers.log import LogForm
from cogs.client import HubBot, Interaction, guild_of, member_of
from cogs.entries import ShowButton, tag_like
from cogs.hits import hit_text
from cogs.sight import sight_of, sight_of_readers
from cogs.ui import text
from cogs.ui.actions import PAGE_NUMBER, Action
from cogs.ui.cards import Card, joined
from cogs.ui.replies import reply, think, turn
from domain.errors import DomainError
from domain.models.entries import TEXT_LIMIT, Kind, Member
from domain.models.search import QUERY_LIMIT, Found, Query, Within
from domain.text import shortened, tag_of

log = logging.getLogger(__name__)

ANSWERS = 3
"""Hits shown to a question in chat."""

SEARCH = r"\d{1,15}"
"""In a template: a search's number."""


class PageButton(Action, template=rf"search:page:(?P<search>{SEARCH}):(?P<page>{PAGE_NUMBER})"):
    """*Back* and *More*: another page of a search."""

    def __init__(self, search: int, page: int, label: str = "More", *, disabled: bool = False) -> None:
        super().__init__(f"search:page:{search}:{page}", label, disabled=disabled)
        self._search, self._page = search, page

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, self._drawn(interaction))

    async def _drawn(self, interaction: Interaction) -> Card:
        search = interaction.client.hub.search
        return results_card(
            await search.page(guild_of(interaction), self._search, self._page, sight=sight_of(interaction))
        )


class AskButton(Action, template=rf"search:log:(?P<search>{SEARCH})"):
    """*Log a blocker*: nothing fitted; ask people, with the question filled in."""

    def __init__(self, search: int) -> None:
        super().__init__(f"search:log:{search}", "Log a blocker", style=discord.ButtonStyle.primary)
        self._search = search

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form of a blocker."""
        # One indexed row of the local file: well within the time that a form has.
        query = await interaction.client.hub.search.query(guild_of(interaction), self._search)
        await interaction.response.send_modal(LogForm(happened=query.text[:TEXT_LIMIT]))


def results_card(found: Found) -> Card:
    """One page of a search's hits."""
    filters = joined(
        [
            f"{found.query.within.kind.word}s only" if found.query.within.kind else "",
            f"tag {text.plain(found.query.within.tag)}" if found.query.within.tag else "",
        ]
    )
    asked = text.plain(shortened(found.query.text, 200))
    if not found.hits:
        card = Card().title(f"Nothing found for “{asked}”", filters)
        card.text(
            "Try other words, or log a blocker: whoever knows sees it, and its solution is found next time."
        )
        return card.actions(AskButton(found.search_id))
    count = (
        f"{found.total} found"
        if found.pages == 1
        else f"{found.total} found, page {found.page + 1} of {found.pages}"
    )
    card = Card().title(f"“{asked}”", joined([count, filters]))
    for hit in found.hits:
        card.row(hit_text(hit), ShowButton(hit.ref))
    if not found.fits:
        card.text("-# Not what you look for? Try other words, or log a blocker.")
    paged = found.pages > 1
    return card.actions(
        PageButton(found.search_id, max(found.page - 1, 0), "Back", disabled=found.page == 0)
        if paged
        else None,
        PageButton(found.search_id, found.page + 1, disabled=found.page + 1 >= found.pages)
        if paged
        else None,
        AskButton(found.search_id),
    )


def answer_card(found: Found) -> Card:
    """The answer to a question in chat: the best hits, or the offer to ask people."""
    if not found.fits:
        card = Card().text(
            "I found nothing that fits. Log it as a blocker: whoever knows sees it,"
            " and its solution is found next time."
        )
        return card.actions(AskButton(found.search_id))
    card = Card().title("This may help")
    for hit in found.hits[:ANSWERS]:
        card.row(hit_text(hit), ShowButton(hit.ref))
    return card.actions(AskButton(found.search_id))


class Search(commands.Cog):
    """`/search`, and questions that mention Nexus."""

    def __init__(self, bot: HubBot) -> None:
        super().__init__()
        self._bot = bot
        bot.add_dynamic_items(PageButton, AskButton)

    @app_commands.command(name="search")
    @app_commands.describe(
        query="What you look for, in your own words, or the error you see",
        kind="Only these",
        tag="Only those with this tag",
    )
    @app_commands.choices(
        kind=[app_commands.Choice(name=f"{kind.word.capitalize()}s", value=kind.value) for kind in Kind]
    )
    @app_commands.autocomplete(tag=tag_like)
    async def search(
        self,
        interaction: Interaction,
        query: app_commands.Range[str, 1, QUERY_LIMIT],
        kind: str | None = None,
        tag: str | None = None,
    ) -> None:
        """Find what was solved before"""
        await think(interaction)
        found = await interaction.client.hub.search.ask(
            guild_of(interaction),
            Query(query, Within(Kind(kind) if kind else None, tag_of(tag))),
            by=member_of(interaction),
            sight=sight_of(interaction),
        )
        await reply(interaction, results_card(found))

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that mentions Nexus by name with the best matches."""
        me = self._bot.user
        if me is None or message.author.bot:
            return
        if message.guild is None:
            await said(
                message, "I answer questions in a server's channels, from what that server has learned."
            )
            return
        if not mentions(message.content, me.id):
            return
        question = re.sub(r"\s*<@[!&]?\d+>", "", message.content)
        asker = Member(message.author.id, message.author.display_name)
        try:
            found = await self._bot.hub.search.ask(
                message.guild.id, Query(question), by=asker, sight=sight_of_readers(message)
            )
        except DomainError:
            await said(
                message,
                "Ask me with a question, such as “why does Celery not see my task?”. /help shows the rest.",
            )
        except Exception:
            await said(message, "Something went wrong on my side. Please ask again in a while.")
            raise  # discord.py logs it, with the traceback
        else:
            await answered(message, answer_card(found))


def mentions(content: str, user_id: int) -> bool:
    """Whether a text mentions the user in writing; a reply's silent mention is none."""
    return re.search(rf"<@!?{user_id}>", content) is not None


async def said(message: discord.Message, sentence: str) -> None:
    """Answer a message with a sentence."""
    await answered(message, Card().text(sentence))


async def answered(message: discord.Message, card: Card) -> None:
    """Answer a message with a card; where Nexus may not write, the log says so."""
    try:
        await message.reply(view=card, mention_author=False)
    except discord.Forbidden as error:
        log.warning("May not answer in channel %s: %s", message.channel.id, error.text)
    except discord.HTTPException as error:
        log.warning("Could not answer in channel %s: %s", message.channel.id, error)
