"""Whether recaps name a member as one who helped, as they choose it themselves."""

from cogs.client import Interaction, guild_of, member_of
from cogs.ui.actions import Action
from cogs.ui.cards import Card
from cogs.ui.replies import turn


class ThanksButton(Action, template=r"recap:thanks:(?P<word>on|off)"):
    """*Name me* and *Do not name me*."""

    def __init__(self, word: str) -> None:
        super().__init__(f"recap:thanks:{word}", "Name me" if word == "on" else "Do not name me")
        self._wanted = word == "on"

    async def pressed(self, interaction: Interaction) -> None:
        """Be named in recaps from now on, or not, and show it."""
        people, by = interaction.client.hub.people, member_of(interaction)
        await people.thank(guild_of(interaction), wanted=self._wanted, by=by)
        await turn(interaction, thanks_of(interaction))


async def thanks_of(interaction: Interaction) -> Card:
    """Whether whoever asks is named in recaps."""
    people, by = interaction.client.hub.people, member_of(interaction)
    return thanks_card(is_thanked=await people.is_thanked(guild_of(interaction), by=by))


def thanks_card(*, is_thanked: bool) -> Card:
    """Whether somebody is named in recaps as one who helped."""
    card = Card().title("Thanks in recaps")
    if is_thanked:
        card.text("When you help with what is solved, the recap thanks you by name.")
    else:
        card.text("Recaps do not name you as one who helped. Cards and solutions do as before.")
    return card.actions(ThanksButton("off" if is_thanked else "on"))
