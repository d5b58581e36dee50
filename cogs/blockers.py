"""Blockers in Discord: log one, see what waits, offer help, resolve."""

import discord
from discord import app_commands
from discord.ext import commands

from cogs.client import HubBot, Interaction, guild_of, member_of, place_of
from cogs.entries import AllButton, ShowButton, byline, deliver_card, entries_like, kept, show, tag_like
from cogs.ui import text
from cogs.ui.actions import NUMBER, PAGE_NUMBER, Action
from cogs.ui.cards import Accent, Button, Card, joined, link_button, note
from cogs.ui.forms import Form, choice_field, long_field, short_field
from cogs.ui.replies import reply, think, turn
from domain.models.blocker import GOAL_LIMIT, TEXT_LIMIT, Blocker, BlockerDraft, State, Urgency
from domain.models.entries import Kind, Ref
from domain.models.solution import Resolution, Solution
from domain.text import tag_of

PAGE = 5
"""Blockers of one page of a list."""

FILTERS: dict[str, tuple[str, tuple[State, ...]]] = {
    "waiting": ("still waiting", (State.OPEN, State.CLAIMED)),
    "open": ("nobody helps yet", (State.OPEN,)),
    "solved": ("solved", (State.SOLVED,)),
    "all": ("all", tuple(State)),
}
"""What a list can show: its word in a button's id, its words for people, the states."""

ACCENTS = {State.OPEN: Accent.WAITS, State.CLAIMED: Accent.HELPED, State.SOLVED: Accent.DONE}


