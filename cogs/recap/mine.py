"""A member's own week: for them alone, as Markdown to take along, and as a letter each week."""

from collections.abc import Sequence
from typing import Final

from cogs.apis.card import users_line
from cogs.client import Interaction, guild_of, member_of
from cogs.recap.card import fitting, listed, room
from cogs.recap.markdown import markdown_of
from cogs.recap.sections import (
    Lines,
    breaking_counts,
    entry_line,
    lines,
    linked,
    new_line,
    request_line,
    unchecked_line,
)
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.actions import Action
from cogs.ui.cards import Accent, Card, joined
from cogs.ui.replies import reply_file, think, turn
from domain.apis.comparing.words import counts
from domain.models.api_week import ApiWeek
from domain.models.blocker import Blocker
from domain.models.entries import Entry
from domain.models.my_week import MyWeek
from domain.models.request import Request
from domain.models.schedule import Schedule
from domain.models.solution import Solution

END: Final = 400
"""Characters that the lists leave to the last lines."""


class CopyButton(Action, template="recap:me:copy"):
    """*Copy as Markdown*: one's week as a file."""

    def __init__(self) -> None:
        super().__init__("recap:me:copy", "Copy as Markdown")

    async def pressed(self, interaction: Interaction) -> None:
        """Send the file privately."""
        await think(interaction)
        week = await week_of(interaction)
        server = await interaction.client.hub.servers.get(guild_of(interaction))
        zone = (server.schedule if server else Schedule()).zone
        name = interaction.guild.name if interaction.guild else ""
        markdown = markdown_of(week, name, zone)
        await reply_file(interaction, "Your week, as Markdown:", "my-week.md", markdown.encode())


class LetterButton(Action, template=r"recap:letter:(?P<word>on|off)"):
    """*Send me this each week* and *No more letters*."""

    def __init__(self, word: str) -> None:
        super().__init__(
            f"recap:letter:{word}", "Send me this each week" if word == "on" else "No more letters"
        )
        self._wanted = word == "on"

    async def pressed(self, interaction: Interaction) -> None:
        """Get a private message each week from now on, or none any more, and show it."""
        weeks, by = interaction.client.hub.weeks, member_of(interaction)
        await weeks.send_letters(guild_of(interaction), wanted=self._wanted, by=by)
        await turn(interaction, mine_of(interaction))


async def week_of(interaction: Interaction) -> MyWeek:
    """The last seven days of whoever asks."""
    weeks, by = interaction.client.hub.weeks, member_of(interaction)
    return await weeks.mine(guild_of(interaction), by.id, sight=sight_of(interaction))


async def mine_of(interaction: Interaction) -> Card:
    """The week of whoever asks, and whether it comes to them each week."""
    week = await week_of(interaction)
    wants = await interaction.client.hub.weeks.wants_letters(guild_of(interaction), member_of(interaction).id)
    return mine_card(week, wants_letters=wants)


def mine_card(week: MyWeek, *, wants_letters: bool) -> Card:
    """One's own week, to look at."""
    card = week_card(week, "Your week")
    if week.is_quiet:
        card.text(
            "In the last seven days you logged, solved, posted and shared nothing, and nothing waits for you."
        )
    if wants_letters:
        card.text(
            "-# This comes to you as a private message each week, when the recap is due."
            " It cannot reach you while you allow no direct messages from this server."
        )
    return card.actions(
        None if week.is_quiet else CopyButton(), LetterButton("off" if wants_letters else "on")
    )


def letter_card(week: MyWeek, server: str) -> Card:
    """One's own week as a private message; of nothing, none is sent."""
    card = week_card(week, f"Your week in {text.plain(server)}")
    card.text(
        "-# You asked for this letter. `/recap me` in the server shows all of it, and ends the letters."
    )
    return card.moot() if week.is_quiet else card


def week_card(week: MyWeek, title: str) -> Card:
    """What waits for somebody and what they did, as much of each as fits."""
    days = f"{text.on_day(week.period.start)} to {text.on_day(week.period.end)}"
    card = Card(Accent.HELPED).title(title, days)
    parts = parts_of(week)
    for part, count in zip(parts, fitting(parts, room(card) - END), strict=True):
        card.text(listed(part, count))
    return card


def parts_of(week: MyWeek) -> Sequence[Lines]:
    """The lists of a week, first what waits for its member."""
    return [
        *lines("Waiting for your word", week.to_decide, answer_line),
        *lines("Asked of you", week.to_answer, request_line),
        *lines("Your APIs that could not be checked", week.unchecked, unchecked_line),
        *lines("Your APIs that changed", week.revised, own_revised_line),
        *lines("Broke, and you use it", week.broken, broken_line),
        *lines("You help with", week.helping, entry_line),
        *lines("You are still stuck on", week.stuck, own_line),
        *lines("You logged", week.logged, own_line),
        *lines("Solved", week.solved, solved_line),
        *lines("You helped to solve", week.helped, entry_line),
        *lines("You posted", week.posted, posted_line),
        *lines("You shared", week.shared, own_line),
        *lines("APIs that you shared", week.shared_apis, new_line),
        *lines("You asked for, and it was answered", week.answered, reply_line),
    ]


def broken_line(week: ApiWeek) -> str:
    """An API that broke, and how much of what one uses."""
    return f"{entry_line(week.api)}: {breaking_counts(week)}"


def own_revised_line(week: ApiWeek) -> str:
    """An API of one's own that changed, how much, and how many use it."""
    return f"{own_line(week.api)}: {joined([counts(week.changes), users_line(week.api.users)])}"


def own_line(entry: Entry) -> str:
    """An entry of one's own."""
    return f"- {linked(entry)}"


def answer_line(blocker: Blocker) -> str:
    """One's own blocker with an answer."""
    return own_line(blocker) + (
        f", with an answer of {text.person(blocker.proposal.by)}" if blocker.proposal else ""
    )


def solved_line(blocker: Blocker) -> str:
    """One's own blocker that was solved, and with whom."""
    helped = f", with {text.person(blocker.helper)}" if blocker.helper else ""
    return f"{own_line(blocker)} → **{blocker.solution}**{helped}"


def reply_line(request: Request) -> str:
    """One's own request, and what became of it."""
    return f"{own_line(request)}: {request.state.words}"


def posted_line(solution: Solution) -> str:
    """One's own solution, and how often it helped."""
    return own_line(solution) + (f", helped {solution.helped}" if solution.helped else "")
