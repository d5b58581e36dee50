"""Entries to which everybody is something, and what people do to them in more than one step."""

from dataclasses import dataclass, replace
from itertools import count

from data.store import SqliteStore
from domain.hub import Hub
from domain.models.api import Source, Watch
from domain.models.deeds import Deed
from domain.models.endpoint import Status
from domain.models.entries import Kind, Member, Ref
from domain.models.events import Event
from tests.support.documents import ORDERS, document
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    HEDY,
    LINUS,
    MODERATOR,
    OLGA,
    PLACE,
    ZOE,
    blocker_draft,
    endpoint_draft,
    request_draft,
    resolution,
    solution_draft,
)

SECRET = "v3ryGr33nFrog"
PASTED = replace(blocker_draft(), happened=f"DB_PASSWORD={SECRET} is refused")


@dataclass
class Desk:
    """Makes entries of ada's to which everybody is something."""

    hub: Hub
    store: SqliteStore

    def __post_init__(self) -> None:
        self._causes = count(1)

    @property
    def cause(self) -> int:
        """The id of an interaction of its own."""
        return next(self._causes)

    async def unclaimed(self) -> int:
        """A blocker that grace says “Me too” to, and that nobody helps with."""
        logged = await self.hub.blockers.log(PLACE, PASTED, by=ADA, cause=self.cause)
        await self.hub.blockers.join(GUILD, logged.ref.number, by=GRACE)
        return logged.ref.number

    async def unjoined(self) -> int:
        """A blocker that is nobody's but ada's."""
        logged = await self.hub.blockers.log(PLACE, PASTED, by=ADA, cause=self.cause)
        return logged.ref.number

    async def claimed(self) -> int:
        """A blocker that linus helps with."""
        number = await self.unclaimed()
        await self.hub.blockers.claim(GUILD, number, by=LINUS)
        return number

    async def answered(self) -> int:
        """A blocker with an answer of linus' that waits for ada's word."""
        number = await self.claimed()
        await self.hub.resolutions.resolve(GUILD, number, resolution(), by=LINUS, cause=self.cause)
        return number

    async def dropped(self) -> int:
        """A blocker that is no longer needed."""
        number = await self.claimed()
        await self.hub.blockers.drop(GUILD, number, by=ADA)
        return number

    async def shared_api(self) -> int:
        """An API of ada's."""
        cause = self.cause
        content = document(title=f"Shop {cause}")
        shared = await self.hub.apis.sharing.share_file(PLACE, "shop.json", content, by=ADA, cause=cause)
        return shared.ref.number

    async def requested(self) -> int:
        """A request for an API of olga's, to which something else was proposed."""
        number = await self.unneeded()
        await self.hub.apis.requests.need(GUILD, number, by=GRACE)
        await self.hub.apis.requests.answer(GUILD, number, Deed.COUNTER, "Take this.", by=MODERATOR)
        return number

    async def unneeded(self) -> int:
        """A request that nobody else said to need, and an API that has something near to it."""
        cause = self.cause
        api = await self.hub.apis.sharing.share_file(
            PLACE,
            "shop.json",
            document(title=f"Shop {cause}", paths={"/refunds": ORDERS}),
            by=OLGA,
            cause=cause,
        )
        made = await self.hub.apis.requests.ask(
            PLACE, request_draft("/refund", api=api.ref), by=ADA, cause=self.cause
        )
        return made.ref.number

    async def watched_api(self) -> int:
        """An API of ada's that is watched."""
        number = await self.shared_api()
        async with self.store.transaction() as stored:
            shared = await stored.apis.get(GUILD, number)
            source = Source(address=f"https://shop{number}.example/openapi.json")
            await stored.apis.save(replace(shared, watch=Watch.WATCHED, source=source), check_at=None)
        return number

    async def retired_api(self) -> int:
        """An API of ada's that is retired."""
        number = await self.shared_api()
        await self.hub.apis.standing.retire(GUILD, number, by=ADA)
        return number

    async def shared(self) -> int:
        """An endpoint."""
        cause = self.cause
        shared = await self.hub.endpoints.share(PLACE, endpoint_draft(f"/{cause}/"), by=ADA, cause=cause)
        return shared.ref.number

    async def shared_live(self) -> int:
        """An endpoint that is live."""
        number = await self.shared()
        await self.hub.endpoints.move(GUILD, number, Status.LIVE, by=ADA)
        return number

    async def posted(self) -> int:
        """A solution that linus helped to find, and that quotes hedy."""
        number = await self.claimed()
        solved = await self.hub.resolutions.resolve(GUILD, number, resolution(), by=ADA, cause=self.cause)
        assert solved.solution
        async with self.store.transaction() as stored:
            found = await stored.solutions.get(GUILD, solved.solution.number)
            await stored.solutions.save(replace(found, quoted=(HEDY,)))
        return solved.solution.number

    async def retired(self) -> int:
        """A solution that was retired."""
        number = await self.posted()
        await self.hub.solutions.retire(GUILD, number, by=MODERATOR)
        return number

    async def resolve(self, number: int, by: Member) -> object:
        """Press *Resolve*: solves or proposes."""
        return await self.hub.resolutions.resolve(GUILD, number, resolution(), by=by, cause=self.cause)

    async def mark_duplicate(self, number: int, by: Member) -> object:
        """Say that a blocker is the same as one logged now."""
        other = Ref(Kind.BLOCKER, await self.unclaimed())
        return await self.hub.blockers.mark_duplicate(GUILD, number, other, by=by)

    async def supersede(self, number: int, by: Member) -> object:
        """Put a solution posted now in the place of an older one."""
        newer = await self.hub.solutions.post(PLACE, solution_draft(), by=ZOE, cause=self.cause)
        return await self.hub.solutions.supersede(GUILD, number, newer.ref, by=by)

    async def take_back(self, number: int, by: Member) -> object:
        """Say twice that a solution did not work."""
        await self.hub.solutions.vote(GUILD, number, helped=False, by=by)
        return await self.hub.solutions.vote(GUILD, number, helped=False, by=by)

    async def events(self, ref: Ref) -> list[Event]:
        """What happened to an entry."""
        return list(await self.hub.entries.history(GUILD, ref))
