"""A blocker's card: how it stands, what is known, and what one can do."""

from collections.abc import Sequence
from functools import partial

from cogs.blockers.buttons import AcceptButton, ClaimButton, DeclineButton, JoinButton, ReleaseButton
from cogs.blockers.more import MoreButton
from cogs.blockers.resolve import ResolveButton
from cogs.entries import AllButton, ShowButton, byline
from cogs.solutions.card import summary_line
from cogs.ui import text
from cogs.ui.cards import Accent, Button, Card, joined
from domain.models.blocker import Blocker, Source
from domain.models.drafts import File
from domain.models.endpoint import Endpoint
from domain.models.lifecycle import State
from domain.models.solution import Solution

ACCENTS = {
    State.OPEN: Accent.WAITS,
    State.CLAIMED: Accent.HELPED,
    State.PROPOSED: Accent.HELPED,
    State.SOLVED: Accent.DONE,
    State.DROPPED: Accent.CALM,
    State.DUPLICATE: Accent.CALM,
}


def blocker_card(
    blocker: Blocker,
    *,
    solutions: Sequence[Solution] = (),
    file: File | None = None,
    about: Sequence[Endpoint] = (),
) -> Card:
    """A blocker's card.

    `solutions` are all of its own that are in use, `file` is what came with it, `about` are the endpoints it names.
    """
    solution = next((each for each in solutions if each.ref == blocker.solution), None)
    card = Card(ACCENTS[blocker.state])
    card.title(text.heading(blocker), detail_line(blocker))
    limit = 400 if solution or blocker.proposal else 700
    if len(blocker.goal) > len(blocker.title):
        card.field("Goal", blocker.goal, text.prose, limit=limit)
    card.field("What happened", blocker.happened, text.prose, limit=limit)
    card.field("Tried", blocker.tried, text.prose, limit=limit)
    if file:
        alt = f"The screenshot that {blocker.author.name} sent with {blocker.ref}"
        card.attach(file.name, file.content, is_image=file.is_image, alt=alt)
    if about:
        card.text(about_line(about))
    if blocker.proposal:
        told = blocker.proposal.resolution
        card.text(f"**Answer by {text.person(blocker.proposal.by)}**, {text.when(blocker.proposal.at)}")
        card.field("Cause", told.cause, text.prose, limit=limit)
        card.field("Fix", told.fix, text.prose, limit=limit)
    if solution:
        card.field("Cause", solution.cause, text.prose)
        card.field("Fix", solution.fix, text.prose)
        card.field("How to prevent it", solution.prevention, text.prose, limit=limit)
        card.field("Code", solution.code, partial(text.code, language=solution.language))
        if told := summary_line(solution):
            card.text(f"-# {solution.ref}: {told}")
    if origins := origin_line(blocker, solutions):
        card.text(f"-# {origins}")
    return card.actions(*main_buttons(blocker), AllButton(blocker.ref) if card.is_cut else None)


def main_buttons(blocker: Blocker) -> list[Button | None]:
    """What one can do with a blocker at once, at most four."""
    number = blocker.ref.number
    more = MoreButton(number)
    match blocker.state:
        case State.OPEN:
            return [ClaimButton(number), JoinButton(number), ResolveButton(number), more]
        case State.CLAIMED:
            return [ReleaseButton(number), JoinButton(number), ResolveButton(number), more]
        case State.PROPOSED:
            return [AcceptButton(number), DeclineButton(number), JoinButton(number), more]
        case State.SOLVED | State.DROPPED | State.DUPLICATE:
            leads = blocker.solution or blocker.duplicate_of
            return [ShowButton(leads, f"Show {leads}") if leads else None, more]


def detail_line(blocker: Blocker) -> str:
    """The small line below a blocker's title."""
    return byline(blocker, urgency_line(blocker), state_line(blocker), affected_line(blocker))


def urgency_line(blocker: Blocker) -> str:
    """How soon help is needed, in words; nothing once nobody waits for it."""
    return blocker.urgency.words if blocker.is_waiting else ""


def state_line(blocker: Blocker) -> str:
    """Where a blocker stands, in words."""
    match blocker.state:
        case State.CLAIMED if blocker.helper:
            return f"{text.person(blocker.helper)} helps"
        case State.SOLVED if blocker.ended_at:
            return f"solved {text.when(blocker.ended_at)}"
        case State.DUPLICATE:
            return f"duplicate of {blocker.duplicate_of}"
        case _:
            return blocker.state.words


def affected_line(blocker: Blocker) -> str:
    """How many others are stuck on the same, where there are any."""
    return f"{blocker.affected} more said “Me too”" if blocker.affected else ""


def origin_line(blocker: Blocker, solutions: Sequence[Solution]) -> str:
    """Where a blocker comes from, and which solutions it has beside the one that is shown."""
    others = ", ".join(str(each.ref) for each in solutions if each.ref != blocker.solution)
    return joined(
        [
            source_line(blocker.guild_id, blocker.source) if blocker.source else "",
            f"still stuck after {blocker.follows}" if blocker.follows else "",
            f"{'also solved by' if blocker.solution else 'see'} {others}" if others else "",
        ]
    )


def about_line(endpoints: Sequence[Endpoint]) -> str:
    """The endpoints that a blocker names: when one changes, its author is asked to try again."""
    return "**About** " + ", ".join(f"{each.ref} {text.plain(each.operation)}" for each in endpoints)


def source_line(guild_id: int, source: Source) -> str:
    """The message that something was made from, or that it is gone."""
    if source.is_gone:
        return "from a message that was deleted since"
    return f"from [this message]({text.link(guild_id, source.spot)})"
