"""The weekly recap in Discord: what was solved, what waits for a hand, what is new."""

from collections.abc import Sequence
from datetime import datetime

from discord import app_commands
from discord.ext import commands

from cogs.blockers.card import state_line, urgency_line
from cogs.blockers.lists import row_button
from cogs.client import HubBot, Interaction, guild_of, place_of
from cogs.ui import text
from cogs.ui.cards import TEXT_BUDGET, Accent, Card, joined, link_button, note
from cogs.ui.replies import reply, think
from domain.models.blocker import Blocker
from domain.models.delivery import DeliveryState
from domain.models.entries import Entry
from domain.models.recap import Recap

ROWS = 9
"""Waiting blockers that have their button: as many as a message has components for."""

ROW = 320
"""Characters of the longest row: a title of nothing but signs to escape, and two mentions."""

LINES = 8
"""Entries that one section of the recap names."""

SECTIONS = 1800
"""Characters that the waiting blockers leave to the sections below."""

END = 300
"""Characters that the sections leave to the last lines."""


def recap_card(recap: Recap) -> Card:
    """The recap: first what needs a hand, then what was learned, then what is new."""
    card = Card(Accent.HELPED)
    card.title("Weekly recap", f"{text.on_day(recap.period.start)} to {text.on_day(recap.period.end)}")
    waiting(card, recap.waiting)
    sections = {
        "Solved": ([solved_line(blocker) for blocker in recap.solved], "/blocker list show:Solved"),
        "New solutions": ([entry_line(solution) for solution in recap.posted], "/solution list"),
        "New endpoints": ([entry_line(endpoint) for endpoint in recap.endpoints], "/endpoint list"),
    }
    told = [(name, lines, rest) for name, (lines, rest) in sections.items() if lines]
    for position, (name, lines, rest) in enumerate(told):
        share = (room(card) - END) // (len(told) - position)
        card.text(section(name, lines, rest, limit=share))
    return card.text(
        "-# Stuck? `/blocker log`. Solved something? `/solution post`. Looking for something? `/search`."
    )


def preview_card(recap: Recap, due: datetime | None) -> Card:
    """The recap as it would read now, for one reader, and when the next one comes."""
    return recap_card(recap).line().text(f"-# Only you see this. {next_one(due)}")


def next_one(due: datetime | None) -> str:
    """When the next recap comes."""
    return (
        f"The next recap comes on {text.at(due)}."
        if due
        else "The first recap comes once something was logged."
    )


def room(card: Card) -> int:
    """Characters that still fit on a card."""
    return TEXT_BUDGET - card.content_length()


def waiting(card: Card, blockers: Sequence[Blocker]) -> None:
    """The blockers that wait, oldest first, each with its button; the rest is counted."""
    if not blockers:
        return
    card.text(f"**Waiting for a hand** ({len(blockers)})")
    shown = 0
    while shown < min(ROWS, len(blockers)) and room(card) >= ROW + SECTIONS + END:
        waiting_row(card, blockers[shown])
        shown += 1
    if shown < len(blockers):
        card.text(f"-# and {len(blockers) - shown} more: `/blocker list`")


def waiting_row(card: Card, blocker: Blocker) -> None:
    """One blocker that waits, as short as it can be said, with its button."""
    since = f"by {text.person(blocker.author)}, {text.when(blocker.created_at)}"
    detail = joined([urgency_line(blocker), state_line(blocker), since])
    card.row(f"**{text.heading(blocker)}**\n-# {detail}", row_button(blocker))


def section(name: str, lines: Sequence[str], rest: str, *, limit: int) -> str:
    """A list under its name, as many whole lines as fit in `limit` characters; the `rest` is counted."""
    count = min(LINES, len(lines))
    while len(told := listed(name, lines, rest, count)) > limit and count:
        count -= 1
    return told


def listed(name: str, lines: Sequence[str], rest: str, count: int) -> str:
    """The first `count` lines under their name, and how many more there are."""
    left = len(lines) - count
    more = [f"-# and {left} more: `{rest}`"] if left else []
    return "\n".join([f"**{name}** ({len(lines)})", *lines[:count], *more])


def solved_line(blocker: Blocker) -> str:
    """A solved blocker: who was stuck, who helped, where the solution is."""
    helped = f" with {text.person(blocker.helper)}" if blocker.helper else ""
    return f"- {linked(blocker)} → **{blocker.solution}**, by {text.person(blocker.author)}{helped}"


def entry_line(entry: Entry) -> str:
    """An entry and who shared it."""
    return f"- {linked(entry)}, by {text.person(entry.author)}"


def linked(entry: Entry) -> str:
    """An entry's number, leading to its card, and its title."""
    number = (
        f"[**{entry.ref}**]({text.link(entry.guild_id, entry.card)})" if entry.card else f"**{entry.ref}**"
    )
    return f"{number} {text.plain(entry.title)}"


class Recaps(commands.GroupCog, name="recap", description="The weekly recap"):
    """The commands of `/recap`."""

    def __init__(self, bot: HubBot) -> None:
        del bot
        super().__init__()

    @app_commands.command(name="preview")
    async def preview(self, interaction: Interaction) -> None:
        """See how the recap would read now; nobody else sees it"""
        await think(interaction)
        recap, due = await interaction.client.hub.recaps.preview(guild_of(interaction))
        if recap.is_quiet:
            quiet = "It was a quiet week so far: there is nothing to tell."
            await reply(interaction, note(f"{quiet} {next_one(due)}"))
        else:
            await reply(interaction, preview_card(recap, due))

    @app_commands.command(name="now")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def now(self, interaction: Interaction) -> None:
        """Post the recap of the last seven days now; the weekly one comes all the same"""
        await think(interaction)
        place = place_of(interaction)
        hub = interaction.client.hub
        key = await hub.recaps.make_now(place, cause=interaction.id)
        if key is None:
            await reply(
                interaction, note("It was a quiet week: there is nothing to tell, so I posted nothing.")
            )
            return
        delivery = await hub.outbox.deliver(place.guild_id, key)
        if delivery and delivery.state is DeliveryState.SENT and delivery.spot:
            button = link_button("Go to the recap", text.link(place.guild_id, delivery.spot))
            await reply(interaction, note("The recap is posted.", button))
        elif delivery and delivery.state is DeliveryState.DUE:
            await reply(
                interaction, note("Discord does not take the recap right now; I post it as soon as it does.")
            )
        else:
            await reply(
                interaction,
                note("I may not post the recap in the hub's channel. /setup hub says what is missing."),
            )
