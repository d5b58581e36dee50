"""Draws the card of anything, from what is stored now."""

from typing import Protocol

from cogs.apis.alert import alert_card
from cogs.apis.card import api_card
from cogs.apis.standing import retired_card
from cogs.apis.sunset import sunset_card
from cogs.blockers.calls import ask_card, dropped_card, lapsed_card, nudge_card, retest_card, told_card
from cogs.blockers.card import blocker_card
from cogs.endpoints.card import endpoint_card
from cogs.endpoints.page import page_card
from cogs.entries import AllButton, ShowButton
from cogs.history import HistoryButton, HistoryPageButton
from cogs.recap.card import recap_card
from cogs.recap.chart import chart_of
from cogs.recap.mine import letter_card
from cogs.requests.card import request_card
from cogs.requests.told import answered_card, near_card, there_card
from cogs.search.results import results_card
from cogs.secrets import UnmaskButton
from cogs.solutions.card import quoted_card, solution_card
from cogs.ui.cards import Card, note
from domain.carrying import Moot
from domain.hub import Hub
from domain.models.blocker import Blocker
from domain.models.delivery import Delivery, Key, Topic
from domain.models.entries import Kind, Ref
from domain.models.search import Found
from domain.models.sight import Sight
from domain.shared_apis.fulfilling import SETTLED
from domain.telling import DROPPED

ENTRY_BUTTONS = (AllButton, ShowButton, HistoryButton, HistoryPageButton, UnmaskButton)
"""The buttons that all kinds of entries share."""


class Eyes(Protocol):
    """Knows who sees what in the servers."""

    def of_channel(self, guild_id: int, channel_id: int) -> Sight:
        """What all who read a channel may see.

        Raises:
            TryLater: Discord does not say now.
        """
        ...

    async def of_member(self, guild_id: int, member_id: int) -> Sight:
        """What a member may see.

        Raises:
            Moot: they are not in the server any more, or Nexus is not.
            TryLater: Discord does not say now.
        """
        ...

    def name_of(self, guild_id: int) -> str:
        """What a server is called."""
        ...


