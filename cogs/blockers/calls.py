"""What Nexus says about a blocker by itself, through the outbox: it asks its author, calls helpers, tells who waits."""

from collections.abc import Sequence

from cogs.apis.changes import ChangesButton
from cogs.apis.difference import change_line
from cogs.blockers.buttons import AcceptButton, ClaimButton, DeclineButton
from cogs.blockers.log import StillStuckButton
from cogs.blockers.more import MoreButton
from cogs.blockers.resolve import ResolveButton
from cogs.entries import ShowButton, to_card
from cogs.solutions.votes import HelpedButton
from cogs.ui import text
from cogs.ui.cards import Accent, Card
from domain.apis.comparing.changes import Change
from domain.apis.comparing.grouping import grouped
from domain.apis.comparing.words import counts
from domain.errands import Called
from domain.models.api import Revision
from domain.models.blocker import Blocker
from domain.models.endpoint import Endpoint
from domain.models.entries import Member, Ref
from domain.models.ladder import Step
from domain.models.lifecycle import State

RETEST_LINES = 5
"""Changes that are told where somebody is asked to try again."""

WHY = {
    Step.FOLLOWERS: "You follow one of its tags: `/nudges show` lets you change that.",
    Step.HELPERS: "It still waits for a helper.",
    Step.MENTORS: "It has waited a long time for a helper.",
}
"""Why a step of the ladder calls people."""


def ask_card(blocker: Blocker) -> Card:
    """Asks a blocker's author for their word; once it is given, says how it went."""
    number = blocker.ref.number
    card = Card(Accent.WAITS if blocker.is_waiting else Accent.CALM)
    if blocker.state is State.PROPOSED and blocker.proposal:
        card.text(f"### Does this solve {text.heading(blocker)}?")
        card.field("Fix", blocker.proposal.resolution.fix, text.prose)
        card.text(f"-# The answer of {text.person(blocker.proposal.by)}; you decide.")
        card.actions(AcceptButton(number), DeclineButton(number), ShowButton(blocker.ref, "Show all of it"))
    elif blocker.is_waiting:
        card.text(f"### Is {text.heading(blocker)} solved?")
        card.text(
            "Somebody answered, and it has been quiet since. If it works now, press “Resolve”: the next one finds it."
        )
        card.actions(ResolveButton(number), MoreButton(number), to_card(blocker))
    else:
        return card.text(f"**{text.heading(blocker)}** is {ended(blocker)}.").actions(to_card(blocker)).moot()
    return card.calls([blocker.author])


def retest_card(blocker: Blocker, revision: Revision, named: Sequence[Endpoint], *, is_called: bool) -> Card:
    """Asks who is stuck to try again, as something that the blocker names has changed; once it is over, says how.

    `named` are the endpoints that it names; `is_called` says whether its author wants to be called.
    """
    if not blocker.is_waiting:
        return (
            Card().text(f"**{text.heading(blocker)}** is {ended(blocker)}.").actions(to_card(blocker)).moot()
        )
    operations = {each.operation.casefold(): each for each in named}
    changes = [each for each in revision.changes if _named_by(each) & operations.keys()]
    touched = [each for name, each in operations.items() if any(name in _named_by(one) for one in changes)]
    names = ", ".join(f"{each.ref} {text.plain(each.operation)}" for each in touched) or str(revision.api)
    card = Card(Accent.WAITS).text(f"### {names} changed: does {text.heading(blocker)} still happen?")
    card.text(f"**{counts(changes)}**")
    groups = grouped(changes)
    card.text("\n".join(map(change_line, groups[:RETEST_LINES])))
    if len(groups) > RETEST_LINES:
        card.text(f"-# and {len(groups) - RETEST_LINES} more")
    card.text(
        f"-# Revision {revision.number} of {revision.api}. Please try again; if it works now, press “Resolve”."
    )
    shows = [ShowButton(each.ref, f"Show {each.ref}") for each in touched[:1]]
    changed = ChangesButton(revision.api.number, revision.number - 1, revision.number)
    card.actions(ResolveButton(blocker.ref.number), changed, *shows, to_card(blocker))
    return card.calls([blocker.author]) if is_called else card


def _named_by(change: Change) -> set[str]:
    """The operations that a change concerns, as they are told from each other."""
    return {each.casefold() for each in change.operations}


def told_card(blocker: Blocker, solution: Ref, affected: Sequence[Member], *, solved_by: Ref | None) -> Card:
    """Tells those whom a blocker affects that `solution` solves it; once that is taken back, says so.

    `solved_by` solves it now, or the one that it is a duplicate of.
    """
    if solved_by != solution:
        now = (
            f"open again, so {solution} may not be the whole answer" if blocker.is_waiting else ended(blocker)
        )
        return Card().text(f"**{text.heading(blocker)}** is {now}.").actions(to_card(blocker)).moot()
    same = f"a duplicate of {blocker.duplicate_of}, which is " if blocker.duplicate_of else ""
    card = Card(Accent.DONE).text(
        f"### {text.heading(blocker)} is {same}solved\nSee **{solution}**. Does it work for you too?"
    )
    card.actions(
        ShowButton(solution, f"Show {solution}"),
        HelpedButton(solution.number, "Works for me"),
        StillStuckButton((blocker.duplicate_of or blocker.ref).number),
    )
    return card.calls(affected)


def dropped_card(blocker: Blocker, affected: Sequence[Member]) -> Card:
    """Tells those whom a blocker affects that nobody looks for an answer any more; once somebody does again, that."""
    if blocker.state is not State.DROPPED:
        now = "open again" if blocker.is_waiting else ended(blocker)
        return Card().text(f"**{text.heading(blocker)}** is {now}.").actions(to_card(blocker)).moot()
    card = Card().text(
        f"### {text.heading(blocker)} is no longer needed\n"
        f"{text.person(blocker.author)} can do without an answer. If you cannot, log a blocker of your own."
    )
    return card.actions(StillStuckButton(blocker.ref.number), to_card(blocker)).calls(affected)


def nudge_card(blocker: Blocker, step: Step, called: Called) -> Card:
    """Calls people to a blocker that nobody has taken on; once somebody has, says who."""
    if blocker.state is not State.OPEN:
        helps = blocker.helper if blocker.is_waiting else None
        now = f"has a helper: {text.person(helps)}" if helps else f"is {ended(blocker)}"
        return Card().text(f"**{text.heading(blocker)}** {now}.").actions(to_card(blocker)).moot()
    card = Card(Accent.WAITS).text(
        f"### Can you help with {text.heading(blocker)}?\n"
        f"{text.person(blocker.author)} logged it {text.when(blocker.created_at)}. {WHY[step]}"
    )
    card.actions(ClaimButton(blocker.ref.number), ShowButton(blocker.ref), to_card(blocker))
    card.calls(called.members, called.role_id)
    # Where nothing could be posted for long, the later steps say it all.
    return card.moot() if blocker.called > step + 1 else card


def lapsed_card(blocker: Blocker) -> Card:
    """Tells a helper that their claim was released."""
    return (
        Card()
        .text(
            f"You offered to help with **{text.heading(blocker)}**, and it was quiet for a while, so it is open"
            " for somebody else again. No harm done: if you are still on it, press “I can help” on its card."
        )
        .actions(to_card(blocker))
    )


def ended(blocker: Blocker) -> str:
    """How a blocker ended, in words."""
    match blocker.state:
        case State.SOLVED:
            return f"solved: see **{blocker.solution}**"
        case State.DUPLICATE:
            return f"a duplicate of **{blocker.duplicate_of}**"
        case _:
            return blocker.state.words
