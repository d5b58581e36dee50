"""Muting in Discord: which rules count no more, and why."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from cogs.client import Interaction, guild_of, member_of
from cogs.entries import entries_like
from cogs.sight import see, sight_of
from cogs.ui import text
from cogs.ui.actions import NUMBER, PAGE_NUMBER, Action, Picker
from cogs.ui.cards import CHOICE_LIMIT, CHOICES, Card, note
from cogs.ui.forms import Form, short_field
from cogs.ui.lists import last_page, leafed
from cogs.ui.replies import reply, think, turn
from domain.errors import DomainError
from domain.models.entries import Kind, Ref
from domain.models.mute import REASON_LIMIT, Mute
from domain.shared_apis.muting import SENTENCES
from domain.text import shortened

PAGE = 8
"""Muted rules of one page."""

RULE = "[a-z-]{1,70}"
"""In a template: the name of a rule."""


class UnmuteButton(
    Action, template=rf"api:unmute:(?P<page>{PAGE_NUMBER}):(?P<number>0|{NUMBER}):(?P<rule>{RULE})"
):
    """*Unmute*: a rule counts again, for an API or (0) in all of the server."""

    def __init__(self, page: int, number: int, rule: str) -> None:
        super().__init__(f"api:unmute:{page}:{number}:{rule}", "Unmute")
        self._page, self._rule = page, rule
        self.entry = self._api = Ref(Kind.API, number) if number else None

    async def pressed(self, interaction: Interaction) -> None:
        """Have it count again, and show what is left."""
        await interaction.client.hub.apis.mutes.unmute(
            guild_of(interaction), self._rule, api=self._api, by=member_of(interaction)
        )
        await turn(interaction, listing(interaction, self._page))


class MutesPageButton(Action, template=rf"api:mutes:(?P<page>{PAGE_NUMBER})"):
    """*Back* and *More*: another page of what is muted."""

    def __init__(self, page: int, label: str = "More", *, disabled: bool = False) -> None:
        super().__init__(f"api:mutes:{page}", label, disabled=disabled)
        self._page = page

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, listing(interaction, self._page))


class MutePicker(Picker, template=rf"api:mute:(?P<number>{NUMBER})"):
    """*Mute a rule…*: of those by which an API changed, one is picked, and why is asked."""

    def __init__(self, number: int, rules: Sequence[str] = ()) -> None:
        choices = [
            discord.SelectOption(label=name, description=shortened(SENTENCES[name], CHOICE_LIMIT))
            for name in rules
        ]
        super().__init__(f"api:mute:{number}", "Mute a rule…", choices[:CHOICES])
        self.entry = self._api = Ref(Kind.API, number)

    async def picked(self, interaction: Interaction, value: str) -> None:
        """Ask why."""
        await interaction.response.send_modal(MuteForm(value, self._api))


class MuteForm(Form, title="Mute a rule"):
    """Why a rule does not matter for an API."""

    def __init__(self, rule: str, api: Ref) -> None:
        super().__init__(title=f"Mute for {api}")
        self._rule, self._api = rule, api
        hint = f"{rule}. Your words stand wherever it is told."
        self.add_item(
            short_field("Why does it not matter?", "reason", limit=REASON_LIMIT, hint=shortened(hint, 100))
        )

    async def submitted(self, interaction: Interaction) -> None:
        """Mute it."""
        await think(interaction)
        await mute_and_tell(interaction, self._rule, self.typed("reason"), self._api)


MUTE_BUTTONS = (UnmuteButton, MutesPageButton, MutePicker)


async def mute_and_tell(interaction: Interaction, rule: str, reason: str, api: Ref | None) -> None:
    """Mute a rule, say so, and offer the way back; the interaction is answered already."""
    mute, before = await interaction.client.hub.apis.mutes.mute(
        guild_of(interaction), rule, reason, api=api, by=member_of(interaction)
    )
    words = f"`{mute.rule}` counts no more {where_of(mute.api)}: {text.plain(mute.reason)}"
    replaced = f"\n-# This replaces “{text.plain(before)}”." if before else ""
    told = "\n-# It holds from the next change on; what was told stays as it is."
    await reply(
        interaction, note(f"{words}{replaced}{told}", UnmuteButton(0, api.number if api else 0, mute.rule))
    )


def choice_of_rule(name: str) -> Choice[str]:
    """A rule as a choice, with what it says."""
    return Choice(name=shortened(f"{name}: {SENTENCES[name]}", CHOICE_LIMIT), value=name)


def api_typed(interaction: Interaction) -> Ref | None:
    """The API that was typed beside a rule that is still being typed; None where it names none."""
    try:
        return Ref.parse(str(interaction.namespace.api or ""), Kind.API)
    except DomainError:
        return None


async def rule_like(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Completes the name of a rule; first those by which the API changed, or any API of the server."""
    names = await interaction.client.hub.apis.mutes.rules_like(
        guild_of(interaction), typed, api=api_typed(interaction), sight=sight_of(interaction)
    )
    return list(map(choice_of_rule, names))


