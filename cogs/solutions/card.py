"""A solution's card: whether it holds, what it says, and where it comes from."""

from collections.abc import Sequence
from functools import partial

from cogs.entries import AllButton, ShowButton, byline, to_card
from cogs.solutions.more import MoreButton
from cogs.solutions.votes import FailedButton, HelpedButton
from cogs.ui import text
from cogs.ui.cards import Accent, Button, Card, joined
from domain.models.entries import Member
from domain.models.solution import Solution, Standing

GONE = {
    Standing.RETIRED: "A moderator retired it: it does not hold any more, and /search does not find it.",
    Standing.TAKEN_BACK: "Somebody whose message it was made from took their words back.",
}
"""What stands in place of a solution that is out of use."""


def solution_card(solution: Solution) -> Card:
    """A solution's card."""
    card = Card(Accent.CALM if is_doubted(solution) else Accent.DONE)
    card.title(text.heading(solution), detail_line(solution))
    if solution.standing.is_found:
        fill(card, solution)
    else:
        card.text(GONE[solution.standing])
    return card.actions(*main_buttons(solution), AllButton(solution.ref) if card.is_cut else None)


def quoted_card(solution: Solution) -> Card:
    """Tells somebody privately that a solution was made from their message, and how to take that back."""
    card = Card().text(
        f"{text.person(solution.author)} made **{text.heading(solution)}** from what you wrote, so that the next"
        " one finds it, and you are named. If you do not want that: *More…* on its card has *Take my name out*"
        " and *Take my words back*."
    )
    card.actions(to_card(solution))
    return card if solution.standing.is_found else card.moot()


def is_doubted(solution: Solution) -> bool:
    """Whether there is a reason not to rely on a solution."""
    return solution.standing is not Standing.POSTED or solution.unconfirmed_since is not None


def main_buttons(solution: Solution) -> list[Button]:
    """What one can do with a solution at once; first to see the newer one, where there is one."""
    number, newer, asked = solution.ref.number, solution.superseded_by, solution.blocker
    return [
        *([ShowButton(newer, f"Show {newer}")] if newer else []),
        *([HelpedButton(number), FailedButton(number)] if solution.standing.is_found else []),
        MoreButton(number),
        *([ShowButton(asked, f"Show blocker {asked}")] if asked else []),
    ]


def fill(card: Card, solution: Solution) -> None:
    """What a solution says and where it comes from."""
    limit = 500 if solution.cause or solution.prevention else 700
    if solution.problem != solution.title:
        card.field("Problem", solution.problem, text.prose, limit=limit)
    card.field("Cause", solution.cause, text.prose, limit=limit)
    card.field("Fix", solution.fix, text.prose, limit=limit)
    card.field("How to prevent it", solution.prevention, text.prose, limit=limit)
    card.field("Code", solution.code, partial(text.code, language=solution.language), limit=limit)
    card.field("True for", ", ".join(solution.versions), text.plain)
    card.field("Links", "\n".join(solution.links), partial(linked, solution))
    if origins := origin_line(solution):
        card.text(f"-# {origins}")


def linked(solution: Solution, links: str) -> str:
    """Links one below the other; in brackets, no sign of one is formatting. One that was masked leads nowhere."""
    gone = {link: " (deleted since)" for link in solution.links if solution.is_lost(link)}
    shown = {link: f"<{link}>" if len(link.split()) == 1 else text.plain(link) for link in links.splitlines()}
    return "\n".join(f"{address}{gone.get(link, '')}" for link, address in shown.items())


def detail_line(solution: Solution) -> str:
    """The small line below a solution's title."""
    return byline(solution, standing_line(solution), votes_line(solution))


def standing_line(solution: Solution) -> str:
    """Whether a solution holds, in words."""
    match solution.standing:
        case Standing.POSTED if solution.unconfirmed_since:
            return f"unconfirmed since {text.on_day(solution.unconfirmed_since)}"
        case Standing.SUPERSEDED:
            return f"superseded by {solution.superseded_by}"
        case Standing.RETIRED | Standing.TAKEN_BACK:
            return f"{solution.standing.words} {text.when(solution.updated_at)}"
        case Standing.POSTED:
            return solution.standing.words


def votes_line(solution: Solution) -> str:
    """What members said of a solution after trying it."""
    return joined(
        [
            f"helped {solution.helped}" if solution.helped else "",
            f"did not work for {solution.failed}" if solution.failed else "",
        ]
    )


def summary_line(solution: Solution) -> str:
    """What a blocker's card says of its solution beside the words: who helped, and whether it holds."""
    return joined(
        [
            f"with help from {named(solution.helpers)}" if solution.helpers else "",
            standing_line(solution) if is_doubted(solution) else "",
            votes_line(solution),
        ]
    )


def origin_line(solution: Solution) -> str:
    """Which blocker a solution comes from, who helped, and whose messages it was made from."""
    asked = f"from {solution.blocker}" if solution.blocker else ""
    if asked and solution.asked_at:
        asked += f": asked {text.when(solution.asked_at)}, solved {text.when(solution.created_at)}"
    if solution.helpers:
        asked += f"{',' if asked else ''} with help from {named(solution.helpers)}"
    quoted = [each for each in solution.quoted if each.name]
    return joined([asked.strip(), f"made from what {named(quoted)} wrote" if quoted else ""])


def named(members: Sequence[Member]) -> str:
    """People in a sentence: `@ada, @linus and @grace`."""
    *most, last = [text.person(member) for member in members]
    return f"{', '.join(most)} and {last}" if most else last
