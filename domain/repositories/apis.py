"""What is stored of APIs: themselves, their revisions, their endpoints, who uses what, and what is muted."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from domain.models.api import Api, ApiDraft, Revision
from domain.models.endpoint import Endpoint, EndpointDraft, Method
from domain.models.entries import Member, NewEntry, Ref
from domain.models.mute import Mute
from domain.models.recap import Period


class Apis(Protocol):
    """The APIs of all servers."""

    async def add(self, entry: NewEntry, draft: ApiDraft) -> Api:
        """Keep a new API, with its first revision to come, under the server's next number."""
        ...

    async def get(self, guild_id: int, number: int) -> Api:
        """The server's API of that number.

        Raises:
            NotFound: there is none.
        """
        ...

    async def save(self, api: Api, *, check_at: datetime | None) -> None:
        """Keep all that can change of an API, and when it is checked next; nobody is at it any more."""
        ...

    async def rename(self, api: Api) -> None:
        """Keep an API's title and tags alone, whoever looks at it meanwhile."""
        ...

    async def at(self, guild_id: int, address: str) -> Api | None:
        """The server's API whose document is or was at that address: one in use before one that is retired."""
        ...

    async def with_document(self, guild_id: int, mark: str) -> Api | None:
        """The server's API in use whose newest document has that mark, if there is one."""
        ...

    async def called(self, guild_id: int, title: str, hidden: Collection[int] = ()) -> Sequence[Api]:
        """The server's APIs of that title, whatever its case: those in use first; none of hidden channels."""
        ...

    async def listed(
        self, guild_id: int, hidden: Collection[int] = (), *, limit: int, offset: int
    ) -> tuple[Sequence[Api], int]:
        """One page of the APIs in use by title, without `hidden` channels'; and how many there are."""
        ...

    async def servers(self, guild_id: int, hidden: Collection[int]) -> Collection[str]:
        """The addresses that APIs in use are served at; none of hidden channels' APIs."""
        ...

    async def unchecked(self, guild_id: int, hidden: Collection[int]) -> Sequence[Api]:
        """The watched APIs that could not be checked when last looked at, by title; none of hidden channels."""
        ...

    async def claim_due(
        self, now: datetime, *, until: datetime, limit: int, each: int, busy: Iterable[int]
    ) -> Sequence[tuple[int, int]]:
        """Have some APIs for oneself that are to be checked, as `claim`: the servers and numbers of the longest due.

        Of each server at most `each`, with those that one has already: `busy` names the server of every one.
        """
        ...

    async def claim(self, guild_id: int, number: int, *, now: datetime, until: datetime) -> bool:
        """Have an API for oneself until then, or until it is saved; False where somebody has it."""
        ...

    async def let_go(self, guild_id: int, number: int) -> None:
        """Let others have an API that was claimed."""
        ...

    async def shift(self, guild_id: int, *, by: timedelta) -> None:
        """Have the next checks of all of a server's APIs done so much later, or earlier."""
        ...


class Revisions(Protocol):
    """The revisions of all servers' APIs."""

    async def add(self, revision: Revision, content: bytes) -> None:
        """Keep a new revision with its document."""
        ...

    async def get(self, guild_id: int, number: int, revision: int) -> Revision:
        """A revision of the server's API of that number.

        Raises:
            NotFound: there is none.
        """
        ...

    async def content(self, guild_id: int, number: int, revision: int) -> bytes:
        """The document of a revision.

        Raises:
            NotFound: there is no such revision, or it is so old that its document was dropped.
        """
        ...

    async def listed(
        self, guild_id: int, number: int, *, limit: int, offset: int
    ) -> tuple[Sequence[Revision], int]:
        """One page of an API's revisions, newest first; and how many there are."""
        ...

    async def within(self, guild_id: int, period: Period, hidden: Collection[int]) -> Sequence[Revision]:
        """The revisions of the period of all APIs in use, newest first; none of hidden channels."""
        ...

    async def rules_of(self, guild_id: int, number: int, *, limit: int) -> Sequence[str]:
        """The names of the rules by which an API changed in its newest revisions, the last first."""
        ...

    async def rules(
        self, guild_id: int, hidden: Collection[int], *, since: datetime, limit: int
    ) -> Sequence[str]:
        """The names of the rules by which APIs changed since then, the last first; none of hidden channels."""
        ...

    async def prune(self, guild_id: int, number: int, *, last: int) -> int:
        """Drop the documents of an API up to that revision; returns how many."""
        ...


class ApiEndpoints(Protocol):
    """The endpoints that stand in documents."""

    async def add(self, api: Api, drafts: Sequence[EndpointDraft], *, at: datetime) -> Sequence[int]:
        """Keep new endpoints of an API under the server's next numbers, which are returned in the drafts' order."""
        ...

    async def of(self, guild_id: int, api_number: int) -> Sequence[Endpoint]:
        """All endpoints that an API has or had, by path and method."""
        ...

    async def forget_gone(self, guild_id: int, api_number: int, *, kept: int, limit: int) -> int:
        """Drop endpoints of an API that are gone and that nothing points to, with their history; returns how many.

        That is what nobody uses, no blocker names and no request became. Of them, so many that went last are `kept`; at
        most `limit` are dropped. Their numbers are given to nothing else.
        """
        ...

    async def called(self, guild_id: int, api_number: int, method: Method, path: str) -> Endpoint | None:
        """The endpoint of an API with that method and path, whatever the path's parameters are called."""
        ...


class Namings(Protocol):
    """Which endpoints blockers name."""

    async def keep(self, guild_id: int, blocker: int, endpoints: Iterable[int]) -> None:
        """Keep which endpoints a blocker names now."""
        ...

    async def of(self, guild_id: int, blocker: int) -> Sequence[Endpoint]:
        """The endpoints that a blocker names, by path."""
        ...

    async def waiting_on(self, guild_id: int, endpoints: Iterable[int]) -> Mapping[int, Sequence[int]]:
        """The blockers at no end yet that name some of these endpoints, each with those."""
        ...


class Uses(Protocol):
    """Who uses which APIs and endpoints."""

    async def add(self, guild_id: int, ref: Ref, member: Member, *, at: datetime) -> bool:
        """Note that a member uses an API or an endpoint; False if that was noted before."""
        ...

    async def remove(self, guild_id: int, ref: Ref, member: Member) -> bool:
        """Note that a member does not use it; False if it was not noted before."""
        ...

    async def of(self, guild_id: int, ref: Ref) -> Sequence[Member]:
        """Who uses an API as a whole, or an endpoint by itself, who said so first being first."""
        ...

    async def of_member(self, guild_id: int, member_id: int) -> Sequence[Ref]:
        """What a member uses."""
        ...

    async def of_api(self, guild_id: int, number: int) -> Mapping[Ref, Sequence[Member]]:
        """Who uses an API, and who its endpoints, by each of these that is used."""
        ...


class Mutes(Protocol):
    """The rules that count no more in servers."""

    async def add(self, mute: Mute) -> None:
        """Keep a mute, in the place of one of the same rule."""
        ...

    async def remove(self, guild_id: int, api: Ref | None, rule: str) -> bool:
        """Drop the mute of a rule; False if there is none."""
        ...

    async def listed(self, guild_id: int) -> Sequence[Mute]:
        """A server's mutes: those for all of it first, then those of each API, by rule."""
        ...

    async def in_force(self, guild_id: int, api: Ref) -> Sequence[Mute]:
        """The mutes that hold for an API: those for all of the server first, then its own."""
        ...
