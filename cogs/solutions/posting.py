"""Posting a solution: the form, what it may be filled with, and what its author is told."""

from dataclasses import dataclass

from cogs.client import Interaction, member_of, place_of
from cogs.entries import deliver_about, kept
from cogs.secrets import warn
from cogs.solutions.forms import (
    code_field,
    fix_field,
    links_field,
    problem_field,
    versions_field,
)
from cogs.solutions.more import DetailsButton
from cogs.ui import text
from cogs.ui.forms import Form
from cogs.ui.replies import reply, think
from domain.masking import masked_fields
from domain.models.blocker import Blocker
from domain.models.entries import Member, Ref
from domain.models.solution_draft import SolutionDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What a new solution's form holds when it opens, and what it keeps beside what is typed."""

    problem: str = ""
    fix: str = ""
    code: str = ""
    link: str = ""
    tags: str = ""
    quoted: tuple[Member, ...] = ()
    """Whose messages it was made from."""
    blocker: Ref | None = None
    """The blocker that it solves."""
    ends_pick: bool = False
    """Whether it was made from the challenge that was picked before, which is then done with."""


class SolutionForm(Form, title="Post a solution"):
    """A problem and what solved it."""

    def __init__(self, filled: Filled) -> None:
        super().__init__(title=f"Solve {filled.blocker}" if filled.blocker else "Post a solution")
        self._filled = filled
        self.add_item(problem_field(filled.problem))
        self.add_item(fix_field(filled.fix))
        self.add_item(code_field(filled.code))
        self.add_item(links_field(filled.link))
        self.add_item(versions_field())

    async def submitted(self, interaction: Interaction) -> None:
        """Keep the solution and post its card."""
        filled = self._filled
        draft = SolutionDraft.written(
            problem=self.typed("problem"),
            fix=self.typed("solution"),
            code=self.typed("code"),
            links=self.typed("links"),
            versions=self.typed("versions"),
            tags=filled.tags,
            quoted=filled.quoted,
        )
        await think(interaction)
        hub, place, by = interaction.client.hub, place_of(interaction), member_of(interaction)
        solution = await hub.solutions.post(place, draft, by=by, cause=interaction.id, blocker=filled.blocker)
        if filled.ends_pick:
            await hub.challenges.drop(place.guild_id, by=by)
        sentence = f"**{text.heading(solution)}** is posted, and /search finds it from now on."
        card = await kept(interaction, solution, sentence)
        if solution.blocker:
            await deliver_about(interaction, solution.blocker)
        warn(card, masked_fields(solution), solution.ref)
        await reply(interaction, card.actions(DetailsButton(solution.ref.number)))


def question_of(blocker: Blocker) -> str:
    """What a blocker asked, as a solution's problem."""
    return f"{blocker.goal}\n{blocker.happened}"
