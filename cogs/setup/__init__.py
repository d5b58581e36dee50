"""Setting a server up: the commands of its administrators."""

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from cogs.client import HubBot, Interaction, guild_of, member_of
from cogs.setup.cards import refusal, settings_card
from cogs.setup.choices import DAYS, channel_at, chosen_place, zone_like
from cogs.setup.permissions import cannot_ping, missing_permissions
from cogs.setup.synonyms import (
    NOTHING,
    SYNONYM_BUTTONS,
    added_news,
    listing,
    looked_up_card,
    word_like,
)
from cogs.ui.replies import reply, think
from domain.errors import BadInput
from domain.models.entries import Place
from domain.models.schedule import Weekday
from domain.models.server import Habits, Server, Threads

ROLES = {"helper": (True, False), "mentor": (False, True), "both": (True, True)}
"""Which roles of the ladder are called no longer, by a choice's value: the helpers', the mentors'."""


@app_commands.default_permissions(manage_guild=True)
class Setup(commands.GroupCog, name="setup", description="How Nexus works in this server"):
    """The commands of `/setup`."""

    def __init__(self, bot: HubBot) -> None:
        super().__init__()
        bot.add_dynamic_items(*SYNONYM_BUTTONS)

    @app_commands.command(name="hub")
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.describe(
        channel="Where cards and the weekly recap go",
        time_zone="The cohort's time zone, such as Africa/Lagos",
        day="The day of the recap",
        hour="The hour of the recap, from 0 to 23, in that time zone",
    )
    @app_commands.choices(day=DAYS)
    @app_commands.autocomplete(time_zone=zone_like)
    async def set_hub(
        self,
        interaction: Interaction,
        channel: discord.TextChannel | None = None,
        time_zone: str | None = None,
        day: int | None = None,
        hour: app_commands.Range[int, 0, 23] | None = None,
    ) -> None:
        """Choose the hub's channel and when the weekly recap comes; what you leave out stays as it is"""
        await think(interaction)
        place = await chosen_place(interaction, channel)
        hub = channel_at(interaction, place)
        lacking = missing_permissions(hub, (await habits_at(interaction)).threads) if hub else []
        if hub is None or lacking:
            await reply(interaction, refusal(place.channel_id, lacking, "/setup hub"))
            return
        server = await interaction.client.hub.servers.set_up(
            place,
            time_zone=time_zone,
            weekday=None if day is None else Weekday(day),
            hour=hour,
            by=member_of(interaction),
        )
        await show_settings(interaction, server)

    @app_commands.command(name="blockers")
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.describe(
        threads="When a thread for the talk opens on a blocker's card",
        claim_hours="Hours until a helper who is silent helps no longer",
        author_hours="Hours until a moderator may decide for an author who is silent",
        quiet_hours="Hours of quiet after an answer before the author is asked whether it is solved",
        fresh_days="Days until a solution that nobody confirms counts as unconfirmed",
    )
    @app_commands.choices(
        threads=[Choice(name=each.value.capitalize(), value=each.value) for each in Threads]
    )
    async def set_blockers(
        self,
        interaction: Interaction,
        *,
        threads: str | None = None,
        claim_hours: int | None = None,
        author_hours: int | None = None,
        quiet_hours: int | None = None,
        fresh_days: int | None = None,
    ) -> None:
        """Choose when threads open and how long silence may last; what you leave out stays as it is"""
        await think(interaction)
        place = await chosen_place(interaction, None)
        hub = channel_at(interaction, place)
        wanted = Threads(threads) if threads else None
        lacking = missing_permissions(hub, wanted) if hub and wanted else []
        if lacking:
            await reply(interaction, refusal(place.channel_id, lacking, "/setup blockers"))
            return
        server = await interaction.client.hub.servers.change_habits(
            place,
            threads=wanted,
            claim_hours=claim_hours,
            author_hours=author_hours,
            quiet_hours=quiet_hours,
            fresh_days=fresh_days,
        )
        await show_settings(interaction, server)

    @app_commands.command(name="ladder")
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.rename(is_on="on")
    @app_commands.describe(
        is_on="Whether a blocker that nobody takes on calls for help",
        helper_role="The role that it calls second, after those who follow one of its tags",
        mentor_role="The role that it calls last",
        no_role="A role that it calls no longer",
        first_hours="Waking hours until it calls those who follow one of its tags",
        second_hours="Waking hours from then until it calls the helper role",
        third_hours="Waking hours from then until it calls the mentor role",
        wakes_at="The hour when the cohort's day begins, from 0 to 23",
        sleeps_at="The hour when it ends, from 0 to 23; the same hour for a cohort that never sleeps",
    )
    @app_commands.choices(
        no_role=[
            Choice(name="The helper role", value="helper"),
            Choice(name="The mentor role", value="mentor"),
            Choice(name="Both", value="both"),
        ]
    )
    async def set_ladder(
        self,
        interaction: Interaction,
        *,
        is_on: bool | None = None,
        helper_role: discord.Role | None = None,
        mentor_role: discord.Role | None = None,
        no_role: str | None = None,
        first_hours: int | None = None,
        second_hours: int | None = None,
        third_hours: int | None = None,
        wakes_at: int | None = None,
        sleeps_at: int | None = None,
    ) -> None:
        """Choose whom a blocker calls that nobody takes on, and when; what you leave out stays as it is"""
        await think(interaction)
        no_helpers, no_mentors = ROLES.get(no_role or "", (False, False))
        server = await interaction.client.hub.servers.change_ladder(
            await chosen_place(interaction, None),
            is_on=is_on,
            hours=(first_hours, second_hours, third_hours),
            helper_role_id=0 if no_helpers else role_id_of(helper_role),
            mentor_role_id=0 if no_mentors else role_id_of(mentor_role),
            wakes_at=wakes_at,
            sleeps_at=sleeps_at,
        )
        await show_settings(interaction, server)

    @app_commands.command(name="apis")
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.describe(check_minutes="Minutes from one look at an API to the next, from 5 to 1440")
    async def set_apis(self, interaction: Interaction, check_minutes: int | None = None) -> None:
        """Choose how often Nexus looks whether the APIs that it watches have changed; without options, see it"""
        await think(interaction)
        place = await chosen_place(interaction, None)
        server = await interaction.client.hub.servers.change_checks(place, check_minutes)
        await show_settings(interaction, server)

    @app_commands.command(name="synonyms")
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.describe(
        add="Words that mean the same here, with commas, such as wf, workflow",
        word="A word to look up: what means the same?",
    )
    @app_commands.autocomplete(word=word_like)
    async def set_synonyms(
        self, interaction: Interaction, add: str | None = None, word: str | None = None
    ) -> None:
        """Teach search which words mean the same here; without options, see which do"""
        await think(interaction)
        synonyms, guild_id = interaction.client.hub.synonyms, guild_of(interaction)
        news = NOTHING
        if add is not None:
            news = added_news(await synonyms.add(guild_id, add, by=member_of(interaction)))
        if word is not None:
            await reply(interaction, looked_up_card(await synonyms.look_up(guild_id, word), news))
        else:
            await reply(interaction, await listing(interaction, 0, news))


async def habits_at(interaction: Interaction) -> Habits:
    """How the server deals with blockers now."""
    server = await interaction.client.hub.servers.get(guild_of(interaction))
    return server.habits if server else Habits()


def role_id_of(role: discord.Role | None) -> int | None:
    """The id of a role that the ladder can call.

    Raises:
        BadInput: it is everybody's.
    """
    if role is not None and role.is_default():
        raise BadInput("@everyone would be called by every blocker. Choose the role of those who help.")
    return role.id if role else None


async def show_settings(interaction: Interaction, server: Server) -> None:
    """Answer with all that holds now."""
    hub = channel_at(interaction, Place(server.guild_id, server.hub_channel_id))
    roles = (server.ladder.helper_role_id, server.ladder.mentor_role_id)
    lacking = missing_permissions(hub, server.habits.threads) if hub else None
    deaf = cannot_ping(hub, *roles) if hub else ()
    own = channel_at(interaction, Place(server.guild_id, server.recap_channel_id))
    recap_lacking = missing_permissions(own, Threads.NEVER) if own else None
    await reply(interaction, settings_card(server, lacking=lacking, recap_lacking=recap_lacking, deaf=deaf))
