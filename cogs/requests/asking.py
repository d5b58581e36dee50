"""Asking for an endpoint: what is there already is shown first."""

from cogs.client import Interaction, guild_of
from cogs.endpoints.choices import OperationPicker, choice_of
from cogs.entries import ShowButton
from cogs.requests.buttons import AskButton, NeedButton
from cogs.requests.forms import RequestForm
from cogs.sight import see, sight_of
from cogs.ui import text
from cogs.ui.cards import CHOICES, Card, note
from cogs.ui.replies import reply
from domain.models.request_draft import Asked
from domain.shared_apis.before_asking import Known


async def ask(interaction: Interaction, asked: Asked) -> None:
    """Open the form or, where there is such an endpoint or request, show that.

    Raises:
        NotFound: there is no such API for this member.
    """
    if asked.api:
        await see(interaction, asked.api)
    # Some rows of the local file: well within the time that a form has.
    known = await interaction.client.hub.apis.requests.known(
        guild_of(interaction), asked, sight=sight_of(interaction)
    )
    if card := known_card(asked, known):
        await reply(interaction, card)
    else:
        await interaction.response.send_modal(RequestForm(asked.operation, asked.api))


def known_card(asked: Asked, known: Known) -> Card | None:
    """What there is already; None where there is nothing."""
    if request := known.request:
        return note(
            f"Somebody asked for that already: **{text.heading(request)}**, {request.state.words}.",
            NeedButton(request.ref.number),
            ShowButton(request.ref, f"Show {request.ref}"),
        )
    if endpoint := known.endpoint:
        return note(
            f"It is there: **{text.heading(endpoint)}**, {endpoint.status.words}."
            " If it is not what you need, say so with “Ask all the same”.",
            ShowButton(endpoint.ref, f"Show {endpoint.ref}"),
            AskButton.of(endpoint.operation, endpoint.api, "Ask all the same"),
        )
    if known.near:
        card = note(f"“{text.plain(asked.operation)}” is not there. Did you mean one of these?")
        card.menu(OperationPicker([choice_of(each) for each in known.near[:CHOICES]], "Did you mean …"))
        return card.actions(AskButton.of(asked.operation, asked.api, "Ask all the same"))
    return None
