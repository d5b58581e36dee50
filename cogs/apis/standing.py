"""What becomes of an API, as those who may say so decide it."""

from collections.abc import Sequence
from datetime import datetime

from cogs.apis.uses import MineButton
from cogs.client import Interaction, guild_of, member_of
from cogs.entries import EntryAction, ShowButton, deliver_about, to_card
from cogs.sight import see
from cogs.ui import text
from cogs.ui.actions import NUMBER
from cogs.ui.cards import Accent, Card, note
from cogs.ui.replies import reply, think
from domain.models.api import Api, Watch
from domain.models.entries import Kind, Member, Ref
from domain.shared_apis.retiring import Retirement

NOW = {
    Watch.WATCHED: "is watched: Nexus looks at its document in a moment.",
    Watch.STILL: "is not watched: it changes when somebody brings a new document.",
}
"""How an API stands that was watched, or not, before."""

BACK = {
    Watch.WATCHED: "is in use again, and watched: Nexus looks at its document in a moment.",
    Watch.STILL: "is in use again. It changes when somebody brings a new document.",
}
"""How an API stands that was retired before."""

RETIRED = "is retired: neither it nor its endpoints are listed or found."
"""How an API stands that is not in use any more."""


class BringBackButton(EntryAction, template=rf"api:back:(?P<number>{NUMBER})"):
    """*Bring back*: a retired API is in use again."""

    kind = Kind.API

    def __init__(self, number: int, label: str = "Bring back") -> None:
        super().__init__("back", number, label)

    async def done(self, interaction: Interaction) -> Card:
        """Bring it back."""
        api = await interaction.client.hub.apis.standing.bring_back(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        return back_note(api)


async def switch_watch(interaction: Interaction, number: str, *, wanted: bool) -> None:
    """Answer `/api watch`."""
    ref = Ref.parse(number, Kind.API)
    await think(interaction)
    await see(interaction, ref)
    hub, guild_id = interaction.client.hub, guild_of(interaction)
    before = await hub.apis.sharing.get(guild_id, ref.number)
    api = await hub.apis.standing.watch(guild_id, ref.number, wanted=wanted, by=member_of(interaction))
    await deliver_about(interaction, ref)
    said = note(f"**{text.heading(api)}** {NOW[api.watch]}")
    await reply(interaction, said if before.is_in_use else back_note(api))


async def retire(interaction: Interaction, number: str) -> None:
    """Answer `/api retire`."""
    ref = Ref.parse(number, Kind.API)
    await think(interaction)
    await see(interaction, ref)
    retirement, at = await interaction.client.hub.apis.standing.retire(
        guild_of(interaction), ref.number, by=member_of(interaction)
    )
    await deliver_about(interaction, ref)
    said = f"**{text.heading(retirement.api)}** {RETIRED}{heard_words(retirement, at)}"
    await reply(interaction, note(said, BringBackButton(ref.number, "Undo")))


def heard_words(retirement: Retirement, at: datetime) -> str:
    """Who hears that an API was retired, and when; nothing where nobody does."""
    number = len(retirement.called)
    if not number:
        return ""
    use, hear = ("uses", "hears") if number == 1 else ("use", "hear")
    return f" {text.counted(number, 'member')} {use} it, and {hear} of that {text.when(at)}."


def retired_card(api: Api, called: Sequence[Member]) -> Card:
    """Calls those who use an API that was retired; of one that is in use again, no message is made."""
    if api.is_in_use:
        card = Card().title(f"{text.heading(api)} is in use again").text("It was retired for a while.")
    else:
        card = Card(Accent.WAITS).calls(called).title(f"{text.heading(api)} is retired")
        card.text("You said that you use it, or endpoints of it. Nobody should build on it any more.")
    card.actions(ShowButton(api.ref), MineButton(0, "What I use"))
    return card if called else card.moot()


def back_note(api: Api) -> Card:
    """Says that an API is in use again, and how it changes from now on."""
    return note(f"**{text.heading(api)}** {BACK[api.watch]}", to_card(api))
