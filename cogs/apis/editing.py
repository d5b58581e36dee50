"""Calling an API otherwise, and giving it other tags."""

from cogs.client import Interaction, guild_of, member_of
from cogs.entries import deliver_about, to_card
from cogs.ui import text
from cogs.ui.actions import NUMBER, Action
from cogs.ui.cards import note
from cogs.ui.forms import Form, short_field
from cogs.ui.replies import reply, think
from domain.models.api import Api
from domain.models.deeds import Deed
from domain.models.entries import Kind, Ref
from domain.text import TITLE_LIMIT

TAGS_LIMIT = 150
"""Characters of all tags together."""


class EditButton(Action, template=rf"api:edit:(?P<number>{NUMBER})"):
    """*Edit*: another title, other tags."""

    def __init__(self, number: int) -> None:
        super().__init__(f"api:edit:{number}", "Edit")
        self.entry = self._ref = Ref(Kind.API, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form, unless it would be refused."""
        await edit(interaction, self._ref)


class EditForm(Form, title="Edit"):
    """What an API is called, and found by."""

    def __init__(self, api: Api) -> None:
        super().__init__(title=f"Edit {api.ref}")
        self._ref = api.ref
        self.add_item(short_field("What is it called?", "title", limit=TITLE_LIMIT, filled=api.title))
        tags = ", ".join(api.tags)
        self.add_item(
            short_field(
                "Tags", "tags", limit=TAGS_LIMIT, hint="Such as: shop, payments", filled=tags, required=False
            )
        )

    async def submitted(self, interaction: Interaction) -> None:
        """Keep both, and bring the card up to date."""
        await think(interaction)
        api = await interaction.client.hub.apis.sharing.edit(
            guild_of(interaction),
            self._ref.number,
            title=self.typed("title"),
            tags=self.typed("tags"),
            by=member_of(interaction),
        )
        await deliver_about(interaction, api.ref)
        await reply(interaction, note(f"**{text.heading(api)}** is edited.", to_card(api)))


async def edit(interaction: Interaction, ref: Ref) -> None:
    """Open the form for an API.

    Raises:
        NotFound: there is no such API.
        Refused: it is not theirs to edit.
    """
    # A row of the local file: well within the time that a form has.
    api = await interaction.client.hub.apis.sharing.get(guild_of(interaction), ref.number)
    api.check(Deed.EDIT, member_of(interaction))
    await interaction.response.send_modal(EditForm(api))
