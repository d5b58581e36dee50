"""Draws the card of anything, from what is stored now."""

from cogs.blockers import blocker_card
from cogs.endpoints import endpoint_card
from cogs.entries import AllButton, ShowButton
from cogs.recap import recap_card
from cogs.solutions import solution_card
from cogs.ui.cards import Card, note
from domain.hub import Hub
from domain.models.delivery import Delivery, Topic
from domain.models.entries import Kind, Ref

ENTRY_BUTTONS = (AllButton, ShowButton)
"""The buttons that all kinds of entries share."""


class HubGallery:
    """Implements `cogs.client.Gallery` over the services."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def entry(self, guild_id: int, ref: Ref) -> Card:
        """The card of an entry.

        Raises:
            NotFound: this server has no such entry.
        """
        match ref.kind:
            case Kind.BLOCKER:
                blocker = await self._hub.blockers.get(guild_id, ref.number)
                solved = blocker.solution
                return blocker_card(
                    blocker, await self._hub.solutions.get(guild_id, solved.number) if solved else None
                )
            case Kind.SOLUTION:
                return solution_card(await self._hub.solutions.get(guild_id, ref.number))
            case Kind.ENDPOINT:
                return endpoint_card(await self._hub.endpoints.get(guild_id, ref.number))

    async def delivery(self, delivery: Delivery) -> Card:
        """What a delivery shows."""
        match delivery.key.topic:
            case Topic.CARD:
                return await self.entry(delivery.guild_id, Ref.parse(delivery.key.subject))
            case Topic.RECAP:
                return recap_card(await self._hub.recaps.get(delivery.guild_id, delivery.key.subject))
            case Topic.NOTICE:
                return note(
                    f"I may not post in <#{delivery.key.subject}>, or it is gone, so cards and recaps wait."
                    " Nothing is lost: run /setup in the server; it says what is missing, and I catch up."
                )
