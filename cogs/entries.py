"""What all kinds of entries share in Discord: seeing one, seeing all of it, and finding its number while typing."""

from collections.abc import Callable, Coroutine
from typing import Any, ClassVar

import discord
from discord.app_commands import Choice

from cogs.client import Interaction, guild_of
from cogs.sight import see, sight_of
from cogs.ui import text
from cogs.ui.actions import NEVER, NUMBER, Action
from cogs.ui.cards import CHOICE_LIMIT, Button, Card, link_button, note
from cogs.ui.replies import reply, reply_file, think
from domain.hub import Hub
from domain.models.delivery import Delivery, DeliveryState
from domain.models.entries import Entry, Kind, Ref
from domain.text import shortened

REF = f"[{''.join(kind.value for kind in Kind)}]{NUMBER}"
"""In a template: an entry's letter and number."""

Completion = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, list[Choice[str]]]]


class ShowButton(Action, template=rf"entry:show:(?P<ref>{REF})"):
    """*Show*: the entry's card, for the reader alone."""

    def __init__(self, ref: Ref | str, label: str = "Show") -> None:
        super().__init__(f"entry:show:{ref}", label)
        self.entry = self._ref = ref if isinstance(ref, Ref) else Ref.parse(ref)

    async def pressed(self, interaction: Interaction) -> None:
        """Show the card privately."""
        await show(interaction, self._ref)


class AllButton(Action, template=rf"entry:all:(?P<ref>{REF})"):
    """*Show all*: an entry's texts uncut, as a file for the reader alone."""

    def __init__(self, ref: Ref | str) -> None:
        super().__init__(f"entry:all:{ref}", "Show all")
        self.entry = self._ref = ref if isinstance(ref, Ref) else Ref.parse(ref)

    async def pressed(self, interaction: Interaction) -> None:
        """Send the whole text privately."""
        await think(interaction)
        card = await interaction.client.gallery.entry(guild_of(interaction), self._ref)
        await reply_file(interaction, f"All of {self._ref}:", f"{self._ref}.md", card.whole.encode())


class EntryAction(Action, template=NEVER):
    """A button of one entry; pressing it changes the entry and brings its card up to date."""

    kind: ClassVar[Kind]

    def __init__(
        self,
        deed: str,
        number: int,
        label: str,
        *,
        more: str = "",
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    ) -> None:
        super().__init__(f"{self.kind.name.lower()}:{deed}:{number}{more}", label, style=style)
        self._number = number
        self.entry = Ref(self.kind, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Do it, bring the card up to date, and answer."""
        await think(interaction)
        answer = await self.done(interaction)
        await self.redraw(interaction)
        await reply(interaction, answer)

    async def done(self, interaction: Interaction) -> Card:
        """Do it; returns the private answer."""
        raise NotImplementedError

    async def redraw(self, interaction: Interaction) -> None:
        """Bring all cards up to date that show the entry."""
        await deliver_about(interaction, Ref(self.kind, self._number))


async def show(interaction: Interaction, ref: Ref, *below: Button) -> None:
    """Answer with an entry's card, privately, and with these buttons below it.

    Raises:
        NotFound: there is no such entry for this member.
    """
    await think(interaction)
    await see(interaction, ref)
    card = await interaction.client.gallery.entry(guild_of(interaction), ref)
    await reply(interaction, card.actions(*below))


async def deliver_about(interaction: Interaction, ref: Ref) -> Delivery | None:
    """Have all that is owed about an entry posted or brought up to date now; returns how its card went."""
    return await interaction.client.hub.outbox.deliver_about(guild_of(interaction), ref)


def to_card(entry: Entry) -> Button | None:
    """A button to an entry's card, if it was posted."""
    return link_button("Go to the card", text.link(entry.guild_id, entry.card)) if entry.card else None


async def kept(interaction: Interaction, entry: Entry, sentence: str) -> Card:
    """Post a new entry's card, and the private answer to its author: `sentence`, and where the card is."""
    delivery = await deliver_about(interaction, entry.ref)
    if delivery is None or delivery.state is DeliveryState.SENT:
        spot = delivery.spot if delivery else None
        return note(
            sentence, link_button("Go to the card", text.link(entry.guild_id, spot)) if spot else None
        )
    if delivery.state is DeliveryState.DUE:
        return note(f"{sentence} Discord does not take its card right now; I post it as soon as it does.")
    return note(
        f"{sentence} It is safe and can be found, but I may not post its card in <#{delivery.channel_id}>."
        " An administrator was told; /setup hub helps them."
    )


def entries_like(*kinds: Kind) -> Completion:
    """Completes numbers of entries of these kinds, by number or title."""

    async def complete(interaction: discord.Interaction[Any], typed: str) -> list[Choice[str]]:
        if interaction.guild_id is None:
            return []
        hub: Hub = interaction.client.hub
        found = await hub.entries.suggest(interaction.guild_id, typed, *kinds, sight=sight_of(interaction))
        return [
            Choice(name=shortened(f"{each.ref} · {each.title}", CHOICE_LIMIT), value=str(each.ref))
            for each in found
        ]

    return complete


async def tag_like(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Completes a tag."""
    if interaction.guild_id is None:
        return []
    found = await interaction.client.hub.entries.suggest_tags(
        interaction.guild_id, typed, sight=sight_of(interaction)
    )
    return [Choice(name=tag, value=tag) for tag in found if len(tag) <= CHOICE_LIMIT]


def byline(entry: Entry, *states: str) -> str:
    """The small line of a card: how it stands, by whom, since when, and its tags."""
    who = f"by {text.person(entry.author)}, {text.when(entry.created_at)}"
    return " · ".join(part for part in (*states, who, text.tags(entry.tags)) if part)
