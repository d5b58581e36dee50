"""Asking for an endpoint: what is there already is shown first."""

from cogs.client import Interaction, guild_of
from cogs.entries import ShowButton
from cogs.requests.buttons import NeedButton
from cogs.requests.forms import RequestForm
from cogs.sight import see, sight_of
from cogs.ui import text
from cogs.ui.actions import NUMBER, Action
from cogs.ui.cards import Card, note
from cogs.ui.replies import reply
from domain.models.entries import Kind, Ref
from domain.models.request_draft import Asked
from domain.shared_apis.before_asking import Known


class AnywayButton(Action, template=rf"request:anyway:(?P<number>{NUMBER})"):
    """*Ask all the same*: for an endpoint that is there, but is not what is needed."""

    def __init__(self, number: int) -> None:
        super().__init__(f"request:anyway:{number}", "Ask all the same")
        self._number = number
        self.entry = Ref(Kind.ENDPOINT, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form for that endpoint."""
        endpoint = await interaction.client.hub.endpoints.get(guild_of(interaction), self._number)
        asked = Asked(endpoint.method, endpoint.path, endpoint.api)
        await interaction.response.send_modal(RequestForm(asked))


async def ask(interaction: Interaction, asked: Asked) -> None:
    """Open the form or, where there is such an endpoint or request, show that.

    Raises:
        NotFound: there is no such API for this member.
    """
    if asked.api:
        await see(interaction, asked.api)
    # Some rows of the local file: well within the time that a form has.
    known = await interaction.client.hub.requests.known(
        guild_of(interaction), asked, sight=sight_of(interaction)
    )
    if card := known_card(known):
        await reply(interaction, card)
    else:
        await interaction.response.send_modal(RequestForm(asked))


def known_card(known: Known) -> Card | None:
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
            AnywayButton(endpoint.ref.number),
        )
    return None
