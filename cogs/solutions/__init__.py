"""Solutions in Discord: post one, save one from messages, find those there are, and say whether they hold."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from cogs.client import HubBot, Interaction
from cogs.entries import entries_like, show, tag_like
from cogs.solutions import buttons, lists, more, saving, votes
from cogs.solutions.lists import FILTERS, listing
from cogs.solutions.saving import blocker_of, form_from, save_as_solution
from cogs.solutions.wordings import WORDING_BUTTONS
from cogs.ui.lists import choices_of
from cogs.ui.replies import reply, think
from domain.models.entries import Kind, Ref
from domain.text import tag_of, tags_of


class Solutions(commands.GroupCog, name="solution", description="What was solved, kept for the next one"):
    """The commands of `/solution`, and *Save as solution* in a message's menu."""

    def __init__(self, bot: HubBot) -> None:
        super().__init__()
        self._bot = bot
        bot.add_dynamic_items(
            *buttons.ACTIONS,
            votes.HelpedButton,
            votes.FailedButton,
            more.MoreButton,
            more.EditButton,
            more.DetailsButton,
            more.SupersedeButton,
            lists.SolutionsButton,
            saving.AllInOneButton,
            saving.CancelButton,
            *WORDING_BUTTONS,
        )
        self._menu = app_commands.ContextMenu(name="Save as solution", callback=save_as_solution)

    async def cog_load(self) -> None:
        """Add the message menu, which a cog does not bring by itself."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the message menu away."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name="post")
    @app_commands.describe(
        blocker="The blocker that it solves, such as B12",
        tags="What it is found by, such as: django celery",
        message="A link to the message with the answer, to start from",
        challenge="A link to the message that asked",
    )
    @app_commands.autocomplete(blocker=entries_like(Kind.BLOCKER))
    async def post(
        self,
        interaction: Interaction,
        blocker: str | None = None,
        tags: str = "",
        message: str | None = None,
        challenge: str | None = None,
    ) -> None:
        """Share how you solved something"""
        typed = " ".join(tags_of(tags))
        # A few rows of the local file: well within the time that a form has.
        asked = await blocker_of(interaction, Ref.parse(blocker, Kind.BLOCKER)) if blocker else None
        form = await form_from(interaction, message, challenge, asked, typed)
        await interaction.response.send_modal(form)

    @post.autocomplete("tags")
    async def complete_tags(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Completes the last of several tags."""
        *before, last = typed.replace(",", " ").split(" ")
        done = " ".join(filter(None, before))
        found = await tag_like(interaction, last)
        choices = [f"{done} {choice.value}".strip() for choice in found if choice.value not in before]
        return [Choice(name=words, value=words) for words in choices if len(words) <= 100]

    @app_commands.command(name="list")
    @app_commands.rename(chosen="show")
    @app_commands.describe(
        chosen="Which solutions; the newest, if you say nothing", tag="Only those with this tag"
    )
    @app_commands.choices(chosen=choices_of(FILTERS))
    @app_commands.autocomplete(tag=tag_like)
    async def list(self, interaction: Interaction, chosen: str = "newest", tag: str | None = None) -> None:
        """See what was solved, and whether it still holds"""
        await think(interaction)
        await reply(interaction, await listing(interaction, chosen, tag_of(tag), 0))

    @app_commands.command(name="show")
    @app_commands.describe(number="The solution's number, such as S40")
    @app_commands.autocomplete(number=entries_like(Kind.SOLUTION))
    async def show(self, interaction: Interaction, number: str) -> None:
        """See one solution, with its buttons"""
        await show(interaction, Ref.parse(number, Kind.SOLUTION))
