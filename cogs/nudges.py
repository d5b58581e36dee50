"""Nudges in Discord: which tags call a member, and whether anything does."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from cogs.client import HubBot, Interaction, guild_of, member_of
from cogs.entries import tag_like
from cogs.ui import text
from cogs.ui.actions import PAGE_NUMBER, Action
from cogs.ui.cards import CHOICES, Card, note
from cogs.ui.lists import last_page, leafed
from cogs.ui.replies import reply, think, turn
from domain.models.preferences import Preferences
from domain.people import Wishes
from domain.text import shortened

PAGE = 8
"""Tags of one page."""

STILL = (
    "-# What you asked for yourself reaches you all the same:"
    " answers to your blockers, and news of those where you said “Me too”."
)


class UnfollowButton(Action, template=rf"nudges:unfollow:(?P<page>{PAGE_NUMBER}):(?P<tag>.+)"):
    """*Unfollow*: a blocker with the tag calls one no longer."""

    def __init__(self, page: int, tag: str | int) -> None:
        super().__init__(f"nudges:unfollow:{page}:{tag}", "Unfollow")
        self._page, self._tag = page, str(tag)

    async def pressed(self, interaction: Interaction) -> None:
        """Unfollow the tag, and show what is left."""
        await interaction.client.hub.people.unfollow(
            guild_of(interaction), self._tag, by=member_of(interaction)
        )
        await turn(interaction, wishes_of(interaction, self._page))


class SwitchButton(Action, template=r"nudges:switch:(?P<word>on|off)"):
    """*Turn off* and *Turn on*."""

    def __init__(self, word: str) -> None:
        super().__init__(f"nudges:switch:{word}", f"Turn {word}")
        self._is_off = word == "off"

    async def pressed(self, interaction: Interaction) -> None:
        """Turn one's nudges off or on, and show it."""
        await interaction.client.hub.people.switch(
            guild_of(interaction), is_off=self._is_off, by=member_of(interaction)
        )
        await turn(interaction, wishes_of(interaction, 0))


class FollowedButton(Action, template=rf"nudges:page:(?P<page>{PAGE_NUMBER})"):
    """*Back* and *More*: other tags that one follows."""

    def __init__(self, page: int, label: str = "More", *, disabled: bool = False) -> None:
        super().__init__(f"nudges:page:{page}", label, disabled=disabled)
        self._page = page

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, wishes_of(interaction, self._page))


async def followed_like(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Completes a tag that one follows."""
    wishes = await interaction.client.hub.people.wishes(guild_of(interaction), by=member_of(interaction))
    wanted = typed.strip().lstrip("#").casefold()
    return [Choice(name=tag, value=tag) for tag in wishes.tags if wanted in tag][:CHOICES]


class Nudges(commands.GroupCog, name="nudges", description="Who calls you, and when"):
    """The commands of `/nudges`."""

    def __init__(self, bot: HubBot) -> None:
        super().__init__()
        bot.add_dynamic_items(UnfollowButton, SwitchButton, FollowedButton)

    @app_commands.command(name="follow")
    @app_commands.describe(tag="Such as django")
    @app_commands.autocomplete(tag=tag_like)
    async def follow(self, interaction: Interaction, tag: str) -> None:
        """Be called when a blocker with this tag finds no helper"""
        await think(interaction)
        people, by = interaction.client.hub.people, member_of(interaction)
        followed = await people.follow(guild_of(interaction), tag, by=by)
        wishes = await people.wishes(guild_of(interaction), by=by)
        words = f"You follow {text.tags((followed,))}: you are called when a blocker with it finds no helper."
        if wishes.preferences != Preferences():
            words += f"\nBut for now: {state_line(wishes.preferences)}"
        await reply(interaction, note(words, UnfollowButton(0, followed)))

    @app_commands.command(name="unfollow")
    @app_commands.describe(tag="One that you follow")
    @app_commands.autocomplete(tag=followed_like)
    async def unfollow(self, interaction: Interaction, tag: str) -> None:
        """Be called no longer because of this tag"""
        await think(interaction)
        left = await interaction.client.hub.people.unfollow(
            guild_of(interaction), tag, by=member_of(interaction)
        )
        await reply(interaction, note(f"You do not follow {text.tags((left,))} any more."))

    @app_commands.command(name="snooze")
    @app_commands.describe(days="For how many days, 1 to 90")
    async def snooze(self, interaction: Interaction, days: int) -> None:
        """Be called by nobody for some days"""
        await think(interaction)
        await interaction.client.hub.people.snooze(guild_of(interaction), days, by=member_of(interaction))
        await reply(interaction, await wishes_of(interaction, 0))

    @app_commands.command(name="off")
    async def off(self, interaction: Interaction) -> None:
        """Turn nudges off: nobody calls you"""
        await switched(interaction, is_off=True)

    @app_commands.command(name="on")
    async def on(self, interaction: Interaction) -> None:
        """Turn nudges on again; that ends a snooze, too"""
        await switched(interaction, is_off=False)

    @app_commands.command(name="show")
    async def show(self, interaction: Interaction) -> None:
        """See which tags you follow, and whether you are called"""
        await think(interaction)
        await reply(interaction, await wishes_of(interaction, 0))


async def switched(interaction: Interaction, *, is_off: bool) -> None:
    """Turn one's nudges off or on, and show it."""
    await think(interaction)
    await interaction.client.hub.people.switch(
        guild_of(interaction), is_off=is_off, by=member_of(interaction)
    )
    await reply(interaction, await wishes_of(interaction, 0))


async def wishes_of(interaction: Interaction, page: int) -> Card:
    """What whoever asks has told about their nudges, with one page (from 0) of their tags."""
    people = interaction.client.hub.people
    return wishes_card(await people.wishes(guild_of(interaction), by=member_of(interaction)), page)


def wishes_card(wishes: Wishes, page: int) -> Card:
    """The tags that somebody follows, and whether they are called; the last page, if there are fewer by now."""
    card = Card().title("Your nudges").text(state_line(wishes.preferences))
    last = last_page(len(wishes.tags), PAGE)
    page = min(page, last)
    if not wishes.tags:
        card.text("You follow no tag. `/nudges follow` calls you to blockers that you could help with.")
    for tag in wishes.tags[page * PAGE : (page + 1) * PAGE]:
        card.row(text.tags((shortened(tag, 80),)), UnfollowButton(page, tag))
    leafed(card, page, last, lambda to, label, off: FollowedButton(to, label, disabled=off))
    return card.text(STILL).actions(SwitchButton("on" if wishes.preferences != Preferences() else "off"))


def state_line(preferences: Preferences) -> str:
    """Whether somebody is called, in words."""
    if preferences.is_off:
        return "**Off**: nobody calls you."
    if preferences.snoozed_until:
        return f"**Snoozed** until {text.at(preferences.snoozed_until)}: nobody calls you before then."
    return (
        "**On**: a blocker with a tag that you follow calls you when it finds no helper,"
        " and you are asked once when yours went quiet after an answer."
    )
