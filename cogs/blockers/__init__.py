"""Blockers in Discord: log one, see what waits, offer help, find a way out."""

from discord import app_commands
from discord.ext import commands

from cogs.blockers import buttons, lists, log, more, offer, resolve
from cogs.blockers.lists import FILTERS, listing
from cogs.client import HubBot, Interaction
from cogs.entries import entries_like, show, tag_like
from cogs.ui.lists import choices_of
from cogs.ui.replies import reply, think
from domain.models.entries import Kind, Ref
from domain.text import tag_of


class Blockers(commands.GroupCog, name="blocker", description="What people are stuck on, and who helps"):
    """The commands of `/blocker`, and *Log as blocker* in a message's menu."""

    def __init__(self, bot: HubBot) -> None:
        super().__init__()
        self._bot = bot
        self._menu = app_commands.ContextMenu(name="Log as blocker", callback=log.log_as_blocker)
        bot.add_dynamic_items(
            *buttons.ACTIONS,
            resolve.ResolveButton,
            resolve.AloneButton,
            more.MoreButton,
            more.EditButton,
            more.DuplicateButton,
            more.HandOverPicker,
            lists.ListButton,
            log.StillStuckButton,
            log.AnewButton,
            *offer.BUTTONS,
        )

    async def cog_load(self) -> None:
        """Add the message menu, which a cog does not bring by itself."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the message menu away."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name="log")
    @app_commands.describe(message="A link to the message that tells of it, to start from")
    async def log(self, interaction: Interaction, message: str | None = None) -> None:
        """Say what you are stuck on, and get help"""
        await log.begin(interaction, message)

    @app_commands.command(name="list")
    @app_commands.rename(chosen="show")
    @app_commands.describe(
        chosen="Which blockers; those still waiting, if you say nothing", tag="Only those with this tag"
    )
    @app_commands.choices(chosen=choices_of(FILTERS))
    @app_commands.autocomplete(tag=tag_like)
    async def list(self, interaction: Interaction, chosen: str = "waiting", tag: str | None = None) -> None:
        """See who is stuck on what, most urgent first"""
        await think(interaction)
        await reply(interaction, await listing(interaction, chosen, tag_of(tag), 0))

    @app_commands.command(name="show")
    @app_commands.describe(number="The blocker's number, such as B12")
    @app_commands.autocomplete(number=entries_like(Kind.BLOCKER))
    async def show(self, interaction: Interaction, number: str) -> None:
        """See one blocker, with its buttons"""
        await show(interaction, Ref.parse(number, Kind.BLOCKER))
