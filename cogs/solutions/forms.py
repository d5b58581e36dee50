"""The forms that change a solution: its words, its details, the newer one in its place."""

from typing import Any

from discord import ui

from cogs.client import Interaction, guild_of, member_of
from cogs.entries import to_card
from cogs.secrets import newly_masked, warn
from cogs.sight import see
from cogs.solutions.buttons import RestoreButton, redraw
from cogs.ui import text
from cogs.ui.cards import note
from cogs.ui.forms import Form, long_field, short_field
from cogs.ui.replies import reply, think
from domain.models.deeds import Deed
from domain.models.entries import TEXT_LIMIT, Kind, Ref
from domain.models.solution import Solution
from domain.models.solution_draft import LINK_LIMIT, Details, Words

FENCE_LIMIT = 40
"""Characters of a fence around code that names its language."""

DETAIL_LIMIT = 250
"""Characters of all tags, or of all versions, together."""


class WordsForm(Form, title="Edit"):
    """A solution's words."""

    def __init__(self, solution: Solution) -> None:
        super().__init__(title=f"Edit {solution.ref}")
        self._solution = solution
        self.add_item(problem_field(solution.problem))
        self.add_item(
            long_field(
                "What was the cause?", "cause", limit=TEXT_LIMIT, filled=solution.cause, required=False
            )
        )
        self.add_item(fix_field(solution.fix))
        self.add_item(
            long_field(
                "How does one prevent it?",
                "prevention",
                limit=TEXT_LIMIT,
                filled=solution.prevention,
                required=False,
            )
        )
        self.add_item(code_field(fenced(solution)))

    async def submitted(self, interaction: Interaction) -> None:
        """Keep the new words."""
        words = Words.typed(
            problem=self.typed("problem"),
            cause=self.typed("cause"),
            fix=self.typed("solution"),
            prevention=self.typed("prevention"),
            code=self.typed("code"),
        )
        await edited(interaction, self._solution, words)


class DetailsForm(Form, title="Tags, links, versions"):
    """What a solution is found by, where it leads, and what it is true for."""

    def __init__(self, solution: Solution) -> None:
        super().__init__(title=f"Tags, links, versions of {solution.ref}")
        self._solution = solution
        self.add_item(tags_field(solution))
        self.add_item(links_field("\n".join(solution.links)))
        self.add_item(versions_field(", ".join(solution.versions)))

    async def submitted(self, interaction: Interaction) -> None:
        """Keep the new details."""
        details = Details.typed(
            tags=self.typed("tags"), links=self.typed("links"), versions=self.typed("versions")
        )
        await edited(interaction, self._solution, details)


class TagsForm(Form, title="Tags"):
    """A solution's tags."""

    def __init__(self, solution: Solution) -> None:
        super().__init__(title=f"Tags of {solution.ref}")
        self._number = solution.ref.number
        self.add_item(tags_field(solution))

    async def submitted(self, interaction: Interaction) -> None:
        """Keep the new tags."""
        await think(interaction)
        solution = await interaction.client.hub.solutions.tag(
            guild_of(interaction), self._number, self.typed("tags"), by=member_of(interaction)
        )
        await redraw(interaction, solution)
        await reply(interaction, note(f"**{text.heading(solution)}** is changed.", to_card(solution)))


class SupersedeForm(Form, title="Superseded"):
    """Which solution takes the place of this one."""

    def __init__(self, number: int) -> None:
        super().__init__(title=f"S{number} is superseded")
        self._number = number
        self.add_item(short_field("By which solution?", "newer", limit=40, hint="Its number, such as S41"))

    async def submitted(self, interaction: Interaction) -> None:
        """Put the newer solution in the place of this one."""
        newer = Ref.parse(self.typed("newer"), Kind.SOLUTION)
        await think(interaction)
        await see(interaction, newer)
        solution = await interaction.client.hub.solutions.supersede(
            guild_of(interaction), self._number, newer, by=member_of(interaction)
        )
        await redraw(interaction, solution)
        sentence = (
            f"**{text.heading(solution)}** leads to **{newer}** from now on, and is found after others."
        )
        await reply(interaction, note(sentence, to_card(solution), RestoreButton(self._number, "Undo")))


async def edited(interaction: Interaction, before: Solution, part: Words | Details) -> None:
    """Keep other words or details of a solution, bring its cards up to date, and tell what was masked."""
    await think(interaction)
    solution = await interaction.client.hub.solutions.edit(
        guild_of(interaction), before.ref.number, part, by=member_of(interaction)
    )
    await redraw(interaction, solution)
    card = note(f"**{text.heading(solution)}** is changed.", to_card(solution))
    mine = solution.ref if solution.allows(Deed.UNMASK, member_of(interaction)) else None
    await reply(interaction, warn(card, newly_masked(before, solution), mine))


def fenced(solution: Solution) -> str:
    """A solution's code as the form takes it: a fence around it names its language."""
    if not solution.code or not solution.language:
        return solution.code
    return f"```{solution.language}\n{solution.code}\n```"


def problem_field(filled: str = "") -> ui.Label[Any]:
    """What was the problem?"""
    hint = "In words that others would search for"
    return long_field("What was the problem?", "problem", limit=TEXT_LIMIT, hint=hint, filled=filled)


def fix_field(filled: str = "") -> ui.Label[Any]:
    """What fixed it?"""
    return long_field("What fixed it?", "solution", limit=TEXT_LIMIT, filled=filled)


def code_field(filled: str = "") -> ui.Label[Any]:
    """The code, in a fence where its language is to be named."""
    return long_field(
        "Code",
        "code",
        limit=TEXT_LIMIT + FENCE_LIMIT,
        hint="Begin with ```python (or another language) to have it coloured",
        filled=filled,
        required=False,
    )


def tags_field(solution: Solution) -> ui.Label[Any]:
    """A solution's tags."""
    filled = " ".join(solution.tags)
    hint = "Such as: django, celery"
    return short_field("Tags", "tags", limit=DETAIL_LIMIT, hint=hint, filled=filled, required=False)


def links_field(filled: str = "") -> ui.Label[Any]:
    """Where to read more."""
    hint = "To the documentation or the talk; several with spaces between"
    return long_field("Links", "links", limit=LINK_LIMIT, hint=hint, filled=filled, required=False)


def versions_field(filled: str = "") -> ui.Label[Any]:
    """What it is true for."""
    hint = "Such as: Django 5.2, Python 3.12"
    return short_field("True for", "versions", limit=DETAIL_LIMIT, hint=hint, filled=filled, required=False)
