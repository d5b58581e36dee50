"""A room of the cohort that not everybody is let into, and what is kept there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from simcord.backend.models import Overwrite
from simcord.enums import ChannelType, OverwriteType

from domain.models.blocker_draft import BlockerDraft, Urgency
from domain.models.endpoint import EndpointDraft, Method, Status
from domain.models.entries import Member, Place
from domain.models.solution_draft import SolutionDraft
from tests.support.threads import Thread

if TYPE_CHECKING:
    from simcord.builders import ChannelHandle

    from tests.support.cohort import Answer, Cohort, Person, Shown

HIDDEN = discord.PermissionOverwrite(view_channel=False)
SEEN = discord.PermissionOverwrite(view_channel=True)


def room_for(hub: Cohort, *people: Person) -> ChannelHandle:
    """A channel that only these people see, and Nexus."""
    assert hub.bot.user
    let_in = {person.actor: SEEN for person in people}
    overwrites: dict[Any, discord.PermissionOverwrite] = {
        hub.guild.default_role: HIDDEN,
        hub.bot.user: SEEN,
        **let_in,
    }
    return hub.guild.create_text_channel("staff", overwrites=overwrites)


async def close(hub: Cohort, room: ChannelHandle, person: Person) -> None:
    """Somebody is not let into a channel any more."""
    _, deny = HIDDEN.pair()
    shut = Overwrite(person.id, OverwriteType.MEMBER, allow=0, deny=deny.value)
    hub.env.backend.set_overwrite(room.id, shut)
    await hub.env.settle()


def private_thread(hub: Cohort, room: ChannelHandle | None = None) -> Thread:
    """A private thread below the hub, or below another room, with ada and Nexus in it."""
    backend = hub.env.backend
    assert hub.bot.user
    made = backend.create_thread(
        (room or hub.channel).id, "Between us", hub.ada.id, type=ChannelType.PRIVATE_THREAD
    )
    backend.add_thread_member(made.id, hub.bot.user.id)
    return Thread(hub.env, hub.guild, made)


def refs(answer: Answer | Shown) -> set[str]:
    """The entries that an answer shows as hits, or in a list."""
    return {ref for ref in ("B1", "B2", "S1", "S2", "S3", "E1") if f"**{ref} ·" in answer.text}


class Kept:
    """A room for ada, linus and root, where B1, S2 and E1 are kept; S1 is kept where everybody is."""

    def __init__(self, hub: Cohort) -> None:
        self.hub = hub
        self.room = room_for(hub, hub.ada, hub.linus, hub.root)
        self._cause = 0

    @classmethod
    async def of(cls, hub: Cohort) -> Kept:
        """The room, with its cards posted."""
        kept = cls(hub)
        await kept.solution("Payroll is slow", tags="payroll", where=hub.channel)
        await kept.blocker("Payroll of Zanzibar leaks memory")
        await kept.solution("Payroll of Zanzibar stops")
        await kept.endpoint("/api/zanzibar/")
        await hub.bot.tick()
        await hub.env.settle()
        return kept

    async def blocker(self, goal: str) -> None:
        """Ada logs a blocker in the room."""
        draft = BlockerDraft.written(
            goal=goal, happened="It grows and grows", tried="", tags="zanzibar", urgency=Urgency.TODAY
        )
        place, by, cause = self._deed(self.room)
        await self.hub.bot.hub.blockers.log(place, draft, by=by, cause=cause)

    async def solution(
        self, problem: str, *, tags: str = "zanzibar", where: ChannelHandle | None = None
    ) -> None:
        """Ada posts a solution in the room, or elsewhere."""
        draft = SolutionDraft.written(problem=problem, fix="Restart the payroll", tags=tags)
        place, by, cause = self._deed(where or self.room)
        await self.hub.bot.hub.solutions.post(place, draft, by=by, cause=cause)

    async def endpoint(self, path: str) -> None:
        """Ada shares an endpoint in the room."""
        draft = EndpointDraft.written(
            method=Method.GET, path=path, summary="Payroll", status=Status.LIVE, tags="zanzibar"
        )
        place, by, cause = self._deed(self.room)
        await self.hub.bot.hub.endpoints.share(place, draft, by=by, cause=cause)

    def _deed(self, where: ChannelHandle) -> tuple[Place, Member, int]:
        self._cause += 1
        return Place(self.hub.guild.id, where.id), Member(self.hub.ada.id, "ada"), self._cause
