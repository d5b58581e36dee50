"""Sharing an endpoint by hand, and telling it anew."""

from typing import Any

from discord import ui

from cogs.client import Interaction, guild_of, member_of, place_of
from cogs.entries import deliver_about, kept, to_card
from cogs.secrets import newly_masked, warn
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.actions import NUMBER, Action
from cogs.ui.cards import note
from cogs.ui.forms import Form, long_field, short_field
from cogs.ui.replies import reply, think
from domain.masking import masked_fields
from domain.models.endpoint import EXAMPLE_LIMIT, SUMMARY_LIMIT, Endpoint, EndpointDraft, Method, Status
from domain.models.entries import Kind, Ref


class EditButton(Action, template=rf"endpoint:edit:(?P<number>{NUMBER})"):
    """*Edit*: tell an endpoint anew that was shared by hand."""

    def __init__(self, number: int) -> None:
        super().__init__(f"endpoint:edit:{number}", "Edit")
        self.entry = self._ref = Ref(Kind.ENDPOINT, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form, unless it would be refused."""
        await edit(interaction, self._ref)


class EndpointForm(Form, title="Endpoint"):
    """What somebody needs to call an endpoint; its method, its path and how far it is are said before."""

    def __init__(self, title: str, method: Method, path: str, status: Status) -> None:
        super().__init__(title=title)
        self._method, self._path, self._status = method, path, status

    def ask(
        self, *, summary: str = "", auth: str = "", request: str = "", response: str = "", tags: str = ""
    ) -> None:
        """Put the fields in, filled with what stands there."""
        self.add_item(short_field("What does it do?", "summary", limit=SUMMARY_LIMIT, filled=summary))
        self.add_item(
            short_field(
                "How does one authenticate?",
                "auth",
                limit=SUMMARY_LIMIT,
                hint="Such as: Bearer JWT. Never a real token.",
                filled=auth,
                required=False,
            )
        )
        self.add_item(example_field("An example of the request's body", "request", request))
        self.add_item(example_field("An example of the response", "response", response))
        self.add_item(
            short_field("Tags", "tags", limit=150, hint="Such as: users, auth", filled=tags, required=False)
        )

    def draft(self) -> EndpointDraft:
        """What was written.

        Raises:
            BadInput: a field is empty, too long or cannot be read.
        """
        return EndpointDraft.written(
            method=self._method,
            path=self._path,
            status=self._status,
            summary=self.typed("summary"),
            auth=self.typed("auth"),
            request=self.typed("request"),
            response=self.typed("response"),
            tags=self.typed("tags"),
        )


class ShareForm(EndpointForm, title="Share an endpoint"):
    """A new endpoint."""

    def __init__(self, method: Method, path: str, status: Status) -> None:
        super().__init__("Share an endpoint", method, path, status)
        self.ask()

    async def submitted(self, interaction: Interaction) -> None:
        """Share the endpoint and post its card."""
        draft = self.draft()
        await think(interaction)
        endpoint = await interaction.client.hub.endpoints.share(
            place_of(interaction),
            draft,
            by=member_of(interaction),
            cause=interaction.id,
            sight=sight_of(interaction),
        )
        card = await kept(interaction, endpoint, f"**{text.heading(endpoint)}** is shared.")
        await reply(interaction, warn(card, masked_fields(endpoint), endpoint.ref))


class EditForm(EndpointForm, title="Edit"):
    """The same, once more; `method` and `path` are what they shall be from now on."""

    def __init__(self, endpoint: Endpoint, method: Method, path: str) -> None:
        super().__init__(f"Edit {endpoint.ref}", method, path, endpoint.status)
        self._before = endpoint
        self.ask(
            summary=endpoint.summary,
            auth=endpoint.auth,
            request=endpoint.request,
            response=endpoint.response,
            tags=", ".join(endpoint.tags),
        )

    async def submitted(self, interaction: Interaction) -> None:
        """Keep the new words, and bring the card up to date."""
        draft = self.draft()
        await think(interaction)
        endpoint = await interaction.client.hub.endpoints.edit(
            guild_of(interaction),
            self._before.ref.number,
            draft,
            by=member_of(interaction),
            sight=sight_of(interaction),
        )
        await deliver_about(interaction, endpoint.ref)
        card = note(f"**{text.heading(endpoint)}** is edited.", to_card(endpoint))
        await reply(interaction, warn(card, newly_masked(self._before, endpoint), endpoint.ref))


def example_field(name: str, custom_id: str, filled: str) -> ui.Label[Any]:
    """A field for an example of a body."""
    return long_field(name, custom_id, limit=EXAMPLE_LIMIT, filled=filled, required=False)


async def edit(
    interaction: Interaction, ref: Ref, method: Method | None = None, path: str | None = None
) -> None:
    """Open the form for an endpoint; without them, its method and path stay.

    Raises:
        NotFound: there is no such endpoint.
        Refused: it is not theirs to edit, or its document tells it.
    """
    # A row of the local file: well within the time that a form has.
    endpoint = await interaction.client.hub.endpoints.get(guild_of(interaction), ref.number)
    endpoint.check_edit(member_of(interaction))
    await interaction.response.send_modal(
        EditForm(endpoint, method or endpoint.method, path or endpoint.path)
    )
