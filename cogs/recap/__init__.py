"""The commands of `/recap`: the weekly recap to look at, to have now, and when it comes."""

import discord
from discord import app_commands
from discord.ext import commands

from cogs.client import HubBot, Interaction, guild_of, place_of
from cogs.recap.card import next_one, preview_card
from cogs.recap.chart import chart_of
from cogs.recap.history import PastButton, history_of
from cogs.recap.mine import CopyButton, LetterButton, mine_of
from cogs.recap.schedule import QUIET, channel_id_for, is_hub, lacking_in, schedule_of
from cogs.recap.thanks import ThanksButton, thanks_of
from cogs.recap.whole import WholeButton, WholePageButton
from cogs.setup.choices import DAYS, chosen_place, zone_like
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.cards import Card, link_button, note
from cogs.ui.replies import reply, think
from domain.errors import Refused
from domain.models.delivery import Delivery, DeliveryState
from domain.models.entries import Spot
from domain.models.schedule import Weekday

BUTTONS = (ThanksButton, PastButton, WholeButton, WholePageButton, CopyButton, LetterButton)
"""The buttons of recaps and of members' own weeks."""


NOTHING = "There is nothing to tell that all who read its channel may see, so I posted nothing."
"""Said of a quiet week as of one that only some may know of."""


class Recaps(commands.GroupCog, name="recap", description="The weekly recap"):
    """The commands of `/recap`."""

    def __init__(self, bot: HubBot) -> None:
        super().__init__()
        bot.add_dynamic_items(*BUTTONS)

    @app_commands.command(name="preview")
    async def preview(self, interaction: Interaction) -> None:
        """See how the recap would read now; nobody else sees it"""
        await think(interaction)
        recap, server = await interaction.client.hub.recaps.preview(
            guild_of(interaction), sight=sight_of(interaction)
        )
        if recap.is_quiet:
            quiet = "It was a quiet week so far: there is nothing to tell."
            await reply(interaction, note(f"{quiet} {next_one(server)}"))
        else:
            await reply(interaction, preview_card(recap, server, await chart_of(recap)))

    @app_commands.command(name="me")
    async def me(self, interaction: Interaction) -> None:
        """See your own week: what you logged, solved and helped with, and what waits for you"""
        await think(interaction)
        await reply(interaction, await mine_of(interaction))

    @app_commands.command(name="schedule")
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.describe(
        day="The day of the recap",
        hour="The hour of the recap, from 0 to 23, in the time zone",
        time_zone="The cohort's time zone, such as Africa/Lagos",
        channel="Where the recap is posted, if not in the hub",
        quiet_week="What becomes of a week with nothing to tell",
        paused="Whether no recap comes until you resume it",
    )
    @app_commands.choices(day=DAYS, quiet_week=QUIET)
    @app_commands.autocomplete(time_zone=zone_like)
    async def schedule(
        self,
        interaction: Interaction,
        *,
        day: int | None = None,
        hour: app_commands.Range[int, 0, 23] | None = None,
        time_zone: str | None = None,
        channel: discord.TextChannel | None = None,
        quiet_week: int | None = None,
        paused: bool | None = None,
    ) -> None:
        """Choose when and where the recap comes, or pause it; without options, see how it is"""
        await think(interaction)
        hub = await chosen_place(interaction, None)
        if channel is None and not await is_hub(interaction, hub):
            raise Refused(
                "There is no hub here yet. Choose its channel with /setup hub first: recaps go there."
            )
        if channel is not None and (refusal := lacking_in(interaction, channel)):
            await reply(interaction, refusal)
            return
        server = await interaction.client.hub.servers.change_recaps(
            hub,
            weekday=None if day is None else Weekday(day),
            hour=hour,
            time_zone=time_zone,
            channel_id=channel_id_for(channel, hub),
            tells_quiet=None if quiet_week is None else bool(quiet_week),
            is_paused=paused,
        )
        await reply(interaction, schedule_of(interaction, server))

    @app_commands.command(name="history")
    async def history(self, interaction: Interaction) -> None:
        """See past recaps: what became of each, with a link"""
        await think(interaction)
        await reply(interaction, await history_of(interaction, 0))

    @app_commands.command(name="thanks")
    async def thanks(self, interaction: Interaction) -> None:
        """Choose whether recaps name you as one who helped"""
        await think(interaction)
        await reply(interaction, await thanks_of(interaction))

    @app_commands.command(name="now")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def now(self, interaction: Interaction) -> None:
        """Post the recap of the last seven days now; the weekly one comes all the same"""
        await think(interaction)
        place = place_of(interaction)
        hub = interaction.client.hub
        key = await hub.recaps.make_now(place, cause=interaction.id)
        if key is None:
            await reply(interaction, note(NOTHING))
        else:
            await reply(interaction, outcome(await hub.outbox.deliver(place.guild_id, key)))


def outcome(delivery: Delivery | None) -> Card:
    """What became of a recap that was asked for now."""
    match delivery:
        case Delivery(state=DeliveryState.SENT, spot=Spot() as spot):
            button = link_button("Go to the recap", text.link(delivery.guild_id, spot))
            return note("The recap is posted.", button)
        case Delivery(state=DeliveryState.GONE):
            return note(NOTHING)
        case Delivery(state=DeliveryState.DUE):
            return note("Discord does not take the recap right now; I post it as soon as it does.")
        case _:
            return note("I may not post the recap in its channel. /recap schedule says what is missing.")