class HubGallery:
    """Implements `cogs.client.Gallery` over the services."""

    def __init__(self, hub: Hub, eyes: Eyes) -> None:
        self._hub = hub
        self._eyes = eyes

    async def entry(self, guild_id: int, ref: Ref) -> Card:
        """The card of an entry.

        Raises:
            NotFound: this server has no such entry.
        """
        match ref.kind:
            case Kind.BLOCKER:
                blocker = await self._hub.blockers.get(guild_id, ref.number)
                return blocker_card(
                    blocker,
                    solutions=await self._hub.solutions.of_blocker(guild_id, ref.number),
                    file=await self._hub.blockers.file(guild_id, ref) if blocker.file else None,
                    about=await self._hub.apis.sharing.named_by(guild_id, ref.number),
                )
            case Kind.SOLUTION:
                return solution_card(await self._hub.solutions.get(guild_id, ref.number))
            case Kind.ENDPOINT:
                endpoint = await self._hub.endpoints.get(guild_id, ref.number)
                return (
                    await self.endpoint(guild_id, ref.number)
                    if endpoint.api
                    else endpoint_card(endpoint, await self._hub.apis.sunsets.today(guild_id))
                )
            case Kind.API:
                api = await self._hub.apis.sharing.get(guild_id, ref.number)
                endpoints = await self._hub.apis.sharing.endpoints(guild_id, ref.number)
                return api_card(api, endpoints, await self._hub.apis.sunsets.today(guild_id))
            case Kind.REQUEST:
                return request_card(await self._hub.apis.requests.get(guild_id, ref.number))

    async def endpoint(self, guild_id: int, number: int, part: str = "about", page: int = 0) -> Card:
        """One page (from 0) of a part of an endpoint's page: what it is, how it is called."""
        opened = await self._hub.apis.opening.open(guild_id, number)
        return page_card(opened, await self._hub.apis.sunsets.today(guild_id), part, page)

    async def delivery(self, delivery: Delivery) -> Card:
        """What a delivery shows."""
        match delivery.key.topic:
            case Topic.CARD:
                return await self.entry(delivery.guild_id, delivery.key.ref)
            case Topic.RECAP | Topic.LETTER as topic:
                return await (self._recap if topic is Topic.RECAP else self._letter)(delivery)
            case Topic.NOTICE:
                return await self._notice(delivery)
            case Topic.QUOTED:
                return quoted_card(await self._hub.solutions.get(delivery.guild_id, delivery.key.ref.number))
            case (
                Topic.ASK
                | Topic.RETEST
                | Topic.TOLD
                | Topic.NUDGE
                | Topic.LAPSED
                | Topic.ANSWERED
                | Topic.NEAR
                | Topic.THERE
            ):
                return await self._news(delivery.guild_id, delivery.key)
            case Topic.BROKE | Topic.SUNSET | Topic.RETIRED:
                return await self._alert(delivery)
            case Topic.THREAD:
                raise NotImplementedError  # a thread is opened, not drawn: see `cogs.threads`

    async def _notice(self, delivery: Delivery) -> Card:
        """What an administrator reads when a channel is closed to Nexus."""
        server = await self._hub.servers.get(delivery.guild_id)
        where = f"I may not post in <#{delivery.key.subject}>, or it is gone, so"
        if server and str(server.recaps.channel_id) == delivery.key.subject:
            return note(
                f"{where} the weekly recap waits, for two days. Once that is mended, run /recap schedule in the"
                " server with this `channel`, or with another one at once."
            )
        return note(
            f"{where} cards and recaps wait. Run /setup hub in the server; it says what is missing, and I catch up."
        )

    async def _alert(self, delivery: Delivery) -> Card:
        """What those read who use what a revision broke, what may soon be gone, or what was retired."""
        key = delivery.key
        if key.topic is Topic.SUNSET:
            return sunset_card(await self._hub.apis.sunsets.word(delivery.guild_id, key))
        if key.topic is Topic.RETIRED:
            retirement = await self._hub.apis.standing.retirement(delivery.guild_id, key.ref.number)
            return retired_card(retirement.api, retirement.called[key.group])
        alert = await self._hub.apis.alerts.get(delivery.guild_id, key.ref.number, key.broken_by)
        return alert_card(alert, alert.called[key.group])

    async def _recap(self, delivery: Delivery) -> Card:
        """A recap, as far as all who read its channel may see what it tells.

        Of nothing, no new message is made, unless the server wants quiet weeks told.
        """
        sight = self._eyes.of_channel(delivery.guild_id, delivery.channel_id or 0)
        recap = await self._hub.recaps.get(delivery.guild_id, delivery.key.subject, sight=sight)
        card = recap_card(recap, await chart_of(recap))
        card.is_moot = recap.is_quiet and not recap.tells_quiet
        return card

    async def _letter(self, delivery: Delivery) -> Card:
        """A member's own week.

        Raises:
            Moot: they want no letters any more.
        """
        guild_id, member_id = delivery.guild_id, delivery.user_id or 0
        if not await self._hub.weeks.wants_letters(guild_id, member_id):
            raise Moot("its reader wants no letters any more")
        sight = await self._eyes.of_member(guild_id, member_id)
        week = await self._hub.weeks.letter(guild_id, member_id, delivery.key.recap, sight=sight)
        return letter_card(week, self._eyes.name_of(guild_id))

    def results(self, found: Found) -> Card:
        """What a search found, for whoever asked."""
        return results_card(found)

    async def _news(self, guild_id: int, key: Key) -> Card:
        """What Nexus says about a blocker or a request by itself."""
        if key.ref.kind is Kind.BLOCKER:
            return await self._call(await self._hub.blockers.get(guild_id, key.ref.number), key)
        request = await self._hub.apis.requests.get(guild_id, key.ref.number)
        if key.topic is Topic.ANSWERED:
            return answered_card(request, key.part)
        # Whoever takes what is there knows it already.
        known_to = [] if key.part == SETTLED else [request.author]
        called = [*known_to, *await self._hub.apis.requests.needing(guild_id, request.ref)]
        if key.topic is Topic.NEAR:
            return near_card(request, key, called)
        return there_card(request, called)

    async def _call(self, blocker: Blocker, key: Key) -> Card:
        """What Nexus says about a blocker by itself."""
        match key.topic:
            case Topic.ASK:
                return ask_card(blocker)
            case Topic.RETEST:
                return await self._retest(blocker, key)
            case Topic.TOLD:
                return await self._told(blocker, key)
            case Topic.NUDGE:
                called = await self._hub.errands.called(blocker, key.step)
                return nudge_card(blocker, key.step, called)
            case _:
                return lapsed_card(blocker)

    async def _retest(self, blocker: Blocker, key: Key) -> Card:
        """What is asked of who is stuck on something that changed."""
        guild_id, (api, revision) = blocker.guild_id, key.revision
        wishes = await self._hub.people.wishes(guild_id, by=blocker.author)
        return retest_card(
            blocker,
            await self._hub.apis.sharing.revision(guild_id, api.number, revision),
            await self._hub.apis.sharing.named_by(guild_id, blocker.ref.number),
            is_called=not wishes.preferences.is_off,
        )

    async def _told(self, blocker: Blocker, key: Key) -> Card:
        """What those read whom a blocker affects."""
        guild_id, same = blocker.guild_id, blocker.duplicate_of
        affected = (await self._hub.blockers.affected(guild_id, blocker.ref.number))[key.group]
        if key.ending == DROPPED:
            return dropped_card(blocker, affected)
        original = await self._hub.blockers.get(guild_id, same.number) if same else blocker
        return told_card(blocker, Ref.parse(key.ending), affected, solved_by=original.solution)
