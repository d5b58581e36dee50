"""Living the cohort's history: each event through the services, as if somebody had typed it then."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import count
from typing import Any, TypeAlias

from bot.demo.cohort import Event
from domain.hub import Hub
from domain.models.blocker_draft import BlockerDraft, Urgency
from domain.models.deeds import Deed as Done
from domain.models.drafts import File
from domain.models.endpoint import EndpointDraft, Method, Status
from domain.models.entries import Member, Place, Ref
from domain.models.request_draft import Asked, RequestDraft
from domain.models.resolution import Resolution
from domain.models.solution_draft import SolutionDraft

Deed: TypeAlias = Callable[[Mapping[str, Any], Member], Awaitable[Ref]]
"""Does what an event says, in somebody's name; returns the entry that it is about."""

Say: TypeAlias = Callable[[str, Ref, str], Awaitable[None]]
"""Has a person (by key) write something in the thread on an entry's card."""


@dataclass
class History:
    """Brings events into the hub, remembering which entry has which key."""

    hub: Hub
    place: Place
    members: Mapping[str, Member]
    say: Say
    refs: dict[str, Ref] = field(default_factory=dict[str, Ref])
    _causes: Iterator[int] = field(default_factory=lambda: count(1))

    async def live(self, event: Event) -> None:
        """Let an event happen, and what follows from it be posted."""
        by = self.members[event.who]
        if event.does == "say":
            await self.say(event.who, self.refs[event.says["on"]], event.says["text"])
            return
        if event.does == "follow":
            await self.hub.people.follow(self.place.guild_id, event.says["tag"], by=by)
            return
        ref = await self.deeds[event.does](event.says, by)
        if "id" in event.says:
            self.refs[event.says["id"]] = ref
        await self.hub.outbox.deliver_about(self.place.guild_id, ref)

    @property
    def deeds(self) -> Mapping[str, Deed]:
        """What an event can do to an entry, by the words of `cohort.toml`."""
        return {**self._of_blockers(), **self._of_solutions(), **self._of_endpoints(), **self._of_apis()}

    def _of_blockers(self) -> Mapping[str, Deed]:
        return {
            "log_blocker": self._log,
            "claim": self._claim,
            "hand_back": self._hand_back,
            "hand_over": self._hand_over,
            "me_too": self._me_too,
            "resolve": self._resolve,
            "accept": self._accept,
            "decline": self._decline,
            "drop": self._drop,
            "mark_duplicate": self._mark_duplicate,
            "reopen": self._reopen,
        }

    def _of_solutions(self) -> Mapping[str, Deed]:
        return {
            "post_solution": self._post,
            "edit_solution": self._edit,
            "helped": self._helped,
            "did_not_work": self._did_not_work,
            "supersede": self._supersede,
            "retire": self._retire,
        }

    def _of_endpoints(self) -> Mapping[str, Deed]:
        return {"share_endpoint": self._share, "set_status": self._move}

    def _of_apis(self) -> Mapping[str, Deed]:
        return {
            "share_api": self._share_api,
            "revise_api": self._revise_api,
            "use": self._use,
            "ask_for": self._ask_for,
            "accept_request": self._accept_request,
        }

    def _number(self, says: Mapping[str, Any], name: str = "blocker") -> int:
        return self.refs[says[name]].number

    async def _log(self, says: Mapping[str, Any], by: Member) -> Ref:
        draft = BlockerDraft.written(
            goal=says["goal"],
            happened=says["happened"],
            tried=says["tried"],
            tags=" ".join(says["tags"]),
            urgency=Urgency(says["urgency"]),
            follows=self.refs[says["follows"]] if "follows" in says else None,
        )
        file = File(says["file"], says["content"].encode()) if "file" in says else None
        blocker = await self.hub.blockers.log(self.place, draft, by=by, cause=next(self._causes), file=file)
        return blocker.ref

    async def _claim(self, says: Mapping[str, Any], by: Member) -> Ref:
        return (await self.hub.blockers.claim(self.place.guild_id, self._number(says), by=by)).ref

    async def _hand_back(self, says: Mapping[str, Any], by: Member) -> Ref:
        return (await self.hub.blockers.release(self.place.guild_id, self._number(says), by=by)).ref

    async def _hand_over(self, says: Mapping[str, Any], by: Member) -> Ref:
        to = self.members[says["to"]]
        return (await self.hub.blockers.hand_over(self.place.guild_id, self._number(says), to, by=by)).ref

    async def _me_too(self, says: Mapping[str, Any], by: Member) -> Ref:
        return (await self.hub.blockers.join(self.place.guild_id, self._number(says), by=by)).ref

    async def _resolve(self, says: Mapping[str, Any], by: Member) -> Ref:
        resolution = Resolution.written(
            cause=says["cause"],
            fix=says["fix"],
            prevention=says.get("prevention", ""),
            code=says["code"],
            helpers=tuple(self.members[key] for key in says.get("helpers", ())),
        )
        blocker = await self.hub.resolutions.resolve(
            self.place.guild_id, self._number(says), resolution, by=by, cause=next(self._causes)
        )
        return self._solved(says, blocker.ref, blocker.solution)

    async def _accept(self, says: Mapping[str, Any], by: Member) -> Ref:
        blocker = await self.hub.resolutions.accept(
            self.place.guild_id, self._number(says), by=by, cause=next(self._causes)
        )
        return self._solved(says, blocker.ref, blocker.solution)

    def _solved(self, says: Mapping[str, Any], ref: Ref, solution: Ref | None) -> Ref:
        """Remember a blocker's solution by the blocker's key, with an S before it."""
        if solution:
            self.refs[f"S:{says['blocker']}"] = solution
        return ref

    async def _decline(self, says: Mapping[str, Any], by: Member) -> Ref:
        return (await self.hub.resolutions.decline(self.place.guild_id, self._number(says), by=by)).ref

    async def _drop(self, says: Mapping[str, Any], by: Member) -> Ref:
        return (await self.hub.blockers.drop(self.place.guild_id, self._number(says), by=by)).ref

    async def _mark_duplicate(self, says: Mapping[str, Any], by: Member) -> Ref:
        of = self.refs[says["of"]]
        blocker = await self.hub.blockers.mark_duplicate(self.place.guild_id, self._number(says), of, by=by)
        await self.hub.outbox.deliver_about(self.place.guild_id, of)
        return blocker.ref

    async def _reopen(self, says: Mapping[str, Any], by: Member) -> Ref:
        return (await self.hub.blockers.reopen(self.place.guild_id, self._number(says), by=by)).ref

    async def _post(self, says: Mapping[str, Any], by: Member) -> Ref:
        solution = await self.hub.solutions.post(
            self.place,
            self._draft(says),
            by=by,
            cause=next(self._causes),
            blocker=self.refs[says["blocker"]] if "blocker" in says else None,
        )
        return solution.ref

    async def _edit(self, says: Mapping[str, Any], by: Member) -> Ref:
        number = self._number(says, "edited")
        return (await self.hub.solutions.edit(self.place.guild_id, number, self._draft(says), by=by)).ref

    def _draft(self, says: Mapping[str, Any]) -> SolutionDraft:
        return SolutionDraft.written(
            problem=says["problem"],
            fix=says["solution"],
            code=says["code"],
            links=says["link"],
            versions=says.get("versions", ""),
            tags=" ".join(says["tags"]),
            quoted=tuple(self.members[key] for key in says.get("quoted", ())),
        )

    async def _helped(self, says: Mapping[str, Any], by: Member) -> Ref:
        return await self._voted(says, by, helped=True)

    async def _did_not_work(self, says: Mapping[str, Any], by: Member) -> Ref:
        return await self._voted(says, by, helped=False)

    async def _voted(self, says: Mapping[str, Any], by: Member, *, helped: bool) -> Ref:
        number = self._number(says, "solution")
        solution, _ = await self.hub.solutions.vote(self.place.guild_id, number, helped=helped, by=by)
        if solution.blocker:
            await self.hub.outbox.deliver_about(self.place.guild_id, solution.blocker)
        return solution.ref

    async def _supersede(self, says: Mapping[str, Any], by: Member) -> Ref:
        number, newer = self._number(says, "solution"), self.refs[says["newer"]]
        return (await self.hub.solutions.supersede(self.place.guild_id, number, newer, by=by)).ref

    async def _retire(self, says: Mapping[str, Any], by: Member) -> Ref:
        return (
            await self.hub.solutions.retire(self.place.guild_id, self._number(says, "solution"), by=by)
        ).ref

    async def _share(self, says: Mapping[str, Any], by: Member) -> Ref:
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
        return (await self.hub.endpoints.share(self.place, draft, by=by, cause=next(self._causes))).ref

    async def _move(self, says: Mapping[str, Any], by: Member) -> Ref:
        status = Status(says["status"])
        number = self._number(says, "endpoint")
        return (await self.hub.endpoints.move(self.place.guild_id, number, status, by=by)).ref

    async def _share_api(self, says: Mapping[str, Any], by: Member) -> Ref:
        name, cause = says["document"], next(self._causes)
        tags = tuple(says["tags"])
        return (
            await self.hub.apis.sharing.share_file(
                self.place, name, _document(name), tags=tags, by=by, cause=cause
            )
        ).ref

    async def _revise_api(self, says: Mapping[str, Any], by: Member) -> Ref:
        content = _document(says["document"])
        return (
            await self.hub.apis.watching.bring(self.place.guild_id, self._number(says, "api"), content, by=by)
        ).ref

    async def _use(self, says: Mapping[str, Any], by: Member) -> Ref:
        """Use an API, or that operation of it."""
        api = self.refs[says["api"]]
        endpoints = await self.hub.apis.sharing.endpoints(self.place.guild_id, api.number)
        used = (
            {each.operation: each.ref for each in endpoints}[says["operation"]]
            if "operation" in says
            else api
        )
        await self.hub.apis.uses.use(self.place.guild_id, used, by=by)
        return api

    async def _ask_for(self, says: Mapping[str, Any], by: Member) -> Ref:
        asked = Asked(Method(says["method"]), says["path"], self.refs[says["api"]])
        draft = RequestDraft.written(asked, wanted=says["wanted"], why=says["why"])
        return (await self.hub.apis.requests.ask(self.place, draft, by=by, cause=next(self._causes))).ref

    async def _accept_request(self, says: Mapping[str, Any], by: Member) -> Ref:
        number = self._number(says, "request")
        request = await self.hub.apis.requests.answer(
            self.place.guild_id, number, Done.GRANT, says["words"], by=by
        )
        return request.ref


def _document(name: str) -> bytes:
    """A document of an API of the cohort's."""
    return (files("bot.demo") / "documents" / name).read_bytes()
