"""Search in Discord: by command, by a message's menu, or by mentioning Nexus with a question."""

from dataclasses import replace

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from cogs.client import HubBot, Interaction, guild_of, member_of
from cogs.entries import tag_like
from cogs.search.buttons import SEARCH_BUTTONS
from cogs.search.filters import KINDS, STATES, TIMES
from cogs.search.forgetting import ForgetButton, forget_card
from cogs.search.mentions import heard
from cogs.search.messages import find_solutions, query_from
from cogs.sight import sight_of
from cogs.ui.cards import CHOICE_LIMIT
from cogs.ui.replies import reply, think
from domain.models.entries import Kind, Member
from domain.models.search import QUERY_LIMIT, Condition, Past, Within
from domain.text import shortened, tag_of


class Search(commands.Cog):
    """`/search`, `/forget`, *Find solutions* in a message's menu, and questions that mention Nexus."""

    def __init__(self, bot: HubBot) -> None:
        super().__init__()
        self._bot = bot
        bot.add_dynamic_items(*SEARCH_BUTTONS, ForgetButton)
        self._menu = app_commands.ContextMenu(name="Find solutions", callback=find_solutions)

    async def cog_load(self) -> None:
        """Add the message menu, which a cog does not bring by itself."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the message menu away."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name="search")
    @app_commands.describe(
        query="What you look for, in your own words; the error you see; or a link to a message",
        kind="Only these",
        tag="Only those with this tag",
        author="Only what this member wrote",
        state="Only those that stand so",
        time="Only what is not older",
    )
    @app_commands.choices(kind=KINDS, state=STATES, time=TIMES)
    @app_commands.autocomplete(tag=tag_like)
    async def search(
        self,
        interaction: Interaction,
        query: app_commands.Range[str, 1, QUERY_LIMIT],
        *,
        kind: str | None = None,
        tag: str | None = None,
        author: discord.Member | discord.User | None = None,
        state: str | None = None,
        time: str | None = None,
    ) -> None:
        """Find what was solved before"""
        await think(interaction)
        asked = await query_from(interaction, query)
        within = Within(
            kind=Kind(kind) if kind else None,
            tag=tag_of(tag),
            author=Member(author.id, author.display_name) if author else None,
            condition=Condition(state) if state else None,
            dismissed=asked.within.dismissed,
        )
        found = await interaction.client.hub.search.ask(
            guild_of(interaction),
            replace(asked, within=within),
            by=member_of(interaction),
            sight=sight_of(interaction),
            past=Past(time) if time else None,
        )
        await reply(interaction, interaction.client.gallery.results(found))

    @search.autocomplete("query")
    async def complete_query(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Completes the titles of entries; what was typed can be searched for all the same."""
        if interaction.guild_id is None:
            return []
        chosen = [kind for kind in Kind if kind.value == interaction.namespace.kind]
        titles = await interaction.client.hub.search.titles(
            interaction.guild_id,
            typed,
            Within(chosen[0] if chosen else None),
            sight=sight_of(interaction),
        )
        # What is sent is what is seen, so that whoever changes a choice knows what they change.
        choices = [shortened(f"{each.ref} · {each.title}", CHOICE_LIMIT) for each in titles]
        return [Choice(name=words, value=words) for words in choices]

    @app_commands.command(name="forget")
    async def forget(self, interaction: Interaction) -> None:
        """Have me forget what you searched for here"""
        await reply(interaction, forget_card())

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that mentions Nexus by name with the best matches."""
        await heard(self._bot, message)
