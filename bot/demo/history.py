"""Living the cohort's history: each event through the services, as if somebody had typed it then."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from bot.demo.cohort import Event
from domain.hub import Hub
from domain.models.blocker import BlockerDraft, Urgency
from domain.models.delivery import Key
from domain.models.endpoint import EndpointDraft, Method, Status
from domain.models.entries import Member, Place, Ref
from domain.models.solution import Resolution, SolutionDraft


@dataclass
class History:
    """Brings events into the hub, remembering which entry has which key."""

    hub: Hub
    place: Place
    members: Mapping[str, Member]
    refs: dict[str, Ref] = field(default_factory=dict[str, Ref])
    _causes: Iterator[int] = field(default_factory=lambda: count(1))

    async def live(self, event: Event) -> None:
        """Let an event happen, and its card be posted."""
        deeds: dict[str, Callable[[Event, Member], Awaitable[Ref]]] = {
            "log_blocker": self._log,
            "claim": self._claim,
            "resolve": self._resolve,
            "post_solution": self._post,
            "share_endpoint": self._share,
            "set_status": self._move,
        }
        ref = await deeds[event.does](event, self.members[event.who])
        await self.hub.outbox.deliver(self.place.guild_id, Key.card(ref))

    async def _log(self, event: Event, by: Member) -> Ref:
        says = event.says
        draft = BlockerDraft.written(
            goal=says["goal"],
            happened=says["happened"],
            tried=says["tried"],
            tags=" ".join(says["tags"]),
            urgency=Urgency(says["urgency"]),
        )
        blocker = await self.hub.blockers.log(self.place, draft, by=by, cause=next(self._causes))
        return self._named(event, blocker.ref)

    async def _claim(self, event: Event, by: Member) -> Ref:
        number = self.refs[event.says["blocker"]].number
        return (await self.hub.blockers.claim(self.place.guild_id, number, by=by)).ref

    async def _resolve(self, event: Event, by: Member) -> Ref:
        says = event.says
        number = self.refs[says["blocker"]].number
        resolution = Resolution.written(cause=says["cause"], fix=says["fix"], code=says["code"])
        cause = next(self._causes)
        blocker, _ = await self.hub.blockers.resolve(
            self.place.guild_id, number, resolution, by=by, cause=cause
        )
        return blocker.ref

    async def _post(self, event: Event, by: Member) -> Ref:
        says = event.says
        draft = SolutionDraft.written(
            problem=says["problem"],
            fix=says["solution"],
            code=says["code"],
            link=says["link"],
            tags=" ".join(says["tags"]),
        )
        solution = await self.hub.solutions.post(self.place, draft, by=by, cause=next(self._causes))
        return self._named(event, solution.ref)

    async def _share(self, event: Event, by: Member) -> Ref:
        says = event.says
        draft = EndpointDraft.written(
            method=Method(says["method"]),
            path=says["path"],
            summary=says["summary"],
            status=Status(says["status"]),
            auth=says["auth"],
            request=says["request"],
            response=says["response"],
            tags=" ".join(says["tags"]),
        )
        endpoint = await self.hub.endpoints.share(self.place, draft, by=by, cause=next(self._causes))
        return self._named(event, endpoint.ref)

    async def _move(self, event: Event, by: Member) -> Ref:
        number = self.refs[event.says["endpoint"]].number
        status = Status(event.says["status"])
        return (await self.hub.endpoints.move(self.place.guild_id, number, status, by=by)).ref

    def _named(self, event: Event, ref: Ref) -> Ref:
        self.refs[event.says["id"]] = ref
        return ref
