"""For the test that lets anybody press anything at any time: what is pressed, and a courier who draws cards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cogs.gallery import HubGallery
from domain.models.delivery import Topic
from domain.models.entries import Kind, Ref, Spot
from domain.models.sight import FULL, Sight
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    HEDY,
    HUB,
    LINUS,
    MODERATOR,
    PLACE,
    blocker_draft,
    resolution,
    solution_draft,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from domain.hub import Hub
    from domain.models.delivery import Delivery
    from domain.models.entries import Member

PEOPLE = (ADA, LINUS, GRACE, HEDY, MODERATOR)
"""Who presses; ada is stuck on B1 and B3, linus on B2."""

TALK = replace(blocker_draft("Celery loses my tasks", tags="celery redis"), tried="a restart")

TO_BLOCKERS: dict[str, Callable[[Hub, int, Member, int], Awaitable[object]]] = {
    "claim": lambda hub, n, by, _: hub.blockers.claim(GUILD, n, by=by),
    "release": lambda hub, n, by, _: hub.blockers.release(GUILD, n, by=by),
    "hand over": lambda hub, n, by, cause: hub.blockers.hand_over(GUILD, n, PEOPLE[cause % 5], by=by),
    "edit": lambda hub, n, by, cause: hub.blockers.edit(GUILD, n, (blocker_draft(), TALK)[cause % 2], by=by),
    "tag": lambda hub, n, by, cause: hub.blockers.tag(GUILD, n, ("django", "redis")[cause % 2], by=by),
    "join": lambda hub, n, by, _: hub.blockers.join(GUILD, n, by=by),
    "leave": lambda hub, n, by, _: hub.blockers.leave(GUILD, n, by=by),
    "resolve": lambda hub, n, by, cause: hub.resolutions.resolve(GUILD, n, resolution(), by=by, cause=cause),
    "accept": lambda hub, n, by, cause: hub.resolutions.accept(GUILD, n, by=by, cause=cause),
    "decline": lambda hub, n, by, _: hub.resolutions.decline(GUILD, n, by=by),
    "drop": lambda hub, n, by, _: hub.blockers.drop(GUILD, n, by=by),
    "duplicate": lambda hub, n, by, cause: hub.blockers.mark_duplicate(
        GUILD, n, Ref(Kind.BLOCKER, cause % 3 + 1), by=by
    ),
    "reopen": lambda hub, n, by, _: hub.blockers.reopen(GUILD, n, by=by),
    "undo": lambda hub, n, by, _: hub.blockers.undo(GUILD, n, by=by),
}
"""What is pressed: on which blocker, by whom, and by which interaction; that decides the rest, too."""

TO_SOLUTIONS: dict[str, Callable[[Hub, int, Member, int], Awaitable[object]]] = {
    "helped": lambda hub, n, by, _: hub.solutions.vote(GUILD, n, helped=True, by=by),
    "failed": lambda hub, n, by, _: hub.solutions.vote(GUILD, n, helped=False, by=by),
    "edit": lambda hub, n, by, _: hub.solutions.edit(GUILD, n, solution_draft("Celery and CORS"), by=by),
    "retire": lambda hub, n, by, _: hub.solutions.retire(GUILD, n, by=by),
    "restore": lambda hub, n, by, _: hub.solutions.restore(GUILD, n, by=by),
    "supersede": lambda hub, n, by, cause: hub.solutions.supersede(
        GUILD, n, Ref(Kind.SOLUTION, cause % 3 + 1), by=by
    ),
    "post another": lambda hub, n, by, cause: hub.solutions.post(
        PLACE, solution_draft("Celery, again"), by=by, cause=cause, blocker=Ref(Kind.BLOCKER, n % 3 + 1)
    ),
}


class AllSeeing:
    """Eyes of somebody who sees every channel."""

    def of_channel(self, guild_id: int, channel_id: int) -> Sight:
        del guild_id, channel_id
        return FULL

    async def of_member(self, guild_id: int, member_id: int) -> Sight:
        del guild_id, member_id
        return FULL

    def name_of(self, guild_id: int) -> str:
        return f"server {guild_id}"


class DrawingCourier:
    """Draws each card as Discord would get it, and keeps what was drawn last."""

    def __init__(self) -> None:
        self.shown: dict[str, list[dict[str, Any]]] = {}
        self.hub: Hub | None = None

    async def carry(self, delivery: Delivery) -> Spot:
        if delivery.key.topic is not Topic.THREAD:
            self.shown[str(delivery.key)] = await self.drawn(delivery)
        return Spot(HUB, delivery.message_id or 1000 + len(self.shown))

    async def drawn(self, delivery: Delivery) -> list[dict[str, Any]]:
        """What a delivery shows now."""
        assert self.hub
        return (await HubGallery(self.hub, AllSeeing()).delivery(delivery)).to_components()
