"""The forms of requests: what is asked for, and what is answered."""

from collections.abc import Mapping
from typing import Any, Final

from discord import ui

from cogs.client import Interaction, guild_of, member_of, place_of
from cogs.entries import deliver_about, kept, to_card
from cogs.secrets import newly_masked, warn
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.cards import note
from cogs.ui.forms import Form, long_field, short_field
from cogs.ui.replies import reply, think
from domain.masking import masked_fields
from domain.models.deeds import Deed
from domain.models.endpoint import EXAMPLE_LIMIT, PATH_LIMIT
from domain.models.entries import Ref
from domain.models.request import Request
from domain.models.request_draft import WHY_LIMIT, Asked, RequestDraft, operation_of

VERBS: Final[Mapping[Deed, str]] = {Deed.GRANT: "Accept", Deed.COUNTER: "Counter", Deed.DENY: "Decline"}
"""What one can answer, as the buttons say it."""

QUESTIONS: Final[Mapping[Deed, str]] = {
    Deed.GRANT: "Anything to say? When it comes, for example",
    Deed.COUNTER: "What do you propose instead?",
    Deed.DENY: "Why not?",
}
"""What the form asks for each."""


class RequestForm(Form, title="Ask for an endpoint"):
    """What an endpoint that is missing should take and give, and why."""

    def __init__(self, operation: str, api: Ref | None) -> None:
        super().__init__(title=f"Ask {api} for an endpoint" if api else "Ask for an endpoint")
        self._api = api
        self.add_item(operation_field(operation))
        self.add_item(wanted_field())
        self.add_item(why_field())

    async def submitted(self, interaction: Interaction) -> None:
        """Ask, and post the card."""
        asked = Asked.typed(*operation_of(self.typed("operation")), self._api)
        draft = RequestDraft.written(asked, wanted=self.typed("wanted"), why=self.typed("why"))
        await think(interaction)
        request = await interaction.client.hub.apis.requests.ask(
            place_of(interaction),
            draft,
            by=member_of(interaction),
            cause=interaction.id,
            sight=sight_of(interaction),
        )
        card = await kept(
            interaction, request, f"**{text.heading(request)}** is asked for. You are told when it is there."
        )
        await reply(interaction, warn(card, masked_fields(request), request.ref))


class EditForm(Form, title="Edit"):
    """The same, once more."""

    def __init__(self, request: Request) -> None:
        super().__init__(title=f"Edit {request.ref}")
        self._request = request
        self.add_item(operation_field(request.operation))
        self.add_item(wanted_field(request.wanted))
        self.add_item(why_field(request.why))

    async def submitted(self, interaction: Interaction) -> None:
        """Keep the new words."""
        before, by = self._request, member_of(interaction)
        asked = Asked.typed(*operation_of(self.typed("operation")), before.api)
        draft = RequestDraft.written(asked, wanted=self.typed("wanted"), why=self.typed("why"))
        await think(interaction)
        request = await interaction.client.hub.apis.requests.edit(
            guild_of(interaction), before.ref.number, draft, by=by
        )
        await deliver_about(interaction, request.ref)
        card = note(f"**{text.heading(request)}** is changed: {request.state.words}.", to_card(request))
        mine = request.ref if request.allows(Deed.UNMASK, by) else None
        await reply(interaction, warn(card, newly_masked(before, request), mine))


class AnswerForm(Form, title="Answer"):
    """What whoever can build it says to a request."""

    def __init__(self, request: Request, deed: Deed) -> None:
        super().__init__(title=f"{VERBS[deed]} {request.ref}")
        self._request, self._deed = request, deed
        self.add_item(long_field(QUESTIONS[deed], "answer", limit=WHY_LIMIT, required=deed is not Deed.GRANT))

    async def submitted(self, interaction: Interaction) -> None:
        """Keep the answer, and have its author told."""
        await think(interaction)
        request = await interaction.client.hub.apis.requests.answer(
            guild_of(interaction),
            self._request.ref.number,
            self._deed,
            self.typed("answer"),
            by=member_of(interaction),
        )
        await deliver_about(interaction, request.ref)
        card = note(
            f"**{text.heading(request)}** is {request.state.value}. {text.person(request.author)} is told.",
            to_card(request),
        )
        await reply(interaction, warn(card, newly_masked(self._request, request)))


def operation_field(filled: str) -> ui.Label[Any]:
    """Method and path."""
    hint, limit = "Such as: GET /orders/{id}", PATH_LIMIT + 15
    return short_field("Method and path", "operation", limit=limit, hint=hint, filled=filled)


def wanted_field(filled: str = "") -> ui.Label[Any]:
    """What goes in and comes out?"""
    hint = "Examples as JSON, or in words. Never a real token."
    return long_field("What goes in and comes out?", "wanted", limit=EXAMPLE_LIMIT, hint=hint, filled=filled)


def why_field(filled: str = "") -> ui.Label[Any]:
    """Why?"""
    return long_field("What do you need it for?", "why", limit=WHY_LIMIT, filled=filled)
