"""Sharing an endpoint by hand."""

from cogs.client import Interaction, member_of, place_of
from cogs.entries import kept
from cogs.secrets import warn
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.forms import Form, long_field, short_field
from cogs.ui.replies import reply, think
from domain.masking import masked_fields
from domain.models.endpoint import EXAMPLE_LIMIT, SUMMARY_LIMIT, EndpointDraft, Method, Status


class ShareForm(Form, title="Share an endpoint"):
    """What somebody needs to call an endpoint."""

    def __init__(self, method: Method, path: str, status: Status) -> None:
        super().__init__()
        self._method, self._path, self._status = method, path, status
        self.add_item(short_field("What does it do?", "summary", limit=SUMMARY_LIMIT))
        self.add_item(
            short_field(
                "How does one authenticate?",
                "auth",
                limit=SUMMARY_LIMIT,
                hint="Such as: Bearer JWT. Never a real token.",
                required=False,
            )
        )
        self.add_item(
            long_field("An example of the request's body", "request", limit=EXAMPLE_LIMIT, required=False)
        )
        self.add_item(
            long_field("An example of the response", "response", limit=EXAMPLE_LIMIT, required=False)
        )
        self.add_item(short_field("Tags", "tags", limit=150, hint="Such as: users, auth", required=False))

    async def submitted(self, interaction: Interaction) -> None:
        """Share the endpoint and post its card."""
        draft = EndpointDraft.written(
            method=self._method,
            path=self._path,
            status=self._status,
            summary=self.typed("summary"),
            auth=self.typed("auth"),
            request=self.typed("request"),
            response=self.typed("response"),
            tags=self.typed("tags"),
        )
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
