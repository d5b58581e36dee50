"""What one can do with an API, on its card."""

from cogs.client import Interaction, guild_of
from cogs.entries import deliver_about
from cogs.ui import text
from cogs.ui.actions import NUMBER, Action
from cogs.ui.cards import note
from cogs.ui.replies import reply, think
from domain.models.api import Api, Outcome
from domain.models.entries import Kind, Ref


class RefreshButton(Action, template=rf"api:refresh:(?P<number>{NUMBER})"):
    """*Check now*: look at the document at once."""

    def __init__(self, number: int) -> None:
        super().__init__(f"api:refresh:{number}", "Check now")
        self.entry = self._ref = Ref(Kind.API, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Look, and say what came of it."""
        await think(interaction)
        api = await interaction.client.hub.watching.refresh(guild_of(interaction), self._ref.number)
        await deliver_about(interaction, api.ref)
        await reply(interaction, note(outcome_sentence(api)))


def outcome_sentence(api: Api) -> str:
    """What came of a look at an API's document."""
    name = f"**{text.heading(api)}**"
    match api.last_check.outcome:
        case Outcome.CHANGED:
            return f"{name} changed: it is revision {api.revision} now. Its card shows the rest."
        case Outcome.UNCHANGED:
            return f"{name} is unchanged: revision {api.revision} still holds."
        case Outcome.UNCHECKED:
            return f"{name} could not be checked: {text.plain(api.last_check.reason)}"
