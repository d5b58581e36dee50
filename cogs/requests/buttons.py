"""What one can do with a request. Each button's id holds the request's number."""

from typing import Final, Self

import discord

from cogs.client import Interaction, guild_of, member_of
from cogs.entries import EntryAction, to_card
from cogs.requests.forms import VERBS, AnswerForm, EditForm, RequestForm
from cogs.ui import text
from cogs.ui.actions import NEVER, NUMBER, Action
from cogs.ui.cards import Card, note
from domain.models.deeds import Deed
from domain.models.entries import Kind, Ref
from domain.models.request import ANSWERS

ROOM: Final = 75
"""Characters of an operation that a button can keep in its id, beside what else stands there."""

DEEDS: Final = "|".join(deed.value for deed in ANSWERS)
"""The answers, as they stand in a button's id."""


class AskButton(Action, template=rf"request:ask:(?P<api>0|{NUMBER}):(?P<operation>.*)"):
    """*Ask for it*: the form for an endpoint that is missing, filled with its method and path."""

    def __init__(self, api: int, operation: str, label: str = "Ask for it") -> None:
        super().__init__(f"request:ask:{api}:{operation}", label)
        self._operation = operation
        self.entry = self._api = Ref(Kind.API, api) if api else None

    @classmethod
    def of(cls, operation: str, api: Ref | None = None, label: str = "Ask for it") -> Self:
        """The button for an operation; one that is longer than a button can keep is typed into the form again."""
        return cls(api.number if api else 0, operation if len(operation) <= ROOM else "", label)

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form."""
        await interaction.response.send_modal(RequestForm(self._operation, self._api))


class AnswerButton(Action, template=rf"request:answer:(?P<deed>{DEEDS}):(?P<number>{NUMBER})"):
    """*Accept*, *Counter* and *Decline*: whoever can build it answers, with words."""

    def __init__(self, deed: str, number: int) -> None:
        self._deed, self._number = Deed(deed), number
        is_yes = self._deed is Deed.GRANT
        style = discord.ButtonStyle.success if is_yes else discord.ButtonStyle.secondary
        super().__init__(f"request:answer:{deed}:{number}", VERBS[self._deed], style=style)
        self.entry = Ref(Kind.REQUEST, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form, unless it would be refused."""
        request = await interaction.client.hub.apis.requests.get(guild_of(interaction), self._number)
        request.after(self._deed)
        request.check(self._deed, member_of(interaction))
        await interaction.response.send_modal(AnswerForm(request, self._deed))


class EditButton(Action, template=rf"request:edit:(?P<number>{NUMBER})"):
    """*Edit*: ask for the same in other words, or for something else."""

    def __init__(self, number: int) -> None:
        super().__init__(f"request:edit:{number}", "Edit")
        self._number = number
        self.entry = Ref(Kind.REQUEST, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form, filled with what stands there."""
        requests, by = interaction.client.hub.apis.requests, member_of(interaction)
        request = await requests.editable(guild_of(interaction), self._number, by=by)
        await interaction.response.send_modal(EditForm(request))


class RequestAction(EntryAction, template=NEVER):
    """A button of one request."""

    kind = Kind.REQUEST


class NeedButton(RequestAction, template=rf"request:need:(?P<number>{NUMBER})"):
    """*I need this too*: whoever presses it hears of it when it is there."""

    def __init__(self, number: int) -> None:
        super().__init__("need", number, "I need this too")

    async def done(self, interaction: Interaction) -> Card:
        """Join those who need it."""
        requests, by = interaction.client.hub.apis.requests, member_of(interaction)
        request = await requests.need(guild_of(interaction), self._number, by=by)
        sentence = f"Noted: you need **{text.heading(request)}** too. You are told when it is there."
        return note(sentence, NeedNotButton(self._number), to_card(request))


class NeedNotButton(RequestAction, template=rf"request:neednot:(?P<number>{NUMBER})"):
    """*Not me any more*: takes “I need this too” back."""

    def __init__(self, number: int) -> None:
        super().__init__("neednot", number, "Not me any more")

    async def done(self, interaction: Interaction) -> Card:
        """Leave those who need it."""
        requests, by = interaction.client.hub.apis.requests, member_of(interaction)
        request = await requests.need_not(guild_of(interaction), self._number, by=by)
        return note(f"**{text.heading(request)}** does not count you any more.")


class AgreeButton(RequestAction, template=rf"request:agree:(?P<number>{NUMBER})"):
    """*Agree*: whoever asked takes what was proposed instead."""

    def __init__(self, number: int) -> None:
        super().__init__("agree", number, "Agree", style=discord.ButtonStyle.success)

    async def done(self, interaction: Interaction) -> Card:
        """Take it."""
        requests, by = interaction.client.hub.apis.requests, member_of(interaction)
        request = await requests.agree(guild_of(interaction), self._number, by=by)
        sentence = (
            f"Agreed: **{text.heading(request)}** is accepted as it was proposed. If method or path are to be others"
            " now, change them with “Edit”: I look for those."
        )
        return note(sentence, EditButton(self._number), to_card(request))


class SettleButton(RequestAction, template=rf"request:settle:(?P<number>{NUMBER})"):
    """*That will do*: whoever asked takes what comes closest."""

    def __init__(self, number: int) -> None:
        super().__init__("settle", number, "That will do")

    async def done(self, interaction: Interaction) -> Card:
        """Take it."""
        requests, by = interaction.client.hub.apis.requests, member_of(interaction)
        request = await requests.settle(guild_of(interaction), self._number, by=by)
        return note(f"**{text.heading(request)}** is there: **{request.endpoint}**.", to_card(request))


class WithdrawButton(RequestAction, template=rf"request:withdraw:(?P<number>{NUMBER})"):
    """*Withdraw*: it is not needed any more."""

    def __init__(self, number: int) -> None:
        super().__init__("withdraw", number, "Withdraw")

    async def done(self, interaction: Interaction) -> Card:
        """Withdraw it."""
        requests, by = interaction.client.hub.apis.requests, member_of(interaction)
        request = await requests.call_off(guild_of(interaction), self._number, by=by)
        return note(f"**{text.heading(request)}** is withdrawn.", to_card(request))