async def muted_like(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Completes the name of a rule that is muted for the API, or in all of the server."""
    api = api_typed(interaction)
    mutes = await interaction.client.hub.apis.mutes.listed(guild_of(interaction), sight=sight_of(interaction))
    fitting = [each.rule for each in mutes if each.api == api and typed.strip().casefold() in each.rule]
    return [choice_of_rule(name) for name in fitting if name in SENTENCES][:CHOICES]


class MuteCommands(commands.Cog):
    """Those commands of `/api` that are about what counts."""

    @app_commands.command(name="mute")
    @app_commands.describe(
        rule="Its name, such as response-optional-property-removed",
        reason="Why it does not matter here: it is told wherever muted changes are",
        api="For this API alone, such as A3; for all of the server, if you say nothing",
    )
    @app_commands.autocomplete(rule=rule_like, api=entries_like(Kind.API))
    async def mute(
        self,
        interaction: Interaction,
        rule: str,
        reason: app_commands.Range[str, 1, REASON_LIMIT],
        api: str | None = None,
    ) -> None:
        """Have a sort of change count no more, and say why"""
        ref = await api_named(interaction, api)
        await mute_and_tell(interaction, rule, reason, ref)

    @app_commands.command(name="unmute")
    @app_commands.describe(
        rule="The name of a muted rule",
        api="The API for which it is muted, such as A3; all of the server, if you say nothing",
    )
    @app_commands.autocomplete(rule=muted_like, api=entries_like(Kind.API))
    async def unmute(self, interaction: Interaction, rule: str, api: str | None = None) -> None:
        """Have a sort of change count again"""
        ref = await api_named(interaction, api)
        name = await interaction.client.hub.apis.mutes.unmute(
            guild_of(interaction), rule, api=ref, by=member_of(interaction)
        )
        await reply(interaction, note(f"`{name}` counts again {where_of(ref)}, from the next change on."))

    @app_commands.command(name="mutes")
    async def mutes(self, interaction: Interaction) -> None:
        """See which sorts of change count no more, and why"""
        await think(interaction)
        await reply(interaction, await listing(interaction, 0))


async def api_named(interaction: Interaction, typed: str | None) -> Ref | None:
    """The API that was named, if one was; the interaction is answered from here on.

    Raises:
        BadInput: what was typed names none.
        NotFound: there is none for this member.
    """
    ref = Ref.parse(typed, Kind.API) if typed else None
    await think(interaction)
    if ref:
        await see(interaction, ref)
    return ref


def where_of(api: Ref | None) -> str:
    """Where a rule is muted, in words."""
    return f"for {api}" if api else "in all of the server"


async def listing(interaction: Interaction, page: int) -> Card:
    """One page (from 0) of what is muted."""
    mutes = await interaction.client.hub.apis.mutes.listed(guild_of(interaction), sight=sight_of(interaction))
    return mutes_card(mutes, page)


def mutes_card(mutes: Sequence[Mute], page: int) -> Card:
    """One page (from 0) of what is muted; the last one, if there are fewer."""
    last = last_page(len(mutes), PAGE)
    page = min(page, last)
    card = Card().title("Muted rules", f"{len(mutes)} in all" if mutes else "")
    if not mutes:
        return card.text("None: every change counts. `/api mute` changes that.")
    for mute in mutes[page * PAGE : (page + 1) * PAGE]:
        card.row(
            f"`{mute.rule}` {where_of(mute.api)}: {text.plain(mute.reason)}\n"
            f"-# {SENTENCES.get(mute.rule, 'gone by now')} · by {text.person(mute.by)}, {text.when(mute.at)}",
            UnmuteButton(page, mute.api.number if mute.api else 0, mute.rule),
        )
    return leafed(card, page, last, lambda to, label, off: MutesPageButton(to, label, disabled=off))