class ClaimButton(Action, template=rf"blocker:claim:(?P<number>{NUMBER})"):
    """*I can help*: whoever presses it becomes the blocker's helper."""

    def __init__(self, number: int) -> None:
        super().__init__(f"blocker:claim:{number}", "I can help", style=discord.ButtonStyle.success)
        self._number = number

    async def pressed(self, interaction: Interaction) -> None:
        """Claim the blocker."""
        await think(interaction)
        blocker = await interaction.client.hub.blockers.claim(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        await deliver_card(interaction, blocker.ref)
        await reply(
            interaction,
            note(
                f"You are helping {text.person(blocker.author)} with **{text.heading(blocker)}**. Thank you!"
                " When it is solved, press “Resolve”; if you cannot go on, “Hand back”.",
                to_card(blocker),
                ShowButton(blocker.ref, "Show it here"),
            ),
        )


class ReleaseButton(Action, template=rf"blocker:release:(?P<number>{NUMBER})"):
    """*Hand back*: the helper cannot go on; somebody else may."""

    def __init__(self, number: int) -> None:
        super().__init__(f"blocker:release:{number}", "Hand back")
        self._number = number

    async def pressed(self, interaction: Interaction) -> None:
        """Release the blocker."""
        await think(interaction)
        blocker = await interaction.client.hub.blockers.release(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        await deliver_card(interaction, blocker.ref)
        await reply(interaction, note(f"**{text.heading(blocker)}** is open for another helper again."))


class ResolveButton(Action, template=rf"blocker:resolve:(?P<number>{NUMBER})"):
    """*Resolve*: asks for cause and fix, which become a solution."""

    def __init__(self, number: int) -> None:
        super().__init__(f"blocker:resolve:{number}", "Resolve", style=discord.ButtonStyle.primary)
        self._number = number

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form."""
        await interaction.response.send_modal(ResolveForm(self._number))


class ListButton(
    Action, template=rf"blocker:list:(?P<chosen>{'|'.join(FILTERS)}):(?P<page>{PAGE_NUMBER}):(?P<tag>.*)"
):
    """*Back* and *More*: another page of a list."""

    def __init__(
        self, chosen: str, page: int, tag: str | int, label: str = "More", *, disabled: bool = False
    ) -> None:
        super().__init__(f"blocker:list:{chosen}:{page}:{tag}", label, disabled=disabled)
        self._chosen, self._page, self._tag = chosen, page, str(tag)

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, listing(interaction, self._chosen, self._tag or None, self._page))


class LogForm(Form, title="Log a blocker"):
    """What is needed to help somebody."""

    def __init__(self, happened: str = "") -> None:
        super().__init__()
        self.add_item(short_field("What are you trying to do?", "goal", limit=GOAL_LIMIT))
        self.add_item(
            long_field(
                "What happened instead?",
                "happened",
                limit=TEXT_LIMIT,
                hint="The error in full, if there is one",
                filled=happened,
            )
        )
        self.add_item(long_field("What have you tried?", "tried", limit=TEXT_LIMIT, required=False))
        self.add_item(short_field("Tags", "tags", limit=150, hint="Such as: django, celery", required=False))
        words = {urgency.value: urgency.words.capitalize() for urgency in Urgency}
        self.add_item(choice_field("How urgent is it?", "urgency", words, chosen=Urgency.TODAY.value))

    async def submitted(self, interaction: Interaction) -> None:
        """Log the blocker and post its card."""
        draft = BlockerDraft.written(
            goal=self.typed("goal"),
            happened=self.typed("happened"),
            tried=self.typed("tried"),
            tags=self.typed("tags"),
            urgency=Urgency(self.chosen("urgency") or Urgency.TODAY.value),
        )
        await think(interaction)
        blocker = await interaction.client.hub.blockers.log(
            place_of(interaction), draft, by=member_of(interaction), cause=interaction.id
        )
        sentence = (
            f"**{text.heading(blocker)}** is logged. Whoever can help presses “I can help” on its card."
        )
        await reply(interaction, await kept(interaction, blocker, sentence))


class ResolveForm(Form, title="Resolve"):
    """What caused a blocker, and what fixed it."""

    def __init__(self, number: int) -> None:
        super().__init__(title=f"Resolve B{number}")
        self._number = number
        self.add_item(long_field("What was the cause?", "cause", limit=TEXT_LIMIT))
        self.add_item(long_field("What fixed it?", "fix", limit=TEXT_LIMIT))
        self.add_item(long_field("Code that helps the next one", "code", limit=TEXT_LIMIT, required=False))

    async def submitted(self, interaction: Interaction) -> None:
        """Resolve the blocker, write the solution, bring the card up to date."""
        resolution = Resolution.written(
            cause=self.typed("cause"), fix=self.typed("fix"), code=self.typed("code")
        )
        await think(interaction)
        blocker, solution = await interaction.client.hub.blockers.resolve(
            guild_of(interaction), self._number, resolution, by=member_of(interaction), cause=interaction.id
        )
        await deliver_card(interaction, blocker.ref)
        await reply(
            interaction,
            note(
                f"**{text.heading(blocker)}** is solved, and kept as solution **{solution.ref}** for the next one.",
                to_card(blocker),
                ShowButton(solution.ref, f"Show {solution.ref}"),
            ),
        )


def blocker_card(blocker: Blocker, solution: Solution | None = None) -> Card:
    """A blocker's card, with its solution's cause and fix once it is solved."""
    card = Card(ACCENTS[blocker.state])
    card.title(text.heading(blocker), byline(blocker, urgency_line(blocker), state_line(blocker)))
    limit = 400 if solution else 700
    if len(blocker.goal) > len(blocker.title):
        card.field("Goal", blocker.goal, text.prose, limit=limit)
    card.field("What happened", blocker.happened, text.prose, limit=limit)
    card.field("Tried", blocker.tried, text.prose, limit=limit)
    if solution:
        card.field("Cause", solution.cause, text.prose)
        card.field("Fix", solution.fix, text.prose)
        card.field("Code", solution.code, text.code)
    number = blocker.ref.number
    return card.actions(
        ClaimButton(number) if blocker.state is State.OPEN else None,
        ReleaseButton(number) if blocker.state is State.CLAIMED else None,
        ResolveButton(number) if blocker.state is not State.SOLVED else None,
        AllButton(blocker.ref) if card.is_cut else None,
        ShowButton(blocker.solution, f"Show {blocker.solution}") if blocker.solution else None,
    )


def urgency_line(blocker: Blocker) -> str:
    """How soon help is needed, in words; nothing once it was found."""
    return "" if blocker.state is State.SOLVED else blocker.urgency.words


def state_line(blocker: Blocker) -> str:
    """Where a blocker stands, in words."""
    if blocker.state is State.CLAIMED and blocker.helper:
        return f"{text.person(blocker.helper)} helps"
    if blocker.state is State.SOLVED and blocker.solved_at:
        return f"solved {text.when(blocker.solved_at)}"
    return blocker.state.words


def to_card(blocker: Blocker) -> Button | None:
    """A button to the blocker's card, if it was posted."""
    return link_button("Go to the card", text.link(blocker.guild_id, blocker.card)) if blocker.card else None


def blocker_row(card: Card, blocker: Blocker) -> None:
    """One blocker of a list, with what one can do beside it."""
    place = f" [(card)]({text.link(blocker.guild_id, blocker.card)})" if blocker.card else ""
    detail = byline(blocker, urgency_line(blocker), state_line(blocker))
    card.row(f"**{text.heading(blocker)}**{place}\n-# {detail}", row_button(blocker))


def row_button(blocker: Blocker) -> Button:
    """What one can do with a blocker of a list: help, where nobody does yet."""
    return ClaimButton(blocker.ref.number) if blocker.state is State.OPEN else ShowButton(blocker.ref)


async def listing(interaction: Interaction, chosen: str, tag: str | None, page: int) -> Card:
    """One page (from 0) of a list of blockers; the last one, if the list is shorter by now."""
    words, states = FILTERS[chosen]
    blockers, total = await interaction.client.hub.blockers.listed(
        guild_of(interaction), states=states, tag=tag, limit=PAGE, page=page
    )
    last = max(total - 1, 0) // PAGE
    if page > last:
        return await listing(interaction, chosen, tag, last)
    about = joined([words, f"tag {text.plain(tag)}" if tag else ""])
    card = Card().title(f"Blockers: {about}", f"{total} in all" if total else "")
    if not blockers:
        return card.text(
            "None here. "
            + ("Nobody is stuck!" if chosen in {"waiting", "open"} and not tag else "Try another filter.")
        )
    for blocker in blockers:
        blocker_row(card, blocker)
    if last:
        card.actions(
            ListButton(chosen, max(page - 1, 0), tag or "", "Back", disabled=page == 0),
            ListButton(
                chosen, page + 1, tag or "", f"More ({page + 1} of {last + 1})", disabled=page >= last
            ),
        )
    return card


class Blockers(commands.GroupCog, name="blocker", description="What people are stuck on, and who helps"):
    """The commands of `/blocker`."""

    def __init__(self, bot: HubBot) -> None:
        super().__init__()
        bot.add_dynamic_items(ClaimButton, ReleaseButton, ResolveButton, ListButton)

    @app_commands.command(name="log")
    async def log(self, interaction: Interaction) -> None:
        """Say what you are stuck on, and get help"""
        await interaction.response.send_modal(LogForm())

    @app_commands.command(name="list")
    @app_commands.rename(chosen="show")
    @app_commands.describe(
        chosen="Which blockers; those still waiting, if you say nothing", tag="Only those with this tag"
    )
    @app_commands.choices(
        chosen=[
            app_commands.Choice(name=words.capitalize(), value=word) for word, (words, _) in FILTERS.items()
        ]
    )
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
