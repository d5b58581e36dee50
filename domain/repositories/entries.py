"""What is stored of all entries, and of endpoints."""

from collections.abc import Collection, Sequence
from typing import Protocol

from domain.models.endpoint import Endpoint, EndpointDraft, Method
from domain.models.entries import EntryId, Kind, NewEntry, Ref, Suggestion
from domain.models.events import Event
from domain.models.offer import Offer, Sought
from domain.models.recap import Period


class Entries(Protocol):
    """What is common to all kinds of entries."""

    async def made_by(self, guild_id: int, cause: int) -> Ref | None:
        """The entry that this interaction wrote, if it wrote one."""
        ...

    async def suggest(
        self,
        guild_id: int,
        kinds: Sequence[Kind],
        typed: str,
        hidden: Collection[int] = (),
        *,
        limit: int,
    ) -> Sequence[Suggestion]:
        """Entries whose number or title holds what was typed, newest first.

        Without those of `hidden` channels, and the endpoints of retired APIs.
        """
        ...

    async def tags(
        self, guild_id: int, typed: str, hidden: Collection[int] = (), *, limit: int
    ) -> Sequence[str]:
        """Tags that start with what was typed, most used first; entries of `hidden` channels do not count."""
        ...

    async def after(self, entry_id: int, *, limit: int) -> Sequence[EntryId]:
        """The next entries of all servers, in the order of their ids."""
        ...

    async def last(self) -> int:
        """The id of the newest entry; 0 where there is none."""
        ...


class Events(Protocol):
    """Every change of every entry.

    None is ever taken away but with its entry, and none changed but at the wish of who was quoted.
    """

    async def add(self, event: Event) -> None:
        """Keep an event."""
        ...

    async def of(self, guild_id: int, ref: Ref) -> Sequence[Event]:
        """The events of an entry, oldest first."""
        ...

    async def forget_words(self, guild_id: int, ref: Ref) -> None:
        """Take out of a solution's events what it said, and whom it quoted."""
        ...

    async def forget_names(self, guild_id: int, ref: Ref) -> None:
        """Take out of a solution's events whom it quoted, and who helped."""
        ...


class Endpoints(Protocol):
    """The endpoints of all servers."""

    async def add(self, entry: NewEntry, draft: EndpointDraft) -> Endpoint:
        """Keep a new endpoint under the server's next number."""
        ...

    async def get(self, guild_id: int, number: int) -> Endpoint:
        """The server's endpoint of that number.

        Raises:
            NotFound: there is none.
        """
        ...

    async def of_operation(self, guild_id: int, method: Method, path: str) -> Endpoint | None:
        """The server's endpoint with that method and path, if it was shared by hand."""
        ...

    async def save(self, endpoint: Endpoint) -> None:
        """Keep all that can change of an endpoint; the shape of its path in a document never does."""
        ...

    async def listed(
        self,
        guild_id: int,
        hidden: Collection[int] = (),
        *,
        tag: str | None,
        api: int | None = None,
        limit: int,
        offset: int,
    ) -> tuple[Sequence[Endpoint], int]:
        """One page of the endpoints by path and method, without `hidden` channels'; and how many there are.

        `api` is the number of the API that they belong to, where only those are wanted.
        """
        ...

    async def offers(
        self, guild_id: int, hidden: Collection[int], sought: Sought, *, limit: int
    ) -> Sequence[Offer]:
        """Of what there is to call or was, what is most like the sought, by path and method.

        Those come first that have most of its words, then those that are there, of its method, and short. It is without
        `hidden` channels' and retired APIs'.
        """
        ...

    async def by_hand(self, guild_id: int, hidden: Collection[int] = ()) -> Sequence[Endpoint]:
        """All endpoints that were shared by hand, by path and method; none that are hidden or gone."""
        ...

    async def changed_within(
        self, guild_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Endpoint]:
        """The endpoints shared before the period and changed within it, last changed first; none of hidden channels."""
        ...

    async def shared_within(
        self, guild_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Endpoint]:
        """The endpoints shared within the period, newest first; none of hidden channels."""
        ...
