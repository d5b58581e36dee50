"""What Nexus says about a request by itself: what was answered, what is near to it, and that it is there."""

from collections.abc import Sequence

from cogs.entries import ShowButton, to_card
from cogs.requests.buttons import AgreeButton, EditButton, SettleButton
from cogs.requests.card import VERDICTS, differs_text
from cogs.ui import text
from cogs.ui.cards import Accent, Card
from domain.models.delivery import Key
from domain.models.entries import Member
from domain.models.request import Request, RequestState


def answered_card(request: Request, said: str) -> Card:
    """Tells a request's author what was answered, `said` being the state that it brought; of another one, how it is."""
    if request.state.value != said or request.answerer is None:
        return state_card(request)
    card = Card(Accent.HELPED).text(
        f"### {text.heading(request)}\n**{VERDICTS[request.state]}** by {text.person(request.answerer)}"
    )
    card.field("Answer", request.words, text.prose)
    is_countered = request.state is RequestState.COUNTERED
    card.actions(
        AgreeButton(request.ref.number) if is_countered else None,
        EditButton(request.ref.number) if is_countered else None,
        ShowButton(request.ref, "Show all of it"),
    )
    return card.calls([request.author])


def there_card(request: Request, called: Sequence[Member]) -> Card:
    """Tells those who asked for an endpoint, or need it too, that it is there, and what differs."""
    if request.state is not RequestState.THERE or request.endpoint is None:
        return state_card(request)
    card = Card(Accent.DONE).text(f"### {text.heading(request)} is there\nSee **{request.endpoint}**.")
    if request.differs:
        card.text(differs_text(request))
    card.actions(ShowButton(request.endpoint, f"Show {request.endpoint}"), to_card(request))
    return card.calls(called)


def near_card(request: Request, key: Key, called: Sequence[Member]) -> Card:
    """Tells those who asked for an endpoint, or need it too, what is near to it; of what was near, how it is now."""
    near = request.endpoint
    if not request.is_living or near is None or key != Key.near(request.ref, near, request.nearness):
        return state_card(request)
    card = Card(Accent.WAITS).text(
        f"### {text.heading(request)}: something near to it is there\n{text.plain(request.nearness)}"
    )
    number = request.ref.number
    card.actions(SettleButton(number), EditButton(number), ShowButton(near, f"Show {near}"), to_card(request))
    return card.calls(called)


def state_card(request: Request) -> Card:
    """Says how a request stands, where earlier news are not true any more."""
    return (
        Card().text(f"**{text.heading(request)}**: {request.state.words}.").actions(to_card(request)).moot()
    )
