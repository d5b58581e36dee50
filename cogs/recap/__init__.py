"""The commands of `/recap`: the weekly recap to look at, and now."""

from discord import app_commands
from discord.ext import commands

from cogs.client import HubBot, Interaction, guild_of, place_of
from cogs.recap.card import next_one, preview_card
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.cards import link_button, note
from cogs.ui.replies import reply, think
from domain.models.delivery import DeliveryState


class Recaps(commands.GroupCog, name="recap", description="The weekly recap"):
    """The commands of `/recap`."""

    def __init__(self, bot: HubBot) -> None:
        del bot
        super().__init__()

    @app_commands.command(name="preview")
    async def preview(self, interaction: Interaction) -> None:
        """See how the recap would read now; nobody else sees it"""
        await think(interaction)
        recap, due = await interaction.client.hub.recaps.preview(
            guild_of(interaction), sight=sight_of(interaction)
        )
        if recap.is_quiet:
            quiet = "It was a quiet week so far: there is nothing to tell."
            await reply(interaction, note(f"{quiet} {next_one(due)}"))
        else:
            await reply(interaction, preview_card(recap, due))

    @app_commands.command(name="now")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def now(self, interaction: Interaction) -> None:
        """Post the recap of the last seven days now; the weekly one comes all the same"""
        await think(interaction)
        place = place_of(interaction)
        hub = interaction.client.hub
        key = await hub.recaps.make_now(place, cause=interaction.id)
        if key is None:
            await reply(
                interaction, note("It was a quiet week: there is nothing to tell, so I posted nothing.")
            )
            return
        delivery = await hub.outbox.deliver(place.guild_id, key)
        if delivery and delivery.state is DeliveryState.SENT and delivery.spot:
            button = link_button("Go to the recap", text.link(place.guild_id, delivery.spot))
            await reply(interaction, note("The recap is posted.", button))
        elif delivery and delivery.state is DeliveryState.GONE:
            await reply(
                interaction,
                note(
                    "There is nothing to tell that all who read the hub's channel may see, so I posted nothing."
                ),
            )
        elif delivery and delivery.state is DeliveryState.DUE:
            await reply(
                interaction, note("Discord does not take the recap right now; I post it as soon as it does.")
            )
        else:
            await reply(
                interaction,
                note("I may not post the recap in the hub's channel. /setup hub says what is missing."),
            )
