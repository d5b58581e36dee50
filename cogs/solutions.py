"""Solutions in Discord: post one, save one from a message, look one up."""

import asyncio
import re

import discord
from discord import app_commands
from discord.ext import commands

from cogs.client import HubBot, Interaction, guild_of, member_of, place_of
from cogs.entries import AllButton, ShowButton, byline, entries_like, kept, show
from cogs.ui import text
from cogs.ui.cards import Accent, Card
from cogs.ui.forms import Form, long_field, short_field
from cogs.ui.replies import reply, think
from domain.errors import BadInput, NotFound
from domain.models.blocker import TEXT_LIMIT
from domain.models.entries import Kind, Ref
from domain.models.solution import LINK_LIMIT, Solution, SolutionDraft

MESSAGE_LINK = re.compile(
    r"https://(?:\w+\.)?discord(?:app)?\.com/channels/(\d{1,20})/(\d{1,20})/(\d{1,20})/?"
)

PATIENCE = 1.5
"""Seconds to wait for a linked message: a form must open within three."""


class SolutionForm(Form, title="Post a solution"):
    """A problem and what solved it."""

    def __init__(self, *, problem: str = "", fix: str = "", link: str = "") -> None:
        super().__init__()
        self.add_item(
            long_field(
                "What was the problem?",
                "problem",
                limit=TEXT_LIMIT,
                hint="In words that others would search for",
                filled=problem,
            )
        )
        self.add_item(long_field("What fixed it?", "solution", limit=TEXT_LIMIT, filled=fix))
        self.add_item(long_field("Code", "code", limit=TEXT_LIMIT, required=False))
        self.add_item(
            short_field(
                "Link",
                "link",
                limit=LINK_LIMIT,
                hint="To the documentation or the talk",
                filled=link,
                required=False,
            )
        )
        self.add_item(short_field("Tags", "tags", limit=150, hint="Such as: django, celery", required=False))

    async def submitted(self, interaction: Interaction) -> None:
        """Keep the solution and post its card."""
        draft = SolutionDraft.written(
            problem=self.typed("problem"),
            fix=self.typed("solution"),
            code=self.typed("code"),
            link=self.typed("link"),
            tags=self.typed("tags"),
        )
        await think(interaction)
        solution = await interaction.client.hub.solutions.post(
            place_of(interaction), draft, by=member_of(interaction), cause=interaction.id
        )
        sentence = f"**{text.heading(solution)}** is posted, and /search finds it from now on."
        await reply(interaction, await kept(interaction, solution, sentence))


def solution_card(solution: Solution) -> Card:
    """A solution's card."""
    card = Card(Accent.DONE).title(text.heading(solution), byline(solution, "solution"))
    card.field("Problem", solution.problem, text.prose)
    card.field("Cause", solution.cause, text.prose)
    card.field("Fix", solution.fix, text.prose)
    card.field("Code", solution.code, text.code)
    card.field("Link", solution.link, "<{}>".format)
    return card.actions(
        ShowButton(solution.blocker, f"Show blocker {solution.blocker}") if solution.blocker else None,
        AllButton(solution.ref) if card.is_cut else None,
    )


class Solutions(commands.GroupCog, name="solution", description="What was solved, kept for the next one"):
    """The commands of `/solution`, and *Save as solution* in a message's menu."""

    def __init__(self, bot: HubBot) -> None:
        super().__init__()
        self._bot = bot
        self._menu = app_commands.ContextMenu(name="Save as solution", callback=save_as_solution)

    async def cog_load(self) -> None:
        """Add the message menu, which a cog does not bring by itself."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the message menu away."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name="post")
    @app_commands.describe(message="A link to the message that solved it, to start from")
    async def post(self, interaction: Interaction, message: str | None = None) -> None:
        """Share how you solved something"""
        form = SolutionForm() if message is None else await form_from(interaction, message)
        await interaction.response.send_modal(form)

    @app_commands.command(name="show")
    @app_commands.describe(number="The solution's number, such as S40")
    @app_commands.autocomplete(number=entries_like(Kind.SOLUTION))
    async def show(self, interaction: Interaction, number: str) -> None:
        """See one solution"""
        await show(interaction, Ref.parse(number, Kind.SOLUTION))


async def save_as_solution(interaction: Interaction, message: discord.Message) -> None:
    """The message menu: the form, filled from the message."""
    await interaction.response.send_modal(form_of(message))


async def form_from(interaction: Interaction, link: str) -> SolutionForm:
    """The form, filled from the message that `link` leads to, as far as Nexus may read it.

    Raises:
        BadInput: it is no link to a message of this server.
        NotFound: the message is not there, or not for this member to read.
    """
    match = MESSAGE_LINK.fullmatch(link.strip())
    if match is None or int(match[1]) != guild_of(interaction):
        raise BadInput(
            "That is not a link to a message of this server. Choose “Copy Message Link” in a message's menu."
        )
    guild, user = interaction.guild, interaction.user
    channel = guild.get_channel_or_thread(int(match[2])) if guild else None
    hidden = NotFound("There is no such message that both of us can read. Check the link and the channel.")
    if not isinstance(channel, discord.abc.Messageable) or not isinstance(user, discord.Member):
        raise hidden
    allowed = channel.permissions_for(user)
    # Who is in a private thread, a bot without privileged intents cannot know.
    is_private = isinstance(channel, discord.Thread) and channel.is_private() and not allowed.manage_threads
    if is_private or not (allowed.view_channel and allowed.read_message_history):
        raise hidden
    try:
        async with asyncio.timeout(PATIENCE):
            return form_of(await channel.fetch_message(int(match[3])))
    except discord.NotFound as error:
        raise hidden from error
    except (discord.HTTPException, TimeoutError):
        return SolutionForm(link=link.strip())


def form_of(message: discord.Message) -> SolutionForm:
    """The form, filled from a message: what it says solved it, and what it answers was the problem.

    Discord hides the text of some messages from bots; the link is there all the same.
    """
    answered = message.reference.resolved if message.reference else None
    problem = words_of(answered) if isinstance(answered, discord.Message) else ""
    return SolutionForm(problem=problem, fix=words_of(message), link=message.jump_url)


def words_of(message: discord.Message) -> str:
    """What a message says, people by name, without the mention that called Nexus."""
    me = message.guild.me if message.guild else None
    words = message.clean_content
    return words.replace(f"@{me.display_name}", "").strip() if me else words
