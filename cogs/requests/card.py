"""A request's card: what is asked for, what was answered, and what one can do."""

from cogs.endpoints.card import example
from cogs.entries import AllButton, ShowButton, byline
from cogs.history import HistoryButton
from cogs.requests.buttons import (
    AgreeButton,
    AnswerButton,
    EditButton,
    NeedButton,
    SettleButton,
    WithdrawButton,
)
from cogs.ui import text
from cogs.ui.cards import Accent, Button, Card
from domain.models.request import ANSWERS, MACHINE, Request, RequestState

ACCENTS = {
    RequestState.OPEN: Accent.WAITS,
    RequestState.ACCEPTED: Accent.HELPED,
    RequestState.COUNTERED: Accent.WAITS,
    RequestState.DECLINED: Accent.CALM,
    RequestState.THERE: Accent.DONE,
    RequestState.WITHDRAWN: Accent.CALM,
}

VERDICTS = {
    RequestState.ACCEPTED: "Accepted",
    RequestState.COUNTERED: "Countered",
    RequestState.DECLINED: "Declined",
}
"""What an answer is, above its words."""


def request_card(request: Request) -> Card:
    """A request's card; whoever shared its API is notified when it is posted."""
    card = Card(ACCENTS[request.state]).title(text.heading(request), detail_line(request))
    if len(request.operation) > len(request.title):
        card.field("Path", request.operation, text.code)
    if request.state is RequestState.THERE:
        card.text(f"It is there: **{request.endpoint}**")
    card.text(whose(request))
    card.field("What for", request.why, text.prose)
    card.field("What goes in and comes out", request.wanted, shape, limit=1000)
    if request.verdict and request.answerer and request.answered_at:
        card.text(
            f"**{VERDICTS[request.verdict]}** by {text.person(request.answerer)}, {text.when(request.answered_at)}"
        )
        card.field("Answer", request.words, text.prose)
    if request.differs:
        card.text(differs_text(request))
    card.actions(*(answers(request) if request.is_living else ()))
    card.actions(*others(request), AllButton(request.ref) if card.is_cut else None)
    is_new = request.owner and request.owner.id != request.author.id and request.state is RequestState.OPEN
    return card.notifies([request.owner]) if is_new and request.owner else card


def answers(request: Request) -> list[Button | None]:
    """What one can say to a request where it stands."""
    number = request.ref.number
    is_countered = request.state is RequestState.COUNTERED
    return [
        AgreeButton(number) if is_countered else None,
        *(AnswerButton(deed.value, number) for deed in ANSWERS if (request.state, deed) in MACHINE),
        NeedButton(number),
    ]


def others(request: Request) -> list[Button | None]:
    """What else one can do with it."""
    number, there = request.ref.number, request.endpoint
    return [
        SettleButton(number) if request.is_living and there else None,
        ShowButton(there, f"Show {there}") if there else None,
        EditButton(number) if request.is_living else None,
        WithdrawButton(number) if request.is_living else None,
        HistoryButton(request.ref),
    ]


def detail_line(request: Request) -> str:
    """The small line below a request's title."""
    needed = f"{request.needed} more said “I need this too”" if request.needed else ""
    return byline(request, request.state.words, needed)


def whose(request: Request) -> str:
    """Whom a request is for."""
    if request.owner is None:
        return "For whichever API can have it: anybody may say that they build it."
    return f"For **{request.api}** of {text.person(request.owner)}"


def differs_text(request: Request) -> str:
    """How what there is differs from what is asked for."""
    head = "**What differs**" if request.state is RequestState.THERE else "**Near to it, but not the same**"
    return "\n".join([head, *(f"- {text.plain(line)}" for line in request.differs)])


def shape(wanted: str) -> str:
    """What goes in and comes out, as code where it is JSON."""
    return example(wanted) if wanted.lstrip().startswith(("{", "[")) else text.prose(wanted)
