"""What one can do with an API, on its card."""

from cogs.apis.changes import ChangesButton, told_counts
from cogs.client import Interaction, guild_of
from cogs.entries import deliver_about
from cogs.ui import text
from cogs.ui.actions import NUMBER, Action
from cogs.ui.cards import note
from cogs.ui.replies import reply, think
from domain.models.api import Api, Outcome
from domain.models.entries import Kind, Ref
from domain.shared_apis.alerts import Brought


class RefreshButton(Action, template=rf"api:refresh:(?P<number>{NUMBER})"):
    """*Check now*: look at the document at once."""

    def __init__(self, number: int) -> None:
        super().__init__(f"api:refresh:{number}", "Check now")
        self.entry = self._ref = Ref(Kind.API, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Look, and say what came of it."""
        await think(interaction)
        api = await interaction.client.hub.apis.watching.refresh(guild_of(interaction), self._ref.number)
        await tell_outcome(interaction, api)


async def tell_outcome(interaction: Interaction, api: Api, more: str = "") -> None:
    """Have the card brought up to date, and say what came of a look at an API's document, or of a new one."""
    await deliver_about(interaction, api.ref)
    name = f"**{text.heading(api)}**"
    match api.last_check.outcome:
        case Outcome.CHANGED:
            brought = await interaction.client.hub.apis.alerts.brought(api)
            changes = ChangesButton(api.ref.number, api.revision - 1, api.revision)
            answer = note(f"{name} {changed_words(brought)}", changes)
        case Outcome.UNCHANGED:
            answer = note(f"{name} is unchanged: revision {api.revision} still holds.")
        case Outcome.UNCHECKED:
            answer = note(f"{name} could not be checked: {text.plain(api.last_check.reason)}")
    await reply(interaction, answer.text(more))


def changed_words(brought: Brought) -> str:
    """How much a new revision changed, who is called as it broke what they use, and which requests it concerns."""
    alert, revision = brought.alert, brought.alert.revised.revision
    is_told = revision.changes or revision.muted
    much = f"with {told_counts(revision)}" if is_told else "though nothing that it promises is different"
    sentences = [f"changed: it is revision {revision.number} now, {much}."]
    if revision.breaks:
        sentences.append(called_words(len(alert.called)))
    there = [str(each.ref) for each in brought.requests if not each.is_living]
    close = [str(each.ref) for each in brought.requests if each.is_living and each.differs]
    sentences += [f"{', '.join(there)} {'is' if len(there) == 1 else 'are'} there now."] if there else []
    sentences += [f"{', '.join(close)} {'comes' if len(close) == 1 else 'come'} close."] if close else []
    return " ".join(sentences)


def called_words(number: int) -> str:
    """How many members are called, as something broke that they use."""
    if not number:
        return "Nobody has to be called."
    use, are = ("uses", "is") if number == 1 else ("use", "are")
    return f"{text.counted(number, 'member')} who {use} what broke {are} called."
